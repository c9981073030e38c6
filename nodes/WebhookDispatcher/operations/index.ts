import type { Operation } from '../operation';
import { get as getCatalogEvent } from './catalog/get.operation';
import { getAll as getAllCatalogEvents } from './catalog/get-all.operation';
import { cancel } from './delivery/cancel.operation';
import { get as getDelivery } from './delivery/get.operation';
import { getAll as getAllDeliveries } from './delivery/get-all.operation';
import { getStatistics } from './delivery/get-statistics.operation';
import { resend } from './delivery/resend.operation';
import { resendMany } from './delivery/resend-many.operation';
import { dispatch } from './event/dispatch.operation';
import { sendTest } from './event/send-test.operation';
import { get as getReceivedEvent } from './received-event/get.operation';
import { getAll as getAllReceivedEvents } from './received-event/get-all.operation';
import { replay } from './received-event/replay.operation';
import { create } from './subscription/create.operation';
import { deleteSubscription } from './subscription/delete.operation';
import { get as getSubscription } from './subscription/get.operation';
import { getAll as getAllSubscriptions } from './subscription/get-all.operation';
import { rotateSecret } from './subscription/rotate-secret.operation';
import { disable, enable } from './subscription/set-active.operation';
import { update } from './subscription/update.operation';
import { validateUrl } from './subscription/validate-url.operation';

/** What the node does, by resource and operation. */
export const operations: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
	event: { dispatch, sendTest },
	subscription: {
		create,
		delete: deleteSubscription,
		disable,
		enable,
		get: getSubscription,
		getAll: getAllSubscriptions,
		rotateSecret,
		update,
		validateUrl,
	},
	delivery: {
		cancel,
		get: getDelivery,
		getAll: getAllDeliveries,
		getStatistics,
		resend,
		resendMany,
	},
	receivedEvent: { get: getReceivedEvent, getAll: getAllReceivedEvents, replay },
	catalog: { get: getCatalogEvent, getAll: getAllCatalogEvents },
};

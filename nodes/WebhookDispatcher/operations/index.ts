import type { Operation } from '../operation';
import { get as getCatalogEvent } from './catalog/get.operation';
import { getAll as getAllCatalogEvents } from './catalog/get-all.operation';
import { get as getDelivery } from './delivery/get.operation';
import { getAll as getAllDeliveries } from './delivery/get-all.operation';
import { resend } from './delivery/resend.operation';
import { dispatch } from './event/dispatch.operation';
import { get as getReceivedEvent } from './received-event/get.operation';
import { getAll as getAllReceivedEvents } from './received-event/get-all.operation';
import { replay } from './received-event/replay.operation';
import { create } from './subscription/create.operation';
import { deleteSubscription } from './subscription/delete.operation';
import { get as getSubscription } from './subscription/get.operation';
import { getAll as getAllSubscriptions } from './subscription/get-all.operation';
import { disable, enable } from './subscription/set-active.operation';
import { update } from './subscription/update.operation';

/** What the node does, by resource and operation. */
export const operations: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
	event: { dispatch },
	subscription: {
		create,
		delete: deleteSubscription,
		disable,
		enable,
		get: getSubscription,
		getAll: getAllSubscriptions,
		update,
	},
	delivery: { get: getDelivery, getAll: getAllDeliveries, resend },
	receivedEvent: { get: getReceivedEvent, getAll: getAllReceivedEvents, replay },
	catalog: { get: getCatalogEvent, getAll: getAllCatalogEvents },
};

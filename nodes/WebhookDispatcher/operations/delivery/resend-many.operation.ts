import * as z from 'zod';

import { systemClock } from '../../../../src/model/clock';
import { CommerceWebhooksError } from '../../../../src/model/errors';
import { phrase } from '../../../../src/model/phrase';
import { parseInput } from '../../../../src/model/parse-input';
import { compose } from '../../../shared/localized';
import { readFilters } from '../../filters';
import { shownFor, type ItemOperation } from '../../operation';
import { deliveryFilters } from './delivery-filters';

/** More would keep the store busy for too long at once. */
const MAXIMUM_RESENDS = 10_000;

const limitSchema = z.object({ limit: z.coerce.number().int().min(1).max(MAXIMUM_RESENDS) });

export const resendMany: ItemOperation = {
	kind: 'item',
	description: shownFor('delivery', 'resendMany', [
		{
			...deliveryFilters.property,
			default: { state: 'failed' },
			description: 'Which deliveries are sent again; at least one filter is needed',
		},
		// eslint-disable-next-line n8n-nodes-base/node-param-description-missing-from-limit -- it has one that is made of parts
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAXIMUM_RESENDS },
			default: 50,
			description: compose(
				phrase`Max number of deliveries to send again, the oldest first; at most ${MAXIMUM_RESENDS}`,
			),
		},
	]),
	execute: async (call) => {
		const { context, itemIndex, runtime } = call;
		const filters = readFilters(call, deliveryFilters);
		if (Object.values(filters).every((value) => value === undefined)) throw noFilter();
		const { limit } = parseInput(limitSchema, {
			limit: context.getNodeParameter('limit', itemIndex, 50),
		});
		const { outbox } = runtime.store;
		const { scheduled, isMore } = await outbox.scheduleResends(filters, limit, systemClock.now());
		if (scheduled > 0) runtime.engine.wake();
		return [{ resent: scheduled, moreMatch: isMore }];
	},
};

function noFilter(): CommerceWebhooksError {
	return new CommerceWebhooksError(
		'invalid_input',
		phrase`No filter is set: every delivery there is would be sent again`,
		{
			field: 'filters',
			remedy: phrase`Add a filter, e.g. State: Failed, or Since with the time from which on all are meant`,
		},
	);
}

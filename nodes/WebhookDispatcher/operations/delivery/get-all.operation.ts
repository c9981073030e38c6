import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { listDeliveries } from '../../../../src/history';
import { deliveryStateSchema } from '../../../../src/model/delivery';
import { parseInput } from '../../../../src/model/parse-input';
import { shownFor, type ItemOperation } from '../../operation';
import { deliveryItem } from '../../output';
import { emptyAsAbsent, instantSchema, pageProperties, readPageSize } from '../../parameters';

const filtersSchema = z.object({
	state: emptyAsAbsent(deliveryStateSchema),
	subscriptionId: emptyAsAbsent(z.string().trim()),
	eventType: emptyAsAbsent(z.string().trim()),
	eventId: emptyAsAbsent(z.coerce.string().trim()),
	statusCode: emptyAsAbsent(z.coerce.number().int()),
	since: emptyAsAbsent(instantSchema),
	until: emptyAsAbsent(instantSchema),
});

const filtersProperty: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{ displayName: 'Event ID', name: 'eventId', type: 'string', default: '' },
		{
			displayName: 'Event Type',
			name: 'eventType',
			type: 'string',
			default: '',
			placeholder: 'e.g. purchase.approved',
		},
		{
			displayName: 'Since',
			name: 'since',
			type: 'dateTime',
			default: '',
			description: 'Created at or after this time',
		},
		{
			displayName: 'State',
			name: 'state',
			type: 'options',
			options: deliveryStateSchema.options
				.map((state) => ({
					name: `${state.charAt(0).toUpperCase()}${state.slice(1)}`,
					value: state,
				}))
				.sort((one, other) => one.name.localeCompare(other.name)),
			default: 'failed',
		},
		{
			displayName: 'Status Code',
			name: 'statusCode',
			type: 'number',
			default: 500,
			description: 'HTTP status of the newest answer',
		},
		{
			displayName: 'Subscription Name or ID',
			name: 'subscriptionId',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getSubscriptions' },
			default: '',
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
		{
			displayName: 'Until',
			name: 'until',
			type: 'dateTime',
			default: '',
			description: 'Created before this time',
		},
	],
};

export const getAll: ItemOperation = {
	kind: 'item',
	description: shownFor('delivery', 'getAll', [...pageProperties, filtersProperty]),
	execute: async ({ context, itemIndex, runtime }) => {
		const filters = parseInput(filtersSchema, context.getNodeParameter('filters', itemIndex, {}));
		const records = await listDeliveries(
			filters,
			readPageSize(context, itemIndex),
			runtime.store.history,
		);
		return records.map(deliveryItem);
	},
};

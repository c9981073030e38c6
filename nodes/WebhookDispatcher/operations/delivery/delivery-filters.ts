import * as z from 'zod';

import { deliveryStateSchema } from '../../../../src/model/delivery';
import { alphabetical } from '../../../shared/alphabetical';
import { filtersProperty } from '../../filters';
import { emptyAsAbsent, instantSchema } from '../../parameters';

const schema = z.object({
	state: emptyAsAbsent(deliveryStateSchema),
	subscriptionId: emptyAsAbsent(z.string().trim()),
	eventType: emptyAsAbsent(z.string().trim()),
	eventId: emptyAsAbsent(z.coerce.string().trim()),
	statusCode: emptyAsAbsent(z.coerce.number().int()),
	since: emptyAsAbsent(instantSchema),
	until: emptyAsAbsent(instantSchema),
});

const property = filtersProperty([
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
		options: alphabetical(
			deliveryStateSchema.options.map((state) => ({
				name: `${state.charAt(0).toUpperCase()}${state.slice(1)}`,
				value: state,
			})),
			({ name }) => name,
		),
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
]);

/** Which deliveries are meant. */
export const deliveryFilters = { schema, property };

import type { INodeProperties } from 'n8n-workflow';

const defined = { show: { eventSource: ['define'] } };

/** What is dispatched: the item itself, or an event that is defined here. */
export const eventProperties: INodeProperties[] = [
	{
		displayName: 'Event Source',
		name: 'eventSource',
		type: 'options',
		options: [
			{
				name: 'Define Below',
				value: 'define',
				description: 'An event of your own: its type and payload are the fields below',
			},
			{
				name: 'Incoming Item',
				value: 'item',
				description: "The item is what one of this package's triggers emitted",
			},
		],
		default: 'item',
		description: 'What is dispatched',
		hint: 'An incoming item must come from a trigger of this package; for data of other nodes choose Define Below',
	},
	{
		displayName: 'Event Type',
		name: 'eventType',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. order.paid',
		description: 'What happened, as subscriptions name it',
		displayOptions: defined,
	},
	{
		displayName: 'Event ID',
		name: 'eventId',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-42-paid',
		description:
			'The idempotency key: an event that was dispatched under this ID before is not sent to the same receiver again. Empty: a new one.',
		displayOptions: defined,
	},
	{
		displayName: 'Occurred At',
		name: 'occurredAt',
		type: 'dateTime',
		default: '',
		description: 'When it happened. Empty: now.',
		displayOptions: defined,
	},
	{
		displayName: 'Product IDs',
		name: 'productIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1355458',
		description:
			'The products it is about, separated by commas, for subscriptions that want only some',
		displayOptions: defined,
	},
	{
		displayName: 'Payload',
		name: 'payload',
		type: 'json',
		default: '{}',
		description: 'What is sent, as JSON',
		displayOptions: defined,
	},
];

/** How it is dispatched. */
export const dispatchProperties: INodeProperties[] = [
	{
		displayName: 'Wait for Final Result',
		name: 'waitForFinalResult',
		type: 'boolean',
		default: false,
		description:
			'Whether the execution goes on only when every delivery has succeeded or failed for good, which may take hours. Otherwise the first attempt is made at once and the rest go on in the background.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Fail on Failure',
				name: 'failOnFailure',
				type: 'boolean',
				default: false,
				description: 'Whether the execution fails where a delivery has failed for good',
			},
			{
				displayName: 'Maximum Concurrent',
				name: 'maximumConcurrent',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 1000 },
				default: 20,
				description: 'How many first attempts may be under way at once',
			},
		],
	},
];

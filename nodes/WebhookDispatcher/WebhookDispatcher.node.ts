import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { localized } from '../shared/localized';
import { toNodeError } from '../shared/node-errors';
import { getSubscriptions, searchSubscriptions } from '../shared/subscription-choices';
import { subtitleOfOperation } from '../shared/subtitles';
import { testWebhookStore } from '../shared/test-webhook-store';
import { searchDeliveries, searchReceivedEvents } from './locators';
import { operations } from './operations';
import { runOperation } from './run-operation';

const properties = Object.values(operations).flatMap((byName) =>
	Object.values(byName).flatMap(({ description }) => description),
);

export class WebhookDispatcher implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Webhook Dispatcher',
		name: 'webhookDispatcher',
		icon: { light: 'file:webhookDispatcher.svg', dark: 'file:webhookDispatcher.dark.svg' },
		group: ['output'],
		version: 1,
		// The constructor makes it, of names in the language of this n8n.
		subtitle: '',
		description:
			'Sends signed webhooks to subscriptions, tries again when they fail, and keeps a history',
		defaults: { name: 'Webhook Dispatcher' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'webhookStoreApi',
				displayName: 'Webhook Store (Optional)',
				required: false,
				testedBy: 'webhookStore',
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Catalog', value: 'catalog' },
					{ name: 'Delivery', value: 'delivery' },
					{ name: 'Event', value: 'event' },
					{ name: 'Received Event', value: 'receivedEvent' },
					{ name: 'Subscription', value: 'subscription' },
				],
				default: 'event',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['event'] } },
				options: [
					{
						name: 'Dispatch',
						value: 'dispatch',
						description: 'Send an event to everyone who subscribed to it',
						action: 'Dispatch event',
					},
					{
						name: 'Send Test',
						value: 'sendTest',
						description: 'Send the sample of an event, marked as a test, as a real one is sent',
						action: 'Send test event',
					},
				],
				default: 'dispatch',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['subscription'] } },
				options: [
					{
						name: 'Create',
						value: 'create',
						description: 'Create a subscription and show its signing secret, this once',
						action: 'Create subscription',
					},
					{
						name: 'Delete',
						value: 'delete',
						description: 'Delete a subscription and cancel what waits for it',
						action: 'Delete subscription',
					},
					{
						name: 'Disable',
						value: 'disable',
						description: 'Switch a subscription off; its events are recorded as skipped',
						action: 'Disable subscription',
					},
					{
						name: 'Enable',
						value: 'enable',
						description: 'Switch a subscription on and clear its counters of failures',
						action: 'Enable subscription',
					},
					{
						name: 'Get',
						value: 'get',
						description: 'Get one subscription',
						action: 'Get subscription',
					},
					{
						name: 'Get Many',
						value: 'getAll',
						description: 'Get many subscriptions',
						action: 'Get many subscriptions',
					},
					{
						name: 'Rotate Secret',
						value: 'rotateSecret',
						description:
							'Make a new signing secret and show it, this once; the present one signs beside it for 24 hours',
						action: 'Rotate secret of subscription',
					},
					{
						name: 'Update',
						value: 'update',
						description: 'Change a subscription',
						action: 'Update subscription',
					},
					{
						name: 'Validate URL',
						value: 'validateUrl',
						description:
							'Check whether webhooks could be delivered to a URL. Valid: it answers 2xx, 501 or 4xx, as one does that takes POST only; not 407, 410, 421, 451 or 495 to 497.',
						action: 'Validate URL of subscription',
					},
				],
				default: 'create',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['delivery'] } },
				options: [
					{
						name: 'Cancel',
						value: 'cancel',
						description: 'Take back a delivery that still waits',
						action: 'Cancel delivery',
					},
					{
						name: 'Get',
						value: 'get',
						description: 'Get one delivery with all its attempts',
						action: 'Get delivery',
					},
					{
						name: 'Get Many',
						value: 'getAll',
						description: 'Get many deliveries, newest first',
						action: 'Get many deliveries',
					},
					{
						name: 'Get Statistics',
						value: 'getStatistics',
						description:
							'Get counts by state, share of success and response times for each subscription',
						action: 'Get statistics of deliveries',
					},
					{
						name: 'Resend',
						value: 'resend',
						description: 'Send a delivery once more, whatever became of it',
						action: 'Resend delivery',
					},
					{
						name: 'Resend Many',
						value: 'resendMany',
						description: 'Send all deliveries once more that the filters let through',
						action: 'Resend many deliveries',
					},
				],
				default: 'getAll',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['receivedEvent'] } },
				options: [
					{
						name: 'Get',
						value: 'get',
						description: 'Get one event that a trigger received, and what became of it',
						action: 'Get received event',
					},
					{
						name: 'Get Many',
						value: 'getAll',
						description: 'Get many events that triggers received, newest first',
						action: 'Get many received events',
					},
					{
						name: 'Replay',
						value: 'replay',
						description:
							'Start one more execution for an event, marked by its field replayOf. What a Webhook Dispatcher sent for this event before is not sent again: use Resend of Delivery for that.',
						action: 'Replay received event',
					},
				],
				default: 'getAll',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['catalog'] } },
				options: [
					{
						name: 'Get Event',
						value: 'get',
						description: 'Get the documentation, JSON Schema and sample of one event',
						action: 'Get event of catalog',
					},
					{
						// eslint-disable-next-line n8n-nodes-base/node-param-option-name-wrong-for-get-many -- the name is fixed by the package's contract
						name: 'Get Many Events',
						value: 'getAll',
						description: 'Get the documentation, JSON Schema and sample of many events',
						action: 'Get many events of catalog',
					},
				],
				default: 'get',
			},
			...properties,
		],
	};

	constructor() {
		this.description = localized(this.description);
		this.description.subtitle = subtitleOfOperation(this.description);
	}

	methods = {
		listSearch: { searchSubscriptions, searchDeliveries, searchReceivedEvents },
		loadOptions: { getSubscriptions },
		credentialTest: { webhookStore: testWebhookStore },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			return [await runOperation(this)];
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	}
}

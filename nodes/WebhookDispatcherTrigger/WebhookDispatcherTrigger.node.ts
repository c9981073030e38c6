import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';

import { localized } from '../shared/localized';
import { getSubscriptions } from '../shared/subscription-choices';
import { subtitleOfChosen } from '../shared/subtitles';
import { testWebhookStore } from '../shared/test-webhook-store';
import { listen } from './listen';

export class WebhookDispatcherTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Webhook Dispatcher Trigger',
		name: 'webhookDispatcherTrigger',
		icon: {
			light: 'file:webhookDispatcherTrigger.svg',
			dark: 'file:webhookDispatcherTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		// The constructor makes it, of names in the language of this n8n.
		subtitle: '',
		// The editor lists the two dispatchers as one, with this text.
		description:
			'Sends signed webhooks to subscriptions; or starts the workflow when one was delivered or failed, a subscription was switched off, or a received event was refused',
		eventTriggerDescription: 'Waiting for something to happen to a delivery or a subscription',
		activationMessage:
			'From now on this workflow starts when one of the chosen things happens to a delivery, a subscription or a received event.',
		defaults: { name: 'Webhook Dispatcher Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
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
				displayName:
					'A workflow that dispatches webhooks itself can start itself this way: choose the subscriptions it listens to, and dispatch to others.',
				name: 'loopNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Trigger On',
				name: 'on',
				type: 'multiOptions',
				required: true,
				default: ['deliveryFailed', 'subscriptionDisabled'],
				description: 'What starts this workflow',
				options: [
					{
						name: 'Attempt Failed',
						value: 'attemptFailed',
						action: 'On attempt failed',
						description: 'One attempt failed; the next one may follow by itself',
					},
					{
						name: 'Delivery Delivered',
						value: 'deliveryDelivered',
						action: 'On webhook delivered',
						description: 'The receiver took the webhook',
					},
					{
						name: 'Delivery Failed',
						value: 'deliveryFailed',
						action: 'On delivery failed for good',
						description: 'A delivery has failed for good: nothing more follows by itself',
					},
					{
						name: 'Received Event Rejected',
						value: 'receivedEventRejected',
						action: 'On received event rejected',
						description:
							'A trigger of this package refused a request; once a minute for each node and reason',
					},
					{
						name: 'Subscription Disabled',
						value: 'subscriptionDisabled',
						action: 'On subscription disabled',
						description: 'A subscription was switched off, by a person or by its failures',
					},
					{
						name: 'Subscription Enabled',
						value: 'subscriptionEnabled',
						action: 'On subscription enabled',
						description: 'A subscription was switched on again',
					},
				],
			},
			{
				displayName: 'Subscription Names or IDs',
				name: 'subscriptionIds',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getSubscriptions' },
				default: [],
				description:
					'Only what happens to these. Empty: to all, and to deliveries to a URL. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
		],
	};

	constructor() {
		this.description = localized(this.description);
		this.description.subtitle = subtitleOfChosen(this.description, 'on');
	}

	methods = {
		loadOptions: { getSubscriptions },
		credentialTest: { webhookStore: testWebhookStore },
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await listen(this);
	}
}

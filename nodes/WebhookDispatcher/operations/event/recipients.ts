import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parseCustomHeaders, parseSigningSecret, type Recipient } from '../../../../src/delivery';
import { CommerceWebhooksError } from '../../../../src/model/errors';
import { formatSchema, type Subscription } from '../../../../src/model/subscription';
import { wants, type MatchedEvent } from '../../../../src/subscriptions';
import type { StoreAccess } from '../../../shared/runtime';
import { listSchema } from '../../../shared/trigger-parameters';
import { formatProperty, headersProperty, readHeaders } from '../../subscription-fields';

const toUrl = { show: { sendTo: ['url'] } };

/** Who gets the event. */
export const sendToProperties: INodeProperties[] = [
	{
		displayName: 'Send To',
		name: 'sendTo',
		type: 'options',
		options: [
			{
				name: 'Matching Subscriptions',
				value: 'subscriptions',
				description: 'Every subscription that wants this event',
			},
			{
				name: 'Selected Subscriptions',
				value: 'selected',
				description: 'The subscriptions you choose, whatever events they want',
			},
			{ name: 'URL', value: 'url', description: 'One address, without a subscription' },
		],
		default: 'subscriptions',
		description: 'Who gets the event',
	},
	{
		displayName: 'Subscription Names or IDs',
		name: 'subscriptionIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getSubscriptions' },
		default: [],
		required: true,
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		displayOptions: { show: { sendTo: ['selected'] } },
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://members.example.com/webhooks',
		description: 'Where the event is sent',
		displayOptions: toUrl,
	},
	{
		displayName: 'Signing Secret',
		name: 'signingSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. whsec_…',
		description: 'The secret the receiver verifies with. Empty: the request is not signed.',
		displayOptions: toUrl,
	},
	{ ...headersProperty, displayOptions: toUrl },
	{ ...formatProperty, displayOptions: toUrl },
];

/** Finds who gets an event; subscriptions are read once an execution. */
export type FindRecipients = (matched: MatchedEvent, itemIndex: number) => Recipient[];

/** Reads all subscriptions once, and gives back what finds the recipients of one item. */
export async function recipientsFinder(
	context: IExecuteFunctions,
	{ runtime, allowedNetworks }: StoreAccess,
): Promise<FindRecipients> {
	const subscriptions = await runtime.store.subscriptions.list();
	const byId = new Map(subscriptions.map((subscription) => [subscription.id, subscription]));
	return (matched, itemIndex) => {
		const sendTo = context.getNodeParameter('sendTo', itemIndex, 'subscriptions');
		if (sendTo === 'url') {
			const recipient = readUrl(context, itemIndex);
			runtime.guardFor(allowedNetworks).checkUrl(recipient.url);
			return [recipient];
		}
		const chosen =
			sendTo === 'selected'
				? readSelected(context, itemIndex, byId)
				: subscriptions.filter(({ settings }) => wants(settings, matched));
		return chosen.map((subscription) => ({ kind: 'subscription', subscription }));
	};
}

function readUrl(context: IExecuteFunctions, itemIndex: number): Extract<Recipient, { kind: 'url' }> {
	const url = String(context.getNodeParameter('url', itemIndex, '') ?? '').trim();
	const signingSecret = String(context.getNodeParameter('signingSecret', itemIndex, '') ?? '').trim();
	if (signingSecret !== '') parseSigningSecret(signingSecret);
	return {
		kind: 'url',
		url,
		format: formatSchema.parse(context.getNodeParameter('format', itemIndex, 'envelope')),
		target: {
			signingSecret,
			headers: parseCustomHeaders(readHeaders(context.getNodeParameter('headers', itemIndex, {}))),
		},
	};
}

function readSelected(
	context: IExecuteFunctions,
	itemIndex: number,
	byId: ReadonlyMap<string, Subscription>,
): Subscription[] {
	const ids = [...new Set(listSchema.parse(context.getNodeParameter('subscriptionIds', itemIndex, [])))];
	if (ids.length === 0) {
		throw new CommerceWebhooksError('invalid_input', 'No subscription is selected', {
			field: 'subscriptionIds',
			remedy: 'Choose at least one subscription, or set Send To to Matching Subscriptions',
		});
	}
	return ids.map((id) => {
		const subscription = byId.get(id);
		if (subscription) return subscription;
		throw new CommerceWebhooksError('not_found', `There is no subscription ${JSON.stringify(id)}`, {
			field: 'subscriptionIds',
			remedy: 'Choose from the list, or take the ID from Subscription: Get Many',
		});
	});
}

import type { INodeProperties } from 'n8n-workflow';
import * as z from 'zod';

import { parseCustomHeaders, parseSigningSecret, type Recipient } from '../../../../src/delivery';
import { CommerceWebhooksError } from '../../../../src/model/errors';
import { phrase } from '../../../../src/model/phrase';
import { parseInput } from '../../../../src/model/parse-input';
import { formatSchema } from '../../../../src/model/subscription';
import { mayGet, wants, type MatchedEvent } from '../../../../src/subscriptions';
import type { StoreAccess } from '../../../shared/runtime';
import { listSchema } from '../../../shared/trigger-parameters';
import type { ItemParameters } from '../../item-parameters';
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
		hint: 'A receiver is subscribed once, by Subscription: Create in a workflow that is run by hand',
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

const sendToSchema = z.object({ sendTo: z.enum(['subscriptions', 'selected', 'url']) });
const urlFormatSchema = z.object({ format: formatSchema });
const selectedSchema = z.object({ subscriptionIds: listSchema });

type Subscriber = Extract<Recipient, { kind: 'subscription' }>;
type UrlRecipient = Extract<Recipient, { kind: 'url' }>;

/** Finds who gets an event; subscriptions are read once an execution. */
export type FindRecipients = (matched: MatchedEvent, itemIndex: number) => Recipient[];

/** Reads all subscriptions once, and gives back what finds the recipients of one item. */
export async function recipientsFinder(
	context: ItemParameters,
	{ runtime, allowedNetworks }: StoreAccess,
): Promise<FindRecipients> {
	// Asked before anything is stored: no delivery could be sent with a list of networks that cannot be read.
	const guard = runtime.guardFor(allowedNetworks);
	const subscriptions = await runtime.store.subscriptions.list();
	// One object each, however many items they get.
	const all = subscriptions.map(
		(subscription): Subscriber => ({ kind: 'subscription', subscription }),
	);
	const byId = new Map(all.map((subscriber) => [subscriber.subscription.id, subscriber]));
	return (matched, itemIndex) => {
		const { sendTo } = parseInput(sendToSchema, {
			sendTo: context.getNodeParameter('sendTo', itemIndex, 'subscriptions'),
		});
		if (sendTo === 'url') {
			const recipient = readUrl(context, itemIndex);
			guard.checkUrl(recipient.url);
			return [recipient];
		}
		return sendTo === 'selected'
			? readSelected(context, itemIndex, byId).filter(({ subscription }) =>
					mayGet(subscription.settings, matched),
				)
			: all.filter(({ subscription }) => wants(subscription.settings, matched));
	};
}

function readUrl(context: ItemParameters, itemIndex: number): UrlRecipient {
	const url = String(context.getNodeParameter('url', itemIndex, '') ?? '').trim();
	const signingSecret = String(
		context.getNodeParameter('signingSecret', itemIndex, '') ?? '',
	).trim();
	if (signingSecret !== '') parseSigningSecret(signingSecret);
	const { format } = parseInput(urlFormatSchema, {
		format: context.getNodeParameter('format', itemIndex, 'envelope'),
	});
	return {
		kind: 'url',
		url,
		format,
		target: {
			signingSecret,
			headers: parseCustomHeaders(readHeaders(context.getNodeParameter('headers', itemIndex, {}))),
		},
	};
}

function readSelected(
	context: ItemParameters,
	itemIndex: number,
	byId: ReadonlyMap<string, Subscriber>,
): Subscriber[] {
	const { subscriptionIds } = parseInput(selectedSchema, {
		subscriptionIds: context.getNodeParameter('subscriptionIds', itemIndex, []),
	});
	const ids = [...new Set(subscriptionIds)];
	if (ids.length === 0) {
		throw new CommerceWebhooksError('invalid_input', phrase`No subscription is selected`, {
			field: 'subscriptionIds',
			remedy: phrase`Choose at least one subscription, or set Send To to Matching Subscriptions`,
		});
	}
	return ids.map((id) => {
		const subscriber = byId.get(id);
		if (subscriber) return subscriber;
		throw new CommerceWebhooksError(
			'not_found',
			phrase`There is no subscription ${JSON.stringify(id)}`,
			{
				field: 'subscriptionIds',
				remedy: phrase`Choose from the list, or take the ID from Subscription: Get Many`,
			},
		);
	});
}

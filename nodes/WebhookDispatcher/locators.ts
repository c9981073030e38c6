import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { Phrase, phrase } from '../../src/model/phrase';
import { storeAccess } from '../shared/runtime';
import { translate } from '../shared/translate';

const LISTED = 100;

/** Chooses a subscription from the list, by its ID or by its URL: `chosen-subscription.ts` reads it. */
export const subscriptionLocator: INodeProperties = {
	displayName: 'Subscription',
	name: 'subscriptionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The subscription to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchSubscriptions', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. sub_0mhq3v5k20001f3a91c',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://members.example.com/webhooks',
		},
	],
};

/** Chooses a delivery from the newest ones or by its ID. */
export const deliveryLocator: INodeProperties = {
	displayName: 'Delivery',
	name: 'deliveryId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The delivery to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchDeliveries', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. dlv_0mhq3v5k20001f3a91c',
		},
	],
};

/** Chooses a received event from the newest ones or by its ID. */
export const receivedEventLocator: INodeProperties = {
	displayName: 'Received Event',
	name: 'receivedEventId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The received event to work on. The list shows the newest ones; type a part of an event ID to search.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchReceivedEvents', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. rcv_0mhq3v5k20001f3a91c',
		},
	],
};

export async function searchDeliveries(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { runtime } = await storeAccess(this);
	const wanted = filter.toLowerCase();
	const records = await runtime.store.history.page({}, LISTED, null);
	return {
		results: records
			.map(({ delivery }) => ({
				name: translate(
					phrase`${delivery.eventType} to ${delivery.subscriptionName ?? delivery.url}: ${new Phrase(delivery.state)}, ${new Date(delivery.createdAt).toISOString()}`,
				),
				value: delivery.id,
			}))
			.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted)),
	};
}

/** The newest received events, or all whose event ID contains the text, or the one with exactly this ID. */
export async function searchReceivedEvents(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { runtime } = await storeAccess(this);
	const { receivedEvents } = runtime.store;
	const text = filter.trim();
	const exact = text === '' ? null : await receivedEvents.get(text);
	const records = exact
		? [exact]
		: await receivedEvents.page(text === '' ? {} : { eventId: text }, LISTED, null);
	return {
		results: records.map(({ id, platform, event, eventId, state, receivedAt }) => ({
			name: translate(
				phrase`${event} of ${platform}: ${new Phrase(state)}, ${new Date(receivedAt).toISOString()}, ${eventId}`,
			),
			value: id,
		})),
	};
}

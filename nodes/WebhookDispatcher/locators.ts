import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { Phrase, phrase } from '../../src/model/phrase';
import type { DeliveryRecord, ReceivedEventRecord } from '../../src/storage';
import { storeAccess } from '../shared/runtime';
import { translate } from '../shared/translate';

/** Of a page of a list. */
const LISTED = 100;
/** A text that is rare is looked for in so many deliveries before the list is shown: it may take a second. */
const LOOKED_THROUGH = 5000;

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
			placeholder: 'e.g. dlv_91u7t0cx1p',
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

/**
 * The newest deliveries, those of an event whose ID is the text, or those whose type, receiver, state, time or ID
 * contains it; the token is the last delivery that was looked at.
 */
export async function searchDeliveries(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { runtime } = await storeAccess(this);
	const { history } = runtime.store;
	const text = filter.trim();
	if (paginationToken === undefined && text !== '') {
		const exact = await history.page({ eventId: text }, LISTED, null);
		if (exact.length > 0) return { results: exact.map(deliveryChoice) };
	}
	const results: Choice[] = [];
	let after = paginationToken;
	for (let lookedAt = 0; lookedAt < LOOKED_THROUGH && results.length < LISTED; lookedAt += LISTED) {
		const records = await history.page({}, LISTED, after ?? null);
		results.push(...records.map(deliveryChoice).filter((choice) => contains(choice, text)));
		if (records.length < LISTED) return { results };
		after = records.at(-1)?.delivery.id;
	}
	return { results, paginationToken: after };
}

/**
 * The newest received events, or all whose event ID contains the text, or the one with exactly this ID; the token is
 * the last one of the page before.
 */
export async function searchReceivedEvents(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { runtime } = await storeAccess(this);
	const { receivedEvents } = runtime.store;
	const text = filter.trim();
	const exact = text === '' ? null : await receivedEvents.get(text);
	if (exact) return { results: [receivedEventChoice(exact)] };
	const wanted = text === '' ? {} : { eventId: text };
	const records = await receivedEvents.page(wanted, LISTED, paginationToken ?? null);
	return {
		results: records.map(receivedEventChoice),
		...(records.length === LISTED ? { paginationToken: records.at(-1)?.id } : {}),
	};
}

interface Choice {
	name: string;
	value: string;
}

function contains({ name, value }: Choice, text: string): boolean {
	return `${name} ${value}`.toLowerCase().includes(text.toLowerCase());
}

function deliveryChoice({ delivery }: DeliveryRecord): Choice {
	const { id, eventType, subscriptionName, url, state, createdAt } = delivery;
	return {
		name: translate(
			phrase`${eventType} to ${subscriptionName ?? url}: ${new Phrase(state)}, ${new Date(createdAt).toISOString()}`,
		),
		value: id,
	};
}

function receivedEventChoice(record: ReceivedEventRecord): Choice {
	const { id, platform, event, eventId, state, receivedAt } = record;
	return {
		name: translate(
			phrase`${event} of ${platform}: ${new Phrase(state)}, ${new Date(receivedAt).toISOString()}, ${eventId}`,
		),
		value: id,
	};
}

import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { phrase } from '../../src/model/phrase';
import { storeAccess } from './runtime';
import { translate } from './translate';

const LISTED = 100;

/** Subscriptions whose name, URL or id contains the text, for lists of the editor. */
export async function searchSubscriptions(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { runtime } = await storeAccess(this);
	const wanted = filter.toLowerCase();
	return {
		results: (await runtime.store.subscriptions.list())
			.filter(({ id, settings }) =>
				`${settings.name} ${settings.url} ${id}`.toLowerCase().includes(wanted),
			)
			.slice(0, LISTED)
			.map(({ id, settings, status }) => ({
				name: `${status.active ? settings.name : translate(phrase`${settings.name} (off)`)}: ${settings.url}`,
				value: id,
			})),
	};
}

/** The same for lists in which several are chosen. */
export async function getSubscriptions(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const { results } = await searchSubscriptions.call(this);
	return results.map(({ name, value }) => ({ name, value }));
}

import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { phrase } from '../../src/model/phrase';
import type { Subscription } from '../../src/model/subscription';
import { instanceSpeech, translate } from './translate';
import { storeAccess } from './runtime';

const PAGE_LENGTH = 100;

/**
 * Subscriptions whose name, URL or id contains the text, by name, for lists of the editor: so many at a time, the
 * token says from which one on.
 */
export async function searchSubscriptions(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const found = (await allSubscriptions(this)).filter(({ id, settings }) =>
		`${settings.name} ${settings.url} ${id}`.toLowerCase().includes(wanted),
	);
	const start = Number(paginationToken ?? 0);
	const end = start + PAGE_LENGTH;
	return {
		results: found.slice(start, end).map(choiceOf),
		...(end < found.length ? { paginationToken: String(end) } : {}),
	};
}

/** All of them, for lists in which several are chosen: the editor asks once and searches by itself. */
export async function getSubscriptions(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return (await allSubscriptions(this)).map(choiceOf);
}

async function allSubscriptions(context: ILoadOptionsFunctions): Promise<Subscription[]> {
	const { runtime } = await storeAccess(context);
	const { compare } = new Intl.Collator(instanceSpeech.tag, { numeric: true });
	return (await runtime.store.subscriptions.list()).sort((one, other) =>
		compare(one.settings.name, other.settings.name),
	);
}

function choiceOf({ id, settings, status }: Subscription): { name: string; value: string } {
	const name = status.active ? settings.name : translate(phrase`${settings.name} (off)`);
	return { name: `${name}: ${settings.url}`, value: id };
}

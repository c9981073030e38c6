import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { WebhookDispatcher } from '../../../nodes/WebhookDispatcher/WebhookDispatcher.node';
import {
	aDelivery,
	anEvent,
	aSubscription,
	inserted,
	insertedIds,
	START,
} from '../../storage/support/records';
import { DispatcherBench } from './dispatcher-bench';

const { listSearch, loadOptions } = new WebhookDispatcher().methods;

let bench: DispatcherBench;
let context: ILoadOptionsFunctions;

beforeEach(() => {
	bench = new DispatcherBench();
	context = {
		getNode: () => ({ credentials: { webhookStoreApi: { id: '1', name: 'Store' } } }),
		getCredentials: async () => bench.credential,
		logger: console,
	} as unknown as ILoadOptionsFunctions;
});

afterEach(async () => {
	await bench.close();
});

type Search = (typeof listSearch)['searchSubscriptions'];

/** All pages, as the editor asks for them while somebody scrolls. */
async function pagesOf(search: Search, filter?: string): Promise<INodeListSearchResult[]> {
	const pages: INodeListSearchResult[] = [];
	for (let token: string | undefined; pages.length < 100; ) {
		const page = await search.call(context, filter, token);
		pages.push(page);
		token = page.paginationToken as string | undefined;
		if (!token) return pages;
	}
	throw new Error('The list has no end');
}

async function found(search: Search, filter?: string): Promise<unknown[]> {
	return (await pagesOf(search, filter)).flatMap(({ results }) =>
		results.map(({ value }) => value),
	);
}

describe('the list of subscriptions', () => {
	const ids = Array.from({ length: 250 }, (_, index) => `sub_${index + 1}`);

	beforeEach(async () => {
		const { subscriptions } = await bench.store();
		for (const [index, id] of [...ids].reverse().entries()) {
			const settings = { name: `Shop ${ids.length - index}`, url: `https://${id}.example/hook` };
			await subscriptions.insert(aSubscription(id, { settings }));
		}
	});

	test('goes on to the last one, in the order of their names', async () => {
		const pages = await pagesOf(listSearch.searchSubscriptions);

		expect(pages.map(({ results }) => results.length)).toEqual([100, 100, 50]);
		expect(await found(listSearch.searchSubscriptions)).toEqual(ids);
	});

	test.each([
		['Shop 249', ['sub_249']],
		[' SUB_250.example ', ['sub_250']],
		['sub_24', ids.filter((id) => id.startsWith('sub_24'))],
		['no such', []],
	])('is searched through from end to end for %j', async (text, expected) => {
		expect(await found(listSearch.searchSubscriptions, text)).toEqual(expected);
	});

	test('in which several are chosen has all of them', async () => {
		const options = await loadOptions.getSubscriptions.call(context);

		expect(options.map(({ value }) => value)).toEqual(ids);
		expect(options[249]?.name).toBe('Shop 250: https://sub_250.example/hook');
	});

	test('says which are switched off', async () => {
		await (await bench.store()).subscriptions.setActive('sub_7', false, 'test', START);

		const { results } = await listSearch.searchSubscriptions.call(context, 'sub_7.example');

		expect(results.map(({ name }) => name)).toEqual(['Shop 7 (off): https://sub_7.example/hook']);
	});
});

describe('the list of deliveries', () => {
	const ids: string[] = [];

	beforeEach(async () => {
		const { outbox } = await bench.store();
		ids.length = 0;
		for (let index = 0; index < 230; index += 1) {
			const type = index === 3 ? 'order.paid' : 'purchase.approved';
			// Skipped, so that nobody sends them.
			const deliveries = [aDelivery('url', { state: 'skipped' })];
			const event = anEvent(`evt_${index}`, deliveries, { type });
			const [stored] = await insertedIds(outbox, [event], inserted(START + index));
			ids.unshift(...(stored ?? []));
		}
	});

	test('goes on to the oldest one', async () => {
		const pages = await pagesOf(listSearch.searchDeliveries);

		expect(pages.map(({ results }) => results.length)).toEqual([100, 100, 30]);
		expect(await found(listSearch.searchDeliveries)).toEqual(ids);
	});

	test('finds by type, by ID and by the ID of the event what is older than a page', async () => {
		const old = ids.at(-4);

		expect(await found(listSearch.searchDeliveries, 'ORDER.PAID')).toEqual([old]);
		expect(await found(listSearch.searchDeliveries, old)).toEqual([old]);
		expect(await found(listSearch.searchDeliveries, 'evt_3')).toEqual([old]);
		expect(await found(listSearch.searchDeliveries, 'skipped')).toEqual(ids);
		expect(await found(listSearch.searchDeliveries, 'no such')).toEqual([]);
	});
});

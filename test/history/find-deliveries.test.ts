import { rmSync } from 'node:fs';
import path from 'node:path';

import { findDelivery, listDeliveries } from '../../src/history';
import { openStore, type HistoryStore, type Store } from '../../src/storage';
import { aDelivery, anEvent, inserted, insertedIds, START } from '../storage/support/records';
import { freshFolder } from '../storage/support/fresh-folder';

// On a busy machine: none of the tests waits for real time.
jest.setTimeout(30_000);

let folder: string;
let store: Store;

beforeEach(async () => {
	folder = freshFolder('history-');
	store = await openStore({
		engine: 'sqlite',
		path: path.join(folder, 'store.sqlite'),
		encryptionKey: 'a key',
	});
});

afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

async function insert(count: number, eventId = 'evt_1', now = START): Promise<string[]> {
	const targets = Array.from({ length: count }, (_target, index) => aDelivery(`url:${index}`));
	return (await insertedIds(store.outbox, [anEvent(eventId, targets)], inserted(now))).flat();
}

describe('finding one delivery', () => {
	it('gives it with its attempts', async () => {
		const [id = ''] = await insert(1);

		expect(await findDelivery(id, store.history)).toMatchObject({ delivery: { id }, attempts: [] });
	});

	it('is an error with a remedy where there is none', async () => {
		for (const id of ['dlv_unknown', '', "it's"]) {
			await expect(findDelivery(id, store.history)).rejects.toMatchObject({
				code: 'not_found',
				field: 'deliveryId',
				message: expect.stringContaining(JSON.stringify(id)),
				remedy: expect.stringContaining('Get Many'),
			});
		}
	});
});

describe('listing deliveries', () => {
	it('gives as many as are wanted, newest first, whatever the size of a page', async () => {
		const ids = await insert(450);
		const newestFirst = [...ids].reverse();

		for (const limit of [1, 199, 200, 201, 400, 450, 10_000]) {
			const records = await listDeliveries({}, limit, store.history);
			expect(records.map(({ delivery }) => delivery.id)).toEqual(newestFirst.slice(0, limit));
		}
		expect(await listDeliveries({}, 0, store.history)).toEqual([]);
	});

	it('gives none twice while others are stored', async () => {
		const ids = await insert(450);
		const history: Pick<HistoryStore, 'page'> = {
			page: async (...query) => {
				const page = await store.history.page(...query);
				await insert(10, `evt_${Math.random()}`, START + 1);
				return page;
			},
		};

		const records = await listDeliveries({}, 1000, history);
		expect(records.map(({ delivery }) => delivery.id)).toEqual([...ids].reverse());
	});

	it('holds to its filter on every page', async () => {
		await insert(250, 'evt_1');
		await insert(250, 'evt_2');

		const records = await listDeliveries({ eventId: 'evt_1' }, 1000, store.history);
		expect(records).toHaveLength(250);
		expect(new Set(records.map(({ delivery }) => delivery.eventId))).toEqual(new Set(['evt_1']));
	});
});

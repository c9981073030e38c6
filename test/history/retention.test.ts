import { rmSync } from 'node:fs';
import path from 'node:path';

import { startRetention } from '../../src/history';
import { openStore, type Store } from '../../src/storage';
import { FakeClock } from '../support/fake-clock';
import {
	aDelivery,
	anEvent,
	claimAt,
	DAY,
	delivered,
	HOUR,
	inserted,
	MINUTE,
	SECOND,
} from '../storage/support/records';
import { freshFolder } from '../storage/support/fresh-folder';

// On a busy machine: none of the tests waits for real time.
jest.setTimeout(30_000);

let folder: string;
let store: Store;
let clock: FakeClock;
let errors: unknown[];
let stops: Array<() => void>;

beforeEach(async () => {
	folder = freshFolder('retention-');
	store = await openStore({
		engine: 'sqlite',
		path: path.join(folder, 'store.sqlite'),
		encryptionKey: 'a key',
	});
	clock = new FakeClock();
	errors = [];
	stops = [];
});

afterEach(async () => {
	for (const stop of stops) stop();
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

/** Starts deleting; `history` may stand between it and the store. */
function start(history = store.history, retentionDays = 60): () => void {
	const stop = startRetention({
		history,
		clock,
		retentionDays,
		onError: (error) => errors.push(error),
	});
	stops.push(stop);
	return stop;
}

/** Stores deliveries that ended so long ago. */
async function storeDelivered(count: number, agoMs: number, eventId = 'evt_1'): Promise<void> {
	const at = clock.now() - agoMs;
	const targets = Array.from({ length: count }, (_target, index) => aDelivery(`url:${index}`));
	await store.outbox.insert([anEvent(eventId, targets)], inserted(at));
	const { claimed } = await store.outbox.step([], claimAt(at, { limit: count }));
	await store.outbox.step(
		claimed.map((one) => delivered(one, { at })),
		null,
	);
}

async function count(): Promise<number> {
	return (await store.history.page({}, 10_000, null)).length;
}

describe('retention', () => {
	it('deletes what ended before the retention time, a minute after the start', async () => {
		await storeDelivered(2, 60 * DAY, 'evt_old');
		await storeDelivered(3, 60 * DAY - HOUR, 'evt_young');
		start();
		await clock.advance(59 * SECOND);
		expect(await count()).toBe(5);
		await clock.advance(SECOND);

		expect(await count()).toBe(3);
	});

	it('goes on each hour, for as long as n8n runs', async () => {
		await storeDelivered(1, 60 * DAY - 90 * MINUTE);
		start();
		await clock.advance(HOUR + MINUTE);
		expect(await count()).toBe(1);
		await clock.advance(HOUR);

		expect(await count()).toBe(0);
	});

	it('keeps things for as many days as are set', async () => {
		await storeDelivered(1, 2 * DAY);
		start(store.history, 1);
		await clock.advance(MINUTE);

		expect(await count()).toBe(0);
	});

	it('deletes many in small batches with pauses between them', async () => {
		await storeDelivered(1200, 61 * DAY);
		start();
		await clock.advance(MINUTE);
		expect(await count()).toBe(700);
		await clock.advance(99);
		expect(await count()).toBe(700);
		await clock.advance(1);
		expect(await count()).toBe(200);
		await clock.advance(100);
		expect(await count()).toBe(0);
		expect(clock.nextTimerMs).toBe(HOUR);
	});

	it('never deletes what still waits', async () => {
		const at = clock.now() - 1000 * DAY;
		await store.outbox.insert([anEvent('evt_1', [aDelivery('url:1')])], inserted(at));
		start();
		await clock.advance(3 * HOUR);

		expect(await count()).toBe(1);
	});

	it('tells of a store that does not answer, and goes on an hour later', async () => {
		await storeDelivered(1, 61 * DAY);
		let isDown = true;
		start({
			...store.history,
			prune: async (before, limit) => {
				if (isDown) throw new Error('the store does not answer');
				return await store.history.prune(before, limit);
			},
		});
		await clock.advance(MINUTE);
		expect(errors).toEqual([new Error('the store does not answer')]);
		isDown = false;
		await clock.advance(HOUR);

		expect(await count()).toBe(0);
	});

	it('ends when it is told to', async () => {
		await storeDelivered(1, 61 * DAY);
		start()();
		await clock.advance(3 * HOUR);

		expect(await count()).toBe(1);
		expect(clock.timersLeft).toBe(0);
	});

	it('ends when it is told to amid a batch', async () => {
		await storeDelivered(600, 61 * DAY);
		let goOn: () => void = () => undefined;
		const told = new Promise<void>((resolve) => (goOn = resolve));
		const stop = start({
			...store.history,
			prune: async (before, limit) => {
				const deleted = await store.history.prune(before, limit);
				await told;
				return deleted;
			},
		});
		await clock.advance(MINUTE);
		stop();
		goOn();
		await clock.advance(HOUR);

		expect(await count()).toBe(100);
		expect(clock.timersLeft).toBe(0);
	});
});

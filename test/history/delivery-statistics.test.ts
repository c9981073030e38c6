import { rmSync } from 'node:fs';
import path from 'node:path';

import { deliveryStatistics } from '../../src/history';
import { openStore, type StatisticsFilter, type Store } from '../../src/storage';
import {
	aDelivery,
	anEvent,
	aSubscription,
	claimAt,
	DAY,
	deliveryFor,
	failed,
	HOUR,
	inserted,
	insertedIds,
	MINUTE,
	START,
} from '../storage/support/records';
import { freshFolder } from '../storage/support/fresh-folder';

const subscription = aSubscription('sub_1');
let folder: string;
let store: Store;

beforeEach(async () => {
	folder = freshFolder('statistics-');
	store = await openStore({
		engine: 'sqlite',
		path: path.join(folder, 'store.sqlite'),
		encryptionKey: 'a key',
	});
	await store.subscriptions.insert(subscription);
});

afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

async function insertAt(eventId: string, now: number): Promise<string> {
	const event = anEvent(eventId, [deliveryFor(subscription)]);
	const [[id = ''] = []] = await insertedIds(store.outbox, [event], inserted(now));
	return id;
}

async function createdIn(filter: StatisticsFilter): Promise<number[]> {
	return (await deliveryStatistics(filter, store)).map(({ created }) => created);
}

async function fail(now: number): Promise<void> {
	const { claimed } = await store.outbox.step([], claimAt(now));
	await store.outbox.step(
		claimed.map((one) => failed(one, { at: now, status: 503 })),
		null,
	);
}

test('the hours in which the period begins and ends are counted whole', async () => {
	await insertAt('a', START + 1);
	await insertAt('b', START + 59 * MINUTE);
	await insertAt('c', START + HOUR);
	await insertAt('d', START + 2 * HOUR);

	const period = async (since: number, until: number) => await createdIn({ since, until });
	expect(await period(START + 30 * MINUTE, START + 31 * MINUTE)).toEqual([2]);
	expect(await period(START + 30 * MINUTE, START + HOUR)).toEqual([2]);
	expect(await period(START, START + HOUR + 1)).toEqual([3]);
	expect(await period(START + HOUR, START + 2 * HOUR + 1)).toEqual([2]);
	expect(await period(START - DAY, START)).toEqual([0]);
});

test('the last failure is the newest of the period, and of this subscription', async () => {
	const other = aSubscription('sub_2');
	await store.subscriptions.insert(other);
	const old = await insertAt('old', START);
	await fail(START + MINUTE);
	const newest = await insertAt('new', START + HOUR);
	await store.outbox.insert([anEvent('x', [deliveryFor(other)])], inserted(START + HOUR));
	await fail(START + HOUR + MINUTE);
	const lastFailures = async (since: number, until: number) =>
		(await deliveryStatistics({ since, until, subscriptionId: 'sub_1' }, store)).map(
			({ lastFailure }) => lastFailure,
		);

	expect(await lastFailures(START, START + DAY)).toEqual([
		{ deliveryId: newest, at: START + HOUR + MINUTE, status: 503, error: null },
	]);
	expect(await lastFailures(START, START + HOUR)).toMatchObject([{ deliveryId: old }]);
	expect(await lastFailures(START + 2 * HOUR, START + DAY)).toEqual([null]);
});

test('those with most deliveries come first, those without any last', async () => {
	await store.subscriptions.insert(aSubscription('sub_0', { createdAt: START - 1 }));
	await insertAt('a', START);
	const urls = ['url:1', 'url:2'].map((target) => aDelivery(target));
	await store.outbox.insert([anEvent('b', urls)], inserted(START));

	const statistics = await deliveryStatistics({ since: START, until: START + HOUR }, store);

	expect(statistics.map(({ id, created, waiting }) => [id, created, waiting])).toEqual([
		[null, 2, 2],
		['sub_1', 1, 1],
		['sub_0', 0, 0],
	]);
});

test.each([
	[START, START],
	[START, START - 1],
])('a period that ends before it begins is refused: %i, %i', async (since, until) => {
	await expect(deliveryStatistics({ since, until }, store)).rejects.toMatchObject({
		code: 'invalid_input',
		field: 'until',
		remedy: expect.any(String),
	});
});

test('a subscription that never was is refused', async () => {
	const filter = { since: START, until: START + HOUR, subscriptionId: 'sub_none' };

	await expect(deliveryStatistics(filter, store)).rejects.toMatchObject({
		code: 'not_found',
		field: 'subscriptionId',
	});
});

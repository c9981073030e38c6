import { createServer } from 'node:http';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { systemClock } from '../../../src/model/clock';
import type { Subscription } from '../../../src/model/subscription';
import { wants } from '../../../src/subscriptions';
import { bench, closeAll, type DeliveryBench } from '../delivery-bench';

const MEGABYTE = 1024 * 1024;
const RECEIVERS = 8;

const closing: Array<() => void> = [];

afterEach(async () => {
	for (const close of closing.splice(0)) close();
	await closeAll();
});

/** A receiver that keeps no body: only which subscription got which event, and how many bytes. */
async function startCounting() {
	const seen = new Map<string, number>();
	const received = { requests: 0, bytes: 0 };
	const server = createServer((request, response) => {
		received.requests++;
		const key = `${request.url} ${String(request.headers['webhook-id'])}`;
		seen.set(key, (seen.get(key) ?? 0) + 1);
		request.on('data', (chunk: Buffer) => (received.bytes += chunk.length));
		request.on('end', () => response.end());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
	closing.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return { url: `http://127.0.0.1:${address.port}`, seen, received };
}

/** Copies one subscription in one transaction, all but id and URL: to save each for itself takes longer than the test. */
async function subscribeMany(tools: DeliveryBench, count: number) {
	const receivers = await Promise.all(Array.from({ length: RECEIVERS }, startCounting));
	const { id: modelId, settings } = await tools.subscribe('https://receiver.example.com/');
	const database = new DatabaseSync(path.join(tools.folder, 'store.sqlite'));
	const copy = database.prepare(
		`INSERT INTO subscription (id, settings, sealed, active, created_at, updated_at)
			SELECT ?, ?, sealed, active, created_at, updated_at FROM subscription WHERE id = ?`,
	);
	database.exec('BEGIN');
	for (let index = 0; index < count; index++) {
		const url = `${receivers[index % RECEIVERS]?.url ?? ''}/${index}`;
		const events = index % 2 === 0 ? ['*'] : ['order.*'];
		copy.run(`sub_${index}`, JSON.stringify({ ...settings, url, events }), modelId);
	}
	database.exec('COMMIT');
	database.close();
	await tools.store.subscriptions.delete(modelId, 0);
	return receivers;
}

test('ten thousand subscriptions that match one event get it, each once', async () => {
	const tools = await bench({ engineClock: systemClock });
	const receivers = await subscribeMany(tools, 10_000);
	const event = {
		name: null,
		type: 'order.paid',
		platform: null,
		productIds: [],
		hasAffiliate: false,
	};
	const all = await tools.store.subscriptions.list();
	const matching = all.filter(({ settings }) => wants(settings, event));

	const ids = await tools.dispatch({ id: 'one-event', type: event.type }, matching, {
		maximumConcurrent: 100,
	});

	expect(ids).toHaveLength(10_000);
	expect(new Set(ids).size).toBe(10_000);
	expect(await tools.store.history.progress(ids)).toEqual({ attempted: 10_000, final: 10_000 });
	const seen = receivers.flatMap((receiver) => [...receiver.seen]);
	expect(seen).toHaveLength(10_000);
	expect(seen.filter(([, times]) => times !== 1)).toEqual([]);
	expect(seen.filter(([key]) => !key.endsWith(' one-event'))).toEqual([]);
});

test('an event of 512 KiB to a thousand subscriptions is stored once, and never in memory for all', async () => {
	const tools = await bench({ engineClock: systemClock });
	const receivers = await subscribeMany(tools, 1000);
	const recipients = (await tools.store.subscriptions.list()).map(
		(subscription): Subscription => ({
			...subscription,
			settings: { ...subscription.settings, format: 'payload' },
		}),
	);
	const payload = 'x'.repeat(512 * 1024 - 2);
	const used = () => process.memoryUsage().arrayBuffers;
	const before = used();
	let most = 0;
	const watch = setInterval(() => (most = Math.max(most, used() - before)), 20);

	const ids = await tools.dispatch({ id: 'large', payload }, recipients, { maximumConcurrent: 20 });
	clearInterval(watch);

	expect(await tools.store.history.progress(ids)).toEqual({ attempted: 1000, final: 1000 });
	const bytes = receivers.reduce((sum, { received }) => sum + received.bytes, 0);
	expect(bytes).toBe(1000 * 512 * 1024);
	const database = new DatabaseSync(path.join(tools.folder, 'store.sqlite'), { readOnly: true });
	const stored = database.prepare('SELECT count(*) AS rows, sum(length(bytes)) AS bytes FROM body');
	expect(stored.get()).toEqual({ rows: 1, bytes: 512 * 1024 });
	database.close();
	// SQLite's log included.
	expect(tools.storedBytes().length).toBeLessThan(100 * MEGABYTE);
	expect(most).toBeLessThan(200 * MEGABYTE);
});

import { setTimeout as pause } from 'node:timers/promises';

import type { Subscription } from '../../src/model/subscription';
import { eventsFor } from './events';
import { openEngine, type OpenEngine } from './open-engine';
import { newStorePlace } from './store-place';

const PER_TRANSACTION = 1000;
/** Little beside what a thousand deliveries take, or it would count among them. */
const LOOK_EVERY_MS = 2;

/** So many before each run open the connections that a run goes by. */
const BEFORE_A_RUN = 256;

/** Deliveries that wait while nothing is sent, and then are sent in the background. */
export async function backlog({ url }: { url: string }) {
	return {
		/** Milliseconds a delivery, from the start of the pump until the last one has ended. */
		drain: async (count: number) => {
			const place = await newStorePlace('sqlite');
			const opened = await openEngine(place.options);
			const subscription = await opened.subscribe(url);
			await store(opened, subscription, BEFORE_A_RUN);
			await send(opened);
			await store(opened, subscription, count);
			const durationMs = await send(opened);
			await opened.close();
			await place.remove();
			return durationMs / count;
		},
	};
}

async function store(
	{ store: { outbox } }: OpenEngine,
	subscription: Subscription,
	count: number,
): Promise<void> {
	const now = Date.now();
	for (let stored = 0; stored < count; stored += PER_TRANSACTION) {
		await outbox.insert(eventsFor([subscription], Math.min(PER_TRANSACTION, count - stored)), {
			firstAttemptBefore: now,
			now,
		});
	}
}

/** Sends all that waits; how long it took. */
async function send({ engine, store: { outbox } }: OpenEngine): Promise<number> {
	const startedAt = performance.now();
	engine.start();
	while ((await outbox.nextDueAt()) !== null) await pause(LOOK_EVERY_MS);
	await engine.stop();
	return performance.now() - startedAt;
}

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { Transport } from '../../src/delivery';
import { eventsFor } from './events';
import { openEngine } from './open-engine';
import { newStorePlace } from './store-place';

interface Options {
	healthyUrl: string;
	/** A receiver that never answers; `null`: there is none. */
	deadUrl: string | null;
}

const EVERY_MS = 10;
const PATIENCE_MS = 30_000;

/** Dispatches, one every 10 ms, each of one event, to a healthy subscription, and to a dead one beside it. */
export async function neighbour({ healthyUrl, deadUrl }: Options) {
	const startedAt = new Map<string, number>();
	const latenciesMs: number[] = [];
	const place = await newStorePlace('sqlite');
	const timing = (transport: Transport): Transport => ({
		...transport,
		send: async (request, signal) => {
			const exchange = await transport.send(request, signal);
			const started = startedAt.get(request.headers['webhook-id'] ?? '');
			if (request.url === healthyUrl && started !== undefined) {
				latenciesMs.push(performance.now() - started);
			}
			return exchange;
		},
	});
	const opened = await openEngine(place.options, timing);
	const healthy = await opened.subscribe(healthyUrl);
	const dead = deadUrl === null ? [] : [await opened.subscribe(deadUrl)];
	opened.engine.start();

	const dispatch = async (signal: AbortSignal) => {
		const id = randomUUID();
		startedAt.set(id, performance.now());
		await opened.engine.dispatch(
			eventsFor([...dead, healthy], 1, () => id),
			{
				maximumConcurrent: 20,
				waitForFinalResult: false,
				signal,
			},
		);
	};

	return {
		/** From the begin of each dispatch until the healthy receiver has answered, in milliseconds. */
		run: async (count: number) => {
			latenciesMs.length = 0;
			const abort = new AbortController();
			const dispatches: Array<Promise<void>> = [];
			for (let index = 0; index < count; index += 1) {
				dispatches.push(dispatch(abort.signal));
				await pause(EVERY_MS);
			}
			const deadline = performance.now() + PATIENCE_MS;
			while (latenciesMs.length < count && performance.now() < deadline) await pause(EVERY_MS);
			if (latenciesMs.length < count) throw new Error(`${latenciesMs.length} of ${count} arrived`);
			const measured = [...latenciesMs];
			abort.abort();
			if (deadUrl === null) await Promise.all(dispatches);
			return measured;
		},
		// What waits for the dead receiver is not waited for.
		stop: async () => await place.remove(),
	};
}

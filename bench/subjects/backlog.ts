import { setTimeout as pause } from 'node:timers/promises';

import { eventsFor } from './events';
import { openEngine } from './open-engine';
import { newStorePlace } from './store-place';

const PER_TRANSACTION = 1000;
/** Little beside what a thousand deliveries take, or it would count among them. */
const LOOK_EVERY_MS = 2;

/** Deliveries that wait while nothing is sent, and then are sent in the background. */
export async function backlog({ url }: { url: string }) {
	return {
		/** Milliseconds a delivery, from the start of the pump until the last one has ended. */
		drain: async (count: number) => {
			const place = await newStorePlace('sqlite');
			const opened = await openEngine(place.options);
			const subscription = await opened.subscribe(url);
			const now = Date.now();
			for (let stored = 0; stored < count; stored += PER_TRANSACTION) {
				await opened.store.outbox.insert(
					eventsFor([subscription], Math.min(PER_TRANSACTION, count - stored)),
					{ firstAttemptBefore: now, now },
				);
			}
			const startedAt = performance.now();
			opened.engine.start();
			while ((await opened.store.outbox.nextDueAt()) !== null) await pause(LOOK_EVERY_MS);
			await opened.engine.stop();
			const durationMs = performance.now() - startedAt;
			await opened.close();
			await place.remove();
			return durationMs / count;
		},
	};
}

import type { Subscription } from '../../src/model/subscription';
import { costOf } from '../support/cost';
import { eventsFor } from './events';
import { openEngine } from './open-engine';
import { newStorePlace } from './store-place';

interface Options {
	engine: 'sqlite' | 'postgres';
	urls: readonly string[];
	/** By default one for each URL. */
	subscriptions?: number;
}

/** The delivery engine alone, without n8n, with subscriptions to some URLs in turn. */
export async function engine({ engine: kind, urls, subscriptions = urls.length }: Options) {
	const place = await newStorePlace(kind);
	const opened = await openEngine(place.options);
	const made: Subscription[] = [];
	for (let index = 0; index < subscriptions; index += 1) {
		made.push(await opened.subscribe(urls[index % urls.length] ?? ''));
	}
	opened.engine.start();

	return {
		/** Dispatches so many events to all of them, and waits until each has had its first attempt. */
		dispatch: async ({ events, concurrency }: { events: number; concurrency: number }) =>
			await costOf(events * made.length, async () => {
				await opened.engine.dispatch(eventsFor(made, events), {
					maximumConcurrent: concurrency,
					waitForFinalResult: false,
				});
			}),
		stop: async () => {
			await opened.close();
			await place.remove();
		},
	};
}

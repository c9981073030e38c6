import { heldBytes } from '../../test/support/held-bytes';
import { eventsFor } from './events';
import { openEngine } from './open-engine';
import { newStorePlace } from './store-place';

const MEBIBYTE = 1024 ** 2;
/** Looked at after so many deliveries. */
const LOOK_EVERY = 100;

interface Run {
	count: number;
	every: number;
}

/** Sends one delivery after the other, and looks at the memory of its process. */
export async function longRun({ url }: { url: string }) {
	const place = await newStorePlace('sqlite');
	const opened = await openEngine(place.options);
	const subscription = await opened.subscribe(url);
	opened.engine.start();

	return {
		/** Resident memory in MiB after each `every` of `count` deliveries, and the most there was. */
		run: async ({ count, every }: Run) => {
			const samples: number[] = [];
			let peak = 0;
			for (let index = 1; index <= count; index += 1) {
				await opened.engine.dispatch(eventsFor([subscription], 1), {
					maximumConcurrent: 20,
					waitForFinalResult: false,
				});
				if (index % LOOK_EVERY !== 0) continue;
				const resident = process.memoryUsage.rss() / MEBIBYTE;
				peak = Math.max(peak, resident);
				if (index % every === 0) samples.push(resident);
			}
			return { samples, peak };
		},
		/** Memory in MiB that is in use after a collection of all garbage. */
		kept: async () => heldBytes() / MEBIBYTE,
		stop: async () => {
			await opened.close();
			await place.remove();
		},
	};
}

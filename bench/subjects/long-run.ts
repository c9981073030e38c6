import { getHeapSpaceStatistics } from 'node:v8';

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

/** Memory in MiB. */
interface Sample {
	resident: number;
	/** Without V8's space for young objects: V8 enlarges it under load, and gives it back at rest. */
	withoutYoung: number;
}

/** Sends one delivery after the other, and looks at the memory of its process. */
export async function longRun({ url }: { url: string }) {
	const place = await newStorePlace('sqlite');
	const opened = await openEngine(place.options);
	const subscription = await opened.subscribe(url);
	opened.engine.start();

	return {
		/** Resident memory after each `every` of `count` deliveries, and the most there was, in MiB. */
		run: async ({ count, every }: Run) => {
			const samples: Sample[] = [];
			let peak = 0;
			for (let index = 1; index <= count; index += 1) {
				await opened.engine.dispatch(eventsFor([subscription], 1), {
					maximumConcurrent: 20,
					waitForFinalResult: false,
				});
				if (index % LOOK_EVERY !== 0) continue;
				const resident = process.memoryUsage.rss() / MEBIBYTE;
				peak = Math.max(peak, resident);
				if (index % every === 0) samples.push({ resident, withoutYoung: resident - youngSpace() });
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

function youngSpace(): number {
	const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
	if (!young) throw new Error('V8 has no new_space any more');
	return young.physical_space_size / MEBIBYTE;
}

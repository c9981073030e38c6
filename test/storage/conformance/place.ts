import { openStore, type Store, type StoreOptions } from '../../../src/storage';

/** Where a store is, empty at first. */
export interface StorePlace {
	/** As a process of its own would open it. */
	options: StoreOptions;
	/** Everything that is at rest there. */
	readBytes(): Promise<Buffer>;
	/** Changes all rows of a table behind the back of all stores. */
	change(table: string, assignments: string): Promise<void>;
	/** After all stores of the place are closed. */
	remove(): Promise<void>;
}

export type OpenFreshPlace = () => Promise<StorePlace>;

/** What the tests of a suite use; anew for each test. */
export interface Bench {
	readonly store: Store;
	/** A second one on the same data, as another process of n8n has it. */
	readonly other: Store;
	readonly place: StorePlace;
}

/** Gives each test of the suite a fresh place with two stores open on it. */
export function useBench(openFreshPlace: OpenFreshPlace): Bench {
	const bench: { store?: Store; other?: Store; place?: StorePlace } = {};

	beforeEach(async () => {
		bench.place = await openFreshPlace();
		bench.store = await openStore(bench.place.options);
		bench.other = await openStore(bench.place.options);
	});

	afterEach(async () => {
		await bench.store?.close();
		await bench.other?.close();
		await bench.place?.remove();
	});

	return bench as Bench;
}

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';

import { useBench } from './conformance/place';
import { describeStore, type StorePlace } from './store-conformance';
import { freshFolder } from './support/fresh-folder';
import { inserted, insertLarge, START } from './support/records';

/** A file of its own for each test. */
async function openFreshPlace(): Promise<StorePlace> {
	const folder = freshFolder('store-');
	return {
		options: {
			engine: 'sqlite',
			path: path.join(folder, 'store.sqlite'),
			encryptionKey: 'the key of the tests',
		},
		readBytes: async () =>
			Buffer.concat(readdirSync(folder).map((name) => readFileSync(path.join(folder, name)))),
		change: async (table, assignments) => {
			const database = new DatabaseSync(path.join(folder, 'store.sqlite'));
			database.exec(`UPDATE ${table} SET ${assignments}`);
			database.close();
		},
		remove: async () => rmSync(folder, { recursive: true, force: true }),
	};
}

describeStore('SQLite', openFreshPlace);

describe('a large dispatch', () => {
	const bench = useBench(openFreshPlace);

	it('is put off in parts, so that nothing waits for all of it', async () => {
		const { outbox } = bench.store;
		const ids = await insertLarge(outbox, START + 60_000);
		const postponed = outbox.postpone(ids, inserted(START, 90_000));
		await turn();
		// What is not put off yet is due first.
		expect(await outbox.nextDueAt()).toBe(START + 60_000);
		await postponed;
		expect(await outbox.nextDueAt()).toBe(START + 90_000);
	});
});

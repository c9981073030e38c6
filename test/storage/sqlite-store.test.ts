import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describeStore, type StorePlace } from './store-conformance';
import { freshFolder } from './support/fresh-folder';

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

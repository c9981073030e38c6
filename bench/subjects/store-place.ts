import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

import type { StoreOptions } from '../../src/storage';
import { POSTGRES_URL, postgresConnection } from '../../test/support/services';

/** A new place for a store, and how to clear it away. */
export interface StorePlace {
	options: StoreOptions;
	remove(): Promise<void>;
}

/** What is left of these when the process ends is removed then. */
const folders = new Set<string>();
process.on('exit', () => folders.forEach(removeFolder));

function removeFolder(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
	folders.delete(folder);
}

const encryptionKey = 'the key of the benchmark';

export async function newStorePlace(engine: 'sqlite' | 'postgres'): Promise<StorePlace> {
	if (engine === 'sqlite') {
		const folder = mkdtempSync(path.join(tmpdir(), 'commerce-webhooks-bench-store-'));
		folders.add(folder);
		return {
			options: { engine, path: path.join(folder, 'store.sqlite'), encryptionKey },
			remove: async () => removeFolder(folder),
		};
	}
	const schema = `bench_${randomBytes(6).toString('hex')}`;
	return {
		options: { engine, ...postgresConnection(), schema, ssl: false, encryptionKey },
		remove: async () => {
			const client = new Client({ connectionString: POSTGRES_URL.href });
			await client.connect();
			await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
			await client.end();
		},
	};
}

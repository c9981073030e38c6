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

const encryptionKey = 'the key of the benchmark';

export async function newStorePlace(engine: 'sqlite' | 'postgres'): Promise<StorePlace> {
	if (engine === 'sqlite') {
		const folder = mkdtempSync(path.join(tmpdir(), 'commerce-webhooks-bench-store-'));
		process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
		return {
			options: { engine, path: path.join(folder, 'store.sqlite'), encryptionKey },
			remove: async () => rmSync(folder, { recursive: true, force: true }),
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

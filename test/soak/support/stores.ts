import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';

import type { StoreOptions } from '../../../src/storage';
import { freshFolder } from '../../storage/support/fresh-folder';
import {
	describeWith,
	dropSchemas,
	postgresConnection,
	postgresService,
} from '../../support/services';

/** Where a store is that several processes open, empty at first. */
export interface SharedPlace {
	options: StoreOptions;
	/** After all stores of the place are closed. */
	remove(): Promise<void>;
}

const ENCRYPTION_KEY = 'the key of the soak tests';

/** Runs a suite on SQLite and on Postgres. */
export function describeStores(suite: (newPlace: () => SharedPlace) => void): void {
	describe('on SQLite', () => suite(newSqlitePlace));
	describeWith([postgresService], 'on Postgres', () => suite(newPostgresPlace));
}

export function newSqlitePlace(): SharedPlace {
	const folder = freshFolder('soak-');
	return {
		options: {
			engine: 'sqlite',
			path: path.join(folder, 'store.sqlite'),
			encryptionKey: ENCRYPTION_KEY,
		},
		remove: async () => rmSync(folder, { recursive: true, force: true }),
	};
}

export function newPostgresPlace(): SharedPlace {
	const schema = `soak_${randomBytes(8).toString('hex')}`;
	return {
		options: {
			engine: 'postgres',
			...postgresConnection(),
			schema,
			ssl: false,
			encryptionKey: ENCRYPTION_KEY,
		},
		remove: async () => await dropSchemas(schema),
	};
}

import { randomBytes } from 'node:crypto';

import {
	describeWith,
	dropSchemas,
	postgresConnection,
	postgresService,
	queryPostgres,
} from '../support/services';
import { describeStore, type StorePlace } from './store-conformance';

/** A schema of its own for each test. */
async function openFreshPlace(): Promise<StorePlace> {
	const schema = `test_${randomBytes(8).toString('hex')}`;
	return {
		options: {
			engine: 'postgres',
			...postgresConnection(),
			schema,
			ssl: false,
			encryptionKey: 'the key of the tests',
		},
		readBytes: async () => Buffer.from(JSON.stringify(await contentOf(schema))),
		remove: async () => await dropSchemas(schema),
	};
}

/** Every row of every table. */
async function contentOf(schema: string): Promise<unknown> {
	const tables = await queryPostgres(
		'SELECT table_name FROM information_schema.tables WHERE table_schema = $1',
		[schema],
	);
	const rows: unknown[] = [];
	for (const { table_name: table } of tables) {
		const found = await queryPostgres(`SELECT * FROM ${schema}.${String(table)}`);
		rows.push(...found.map((row) => Object.values(row).map(String)));
	}
	return rows;
}

describeWith([postgresService], 'with a Postgres', () => describeStore('Postgres', openFreshPlace));

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

import { describeStore, type StorePlace } from './store-conformance';

const POSTGRES_URL = new URL(
	process.env.TEST_POSTGRES_URL || 'postgres://postgres@127.0.0.1:5432/test',
);

/** A schema of its own for each test. */
async function openFreshPlace(): Promise<StorePlace> {
	const schema = `test_${randomBytes(8).toString('hex')}`;
	return {
		options: {
			engine: 'postgres',
			host: POSTGRES_URL.hostname,
			port: Number(POSTGRES_URL.port || 5432),
			database: POSTGRES_URL.pathname.slice(1),
			user: decodeURIComponent(POSTGRES_URL.username),
			password: decodeURIComponent(POSTGRES_URL.password),
			schema,
			ssl: false,
			encryptionKey: 'the key of the tests',
		},
		readBytes: async () => Buffer.from(JSON.stringify(await contentOf(schema))),
		remove: async () => void (await query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)),
	};
}

/** Every row of every table. */
async function contentOf(schema: string): Promise<unknown> {
	const tables = await query('SELECT table_name FROM information_schema.tables WHERE table_schema = $1', [schema]);
	const rows: unknown[] = [];
	for (const { table_name: table } of tables) {
		const found = await query(`SELECT * FROM ${schema}.${String(table)}`);
		rows.push(...found.map((row) => Object.values(row).map(String)));
	}
	return rows;
}

async function query(sql: string, values: unknown[] = []): Promise<Array<Record<string, unknown>>> {
	const client = new Client({ connectionString: POSTGRES_URL.href });
	await client.connect();
	try {
		return (await client.query(sql, values)).rows;
	} finally {
		await client.end();
	}
}

/** Jest must know before the first test whether there will be any. */
function isReachable(): boolean {
	const script = `
		const { Client } = require('pg');
		const client = new Client({ connectionString: process.argv[1], connectionTimeoutMillis: 3000 });
		client.connect().then(() => process.exit(0), () => process.exit(1));
	`;
	const { status } = spawnSync(process.execPath, ['-e', script, POSTGRES_URL.href], { cwd: __dirname });
	return status === 0;
}

if (isReachable()) describeStore('Postgres', openFreshPlace);
else {
	describe('the store on Postgres', () => {
		console.warn(
			`\n!!! No Postgres at ${POSTGRES_URL.host}: the store on Postgres is NOT tested.\n!!! Start one, or name it in TEST_POSTGRES_URL.\n`,
		);
		it.skip('is not tested: there is no Postgres', () => undefined);
	});
}

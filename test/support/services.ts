import { spawnSync } from 'node:child_process';
import { Client } from 'pg';

/** The Postgres that tests may use: each makes a schema of its own in it. */
export const POSTGRES_URL = new URL(
	process.env.TEST_POSTGRES_URL || 'postgres://postgres@127.0.0.1:5432/test',
);

/** The Redis that tests may use: each takes keys of its own. */
export const REDIS_URL = new URL(process.env.TEST_REDIS_URL || 'redis://127.0.0.1:6379');

/** Runs a suite where a service answers; else says loudly that it is not tested, and how to change that. */
export function describeWith(
	services: ReadonlyArray<{ name: string; url: URL; setting: string }>,
	title: string,
	suite: () => void,
): void {
	const missing = services.filter(({ url }) => !answers(url));
	if (missing.length === 0) {
		describe(title, suite);
		return;
	}
	const names = missing
		.map(({ name, url, setting }) => `${name} at ${url.host} (${setting})`)
		.join(', ');
	console.warn(`\n!!! ${title}: NOT TESTED, for there is no ${names}.\n`);
	describe(title, () => {
		it.skip(`is not tested: there is no ${names}`, () => undefined);
	});
}

export const postgresService = {
	name: 'Postgres',
	url: POSTGRES_URL,
	setting: 'TEST_POSTGRES_URL',
};
export const redisService = { name: 'Redis', url: REDIS_URL, setting: 'TEST_REDIS_URL' };

/** The fields of a store's credential, or of n8n's own settings, for the Postgres of the tests. */
export function postgresConnection() {
	return {
		host: POSTGRES_URL.hostname,
		port: Number(POSTGRES_URL.port || 5432),
		database: POSTGRES_URL.pathname.slice(1),
		user: decodeURIComponent(POSTGRES_URL.username),
		password: decodeURIComponent(POSTGRES_URL.password),
	};
}

/** One statement, straight to the Postgres of the tests. */
export async function queryPostgres(
	sql: string,
	values: unknown[] = [],
): Promise<Array<Record<string, unknown>>> {
	const client = new Client({ connectionString: POSTGRES_URL.href });
	await client.connect();
	try {
		return (await client.query(sql, values)).rows;
	} finally {
		await client.end();
	}
}

/** Takes away what a test made there. */
export async function dropSchemas(...names: string[]): Promise<void> {
	for (const name of names) await queryPostgres(`DROP SCHEMA IF EXISTS ${name} CASCADE`);
}

/** Jest must know before the first test whether there will be any, so this does not return a promise. */
function answers({ hostname, port }: URL): boolean {
	const script = `
		const [host, port] = process.argv.slice(1);
		const socket = require('node:net').connect({ host, port: Number(port), timeout: 3000 });
		socket.on('connect', () => process.exit(0)).on('error', () => process.exit(1)).on('timeout', () => process.exit(1));
	`;
	return spawnSync(process.execPath, ['-e', script, hostname, port || '5432']).status === 0;
}

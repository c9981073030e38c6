import { Pool, types, type PoolClient } from 'pg';

import type { Database, Dialect, SqlRow, SqlValue, Statements } from './database';
import { CommerceWebhooksError } from '../model/errors';

/** How to reach a Postgres. */
export interface PostgresOptions {
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
	/** Made if it is missing. */
	schema: string;
	/** Whether to use TLS, with a check of the server's certificate. */
	ssl: boolean;
}

const dialect: Dialect = {
	name: 'postgres',
	integer: 'BIGINT',
	bytes: 'BYTEA',
	textList: '(SELECT jsonb_array_elements_text(?::jsonb))',
	lockRows: ' FOR UPDATE SKIP LOCKED',
	// Any number will do, as long as all versions of this package take the same one.
	lockMigrations: 'SELECT pg_advisory_xact_lock(4919131752989213764)',
};

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5000;
const STATEMENT_TIMEOUT_MS = 30_000;
const BIGINT_OID = 20;

/** Instants and counts fit a double exactly; pg gives 64-bit numbers as text. */
const parsers = {
	getTypeParser: (oid: number, format?: 'text' | 'binary') =>
		oid === BIGINT_OID ? Number : types.getTypeParser(oid, format),
};

/** Opens a pool of connections, none of which keeps the process alive, and makes the schema if it is missing. */
export async function openPostgresDatabase(options: PostgresOptions): Promise<Database> {
	const { schema, ssl, ...connection } = options;
	if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
		throw new CommerceWebhooksError(
			'invalid_input',
			`"${schema}" cannot be a schema of the webhook store`,
			{
				field: 'schema',
				remedy: 'Use lower-case letters, digits and underscores, e.g. public',
			},
		);
	}
	const pool = new Pool({
		...connection,
		ssl,
		types: parsers,
		max: CONNECTIONS,
		allowExitOnIdle: true,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		statement_timeout: STATEMENT_TIMEOUT_MS,
		application_name: 'n8n-nodes-commerce-webhooks',
		options: `-c search_path=${schema}`,
	});
	// A connection that breaks while nobody uses it is replaced; without a listener it would end n8n.
	pool.on('error', () => undefined);
	const database = new PostgresDatabase(
		`${options.host}:${options.port}/${options.database}`,
		pool,
	);
	try {
		const [found] = await database.all('SELECT 1 AS found FROM pg_namespace WHERE nspname = ?', [
			schema,
		]);
		if (!found) await database.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
		return database;
	} catch (error) {
		await pool.end();
		throw error;
	}
}

class PostgresDatabase implements Database {
	readonly dialect = dialect;

	constructor(
		readonly name: string,
		private readonly pool: Pool,
	) {}

	async all(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
		return await this.explained(() => all(this.pool, sql, parameters));
	}

	async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
		return await this.explained(() => run(this.pool, sql, parameters));
	}

	async runMany(sql: string, sets: readonly (readonly SqlValue[])[]): Promise<number[]> {
		return await this.transaction((statements) => statements.runMany(sql, sets));
	}

	async transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
		return await this.explained(async () => {
			const client = await this.pool.connect();
			let broken: Error | undefined;
			try {
				await client.query('BEGIN');
				const result = await work(statementsOf(client));
				await client.query('COMMIT');
				return result;
			} catch (error) {
				await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
				throw error;
			} finally {
				client.release(broken);
			}
		});
	}

	async close(): Promise<void> {
		await this.pool.end();
	}

	private async explained<Result>(work: () => Promise<Result>): Promise<Result> {
		try {
			return await work();
		} catch (error) {
			throw explain(error, this.name);
		}
	}
}

function statementsOf(client: PoolClient): Statements {
	return {
		all: async (sql, parameters = []) => await all(client, sql, parameters),
		run: async (sql, parameters = []) => await run(client, sql, parameters),
		runMany: async (sql, sets) => {
			const changes: number[] = [];
			for (const parameters of sets) changes.push(await run(client, sql, parameters));
			return changes;
		},
	};
}

type Connection = Pick<PoolClient, 'query'>;

async function all(
	connection: Connection,
	sql: string,
	parameters: readonly SqlValue[],
): Promise<SqlRow[]> {
	const { rows } = await connection.query<SqlRow>(numbered(sql), parameters.map(storable));
	return rows;
}

async function run(
	connection: Connection,
	sql: string,
	parameters: readonly SqlValue[],
): Promise<number> {
	const { rowCount } = await connection.query(numbered(sql), parameters.map(storable));
	return rowCount ?? 0;
}

/** Postgres has no NUL in its texts. What is received or signed never holds one: JSON escapes it, bytes are bytes. */
function storable(value: SqlValue): SqlValue {
	return typeof value === 'string' && value.includes('\0')
		? value.replaceAll('\0', '\ufffd')
		: value;
}

const numberedTexts = new Map<string, string>();

/** Postgres counts its parameters: `?` becomes `$1`, `$2` … */
function numbered(sql: string): string {
	let text = numberedTexts.get(sql);
	if (text === undefined) {
		let count = 0;
		text = sql.replaceAll('?', () => `$${++count}`);
		numberedTexts.set(sql, text);
	}
	return text;
}

/** Classes of SQLSTATE that mean that the server cannot be used just now: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNAVAILABLE = /^(08|53|57P|58)/;
const NETWORK = /^(E[A-Z]+|CERT_.*|DEPTH_ZERO.*|SELF_SIGNED.*|ERR_TLS.*)$/;
const REFUSED = /^(28|3D)/;
const NO_RIGHT = '42501';

function explain(error: unknown, name: string): unknown {
	if (error instanceof CommerceWebhooksError || !(error instanceof Error)) return error;
	const code = 'code' in error ? String(error.code) : '';
	if (REFUSED.test(code)) {
		return unavailable(
			name,
			error.message,
			'Check database, user and password in the Webhook Store credential',
			error,
		);
	}
	if (code === NO_RIGHT) {
		return unavailable(
			name,
			error.message,
			'Let this user create tables in the schema of the Webhook Store credential',
			error,
		);
	}
	const hasTimedOut = /timeout|terminated|Connection ended/i.test(error.message) && code === '';
	if (UNAVAILABLE.test(code) || NETWORK.test(code) || hasTimedOut) {
		return unavailable(
			name,
			error.message || code,
			'Start the server, or correct host, port and SSL in the Webhook Store credential; work goes on by itself',
			error,
		);
	}
	return error;
}

function unavailable(
	name: string,
	what: string,
	remedy: string,
	cause: unknown,
): CommerceWebhooksError {
	return new CommerceWebhooksError(
		'store_unavailable',
		`The webhook store in Postgres at ${name} is not available: ${what}`,
		{ remedy, cause },
	);
}

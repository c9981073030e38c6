import { setTimeout as pause } from 'node:timers/promises';

import type { Client, Pool } from 'pg';

import type {
	Database,
	Dialect,
	SqlRow,
	SqlValue,
	Statements,
	TransactionOptions,
} from './database';
import type { Survives } from './group-commit';
import { explainPostgres, isConnectionLost, mayBeRepeated } from './postgres-errors';
import { PostgresListener } from './postgres-listener';
import { statementsOf } from './postgres-statements';
import type { Row, RowStatement } from './row-statement';
import { SharedClock } from './shared-clock';
import { together } from './together';
import { CommerceWebhooksError } from '../../model/errors';
import { phrase } from '../../model/phrase';

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
	rowId: 'row_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
	thenRowId: ', row_id',
	keyOrdered: '',
	// Room in the page of a row for what it becomes: else each change of it goes into all indexes of the table.
	changedSoon: ' WITH (fillfactor = 50)',
	hashIndex: (name, { table, hash, identity }) =>
		`CREATE UNIQUE INDEX ${name} ON ${table} (${hash}, ${identity})`,
	bytes: 'BYTEA',
	textList: '(SELECT jsonb_array_elements_text(?::jsonb))',
	integerList: '(SELECT value::bigint FROM jsonb_array_elements_text(?::jsonb) AS value)',
	lockRows: ' FOR UPDATE SKIP LOCKED',
	// Any number will do, as long as all versions of this package take the same one.
	lockMigrations: 'SELECT pg_advisory_xact_lock(4919131752989213764)',
};

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5000;
/** The server ends a statement after so long; where it does not answer at all, the connection is given up. */
const STATEMENT_TIMEOUT_MS = 30_000;
const UNANSWERED_MS = 40_000;
const KEEP_ALIVE_MS = 10_000;
/** A transaction that stood in the way of another one is tried again so often, after longer and longer pauses. */
const REPETITIONS = 5;
const FIRST_PAUSE_MS = 100;
const BIGINT_OID = 20;
/** Without waiting for the disk, the order of commits still holds. */
const BEGIN: Readonly<Record<Survives, string>> = {
	powerCut: 'BEGIN',
	processEnd: 'BEGIN; SET LOCAL synchronous_commit = off',
	// What waits for the disk is seen by others only afterwards.
	asRead: 'BEGIN; SET LOCAL synchronous_commit = off',
};

/** Opens a pool of connections, none of which keeps the process alive, and makes the schema if it is missing. */
export async function openPostgresDatabase(options: PostgresOptions): Promise<Database> {
	const { schema, ...connection } = options;
	if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
		throw new CommerceWebhooksError(
			'invalid_input',
			phrase`"${schema}" cannot be a schema of the webhook store`,
			{
				field: 'schema',
				remedy: phrase`Use lower-case letters, digits and underscores, e.g. public`,
			},
		);
	}
	// Loaded here: n8n loads all nodes whenever it starts, and most stores are files.
	const pg = await import('pg');
	const settings = {
		...connection,
		types: {
			// Instants and counts fit a double exactly; pg gives 64-bit numbers as text.
			getTypeParser: (oid: number, format?: 'text' | 'binary') =>
				oid === BIGINT_OID ? Number : pg.types.getTypeParser(oid, format),
		},
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		keepAlive: true,
		keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
		application_name: 'n8n-nodes-commerce-webhooks',
	};
	const pool = new pg.Pool({
		...settings,
		max: CONNECTIONS,
		allowExitOnIdle: true,
		statement_timeout: STATEMENT_TIMEOUT_MS,
		query_timeout: UNANSWERED_MS,
		// Statements of one transaction are sent without waiting for the answer to the one before.
		pipeline: true,
		// Rows are found by keys: of a table without statistics Postgres would sooner read all of it.
		options: `-c search_path=${schema} -c enable_hashjoin=off -c enable_mergejoin=off`,
	});
	// A connection that breaks is replaced; without listeners, of the pool and of each client, it would end n8n.
	pool.on('error', () => undefined);
	pool.on('connect', (client) => client.on('error', () => undefined));
	const database = new PostgresDatabase(
		`${options.host}:${options.port}/${options.database}`,
		pool,
		// `unref` is missing in the types of pg.
		new PostgresListener(() => new pg.Client(settings) as Client & { unref(): void }, schema),
	);
	try {
		const [found] = await database.all('SELECT 1 AS found FROM pg_namespace WHERE nspname = ?', [
			schema,
		]);
		if (!found) await database.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
		await database.clock.measure();
		return database;
	} catch (error) {
		await database.close();
		throw error;
	}
}

class PostgresDatabase implements Database {
	readonly dialect = dialect;
	readonly clock: SharedClock;

	constructor(
		readonly name: string,
		private readonly pool: Pool,
		private readonly listener: PostgresListener,
	) {
		this.clock = new SharedClock(async () => {
			const [row] = await this.all(
				'SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) AS now',
			);
			return Number(row?.now);
		});
	}

	async all(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
		return await this.explained(async () => await statementsOf(this.pool).all(sql, parameters));
	}

	async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
		return await this.explained(async () => await statementsOf(this.pool).run(sql, parameters));
	}

	async changeMany<Column extends string>(
		statement: RowStatement<Column>,
		rows: readonly Row<Column>[],
	): Promise<boolean[]> {
		return await this.explained(
			async () => await statementsOf(this.pool).changeMany(statement, rows),
		);
	}

	async insertMany<Column extends string>(
		statement: RowStatement<Column>,
		rows: readonly Row<Column>[],
	): Promise<Array<number | null>> {
		return await this.explained(
			async () => await statementsOf(this.pool).insertMany(statement, rows),
		);
	}

	async allMany(sql: string, sets: readonly (readonly SqlValue[])[]): Promise<SqlRow[][]> {
		return await this.transaction(async (statements) => await statements.allMany(sql, sets));
	}

	async transaction<Result>(
		work: (statements: Statements) => Promise<Result>,
		{ survives = 'powerCut' }: TransactionOptions = {},
	): Promise<Result> {
		return await this.explained(async () => {
			for (let repetition = 1; ; repetition += 1) {
				try {
					return await this.transactionOnce(work, survives);
				} catch (error) {
					if (repetition === REPETITIONS || !mayBeRepeated(error)) throw error;
					// The other one needs time to end, and both must not come back at once.
					await pause(FIRST_PAUSE_MS * 2 ** repetition * (0.5 + Math.random()));
				}
			}
		});
	}

	sharedTime(now: number): number {
		return this.clock.at(now);
	}

	async notify(statements: Statements, message: string): Promise<void> {
		await statements.all('SELECT pg_notify(?, ?)', [this.listener.channel, message]);
	}

	listen(callback: (message: string) => void): () => void {
		return this.listener.listen(callback);
	}

	async close(): Promise<void> {
		await this.listener.close();
		await this.pool.end();
	}

	/** The pool may hold connections that broke unnoticed, as all do when the server is started anew. */
	private async transactionOnce<Result>(
		work: (statements: Statements) => Promise<Result>,
		survives: Survives,
	): Promise<Result> {
		for (let connections = 0; ; connections += 1) {
			const client = await this.pool.connect();
			let broken: Error | undefined;
			let hasBegun = false;
			try {
				// Sent along with the first statements: waiting for it would take as long as waiting for them.
				const begun = client.query(BEGIN[survives]).then(() => (hasBegun = true));
				const [, result] = await together([begun, work(statementsOf(client))]);
				await client.query('COMMIT');
				return result;
			} catch (error) {
				await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
				if (hasBegun || connections === CONNECTIONS || !isConnectionLost(error)) throw error;
			} finally {
				client.release(broken);
			}
		}
	}

	private async explained<Result>(work: () => Promise<Result>): Promise<Result> {
		try {
			return await work();
		} catch (error) {
			throw explainPostgres(error, this.name);
		}
	}
}

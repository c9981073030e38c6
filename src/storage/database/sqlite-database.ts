import {
	chmodSync,
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	realpathSync,
	statSync,
} from 'node:fs';
import path from 'node:path';
import type { DatabaseSync, StatementResultingChanges, StatementSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

import { Checkpoints } from './checkpoints';
import type {
	Database,
	Dialect,
	SqlRow,
	SqlValue,
	Statements,
	TransactionOptions,
} from './database';
import { GroupCommit, type Connection, type Survives } from './group-commit';
import { LogSync } from './log-sync';
import { textFor, type Row, type RowStatement } from './row-statement';
import { explainSqlite, isLocked } from './sqlite-errors';
import { CommerceWebhooksError } from '../../model/errors';
import { phrase } from '../../model/phrase';

type Sqlite = typeof import('node:sqlite');

const OWNER_ONLY = 0o600;
/** For how long to wait for a lock that another process holds, and how often to ask for it. */
const LOCK_TIMEOUT_MS = 5000;
const LOCK_RETRY_MS = 5;
const TRANSACTIONS_PER_COMMIT = 64;
/** As much as a dispatch of five thousand events changes: what does not fit is written early, and read again. */
const CACHE_KIBIBYTES = 16_384;
/** Most events are some 2 KiB: so four of them share a page, and half as many pages are written for the same rows. */
const PAGE_BYTES = 8192;
/** So much log is worth a checkpoint: the same pages are changed again and again, and written once for all. */
const LOG_BYTES = 8 * 1024 * 1024;
/**
 * So much is too much: where writing never pauses there is always more, until it is kept from going on. That takes some
 * hundred milliseconds, so it is more than a dispatch of fifteen thousand events writes.
 */
const MOST_LOG_BYTES = 128 * 1024 * 1024;
/** A commit that finds so much brings it in by itself: it was a large one. */
const LONGEST_LOG_BYTES = 256 * 1024 * 1024;
/** The same where there is no thread that does: nothing else of n8n runs meanwhile. */
const LONGEST_LOG_WITHOUT_THREAD_BYTES = 64 * 1024 * 1024;
/** A longer log is cut to this when it is begun anew. */
const KEPT_LOG_BYTES = 64 * 1024 * 1024;

/** The changes of this connection, and a number that is another one after each commit of any other. */
const WRITTEN = `SELECT total_changes() AS own, data_version AS others FROM pragma_data_version`;

const dialect: Dialect = {
	name: 'sqlite',
	integer: 'INTEGER',
	rowId: 'row_id INTEGER PRIMARY KEY',
	// It ends every index with them.
	thenRowId: '',
	keyOrdered: ' WITHOUT ROWID',
	changedSoon: '',
	// Small entries, 12 bytes instead of the 72 of an identity: they come in any order, and each may change another page.
	hashIndex: (name, { table, hash }) => `CREATE INDEX ${name} ON ${table} (${hash})`,
	bytes: 'BLOB',
	textList: '(SELECT value FROM json_each(?))',
	integerList: '(SELECT value FROM json_each(?))',
	lockRows: '',
	lockMigrations: null,
};

/**
 * Opens the store file, and creates it, readable by its owner only, where there is none.
 * A file that is something else, a folder that cannot be written and a Node.js without SQLite are
 * errors that name the file and the remedy; nothing is ever deleted or written over.
 */
export async function openSqliteDatabase(
	file: string,
	lockTimeoutMs = LOCK_TIMEOUT_MS,
): Promise<Database> {
	try {
		return new SqliteDatabase(file, await connect(file, lockTimeoutMs), lockTimeoutMs);
	} catch (error) {
		throw explainSqlite(error, file);
	}
}

async function connect(file: string, lockTimeoutMs: number): Promise<DatabaseSync> {
	const sqlite = await import('node:sqlite').catch((cause: unknown) => {
		throw new CommerceWebhooksError(
			'store_unavailable',
			phrase`This Node.js has no built-in SQLite`,
			{
				remedy: phrase`Run n8n on Node.js 24 or newer, or use a Webhook Store credential with Postgres`,
				cause,
			},
		);
	});
	makeFolder(path.dirname(file));
	closeSync(openSync(file, 'a', OWNER_ONLY));
	await whenUnlocked(() => refuseForeign(sqlite, file), lockTimeoutMs);
	for (const part of [file, `${file}-wal`, `${file}-shm`]) {
		if (existsSync(part)) chmodSync(part, OWNER_ONLY);
	}
	const connection = new sqlite.DatabaseSync(file);
	try {
		// Only a file without tables takes it.
		connection.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
		await whenUnlocked(() => connection.exec('PRAGMA journal_mode = WAL'), lockTimeoutMs);
		// Commits do not wait for the disk: `LogSync` does, for those that must survive a power cut.
		connection.exec('PRAGMA synchronous = NORMAL');
		// Journals of savepoints need not be files: nothing of them outlives a transaction.
		connection.exec('PRAGMA temp_store = MEMORY');
		connection.exec(`PRAGMA cache_size = -${CACHE_KIBIBYTES}`);
		connection.exec(`PRAGMA wal_autocheckpoint = ${LONGEST_LOG_BYTES / PAGE_BYTES}`);
		connection.exec(`PRAGMA journal_size_limit = ${KEPT_LOG_BYTES}`);
	} catch (error) {
		connection.close();
		throw error;
	}
	return connection;
}

/** Step by step: where one can never be made, as below /proc, Node.js's own recursion loops for ever. */
function makeFolder(folder: string): void {
	if (existsSync(folder)) return;
	makeFolder(path.dirname(folder));
	try {
		mkdirSync(folder);
	} catch (error) {
		// Another process may have been quicker.
		if (!existsSync(folder)) throw error;
	}
}

/** The database of another program is not touched: n8n's own lies in the same folder. */
function refuseForeign(sqlite: Sqlite, file: string): void {
	if (statSync(file).size === 0) return;
	const connection = new sqlite.DatabaseSync(file, { readOnly: true });
	try {
		const tables = connection.prepare('SELECT name FROM sqlite_schema').all();
		if (tables.length === 0 || tables.some(({ name }) => name === 'schema_version')) return;
	} finally {
		connection.close();
	}
	throw new CommerceWebhooksError(
		'store_damaged',
		phrase`The file ${file} is a SQLite database of another program, not a webhook store`,
		{ remedy: phrase`Nothing was changed in it. Set another path in the Webhook Store credential` },
	);
}

/**
 * Does something once no other process holds a lock that it needs. SQLite's own waiting would hold up all of n8n,
 * and for ever where the lock is held by another store of this process.
 */
async function whenUnlocked<Result>(work: () => Result, lockTimeoutMs: number): Promise<Result> {
	const deadline = performance.now() + lockTimeoutMs;
	for (;;) {
		try {
			return work();
		} catch (error) {
			if (!isLocked(error) || performance.now() >= deadline) throw error;
		}
		await pause(LOCK_RETRY_MS);
	}
}

/** A statement for one row, and which of its values stand in the place of each `?`. */
interface SingleRow {
	prepared: StatementSync;
	names: readonly string[];
}

class SqliteDatabase implements Database {
	readonly dialect = dialect;
	private readonly prepared = new Map<string, StatementSync>();
	private readonly singleRows = new Map<RowStatement<string>, SingleRow>();
	private readonly statements: Statements;
	private readonly transactions: GroupCommit;
	private readonly checkpoints: Checkpoints;
	private readonly log: LogSync;

	constructor(
		readonly name: string,
		private readonly connection: DatabaseSync,
		lockTimeoutMs: number,
	) {
		this.statements = {
			all: async (sql, parameters = []) => this.allNow(sql, parameters),
			run: async (sql, parameters = []) => this.runNow(sql, parameters),
			changeMany: async (statement, rows) =>
				this.runManyNow(statement, rows).map(({ changes }) => Number(changes) > 0),
			insertMany: async (statement, rows) =>
				this.runManyNow(statement, rows).map(({ changes, lastInsertRowid }) =>
					Number(changes) > 0 ? Number(lastInsertRowid) : null,
				),
			allMany: async (sql, sets) => sets.map((parameters) => this.allNow(sql, parameters)),
		};
		// The log lies beside the file itself, whatever link leads to it.
		const file = realpathSync(name);
		this.checkpoints = new Checkpoints({
			file,
			pageBytes: PAGE_BYTES,
			logBytes: LOG_BYTES,
			mostLogBytes: MOST_LOG_BYTES,
			onFailure: () =>
				connection.exec(
					`PRAGMA wal_autocheckpoint = ${LONGEST_LOG_WITHOUT_THREAD_BYTES / PAGE_BYTES}`,
				),
		});
		this.log = new LogSync(file, () => {
			const [written] = this.allNow(WRITTEN, []);
			return { own: Number(written?.own), others: Number(written?.others) };
		});
		const prepared: Connection = {
			exec: (sql) => void this.runNow(sql, []),
			get isTransaction() {
				return connection.isTransaction;
			},
		};
		this.transactions = new GroupCommit(prepared, {
			whenUnlocked: async (work) => await whenUnlocked(work, lockTimeoutMs),
			waitForDisk: async () => await this.log.wait(),
			waitForOthers: async () => await this.log.waitForOthers(),
			maximumSize: TRANSACTIONS_PER_COMMIT,
		});
	}

	async all(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
		const read = async () => await this.statements.all(sql, parameters);
		return await this.inTurn(read, null);
	}

	async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
		return await this.transaction(async (statements) => await statements.run(sql, parameters));
	}

	async changeMany<Column extends string>(
		statement: RowStatement<Column>,
		rows: readonly Row<Column>[],
	): Promise<boolean[]> {
		return await this.transaction((statements) => statements.changeMany(statement, rows));
	}

	async insertMany<Column extends string>(
		statement: RowStatement<Column>,
		rows: readonly Row<Column>[],
	): Promise<Array<number | null>> {
		return await this.transaction((statements) => statements.insertMany(statement, rows));
	}

	async allMany(sql: string, sets: readonly (readonly SqlValue[])[]): Promise<SqlRow[][]> {
		return await this.transaction((statements) => statements.allMany(sql, sets));
	}

	async transaction<Result>(
		work: (statements: Statements) => Promise<Result>,
		{ survives = 'powerCut' }: TransactionOptions = {},
	): Promise<Result> {
		return await this.inTurn(async () => await work(this.statements), survives);
	}

	/** One host, one clock. */
	sharedTime(now: number): number {
		return now;
	}

	/** SQLite tells other processes nothing: they look once a second. */
	async notify(): Promise<void> {}

	listen(): () => void {
		return () => undefined;
	}

	async close(): Promise<void> {
		await this.transactions.idle();
		await this.checkpoints.close();
		await this.log.close();
		this.prepared.clear();
		this.singleRows.clear();
		this.connection.close();
	}

	private async inTurn<Result>(
		work: () => Promise<Result>,
		survives: Survives | null,
	): Promise<Result> {
		try {
			const result = await this.transactions.run(work, survives);
			if (survives !== null) this.checkpoints.noteCommit();
			if (survives === 'processEnd' || survives === 'asRead') this.log.soon();
			return result;
		} catch (error) {
			throw explainSqlite(error, this.name);
		}
	}

	private allNow(sql: string, parameters: readonly SqlValue[]): SqlRow[] {
		return this.statement(sql).all(...parameters) as SqlRow[];
	}

	private runNow(sql: string, parameters: readonly SqlValue[]): number {
		return Number(this.statement(sql).run(...parameters).changes);
	}

	/** Nothing is quicker without a server than a prepared statement for each row. */
	private runManyNow<Column extends string>(
		statement: RowStatement<Column>,
		rows: readonly Row<Column>[],
	): StatementResultingChanges[] {
		if (rows.length === 0) return [];
		const { prepared, names } = this.singleRow(statement);
		return rows.map((row: Readonly<Record<string, SqlValue>>) => {
			const values = names.map((name) => row[name] ?? null);
			// Not spread: in n8n, where iterators of arrays were changed, V8 would ask one for each value.
			return Reflect.apply(prepared.run, prepared, values) as StatementResultingChanges;
		});
	}

	private singleRow(statement: RowStatement<string>): SingleRow {
		let single = this.singleRows.get(statement);
		if (!single) {
			const names: string[] = [];
			const sql = textFor(statement, {
				rows: '',
				// Not a SELECT: SQLite keeps a journal of its own for each of those.
				values: (values) => `VALUES (${values})`,
				value: (name) => {
					names.push(name);
					return '?';
				},
			});
			single = { prepared: this.connection.prepare(sql), names };
			this.singleRows.set(statement, single);
		}
		return single;
	}

	private statement(sql: string): StatementSync {
		let statement = this.prepared.get(sql);
		if (!statement) {
			statement = this.connection.prepare(sql);
			this.prepared.set(sql, statement);
		}
		return statement;
	}
}

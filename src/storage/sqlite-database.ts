import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

import type { Database, Dialect, SqlRow, SqlValue, Statements } from './database';
import { CommerceWebhooksError } from '../model/errors';

const OWNER_ONLY = 0o600;
const BUSY_TIMEOUT_MS = 5000;

const dialect: Dialect = {
	name: 'sqlite',
	integer: 'INTEGER',
	bytes: 'BLOB',
	textList: '(SELECT value FROM json_each(?))',
	lockRows: '',
	lockMigrations: null,
};

/**
 * Opens the store file, and creates it, readable by its owner only, where there is none.
 * A file that is something else, a folder that cannot be written and a Node.js without SQLite are
 * errors that name the file and the remedy; nothing is ever deleted or written over.
 */
export async function openSqliteDatabase(file: string): Promise<Database> {
	try {
		const connection = await connect(file);
		return new SqliteDatabase(file, connection);
	} catch (error) {
		throw explain(error, file);
	}
}

async function connect(file: string): Promise<DatabaseSync> {
	const sqlite = await import('node:sqlite').catch((cause: unknown) => {
		throw new CommerceWebhooksError('store_unavailable', 'This Node.js has no built-in SQLite', {
			remedy: 'Run n8n on Node.js 24 or newer, or use a Webhook Store credential with Postgres',
			cause,
		});
	});
	mkdirSync(path.dirname(file), { recursive: true });
	closeSync(openSync(file, 'a', OWNER_ONLY));
	chmodSync(file, OWNER_ONLY);
	const connection = new sqlite.DatabaseSync(file);
	try {
		connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
		connection.exec('PRAGMA journal_mode = WAL');
		// FULL: what was answered with 200 survives a power cut too; grouped commits make it affordable.
		connection.exec('PRAGMA synchronous = FULL');
		connection.exec('PRAGMA foreign_keys = ON');
	} catch (error) {
		connection.close();
		throw error;
	}
	return connection;
}

class SqliteDatabase implements Database {
	readonly dialect = dialect;
	private readonly prepared = new Map<string, StatementSync>();
	private queue: Promise<unknown> = Promise.resolve();
	private readonly statements: Statements;

	constructor(
		readonly name: string,
		private readonly connection: DatabaseSync,
	) {
		this.statements = {
			all: async (sql, parameters = []) => this.allNow(sql, parameters),
			run: async (sql, parameters = []) => this.runNow(sql, parameters),
			runMany: async (sql, sets) => sets.map((parameters) => this.runNow(sql, parameters)),
		};
	}

	async all(sql: string, parameters: readonly SqlValue[] = []): Promise<SqlRow[]> {
		return await this.inTurn(() => this.statements.all(sql, parameters));
	}

	async run(sql: string, parameters: readonly SqlValue[] = []): Promise<number> {
		return await this.inTurn(() => this.statements.run(sql, parameters));
	}

	async runMany(sql: string, sets: readonly (readonly SqlValue[])[]): Promise<number[]> {
		return await this.transaction((statements) => statements.runMany(sql, sets));
	}

	async transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
		return await this.inTurn(async () => {
			this.connection.exec('BEGIN IMMEDIATE');
			try {
				const result = await work(this.statements);
				this.connection.exec('COMMIT');
				return result;
			} catch (error) {
				if (this.connection.isTransaction) this.connection.exec('ROLLBACK');
				throw error;
			}
		});
	}

	async close(): Promise<void> {
		await this.inTurn(async () => {
			this.prepared.clear();
			this.connection.close();
		});
	}

	/** One connection, so a statement from outside must not slip into somebody's open transaction. */
	private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
		const turn = this.queue.then(work).catch((error: unknown) => {
			throw explain(error, this.name);
		});
		this.queue = turn.catch(() => undefined);
		return await turn;
	}

	private allNow(sql: string, parameters: readonly SqlValue[]): SqlRow[] {
		return this.statement(sql).all(...parameters) as SqlRow[];
	}

	private runNow(sql: string, parameters: readonly SqlValue[]): number {
		return Number(this.statement(sql).run(...parameters).changes);
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

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const SQLITE = { busy: 5, readonly: 8, ioError: 10, corrupt: 11, full: 13, cantOpen: 14, notADatabase: 26 };

function explain(error: unknown, file: string): unknown {
	if (error instanceof CommerceWebhooksError || !(error instanceof Error)) return error;
	const result = 'errcode' in error ? Number(error.errcode) & 0xff : null;
	const code = 'code' in error ? String(error.code) : '';
	if (result === SQLITE.notADatabase || result === SQLITE.corrupt) {
		return new CommerceWebhooksError(
			'store_damaged',
			`The webhook store ${file} is not a readable SQLite database`,
			{
				remedy:
					'Nothing was changed in it. Restore it from a backup, or move it away and a new store is made; or set another path in the Webhook Store credential',
				cause: error,
			},
		);
	}
	if (result === SQLITE.full || code === 'ENOSPC') {
		return unavailable(file, 'the disk is full', 'Free some disk space; work goes on by itself', error);
	}
	if (result === SQLITE.busy) {
		return unavailable(file, 'another process keeps it locked', 'Close the program that holds the file', error);
	}
	if (
		result === SQLITE.readonly ||
		result === SQLITE.cantOpen ||
		result === SQLITE.ioError ||
		['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ENOENT', 'EEXIST'].includes(code)
	) {
		return unavailable(
			file,
			'the file or its folder cannot be written',
			"Let the user that runs n8n write to this folder, or set another path in the Webhook Store credential",
			error,
		);
	}
	return error;
}

function unavailable(file: string, what: string, remedy: string, cause: unknown): CommerceWebhooksError {
	return new CommerceWebhooksError('store_unavailable', `The webhook store ${file} is not available: ${what}`, {
		remedy,
		cause,
	});
}

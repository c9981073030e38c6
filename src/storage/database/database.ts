import type { Survives } from './group-commit';
import type { Row, RowStatement } from './row-statement';

/** A value as both databases take and give it. */
export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Record<string, SqlValue>;

/** What differs between the databases: text that goes into statements, never a branch. */
export interface Dialect {
	readonly name: 'sqlite' | 'postgres';
	/** Column type of 64-bit whole numbers. */
	readonly integer: string;
	/** Column that numbers the rows of a table as they come, and finds each without an index. */
	readonly rowId: string;
	/** Ends the columns of an index whose entries of the same values lie in the order of row ids. */
	readonly thenRowId: string;
	/** Ends the definition of a table whose rows are small and lie in the order of its primary key. */
	readonly keyOrdered: string;
	/** Ends the definition of a table whose rows are changed soon after they were inserted. */
	readonly changedSoon: string;
	/**
	 * Creates the index that rows are found by before others are inserted. Where transactions write at once, it also
	 * keeps two of them from inserting the same; where they write one after the other, each sees what is there.
	 */
	readonly hashIndex: (name: string, columns: HashedColumns) => string;
	/** Column type of bytes. */
	readonly bytes: string;
	/** A set that is given as one parameter: a JSON array of strings. */
	readonly textList: string;
	/** The same of whole numbers. */
	readonly integerList: string;
	/** Ends a SELECT of rows that are about to be claimed. */
	readonly lockRows: string;
	/** Run first in the transaction of the migrations, so that two processes do not both migrate. */
	readonly lockMigrations: string | null;
}

/** What tells the rows of a table apart, and a hash of some of it. */
export interface HashedColumns {
	table: string;
	hash: string;
	/** Comma-separated. */
	identity: string;
}

/** Statements use `?` for parameters. Each call is one statement. */
export interface Statements {
	/** Rows of a SELECT, or of a RETURNING clause. */
	all(sql: string, parameters?: readonly SqlValue[]): Promise<SqlRow[]>;
	/** Runs one statement; how many rows it changed. */
	run(sql: string, parameters?: readonly SqlValue[]): Promise<number>;
	/** Runs a statement for all rows; whether it changed anything for each of them. */
	changeMany<Column extends string>(
		statement: RowStatement<Column>,
		rows: readonly Row<Column>[],
	): Promise<boolean[]>;
	/** Runs an INSERT for all rows; the `row_id` that each of them got, `null` where it was there already. */
	insertMany<Column extends string>(
		statement: RowStatement<Column>,
		rows: readonly Row<Column>[],
	): Promise<Array<number | null>>;
	/** Runs one SELECT for each set of parameters, in their order; the rows that each returned. */
	allMany(sql: string, parameterSets: readonly (readonly SqlValue[])[]): Promise<SqlRow[][]>;
}

/** How a transaction is written. */
export interface TransactionOptions {
	/**
	 * `powerCut`, where nothing is said: its end waits for the disk. `processEnd`: it does not, and a power cut may
	 * undo those of the last second, in the order they were made. `asRead`: neither does it, but for what it read.
	 */
	survives?: Survives;
}

/**
 * The whole of what a database must do for the store.
 * Every call may throw a CommerceWebhooksError with code `store_unavailable`, `store_damaged` or `store_version`.
 */
export interface Database extends Statements {
	readonly dialect: Dialect;
	/** What to call it in messages: a file's path, or host and database; no secret. */
	readonly name: string;
	/**
	 * All or nothing. Where the database ends a transaction to let another one pass, `work` is called again: it
	 * must do nothing but what is undone with the transaction.
	 */
	transaction<Result>(
		work: (statements: Statements) => Promise<Result>,
		options?: TransactionOptions,
	): Promise<Result>;
	/** An instant of this process by the clock of the database, which all processes share; Unix milliseconds. */
	sharedTime(now: number): number;
	/** Tells whoever listens, in any process, once the transaction is committed. */
	notify(statements: Statements, message: string): Promise<void>;
	/** Calls back for what is told, until the returned function is called; where nothing can be told, never. */
	listen(callback: (message: string) => void): () => void;
	close(): Promise<void>;
}

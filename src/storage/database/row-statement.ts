import type { SqlValue } from './database';

/** What a value of a row is. */
export type ColumnType = 'text' | 'integer' | 'bytes';

/** A row by the names of its values. */
export type Row<Column extends string> = Readonly<Record<Column, SqlValue>>;

/**
 * One statement that is run for many rows: for one after the other, or for all of them at once, as suits the database.
 * Rows of one call must not depend on each other.
 */
export interface RowStatement<Column extends string> {
	/** The values of a row, by the names that `sql` has for them. */
	readonly columns: Readonly<Record<Column, ColumnType>>;
	/**
	 * What tells the rows of one call apart; after an INSERT, the columns of the table that hold it. None, where nobody
	 * asks what became of each row.
	 */
	readonly key: readonly NoInfer<Column>[];
	/**
	 * An INSERT or UPDATE. The table is called `t`, `:name` stands for a value of the row; `{rows}` is the FROM clause
	 * that rows come by, and `{values …}` what is inserted, where they come by one.
	 */
	readonly sql: string;
}

/** Declares one, so that the names of its values are known to the compiler. */
export function rowStatement<Column extends string>(
	statement: RowStatement<Column>,
): RowStatement<Column> {
	return statement;
}

/** An INSERT of whole rows; `conflict` is what follows ON CONFLICT, and left out where there can be none. */
export function insertStatement<Column extends string>({
	table,
	columns,
	key,
	conflict,
}: Omit<RowStatement<Column>, 'sql'> & { table: string; conflict?: string }): RowStatement<Column> {
	const names = Object.keys(columns);
	const values = names.map((name) => `:${name}`);
	const end = conflict === undefined ? '' : ` ON CONFLICT ${conflict}`;
	const sql = `INSERT INTO ${table} AS t (${names.join(', ')}) {values ${values.join(', ')}}${end}`;
	return { columns, key, sql };
}

/** How a database gives a statement its rows. */
export interface RowSource {
	/** The FROM clause. */
	rows: string;
	/** What follows the columns of an INSERT, given the values in their order. */
	values: (values: string) => string;
	/** One value. */
	value: (name: string) => string;
}

/** The text of a statement for rows that come in one way or the other. */
export function textFor({ sql }: RowStatement<string>, source: RowSource): string {
	return sql
		.replace('{rows}', source.rows)
		.replace(/\{values ([^}]*)\}/, (_match, values: string) => source.values(values))
		.replaceAll(/:([a-z_0-9]+)/g, (_match, name: string) => source.value(name));
}

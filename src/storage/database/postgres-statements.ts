import type { SqlRow, SqlValue, Statements } from './database';
import { together } from './together';
import { textFor, type ColumnType, type Row, type RowStatement } from './row-statement';

interface NumberedStatement {
	name: string;
	text: string;
}

interface QueryResult {
	rows: SqlRow[];
	rowCount: number | null;
}

/** What is used of a connection of pg's, or of its pool. */
export interface Connection {
	query(statement: NumberedStatement & { values: SqlValue[] }): Promise<QueryResult>;
}

/** Statements over a connection, or over any of a pool; each is prepared once a connection. */
export function statementsOf(connection: Connection): Statements {
	const query = async (sql: string, parameters: readonly SqlValue[]) =>
		await connection.query({ ...numbered(sql), values: parameters.map(storable) });
	// Sent one behind the other; Postgres works on them in this order.
	const queryMany = async (
		sql: string,
		sets: readonly (readonly SqlValue[])[],
	): Promise<QueryResult[]> =>
		await together(sets.map(async (parameters) => await query(sql, parameters)));
	return {
		all: async (sql, parameters = []) => (await query(sql, parameters)).rows,
		run: async (sql, parameters = []) => (await query(sql, parameters)).rowCount ?? 0,
		changeMany: async (statement, rows) => {
			if (rows.length === 0) return [];
			const { rows: changed } = await query(changeSql(statement), packed(statement, rows));
			return resultsOf(rows, changed, statement.key).map((result) => result !== undefined);
		},
		insertMany: async (statement, rows) => {
			if (rows.length === 0) return [];
			const { rows: inserted } = await query(insertSql(statement), packed(statement, rows));
			return resultsOf(rows, inserted, statement.key).map((result) =>
				result === undefined ? null : Number(result.row_id),
			);
		},
		allMany: async (sql, sets) => (await queryMany(sql, sets)).map(({ rows }) => rows),
	};
}

/** It returns the keys of the rows that it changed something for. */
const changeSql = remembered((statement: RowStatement<string>) => {
	if (statement.key.length === 0) return allRowsSql(statement);
	// An INSERT does not know where its rows came from.
	const keySource = statement.sql.startsWith('INSERT') ? 't' : 'given';
	return `${allRowsSql(statement)} RETURNING ${keyOf(statement, keySource)}`;
});
/** It returns the keys of what it inserted, and their numbers. */
const insertSql = remembered(
	(statement: RowStatement<string>) =>
		`${allRowsSql(statement)} RETURNING ${keyOf(statement, 't')}, t.row_id`,
);

/** Made once for each statement. */
function remembered(
	make: (statement: RowStatement<string>) => string,
): (statement: RowStatement<string>) => string {
	const texts = new Map<RowStatement<string>, string>();
	return (statement) => {
		const text = texts.get(statement) ?? make(statement);
		texts.set(statement, text);
		return text;
	};
}

function keyOf({ key }: RowStatement<string>, source: string): string {
	return key.map((name) => `${source}.${name}`).join(', ');
}

/**
 * One statement for all rows. They are one parameter; bytes, which JSON has no good form for, stand one behind the
 * other in another one, and rows say where.
 */
function allRowsSql(statement: RowStatement<string>): string {
	const { columns } = statement;
	const declared = Object.entries(columns).map(([name, type]) => DECLARED[type](name));
	const rows = `FROM json_to_recordset($1) AS given (${declared.join(', ')})`;
	return textFor(statement, {
		rows,
		values: (values) => `SELECT ${values} ${rows}`,
		value: (name) =>
			columns[name] === 'bytes'
				? `substring($2::bytea FROM given.${name}_at FOR given.${name}_length)`
				: `given.${name}`,
	});
}

const DECLARED: Readonly<Record<ColumnType, (name: string) => string>> = {
	text: (name) => `${name} text`,
	integer: (name) => `${name} bigint`,
	bytes: (name) => `${name}_at integer, ${name}_length integer`,
};

/** The parameters of such a statement. */
function packed(
	{ columns }: RowStatement<string>,
	rows: readonly Readonly<Record<string, SqlValue>>[],
): SqlValue[] {
	if (!Object.values(columns).includes('bytes')) return [jsonOf(rows)];
	const parts: Uint8Array[] = [];
	let end = 0;
	const placed = rows.map((row) => {
		const values: Record<string, SqlValue> = {};
		for (const [name, value] of Object.entries(row)) {
			if (value instanceof Uint8Array) {
				// SQL counts from 1.
				values[`${name}_at`] = end + 1;
				values[`${name}_length`] = value.byteLength;
				parts.push(value);
				end += value.byteLength;
			} else values[name] = value;
		}
		return values;
	});
	return [jsonOf(placed), Buffer.concat(parts)];
}

function jsonOf(rows: readonly Readonly<Record<string, SqlValue>>[]): string {
	const json = JSON.stringify(rows);
	// A backslash before it makes this another text: then nothing is replaced.
	if (!json.includes(NUL_IN_JSON)) return json;
	return JSON.stringify(rows.map(storableRow));
}

const NUL_IN_JSON = '\\u0000';

function storableRow(row: Readonly<Record<string, SqlValue>>): Record<string, SqlValue> {
	return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, storable(value)]));
}

/** For each row what was returned for its key; of several with one key, for the first. */
function resultsOf<Column extends string>(
	rows: readonly Row<Column>[],
	returned: readonly SqlRow[],
	key: readonly Column[],
): Array<SqlRow | undefined> {
	const nameOf = (row: SqlRow) => JSON.stringify(key.map((name) => row[name]));
	const byKey = new Map(returned.map((row) => [nameOf(row), row]));
	return rows.map((row) => {
		const name = nameOf(row);
		const result = byKey.get(name);
		byKey.delete(name);
		return result;
	});
}

/** Postgres has no NUL in its texts. What is received or signed never holds one: JSON escapes it, bytes are bytes. */
function storable(value: SqlValue): SqlValue {
	return typeof value === 'string' && value.includes('\0')
		? value.replaceAll('\0', '\ufffd')
		: value;
}

const numberedStatements = new Map<string, NumberedStatement>();

/** Postgres counts its parameters: `?` becomes `$1`, `$2` … The name is that of the prepared statement. */
function numbered(sql: string): NumberedStatement {
	let statement = numberedStatements.get(sql);
	if (statement === undefined) {
		let count = 0;
		const text = sql.replaceAll('?', () => `$${++count}`);
		statement = { name: `commerce_webhooks_${numberedStatements.size}`, text };
		numberedStatements.set(sql, statement);
	}
	return statement;
}

import type { SqlRow, SqlValue, Statements } from './database';

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
		await allSettled(sets.map(async (parameters) => await query(sql, parameters)));
	return {
		all: async (sql, parameters = []) => (await query(sql, parameters)).rows,
		run: async (sql, parameters = []) => (await query(sql, parameters)).rowCount ?? 0,
		runMany: async (sql, sets) => (await queryMany(sql, sets)).map(({ rowCount }) => rowCount ?? 0),
		allMany: async (sql, sets) => (await queryMany(sql, sets)).map(({ rows }) => rows),
	};
}

/** The first error, which is the one that made the others fail; but not before all have ended. */
async function allSettled<Result>(promises: Array<Promise<Result>>): Promise<Result[]> {
	await Promise.allSettled(promises);
	return await Promise.all(promises);
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

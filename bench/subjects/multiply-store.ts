import type { DatabaseSync } from 'node:sqlite';

import { attemptRowId } from '../../src/storage/sending/attempt-rows';
import { lowestRowIdAt } from '../../src/storage/sending/delivery-ids';
import { eventHash } from '../../src/storage/sending/event-hash';
import { HOUR_MS, SPANS } from '../../src/storage/sending/statistic-table';

const ID = /^([a-z]{3}_)([0-9a-z]{9})(.*)$/;
const TIME_LENGTH = 9;

/** Tables that grow with each delivery; a table that a store does not have is left out. */
const TABLES = ['body', 'delivery', 'attempt', 'statistic'];
/** Columns of theirs that hold an id, the row id of a body, and an instant. Other row ids tell the time. */
const ID_COLUMNS = ['id', 'event_id'];
const BODY_ROW_ID: Readonly<Record<string, string>> = { body: 'row_id', delivery: 'body_row_id' };
const INSTANT_COLUMNS = /^(start|[a-z_]+_at)$/;

/**
 * Writes all events, deliveries and attempts of a SQLite store `times` times, each time one period earlier and under
 * other ids. The store's own means would take an hour.
 */
export async function multiply(file: string, times: number, periodMs: number): Promise<void> {
	const { DatabaseSync } = await import('node:sqlite');
	const database = new DatabaseSync(file);
	// What is lost in a power cut is made again.
	database.exec('PRAGMA synchronous = OFF');
	database.exec('PRAGMA cache_size = -512000');
	const idPeriodsAgo = (id: unknown, periods: unknown) =>
		typeof id === 'string' ? shiftedId(id, Number(periods), periodMs) : null;
	database.function('id_periods_ago', { deterministic: true }, idPeriodsAgo);
	database.function('event_hash_of', { deterministic: true }, (id) => eventHash(String(id)));

	const columnsOf = (table: string) =>
		database
			.prepare(`SELECT name FROM pragma_table_info('${table}')`)
			.all()
			.map(({ name }) => String(name));
	// From the oldest to the newest, as a store grows: most of its indexes are in the order of time.
	database.exec('BEGIN');
	// Longer spans are made of the hours again at the end: a period need not be whole ones.
	database.exec(`DELETE FROM statistic WHERE span <> ${HOUR_MS}`);
	for (const table of TABLES) {
		const columns = columnsOf(table);
		if (columns.length === 0) continue;
		database.exec(`CREATE TEMP TABLE template_${table} AS SELECT * FROM ${table}`);
	}
	for (const table of [...TABLES].reverse())
		if (columnsOf(table).length > 0) database.exec(`DELETE FROM ${table}`);
	const [bodies] = database.prepare('SELECT max(row_id) AS most FROM template_body').all();
	const perPeriod = lowestRowIdAt(periodMs);
	const rowIdsPerPeriod = (table: string) =>
		table === 'attempt' ? attemptRowId(String(perPeriod), '0') : String(perPeriod);
	for (let periods = times - 1; periods >= 0; periods -= 1) {
		const bodiesBefore = (times - 1 - periods) * Number(bodies?.most);
		for (const table of TABLES) {
			const columns = columnsOf(table);
			if (columns.length === 0) continue;
			const values = columns.map((column) => {
				if (column === BODY_ROW_ID[table]) return `${column} + ${bodiesBefore}`;
				if (periods === 0) return column;
				if (column === 'row_id') return `row_id - (${rowIdsPerPeriod(table)}) * ${periods}`;
				if (column === 'event_hash') return `event_hash_of(id_periods_ago(event_id, ${periods}))`;
				if (ID_COLUMNS.includes(column)) return `id_periods_ago(${column}, ${periods})`;
				return INSTANT_COLUMNS.test(column) ? `${column} - ${periods * periodMs}` : column;
			});
			database.exec(
				`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM template_${table}`,
			);
		}
	}
	addLongerSpans(database, columnsOf('statistic'));
	database.exec('COMMIT');
	database.exec('ANALYZE');
	database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
	database.close();
}

function addLongerSpans(database: DatabaseSync, columns: readonly string[]): void {
	const counts = columns.filter((name) => !['subscription_id', 'span', 'start'].includes(name));
	for (const span of SPANS.filter((one) => one !== HOUR_MS)) {
		const start = `start / ${span} * ${span}`;
		database.exec(
			`INSERT INTO statistic (subscription_id, span, start, ${counts.join(', ')})
			SELECT subscription_id, ${span}, ${start}, ${counts.map((name) => `sum(${name})`).join(', ')}
			FROM statistic WHERE span = ${HOUR_MS} GROUP BY subscription_id, ${start}`,
		);
	}
}

/** Ids of this package begin with their time; the others get a suffix. */
function shiftedId(id: string, periods: number, periodMs: number): string {
	const [, prefix, time, rest] = ID.exec(id) ?? [];
	if (prefix === undefined || time === undefined) return `${id}~${periods}`;
	const shifted = Number.parseInt(time, 36) - periods * periodMs;
	return `${prefix}${shifted.toString(36).padStart(TIME_LENGTH, '0')}${rest}`;
}

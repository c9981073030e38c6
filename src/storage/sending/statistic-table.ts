import type {
	DeliveryCounts,
	DeliveryStatistics,
	HourlyCounts,
	StatisticsFilter,
} from '../contracts';
import type { Database, SqlRow, SqlValue, Statements } from '../database/database';
import { createdBefore, createdSince } from './delivery-filter';
import { BUCKETS, bucketOf, percentile } from './duration-buckets';
import { insertStatement, type Row } from '../database/row-statement';
import { deliveryStateSchema, FINAL_STATES, type DeliveryState } from '../../model/delivery';

export const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Each a multiple of the one before. */
const PARTS_OF_DAY = [HOUR_MS, 4 * HOUR_MS];
const DAYS = [DAY_MS, 3 * DAY_MS, 9 * DAY_MS];
/** All is counted by each of these; older parts of days are forgotten. */
export const SPANS = [...PARTS_OF_DAY, ...DAYS];
const HOURS_KEPT_MS = 8 * DAY_MS;
/** Where the store notes since when there are hours. */
const HOURS_SINCE = 'hours_since';

const STATES = deliveryStateSchema.exclude(['pending', 'sending']).options;
const BUCKET_COLUMNS = Array.from({ length: BUCKETS }, (_bucket, index) => `took_${index}`);
/** All that is counted. */
const COUNTS = [...STATES, ...BUCKET_COLUMNS];

const ADD = insertStatement<string>({
	table: 'statistic',
	columns: {
		subscription_id: 'text',
		span: 'integer',
		start: 'integer',
		...Object.fromEntries(COUNTS.map((name) => [name, 'integer'])),
	},
	key: ['subscription_id', 'span', 'start'],
	conflict: `(subscription_id, span, start) DO UPDATE SET
		${COUNTS.map((name) => `${name} = t.${name} + excluded.${name}`).join(', ')}`,
});
/** Adds nothing. */
const ZEROS: Counts = Object.fromEntries(COUNTS.map((name) => [name, 0]));
const SUMS = COUNTS.map((name) => `CAST(sum(${name}) AS BIGINT) AS ${name}`).join(', ');
const ADDED = COUNTS.join(', ');
const TAKEN_OFF = COUNTS.map((name) => `-${name} AS ${name}`).join(', ');
const DELETE_OLD = 'DELETE FROM statistic WHERE span = ? AND start < ?';
const ANY_HOUR = `SELECT 1 AS found FROM statistic WHERE span = ${HOUR_MS} AND start >= ? AND start < ? LIMIT 1`;
const NOTE_HOURS_SINCE = `INSERT INTO setting (name, value) VALUES (?, ?)
	ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
/** One that is sent again by hand is counted as what it was. */
const WAITING = `d.finished_at IS NULL AND (d.previous_state IS NULL OR d.previous_state = 'pending')`;
const OF_SUBSCRIPTION = ' AND subscription_id = ?';
/** Deliveries to a URL that is no subscription. */
const NONE = '';

/** What a change means for the counts: from a state that was counted, or to one. */
export interface StatisticChange {
	subscriptionId: string | null;
	createdAt: number;
	from?: DeliveryState;
	to?: DeliveryState;
	/** How long an answered attempt took. */
	durationMs?: number;
}

type Counts = Record<string, number>;

interface CountedHour {
	/** Of the subscription. */
	id: string;
	/** Its beginning; Unix time in milliseconds. */
	hour: number;
	counts: Counts;
}

interface CountedSpan {
	key: Row<'subscription_id' | 'span' | 'start'>;
	counts: Counts;
}

/**
 * Deliveries counted by subscription and hour of creation, so that statistics need not read them. What waits is
 * not in it: that changes often, is little, and is counted when somebody asks.
 */
export class StatisticTable {
	constructor(private readonly database: Database) {}

	/** Counts in the transaction of the changes; in one order, so that no two processes wait for each other. */
	async add(statements: Statements, changes: readonly StatisticChange[]): Promise<void> {
		const groups = new Map<string, CountedSpan>();
		for (const { id, hour, counts } of byHour(changes)) {
			for (const span of SPANS) {
				const start = floor(hour, span);
				const name = `${id} ${span} ${start}`;
				const known = groups.get(name);
				if (known) for (const column of COUNTS) count(known.counts, column, counts[column] ?? 0);
				else groups.set(name, { key: { subscription_id: id, span, start }, counts: { ...counts } });
			}
		}
		const sorted = [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
		await statements.changeMany(
			ADD,
			sorted.map(([, { key, counts }]) => ({ ...key, ...counts })),
		);
	}

	async bySubscription(filter: StatisticsFilter): Promise<DeliveryStatistics[]> {
		const counted = await this.sum(filter, 'subscription_id', await this.daysAndEdges(filter));
		const waiting = await this.waiting(filter, `COALESCE(d.subscription_id, '${NONE}')`);
		const ids = new Set([...counted.keys(), ...waiting.keys()]);
		return [...ids]
			.map((id) => statisticsOf(String(id) || null, counted.get(id) ?? {}, waiting.get(id) ?? 0))
			.filter(({ created }) => created > 0)
			.sort((one, other) => other.created - one.created);
	}

	/** What was long ago is told by the day, at its first hour. */
	async byHour(filter: StatisticsFilter): Promise<HourlyCounts[]> {
		const { since, until } = filter;
		const hoursSince = await this.hoursSince();
		const counted = await this.sum(filter, 'start', [
			{ span: DAY_MS, from: floor(since, DAY_MS), to: Math.min(hoursSince, until) },
			{ span: HOUR_MS, from: Math.max(hoursSince, since), to: until },
		]);
		const waiting = await this.waiting(filter, `d.created_at / ${HOUR_MS} * ${HOUR_MS}`);
		const hours = new Set([...counted.keys(), ...waiting.keys()].map(Number));
		return [...hours]
			.map((hour) => ({ hour, ...countsOf(counted.get(hour) ?? {}, waiting.get(hour) ?? 0) }))
			.filter(({ created }) => created > 0)
			.sort((one, other) => one.hour - other.hour);
	}

	/** Forgets hours that only their days stand for from now on, and all that is older than `before`. */
	async compact(statements: Statements, now: number, before: number): Promise<void> {
		const hoursSince = floor(now - HOURS_KEPT_MS, DAY_MS);
		await statements.run(NOTE_HOURS_SINCE, [HOURS_SINCE, String(hoursSince)]);
		for (const span of PARTS_OF_DAY) await statements.run(DELETE_OLD, [span, hoursSince]);
		for (const span of DAYS) await statements.run(DELETE_OLD, [span, floor(before, span)]);
	}

	private async hoursSince(): Promise<number> {
		const [row] = await this.database.all('SELECT value FROM setting WHERE name = ?', [
			HOURS_SINCE,
		]);
		return Number(row?.value ?? 0);
	}

	/**
	 * The rows that a period consists of: whole days, for there are few, and parts of days before and after; or those of
	 * the rest of such a day, to be taken off, where those are fewer. A day counts as whole where nothing was counted in
	 * the rest of it, or where its hours are forgotten.
	 */
	private async daysAndEdges({ since, until }: StatisticsFilter): Promise<Range[]> {
		const hoursSince = await this.hoursSince();
		const firstDay = floor(since, DAY_MS);
		const isFirstWhole = since < hoursSince || !(await this.hasHours(firstDay, since));
		const isFirstTakenOff = !isFirstWhole && since - firstDay < DAY_MS / 2;
		const lastDay = ceil(until, DAY_MS);
		const isLastWhole = until < hoursSince || !(await this.hasHours(until, lastDay));
		const isLastTakenOff = !isLastWhole && lastDay - until < DAY_MS / 2;
		const from = isFirstWhole || isFirstTakenOff ? firstDay : firstDay + DAY_MS;
		const to = isLastWhole || isLastTakenOff ? lastDay : lastDay - DAY_MS;
		if (from >= to) return byLongest(PARTS_OF_DAY, since, until);
		return [
			...(isFirstTakenOff
				? takenOff(byLongest(PARTS_OF_DAY, firstDay, since))
				: byLongest(PARTS_OF_DAY, since, from)),
			...byLongest(DAYS, from, to),
			...(isLastTakenOff
				? takenOff(byLongest(PARTS_OF_DAY, until, lastDay))
				: byLongest(PARTS_OF_DAY, to, until)),
		];
	}

	private async hasHours(from: number, to: number): Promise<boolean> {
		return from < to && (await this.database.all(ANY_HOUR, [from, to])).length > 0;
	}

	/** One statement: what is counted meanwhile must not be taken off without having been added. */
	private async sum(
		{ subscriptionId }: StatisticsFilter,
		by: 'subscription_id' | 'start',
		ranges: readonly Range[],
	): Promise<Map<SqlValue, Counts>> {
		const wanted = subscriptionId === undefined ? '' : OF_SUBSCRIPTION;
		const parts = ranges
			.filter(({ from, to }) => from < to)
			.map(({ span, from, to, isTakenOff }) => ({
				sql: `SELECT ${by} AS name, ${isTakenOff ? TAKEN_OFF : ADDED} FROM statistic
					WHERE span = ? AND start >= ? AND start < ?${wanted}`,
				values: [span, from, to, ...(subscriptionId === undefined ? [] : [subscriptionId])],
			}));
		if (parts.length === 0) return new Map();
		const rows = await this.database.all(
			`SELECT name, ${SUMS} FROM (${parts.map(({ sql }) => sql).join(' UNION ALL ')}) AS part GROUP BY name`,
			parts.flatMap(({ values }) => values),
		);
		return new Map(rows.map(({ name = null, ...sums }) => [name, countsIn(sums)]));
	}

	/** How many deliveries of the period wait, by an expression over them. */
	private async waiting(
		{ since, until, subscriptionId }: StatisticsFilter,
		by: string,
	): Promise<Map<SqlValue, number>> {
		const wanted = subscriptionId === undefined ? '' : OF_SUBSCRIPTION;
		const values = subscriptionId === undefined ? [] : [subscriptionId];
		const [from, to] = [createdSince(since), createdBefore(until)];
		const rows = await this.database.all(
			`SELECT ${by} AS name, count(*) AS waiting FROM delivery d
			WHERE ${WAITING} AND ${from.sql} AND ${to.sql}${wanted} GROUP BY ${by}`,
			[...from.values, ...to.values, ...values],
		);
		return new Map(rows.map(({ name = null, waiting }) => [name, Number(waiting)]));
	}
}

/** By the longest spans that fit, and by shorter ones before and after. */
function byLongest(spans: readonly number[], from: number, to: number): Range[] {
	const [span = HOUR_MS, ...longer] = spans;
	const [next] = longer;
	if (next === undefined) return [{ span, from, to }];
	const [first, last] = [ceil(from, next), floor(to, next)];
	if (first >= last) return [{ span, from, to }];
	return [{ span, from, to: first }, ...byLongest(longer, first, last), { span, from: last, to }];
}

function takenOff(ranges: readonly Range[]): Range[] {
	return ranges.map((range) => ({ ...range, isTakenOff: true }));
}

/** Rows of one span from one instant to another. */
interface Range {
	span: number;
	from: number;
	to: number;
	/** They are part of another range, and not of what is asked for. */
	isTakenOff?: true;
}

/** What changes mean for the counts of each subscription and hour. */
function byHour(changes: readonly StatisticChange[]): Iterable<CountedHour> {
	const hours = new Map<string, CountedHour>();
	let counted: CountedHour | undefined;
	for (const { subscriptionId, createdAt, from, to, durationMs } of changes) {
		const id = subscriptionId ?? NONE;
		const hour = floor(createdAt, HOUR_MS);
		// Mostly the same as the last one.
		if (counted?.id !== id || counted.hour !== hour) {
			const name = `${id} ${hour}`;
			counted = hours.get(name) ?? { id, hour, counts: { ...ZEROS } };
			hours.set(name, counted);
		}
		if (from && FINAL_STATES.includes(from)) count(counted.counts, from, -1);
		if (to && FINAL_STATES.includes(to)) count(counted.counts, to, 1);
		if (durationMs !== undefined)
			count(counted.counts, BUCKET_COLUMNS[bucketOf(durationMs)] ?? '', 1);
	}
	return hours.values();
}

function count(counts: Counts, name: string, by: number): void {
	counts[name] = (counts[name] ?? 0) + by;
}

function countsOf(counts: Counts, waiting: number): DeliveryCounts {
	const { delivered = 0, failed = 0, skipped = 0, canceled = 0 } = counts;
	const created = waiting + delivered + failed + skipped + canceled;
	return { created, delivered, failed, skipped, canceled };
}

function statisticsOf(
	subscriptionId: string | null,
	counts: Counts,
	waiting: number,
): DeliveryStatistics {
	const durations = BUCKET_COLUMNS.map((name) => counts[name] ?? 0);
	return {
		subscriptionId,
		...countsOf(counts, waiting),
		answered: durations.reduce((sum, number) => sum + number, 0),
		p50Ms: percentile(durations, 0.5),
		p95Ms: percentile(durations, 0.95),
	};
}

/** Postgres gives what is too long for its own numbers as text. */
function countsIn(row: SqlRow): Counts {
	const counts: Counts = {};
	for (const name of COUNTS) counts[name] = Number(row[name]);
	return counts;
}

function floor(instant: number, span: number): number {
	return Math.floor(instant / span) * span;
}

function ceil(instant: number, span: number): number {
	return Math.ceil(instant / span) * span;
}

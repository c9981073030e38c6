import { z } from 'zod';

import type {
	DeliveryCounts,
	DeliveryStatistics,
	HourlyCounts,
	StatisticsFilter,
} from './contracts';
import type { Database, SqlValue, Statements } from './database';
import { BUCKETS, bucketOf, percentile } from './duration-buckets';
import { deliveryStateSchema, FINAL_STATES, type DeliveryState } from '../model/delivery';
import { lowestIdAt } from '../model/id';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Hours older than this are put together to days. */
const HOURS_KEPT_MS = 2 * DAY_MS;

const STATES = deliveryStateSchema.exclude(['pending', 'sending']).options;
const BUCKET_COLUMNS = Array.from({ length: BUCKETS }, (_bucket, index) => `took_${index}`);
/** All that is counted. */
const COUNTS = [...STATES, ...BUCKET_COLUMNS];

const ADD = `INSERT INTO statistic (subscription_id, start, ${COUNTS.join(', ')})
	VALUES (?, ?, ${COUNTS.map(() => '?').join(', ')})
	ON CONFLICT (subscription_id, start) DO UPDATE SET
	${COUNTS.map((name) => `${name} = statistic.${name} + excluded.${name}`).join(', ')}`;
const SUMS = COUNTS.map((name) => `CAST(sum(${name}) AS BIGINT) AS ${name}`).join(', ');
const OLD_HOURS = `SELECT subscription_id, start / ${DAY_MS} AS day, ${SUMS} FROM statistic
	WHERE start < ? GROUP BY subscription_id, start / ${DAY_MS} HAVING count(*) > 1`;
const DELETE_HOURS = `DELETE FROM statistic WHERE subscription_id = ? AND start >= ? AND start < ?`;
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

const sumsSchema = z.record(z.string(), z.coerce.number());

/**
 * Deliveries counted by subscription and hour of creation, so that statistics need not read them. What waits is
 * not in it: that changes often, is little, and is counted when somebody asks.
 */
export class StatisticTable {
	constructor(private readonly database: Database) {}

	/** Counts in the transaction of the changes; in one order, so that no two processes wait for each other. */
	async add(statements: Statements, changes: readonly StatisticChange[]): Promise<void> {
		const groups = new Map<string, { key: [string, number]; counts: Counts }>();
		for (const change of changes) {
			const hour = Math.floor(change.createdAt / HOUR_MS) * HOUR_MS;
			const key: [string, number] = [change.subscriptionId ?? NONE, hour];
			const name = JSON.stringify(key);
			const group = groups.get(name) ?? { key, counts: {} };
			groups.set(name, group);
			count(group.counts, change);
		}
		const sorted = [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
		await statements.runMany(
			ADD,
			sorted.map(([, { key, counts }]) => [...key, ...valuesOf(counts)]),
		);
	}

	async bySubscription(filter: StatisticsFilter): Promise<DeliveryStatistics[]> {
		const [counted, waiting] = await this.read(filter, 'subscription_id');
		const ids = new Set([...counted.keys(), ...waiting.keys()]);
		return [...ids]
			.map((id) => statisticsOf(String(id) || null, counted.get(id) ?? {}, waiting.get(id) ?? 0))
			.filter(({ created }) => created > 0)
			.sort((one, other) => other.created - one.created);
	}

	/** Those that are put together to days stand at the day's first hour. */
	async byHour(filter: StatisticsFilter): Promise<HourlyCounts[]> {
		const [counted, waiting] = await this.read(filter, 'start');
		const hours = new Set([...counted.keys(), ...waiting.keys()].map(Number));
		return [...hours]
			.map((hour) => ({
				hour,
				...countsOf(counted.get(hour) ?? {}, waiting.get(hour) ?? 0),
			}))
			.filter(({ created }) => created > 0)
			.sort((one, other) => one.hour - other.hour);
	}

	/** Puts old hours together to days, and forgets what is older than `before`. */
	async compact(statements: Statements, now: number, before: number): Promise<void> {
		await statements.run('DELETE FROM statistic WHERE start < ?', [before - DAY_MS]);
		const end = Math.floor((now - HOURS_KEPT_MS) / DAY_MS) * DAY_MS;
		for (const row of await statements.all(OLD_HOURS, [end])) {
			const subscriptionId = String(row.subscription_id);
			const day = Number(row.day) * DAY_MS;
			await statements.run(DELETE_HOURS, [subscriptionId, day, day + DAY_MS]);
			const counts = COUNTS.map((name) => Number(row[name] ?? 0));
			await statements.run(ADD, [subscriptionId, day, ...counts]);
		}
	}

	/** What was counted and what waits, by subscription or by hour. */
	private async read(
		{ since, until, subscriptionId }: StatisticsFilter,
		by: 'subscription_id' | 'start',
	): Promise<[Map<SqlValue, Counts>, Map<SqlValue, number>]> {
		const wanted = subscriptionId === undefined ? '' : OF_SUBSCRIPTION;
		const values = subscriptionId === undefined ? [] : [subscriptionId];
		const counted = await this.database.all(
			`SELECT ${by} AS name, ${SUMS} FROM statistic WHERE start >= ? AND start < ?${wanted} GROUP BY ${by}`,
			[since, until, ...values],
		);
		const waitingBy =
			by === 'start' ? `d.created_at / ${HOUR_MS} * ${HOUR_MS}` : `COALESCE(d.subscription_id, '')`;
		const waiting = await this.database.all(
			`SELECT ${waitingBy} AS name, count(*) AS waiting FROM delivery d
			WHERE ${WAITING} AND d.id >= ? AND d.id < ?${wanted} GROUP BY ${waitingBy}`,
			[lowestIdAt('dlv', since), lowestIdAt('dlv', until), ...values],
		);
		return [
			new Map(counted.map(({ name = null, ...sums }) => [name, sumsSchema.parse(sums)])),
			new Map(waiting.map(({ name = null, waiting: number }) => [name, Number(number)])),
		];
	}
}

function count(counts: Counts, { from, to, durationMs }: StatisticChange): void {
	if (from && FINAL_STATES.includes(from)) counts[from] = (counts[from] ?? 0) - 1;
	if (to && FINAL_STATES.includes(to)) counts[to] = (counts[to] ?? 0) + 1;
	if (durationMs === undefined) return;
	const bucket = `took_${bucketOf(durationMs)}`;
	counts[bucket] = (counts[bucket] ?? 0) + 1;
}

function valuesOf(counts: Counts): number[] {
	return COUNTS.map((name) => counts[name] ?? 0);
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

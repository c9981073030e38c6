import * as z from 'zod';

import { bytesSchema } from '../database/bytes-schema';
import type {
	DeliveryFilter,
	DeliveryRecord,
	DeliveryStatistics,
	HistoryStore,
	HourlyCounts,
	StatisticsFilter,
} from '../contracts';
import type { Database, SqlRow, SqlValue, Statements } from '../database/database';
import { attemptRowIds, DELIVERY_OF_ATTEMPT, NUMBER_OF_ATTEMPT } from './attempt-rows';
import { deleteUnusedBodies } from './body-rows';
import { filterCondition } from './delivery-filter';
import { AHEAD_MS, lowestRowIdAt, rowIdList } from './delivery-ids';
import { DELIVERY_COLUMNS, deliveryOf } from './delivery-rows';
import type { StatisticTable } from './statistic-table';
import {
	attemptErrorCodeSchema,
	attemptOutcomeSchema,
	attemptTriggerSchema,
	FINAL_STATES,
	type Attempt,
} from '../../model/delivery';
import { SHOWN_BODY_BYTES, shownBody } from '../../model/shown-body';

/** What there is of an attempt; its row id is too large for a double. */
const ATTEMPT_COLUMNS = `${DELIVERY_OF_ATTEMPT} AS delivery_row_id, ${NUMBER_OF_ATTEMPT} AS number, trigger_kind,
	started_at, duration_ms, outcome, request_headers, status, response_headers, response_body, response_truncated,
	error_code, error_message`;

const headersSchema = z.record(z.string(), z.string());

const attemptRowSchema = z
	.object({
		delivery_row_id: z.number(),
		number: z.number(),
		trigger_kind: attemptTriggerSchema,
		started_at: z.number(),
		duration_ms: z.number(),
		outcome: attemptOutcomeSchema,
		request_headers: z.string(),
		status: z.number().nullable(),
		response_headers: z.string().nullable(),
		response_body: z.string().nullable(),
		response_truncated: z.number().nullable(),
		error_code: attemptErrorCodeSchema.nullable(),
		error_message: z.string().nullable(),
	})
	.transform((row): { deliveryRowId: number; attempt: Attempt } => ({
		deliveryRowId: row.delivery_row_id,
		attempt: {
			number: row.number,
			trigger: row.trigger_kind,
			startedAt: row.started_at,
			durationMs: row.duration_ms,
			outcome: row.outcome,
			requestHeaders: headersSchema.parse(JSON.parse(row.request_headers)),
			response:
				row.status === null
					? null
					: {
							status: row.status,
							headers: headersSchema.parse(JSON.parse(row.response_headers ?? '{}')),
							body: row.response_body ?? '',
							truncated: row.response_truncated === 1,
						},
			error:
				row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
		},
	}));

/** What was sent and what came of it. */
export class HistoryTable implements HistoryStore {
	constructor(
		private readonly database: Database,
		private readonly counts: StatisticTable,
	) {}

	async deliveries(ids: readonly string[]): Promise<DeliveryRecord[]> {
		const rows = await this.select(
			`d.row_id IN ${this.database.dialect.integerList}`,
			[rowIdList(ids)],
			'',
		);
		const byId = new Map((await this.complete(rows)).map((record) => [record.delivery.id, record]));
		return ids.flatMap((id) => byId.get(id) ?? []);
	}

	async page(
		filter: DeliveryFilter,
		limit: number,
		after: string | null,
	): Promise<DeliveryRecord[]> {
		const { sql, values } = filterCondition(filter, after);
		const rows = await this.select(sql, [...values, limit], 'ORDER BY d.row_id DESC LIMIT ?');
		return await this.complete(rows);
	}

	async statistics(filter: StatisticsFilter): Promise<DeliveryStatistics[]> {
		return await this.counts.bySubscription(filter);
	}

	async hourly(filter: StatisticsFilter): Promise<HourlyCounts[]> {
		return await this.counts.byHour(filter);
	}

	async compactStatistics(now: number, before: number): Promise<void> {
		await this.database.transaction(
			async (statements) => await this.counts.compact(statements, now, before),
		);
	}

	async progress(ids: readonly string[]): Promise<{ attempted: number; final: number }> {
		const { integerList, textList } = this.database.dialect;
		const [row] = await this.database.all(
			`SELECT count(*) AS unfinished, sum(CASE WHEN (d.state = 'pending' AND d.last_number = 0)
				OR (d.state = 'sending' AND d.last_number = 1) THEN 1 ELSE 0 END) AS unattempted
			FROM delivery d WHERE d.row_id IN ${integerList} AND d.state NOT IN ${textList}`,
			[rowIdList(ids), JSON.stringify(FINAL_STATES)],
		);
		const { size } = new Set(ids);
		return {
			attempted: size - Number(row?.unattempted ?? 0),
			final: size - Number(row?.unfinished),
		};
	}

	async prune(before: number, limit: number): Promise<number> {
		return await this.database.transaction(
			async (statements) =>
				(await this.pruneDeliveries(statements, before, limit)) +
				(await this.pruneReceivedEvents(statements, before, limit)),
		);
	}

	private async pruneReceivedEvents(
		statements: Statements,
		before: number,
		limit: number,
	): Promise<number> {
		const { textList } = this.database.dialect;
		const rows = await statements.all(
			`SELECT id FROM inbox WHERE finished_at IS NOT NULL AND finished_at < ? LIMIT ?`,
			[before, limit],
		);
		if (rows.length === 0) return 0;
		const ids = JSON.stringify(rows.map((row) => row.id));
		await statements.run(`DELETE FROM inbox WHERE id IN ${textList}`, [ids]);
		await statements.run(`DELETE FROM inbox_item WHERE id IN ${textList}`, [ids]);
		return rows.length;
	}

	private async pruneDeliveries(
		statements: Statements,
		before: number,
		limit: number,
	): Promise<number> {
		const { integerList } = this.database.dialect;
		// What has finished before an instant was created before it, and its row id is ahead of that by little.
		const rows = await statements.all(
			`SELECT row_id, last_number, body_row_id FROM delivery
			WHERE row_id < ? AND finished_at IS NOT NULL AND finished_at < ? ORDER BY row_id LIMIT ?`,
			[lowestRowIdAt(before + AHEAD_MS), before, limit],
		);
		if (rows.length === 0) return 0;
		const rowIds = JSON.stringify(rows.map((row) => row.row_id));
		await statements.run(
			`DELETE FROM delivery WHERE row_id IN ${integerList} AND finished_at IS NOT NULL`,
			[rowIds],
		);
		// One that somebody sends once more meanwhile is there still, with its attempts.
		await statements.run(
			`DELETE FROM attempt WHERE row_id IN ${integerList}
			AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.row_id = ${DELIVERY_OF_ATTEMPT})`,
			[attemptsOf(rows)],
		);
		const bodyRowIds = rows.map((row) => row.body_row_id);
		await deleteUnusedBodies(this.database, statements, bodyRowIds);
		return rows.length;
	}

	private async select(where: string, values: SqlValue[], end: string): Promise<SqlRow[]> {
		return await this.database.all(
			`SELECT ${DELIVERY_COLUMNS}, d.last_number, substr(b.bytes, 1, ${SHOWN_BODY_BYTES}) AS body
			FROM delivery d JOIN body b ON b.row_id = d.body_row_id
			WHERE ${where} ${end}`,
			values,
		);
	}

	private async complete(rows: readonly SqlRow[]): Promise<DeliveryRecord[]> {
		const records = rows.map((row) => ({
			delivery: deliveryOf(row),
			attempts: [] as Attempt[],
			body: shownBody(bytesSchema.parse(row.body)),
		}));
		if (records.length === 0) return [];
		const byRowId = new Map(records.map((record, index) => [Number(rows[index]?.row_id), record]));
		const attempts = await this.database.all(
			`SELECT ${ATTEMPT_COLUMNS} FROM attempt WHERE row_id IN ${this.database.dialect.integerList} ORDER BY row_id`,
			[attemptsOf(rows)],
		);
		for (const row of attempts) {
			const { deliveryRowId, attempt } = attemptRowSchema.parse(row);
			byRowId.get(deliveryRowId)?.attempts.push(attempt);
		}
		return records;
	}
}

/** A list of the attempts of these deliveries, as a parameter. */
function attemptsOf(rows: readonly SqlRow[]): string {
	const ids = rows.flatMap((row) => attemptRowIds(Number(row.row_id), Number(row.last_number)));
	return `[${ids.join(',')}]`;
}

import { z } from 'zod';

import type { DeliveryFilter, DeliveryRecord, HistoryStore } from './contracts';
import type { Database, SqlRow, SqlValue, Statements } from './database';
import {
	attemptErrorCodeSchema,
	attemptOutcomeSchema,
	attemptTriggerSchema,
	deliveryStateSchema,
	FINAL_STATES,
	type Attempt,
	type Delivery,
} from '../model/delivery';

/** What is shown of a body, in bytes: as much as is kept of an answer. */
const SHOWN_BODY_BYTES = 16 * 1024;

const headersSchema = z.record(z.string(), z.string());
const deliverySchema = z
	.object({
		id: z.string(),
		event_id: z.string(),
		event_type: z.string(),
		subscription_id: z.string().nullable(),
		subscription_name: z.string().nullable(),
		url: z.string(),
		state: deliveryStateSchema,
		attempts_made: z.number(),
		next_attempt_at: z.number().nullable(),
		created_at: z.number(),
		finished_at: z.number().nullable(),
		last_status: z.number().nullable(),
		body: z.instanceof(Uint8Array),
	})
	.transform((row): { delivery: Delivery; body: string } => ({
		delivery: {
			id: row.id,
			eventId: row.event_id,
			eventType: row.event_type,
			subscriptionId: row.subscription_id,
			subscriptionName: row.subscription_name,
			url: row.url,
			state: row.state,
			attemptsMade: row.attempts_made,
			nextAttemptAt: row.next_attempt_at,
			createdAt: row.created_at,
			finishedAt: row.finished_at,
			lastStatus: row.last_status,
		},
		// What is cut is cut between characters: the bytes of the last one are waited for in vain.
		body: new TextDecoder().decode(row.body, { stream: true }),
	}));

const attemptSchema = z
	.object({
		delivery_id: z.string(),
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
	.transform((row): { deliveryId: string; attempt: Attempt } => ({
		deliveryId: row.delivery_id,
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
	constructor(private readonly database: Database) {}

	async deliveries(ids: readonly string[]): Promise<DeliveryRecord[]> {
		const rows = await this.select(
			`d.id IN ${this.database.dialect.textList}`,
			[JSON.stringify(ids)],
			'',
		);
		const byId = new Map((await this.complete(rows)).map((record) => [record.delivery.id, record]));
		return ids.flatMap((id) => byId.get(id) ?? []);
	}

	async page(
		filter: DeliveryFilter,
		limit: number,
		after: { id: string; createdAt: number } | null,
	): Promise<DeliveryRecord[]> {
		const conditions: Array<[sql: string, values: SqlValue[]]> = [];
		if (filter.state !== undefined) conditions.push(['d.state = ?', [filter.state]]);
		if (filter.subscriptionId !== undefined)
			conditions.push(['d.subscription_id = ?', [filter.subscriptionId]]);
		if (filter.eventType !== undefined) conditions.push(['d.event_type = ?', [filter.eventType]]);
		if (filter.eventId !== undefined) conditions.push(['d.event_id = ?', [filter.eventId]]);
		if (filter.statusCode !== undefined)
			conditions.push(['d.last_status = ?', [filter.statusCode]]);
		if (filter.since !== undefined) conditions.push(['d.created_at >= ?', [filter.since]]);
		if (filter.until !== undefined) conditions.push(['d.created_at < ?', [filter.until]]);
		if (after) conditions.push(['(d.created_at, d.id) < (?, ?)', [after.createdAt, after.id]]);
		const where = conditions.map(([sql]) => sql).join(' AND ') || '1 = 1';
		const values = conditions.flatMap(([, parameters]) => parameters);
		const rows = await this.select(
			where,
			[...values, limit],
			'ORDER BY d.created_at DESC, d.id DESC LIMIT ?',
		);
		return await this.complete(rows);
	}

	async progress(ids: readonly string[]): Promise<{ attempted: number; final: number }> {
		const { textList } = this.database.dialect;
		const [row] = await this.database.all(
			`SELECT count(*) AS unfinished, sum(CASE WHEN (d.state = 'pending' AND d.last_number = 0)
				OR (d.state = 'sending' AND d.last_number = 1) THEN 1 ELSE 0 END) AS unattempted
			FROM delivery d WHERE d.id IN ${textList} AND d.state NOT IN ${textList}`,
			[JSON.stringify(ids), JSON.stringify(FINAL_STATES)],
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
				(await statements.run(
					`DELETE FROM inbox WHERE id IN
					(SELECT id FROM inbox WHERE finished_at IS NOT NULL AND finished_at < ? LIMIT ?)`,
					[before, limit],
				)),
		);
	}

	private async pruneDeliveries(
		statements: Statements,
		before: number,
		limit: number,
	): Promise<number> {
		const { textList } = this.database.dialect;
		const rows = await statements.all(
			`SELECT id, event_id FROM delivery WHERE finished_at IS NOT NULL AND finished_at < ? LIMIT ?`,
			[before, limit],
		);
		if (rows.length === 0) return 0;
		const ids = JSON.stringify(rows.map((row) => row.id));
		const eventIds = JSON.stringify(rows.map((row) => row.event_id));
		await statements.run(
			`DELETE FROM delivery WHERE id IN ${textList} AND finished_at IS NOT NULL`,
			[ids],
		);
		await statements.run(
			`DELETE FROM event WHERE id IN ${textList}
			AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event_id = event.id)`,
			[eventIds],
		);
		return rows.length;
	}

	private async select(where: string, values: SqlValue[], end: string): Promise<SqlRow[]> {
		return await this.database.all(
			`SELECT d.id, d.event_id, d.event_type, d.subscription_id, d.subscription_name, d.url, d.state,
				d.attempts_made, d.next_attempt_at, d.created_at, d.finished_at, d.last_status,
				substr(b.body, 1, ${SHOWN_BODY_BYTES}) AS body
			FROM delivery d JOIN event_body b ON b.event_id = d.event_id AND b.variant = d.variant
			WHERE ${where} ${end}`,
			values,
		);
	}

	private async complete(rows: readonly SqlRow[]): Promise<DeliveryRecord[]> {
		const records = rows.map((row) => ({
			...deliverySchema.parse(row),
			attempts: [] as Attempt[],
		}));
		if (records.length === 0) return [];
		const byId = new Map(records.map((record) => [record.delivery.id, record]));
		const attempts = await this.database.all(
			`SELECT * FROM attempt WHERE delivery_id IN ${this.database.dialect.textList} ORDER BY delivery_id, number`,
			[JSON.stringify([...byId.keys()])],
		);
		for (const row of attempts) {
			const { deliveryId, attempt } = attemptSchema.parse(row);
			byId.get(deliveryId)?.attempts.push(attempt);
		}
		return records;
	}
}

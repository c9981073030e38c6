import { z } from 'zod';

import type {
	AcceptedRow,
	Batch,
	BatchResult,
	InboxClaimOptions,
	InboxStore,
	NewInboxRow,
	NodeRef,
} from './contracts';
import type { Database, SqlRow, Statements } from './database';
import { MAXIMUM_EVENT_ID_LENGTH } from '../model/event-id';
import { createId } from '../model/id';
import { receivedEventSchema, type ReceivedEvent } from '../model/received-event';

/** A key is free again once its window is over: the row that held it keeps it with its own id behind. */
const FREE_KEY = `UPDATE inbox SET event_key = event_key || '~' || id
	WHERE workflow_id = ? AND node_id = ? AND event_key = ? AND received_at < ?`;
const INSERT = `INSERT INTO inbox (id, workflow_id, node_id, event_key, platform, event, event_id, item, test,
	valid, state, received_at, finished_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT DO NOTHING`;
const OF_KEY = `SELECT id, event_id FROM inbox WHERE workflow_id = ? AND node_id = ? AND event_key = ?`;

const FINISH = `UPDATE inbox SET state = ?, outcome = ?, finished_at = ?, lease_id = NULL, lease_until = NULL
	WHERE batch_id = ? AND lease_id = ? AND state = 'emitted'`;
/** A lease that ends later than one that is taken now was taken before the clock was set back. */
const SHORTEN_LEASES = `UPDATE inbox SET lease_until = ?
	WHERE workflow_id = ? AND node_id = ? AND state = 'emitted' AND lease_until > ?`;
const ABANDONED = `SELECT batch_id, min(id) AS first FROM inbox
	WHERE workflow_id = ? AND node_id = ? AND state = 'emitted' AND lease_until < ?
	GROUP BY batch_id ORDER BY first LIMIT ?`;
const TAKE_OVER = `UPDATE inbox SET lease_id = ?, lease_until = ?
	WHERE batch_id = ? AND state = 'emitted' AND lease_until < ?`;
const TAKE = `UPDATE inbox SET state = 'emitted', batch_id = ?, lease_id = ?, lease_until = ?, emitted_at = ?
	WHERE id = ? AND state = 'waiting'`;
const BATCH = `SELECT id, item, generation FROM inbox
	WHERE batch_id = ? AND lease_id = ? AND state = 'emitted' ORDER BY id`;
/** As an older or newer version may have written it: it must hold up no others. */
const KEEP_UNREADABLE = `UPDATE inbox SET state = 'kept', outcome = 'unreadable', finished_at = ?,
	lease_id = NULL, lease_until = NULL WHERE id = ?`;
const NEXT_GENERATION = `UPDATE inbox SET generation = ?
	WHERE batch_id = ? AND lease_id = ? AND state = 'emitted'`;
const LATEST_TEST = `SELECT item FROM inbox
	WHERE workflow_id = ? AND node_id = ? AND test = 1 AND event_key LIKE 'test~%' ORDER BY id DESC LIMIT 1`;

const batchRowSchema = z.object({ id: z.string(), item: z.string(), generation: z.number() });
const keyRowSchema = z.object({ id: z.string(), event_id: z.string() });

type BatchRow = Omit<z.output<typeof batchRowSchema>, 'item'> & { event: ReceivedEvent };

/** Events received for trigger nodes, in order of arrival: ids sort by it. */
export class InboxTable implements InboxStore {
	constructor(private readonly database: Database) {}

	async accept(rows: readonly NewInboxRow[]): Promise<AcceptedRow[]> {
		return await this.database.transaction(async (statements) => {
			const accepted: AcceptedRow[] = [];
			for (const row of rows) accepted.push(await this.insert(statements, row));
			return accepted;
		});
	}

	async step(results: readonly BatchResult[], claim: InboxClaimOptions | null): Promise<Batch[]> {
		return await this.database.transaction(async (statements) => {
			await statements.runMany(
				FINISH,
				results.map((result) => [
					result.state,
					result.outcome,
					result.finishedAt,
					result.batchId,
					result.leaseId,
				]),
			);
			if (claim === null) return [];
			const { workflowId, nodeId, leaseUntil } = claim;
			await statements.run(SHORTEN_LEASES, [leaseUntil, workflowId, nodeId, leaseUntil]);
			const recovered = await this.takeOver(statements, claim);
			return [
				...recovered,
				...(await this.take(statements, claim, claim.limit - recovered.length)),
			];
		});
	}

	async renew(leaseIds: readonly string[], leaseUntil: number): Promise<void> {
		const sql = `UPDATE inbox SET lease_until = ?
			WHERE state = 'emitted' AND lease_id IN ${this.database.dialect.textList}`;
		await this.database.run(sql, [leaseUntil, JSON.stringify(leaseIds)]);
	}

	async startGeneration({
		id,
		leaseId,
		generation,
	}: Pick<Batch, 'id' | 'leaseId' | 'generation'>): Promise<boolean> {
		return (await this.database.run(NEXT_GENERATION, [generation, id, leaseId])) > 0;
	}

	async latestTest({ workflowId, nodeId }: NodeRef): Promise<ReceivedEvent | null> {
		const [row] = await this.database.all(LATEST_TEST, [workflowId, nodeId]);
		return row ? receivedEventSchema.parse(JSON.parse(z.string().parse(row.item))) : null;
	}

	private async insert(statements: Statements, row: NewInboxRow): Promise<AcceptedRow> {
		const { workflowId, nodeId, eventKey, duplicateSince, receivedAt } = row;
		const freed =
			duplicateSince !== null &&
			(await statements.run(FREE_KEY, [workflowId, nodeId, eventKey, duplicateSince])) > 0;
		const eventId = freed ? laterId(row.item.id, receivedAt) : row.item.id;
		const inserted = await statements.run(INSERT, [
			row.id,
			workflowId,
			nodeId,
			eventKey,
			row.item.platform,
			row.item.event,
			eventId,
			JSON.stringify({ ...row.item, id: eventId }),
			row.item.test ? 1 : 0,
			row.item.valid ? 1 : 0,
			row.state,
			receivedAt,
			row.state === 'waiting' ? null : receivedAt,
		]);
		if (inserted > 0) return { id: row.id, duplicate: false, eventId };
		const [holder] = await statements.all(OF_KEY, [workflowId, nodeId, eventKey]);
		const known = keyRowSchema.parse(holder);
		return { id: known.id, duplicate: true, eventId: known.event_id };
	}

	/** Batches that a process took and did not end: the same rows, so that n8n sees the same batch. */
	private async takeOver(statements: Statements, claim: InboxClaimOptions): Promise<Batch[]> {
		const { workflowId, nodeId, now, leaseUntil, limit } = claim;
		const abandoned = await statements.all(ABANDONED, [workflowId, nodeId, now, limit]);
		const batches: Batch[] = [];
		for (const { batch_id: batchId } of abandoned) {
			const leaseId = createId('lea', now);
			await statements.run(TAKE_OVER, [leaseId, leaseUntil, batchId ?? null, now]);
			const rows = await this.read(
				statements,
				await statements.all(BATCH, [batchId ?? null, leaseId]),
				now,
			);
			if (rows.length > 0) batches.push(toBatch(String(batchId), leaseId, rows, true));
		}
		return batches;
	}

	private async take(
		statements: Statements,
		claim: InboxClaimOptions,
		limit: number,
	): Promise<Batch[]> {
		const { workflowId, nodeId, now, leaseUntil, eventsPerBatch } = claim;
		const waiting = await statements.all(
			`SELECT id, item, generation FROM inbox WHERE workflow_id = ? AND node_id = ? AND state = 'waiting'
			ORDER BY id LIMIT ?${this.database.dialect.lockRows}`,
			[workflowId, nodeId, limit * eventsPerBatch],
		);
		const rows = await this.read(statements, waiting, now);
		const batches: Batch[] = [];
		for (let start = 0; start < rows.length; start += eventsPerBatch) {
			const members = rows.slice(start, start + eventsPerBatch);
			const batchId = createId('bat', now);
			const leaseId = createId('lea', now);
			await statements.runMany(
				TAKE,
				members.map(({ id }) => [batchId, leaseId, leaseUntil, now, id]),
			);
			batches.push(toBatch(batchId, leaseId, members, false));
		}
		return batches;
	}

	/** What can be read; the rest is kept. */
	private async read(
		statements: Statements,
		rows: readonly SqlRow[],
		now: number,
	): Promise<BatchRow[]> {
		const readable: BatchRow[] = [];
		for (const row of rows) {
			const { id, item, generation } = batchRowSchema.parse(row);
			const { success, data } = receivedEventSchema.safeParse(JSON.parse(item));
			if (success) readable.push({ id, generation, event: data });
			else await statements.run(KEEP_UNREADABLE, [now, id]);
		}
		return readable;
	}
}

function toBatch(
	id: string,
	leaseId: string,
	rows: readonly BatchRow[],
	recovered: boolean,
): Batch {
	const generation = rows[0]?.generation ?? 1;
	return { id, leaseId, generation, recovered, items: rows.map(({ event }) => event) };
}

/** The id of a later event under the key of an earlier one. */
function laterId(id: string, receivedAt: number): string {
	const suffix = `-${receivedAt.toString(36)}`;
	return `${id.slice(0, MAXIMUM_EVENT_ID_LENGTH - suffix.length)}${suffix}`;
}

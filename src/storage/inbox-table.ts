import { z } from 'zod';

import type {
	Batch,
	BatchResult,
	InboxClaimOptions,
	InboxStore,
	NewInboxRow,
	NodeRef,
} from './contracts';
import type { Database, SqlRow, Statements } from './database';
import { createId } from '../model/id';
import { receivedEventSchema, type ReceivedEvent } from '../model/received-event';

/** A key is free again once its window is over: the row that held it keeps it with its own id behind. */
const FREE_KEY = `UPDATE inbox SET event_key = event_key || '~' || id
	WHERE workflow_id = ? AND node_id = ? AND event_key = ? AND received_at < ?`;
const INSERT = `INSERT INTO inbox (id, workflow_id, node_id, event_key, platform, event, item, test, valid,
	state, received_at, finished_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT DO NOTHING`;
const ID_OF_KEY = `SELECT id FROM inbox WHERE workflow_id = ? AND node_id = ? AND event_key = ?`;

const FINISH = `UPDATE inbox SET state = ?, outcome = ?, finished_at = ?, lease_id = NULL, lease_until = NULL
	WHERE batch_id = ? AND lease_id = ? AND state = 'emitted'`;
const ABANDONED = `SELECT batch_id, min(id) AS first FROM inbox
	WHERE workflow_id = ? AND node_id = ? AND state = 'emitted' AND lease_until < ?
	GROUP BY batch_id ORDER BY first LIMIT ?`;
const TAKE_OVER = `UPDATE inbox SET lease_id = ?, lease_until = ?
	WHERE batch_id = ? AND state = 'emitted' AND lease_until < ?`;
const TAKE = `UPDATE inbox SET state = 'emitted', batch_id = ?, lease_id = ?, lease_until = ?, emitted_at = ?
	WHERE id = ? AND state = 'waiting'`;
const BATCH = `SELECT id, item, generation FROM inbox WHERE batch_id = ? AND lease_id = ? ORDER BY id`;
const NEXT_GENERATION = `UPDATE inbox SET generation = ?
	WHERE batch_id = ? AND lease_id = ? AND state = 'emitted'`;
const LATEST_TEST = `SELECT item FROM inbox
	WHERE workflow_id = ? AND node_id = ? AND test = 1 AND event_key LIKE 'test~%' ORDER BY id DESC LIMIT 1`;

const batchRowSchema = z.object({ id: z.string(), item: z.string(), generation: z.number() });

/** Events received for trigger nodes, in order of arrival: ids sort by it. */
export class InboxTable implements InboxStore {
	constructor(private readonly database: Database) {}

	async accept(rows: readonly NewInboxRow[]): Promise<Array<{ id: string; duplicate: boolean }>> {
		return await this.database.transaction(async (statements) => {
			const accepted: Array<{ id: string; duplicate: boolean }> = [];
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
			const recovered = await this.takeOver(statements, claim);
			return [...recovered, ...(await this.take(statements, claim, claim.limit - recovered.length))];
		});
	}

	async renew(leaseIds: readonly string[], leaseUntil: number): Promise<void> {
		const sql = `UPDATE inbox SET lease_until = ?
			WHERE state = 'emitted' AND lease_id IN ${this.database.dialect.textList}`;
		await this.database.run(sql, [leaseUntil, JSON.stringify(leaseIds)]);
	}

	async startGeneration({ id, leaseId, generation }: Pick<Batch, 'id' | 'leaseId' | 'generation'>): Promise<boolean> {
		return (await this.database.run(NEXT_GENERATION, [generation, id, leaseId])) > 0;
	}

	async latestTest({ workflowId, nodeId }: NodeRef): Promise<ReceivedEvent | null> {
		const [row] = await this.database.all(LATEST_TEST, [workflowId, nodeId]);
		return row ? receivedEventSchema.parse(JSON.parse(z.string().parse(row.item))) : null;
	}

	private async insert(
		statements: Statements,
		row: NewInboxRow,
	): Promise<{ id: string; duplicate: boolean }> {
		const { workflowId, nodeId, eventKey } = row;
		if (row.duplicateSince !== null) {
			await statements.run(FREE_KEY, [workflowId, nodeId, eventKey, row.duplicateSince]);
		}
		const inserted = await statements.run(INSERT, [
			row.id,
			workflowId,
			nodeId,
			eventKey,
			row.item.platform,
			row.item.event,
			JSON.stringify(row.item),
			row.item.test ? 1 : 0,
			row.item.valid ? 1 : 0,
			row.state,
			row.receivedAt,
			row.state === 'done' ? row.receivedAt : null,
		]);
		if (inserted > 0) return { id: row.id, duplicate: false };
		const [known] = await statements.all(ID_OF_KEY, [workflowId, nodeId, eventKey]);
		return { id: z.string().parse(known?.id), duplicate: true };
	}

	/** Batches that a process took and did not end: the same rows, so that n8n sees the same batch. */
	private async takeOver(statements: Statements, claim: InboxClaimOptions): Promise<Batch[]> {
		const { workflowId, nodeId, now, leaseUntil, limit } = claim;
		const abandoned = await statements.all(ABANDONED, [workflowId, nodeId, now, limit]);
		const batches: Batch[] = [];
		for (const { batch_id: batchId } of abandoned) {
			const leaseId = createId('lea', now);
			await statements.run(TAKE_OVER, [leaseId, leaseUntil, batchId ?? null, now]);
			const rows = await statements.all(BATCH, [batchId ?? null, leaseId]);
			if (rows.length > 0) batches.push(toBatch(String(batchId), leaseId, rows, true));
		}
		return batches;
	}

	private async take(statements: Statements, claim: InboxClaimOptions, limit: number): Promise<Batch[]> {
		const { workflowId, nodeId, now, leaseUntil, eventsPerBatch } = claim;
		const rows = await statements.all(
			`SELECT id, item, generation FROM inbox WHERE workflow_id = ? AND node_id = ? AND state = 'waiting'
			ORDER BY id LIMIT ?${this.database.dialect.lockRows}`,
			[workflowId, nodeId, limit * eventsPerBatch],
		);
		const batches: Batch[] = [];
		for (let start = 0; start < rows.length; start += eventsPerBatch) {
			const members = rows.slice(start, start + eventsPerBatch);
			const batchId = createId('bat', now);
			const leaseId = createId('lea', now);
			await statements.runMany(
				TAKE,
				members.map((row) => [batchId, leaseId, leaseUntil, now, row.id ?? null]),
			);
			batches.push(toBatch(batchId, leaseId, members, false));
		}
		return batches;
	}
}

function toBatch(id: string, leaseId: string, rows: readonly SqlRow[], recovered: boolean): Batch {
	const parsed = rows.map((row) => batchRowSchema.parse(row));
	return {
		id,
		leaseId,
		generation: parsed[0]?.generation ?? 1,
		recovered,
		items: parsed.map(({ item }) => receivedEventSchema.parse(JSON.parse(item))),
	};
}

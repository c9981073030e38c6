import * as z from 'zod';

import type {
	AcceptedRow,
	Batch,
	BatchResult,
	InboxClaimOptions,
	InboxItem,
	InboxStore,
	NewInboxRow,
	NodeRef,
} from '../contracts';
import type { Database, SqlRow, Statements } from '../database/database';
import type { Survives } from '../database/group-commit';
import { messageOf } from '../news';
import { insertStatement, rowStatement } from '../database/row-statement';
import { MAXIMUM_EVENT_ID_LENGTH } from '../../model/event-id';
import { happeningSchema, type Happening } from '../../model/happening';
import { createId } from '../../model/id';
import { receivedEventSchema, type ReceivedEvent } from '../../model/received-event';

/** A key is free again once its window is over: the row that held it keeps it with its own id behind. */
const FREE_KEY = rowStatement({
	columns: { workflow_id: 'text', node_id: 'text', event_key: 'text', duplicate_since: 'integer' },
	key: ['workflow_id', 'node_id', 'event_key'],
	sql: `UPDATE inbox AS t SET event_key = t.event_key || '~' || t.id {rows}
		WHERE t.workflow_id = :workflow_id AND t.node_id = :node_id AND t.event_key = :event_key
		AND t.received_at < :duplicate_since`,
});
const INSERT = insertStatement({
	table: 'inbox',
	columns: {
		id: 'text',
		workflow_id: 'text',
		node_id: 'text',
		event_key: 'text',
		platform: 'text',
		event: 'text',
		event_id: 'text',
		test: 'integer',
		valid: 'integer',
		state: 'text',
		received_at: 'integer',
		finished_at: 'integer',
	},
	key: ['id'],
	conflict: 'DO NOTHING',
});
/** Apart from the row that changes with each state: items are long, and never change. */
const INSERT_ITEM = insertStatement({
	table: 'inbox_item',
	columns: { id: 'text', item: 'text' },
	key: ['id'],
});
const OF_KEY = `SELECT id, event_id FROM inbox WHERE workflow_id = ? AND node_id = ? AND event_key = ?`;

const FINISH = rowStatement({
	columns: {
		batch_id: 'text',
		lease_id: 'text',
		state: 'text',
		outcome: 'text',
		finished_at: 'integer',
	},
	key: ['batch_id'],
	sql: `UPDATE inbox AS t SET state = :state, outcome = :outcome, finished_at = :finished_at,
		lease_id = NULL, lease_until = NULL {rows}
		WHERE t.batch_id = :batch_id AND t.lease_id = :lease_id AND t.state = 'emitted'`,
});
/** A lease that ends later than one that is taken now was taken before the clock was set back. */
const SHORTEN_LEASES = `UPDATE inbox SET lease_until = ?
	WHERE workflow_id = ? AND node_id = ? AND state = 'emitted' AND lease_until > ?`;
const ABANDONED = `SELECT batch_id, min(id) AS first FROM inbox
	WHERE workflow_id = ? AND node_id = ? AND state = 'emitted' AND lease_until < ?
	GROUP BY batch_id ORDER BY first LIMIT ?`;
const TAKE_OVER = `UPDATE inbox SET lease_id = ?, lease_until = ?
	WHERE batch_id = ? AND state = 'emitted' AND lease_until < ?`;
/** For rows that this transaction has found waiting and locked. */
const TAKE = rowStatement({
	columns: {
		id: 'text',
		batch_id: 'text',
		lease_id: 'text',
		lease_until: 'integer',
		emitted_at: 'integer',
	},
	key: ['id'],
	sql: `UPDATE inbox AS t SET state = 'emitted', batch_id = :batch_id, lease_id = :lease_id,
		lease_until = :lease_until, emitted_at = :emitted_at {rows} WHERE t.id = :id`,
});
const BATCH = `SELECT i.id, t.item, i.generation FROM inbox i JOIN inbox_item t ON t.id = i.id
	WHERE i.batch_id = ? AND i.lease_id = ? AND i.state = 'emitted' ORDER BY i.id`;
/** As an older or newer version may have written it: it must hold up no others. */
const KEEP_UNREADABLE = `UPDATE inbox SET state = 'kept', outcome = 'unreadable', finished_at = ?,
	lease_id = NULL, lease_until = NULL WHERE id = ?`;
const NEXT_GENERATION = `UPDATE inbox SET generation = ?
	WHERE batch_id = ? AND lease_id = ? AND state = 'emitted'`;
const LATEST_TEST = `SELECT t.item FROM inbox i JOIN inbox_item t ON t.id = i.id WHERE i.workflow_id = ?
	AND i.node_id = ? AND i.test = 1 AND i.event_key LIKE 'test~%' ORDER BY i.id DESC LIMIT 1`;

/** What stands for the platform of a happening. */
export const NO_PLATFORM = '';

const batchRowSchema = z.object({ id: z.string(), item: z.string(), generation: z.number() });
const itemSchema = z.union([receivedEventSchema, happeningSchema]);
const keyRowSchema = z.object({ id: z.string(), event_id: z.string() });

type BatchRow = Omit<z.output<typeof batchRowSchema>, 'item'> & { event: InboxItem };

/** What is committed of executions; where a power cut undoes it, n8n is asked. */
export interface InboxSurvival {
	/** How they ended. */
	ends: Survives;
	/** Claims of events one by one: made again, each is the same batch, which n8n refuses. */
	repeatableClaims: Survives;
}

/** Events received for trigger nodes, in order of arrival: ids sort by it. */
export class InboxTable implements InboxStore {
	constructor(
		private readonly database: Database,
		private readonly survival: InboxSurvival,
	) {}

	async accept(rows: readonly NewInboxRow[]): Promise<AcceptedRow[]> {
		return await this.database.transaction(
			async (statements) => await this.write(statements, rows),
		);
	}

	/** Writes rows in somebody else's transaction, and tells the pumps of their nodes. */
	async write(statements: Statements, rows: readonly NewInboxRow[]): Promise<AcceptedRow[]> {
		const limited = rows.filter(({ duplicateSince }) => duplicateSince !== null);
		const isFreed = await statements.changeMany(FREE_KEY, limited.map(keyOf));
		const freed = new Set(limited.filter((_row, index) => isFreed[index]));
		const items = rows.map((row) => (freed.has(row) ? withLaterId(row) : row.item));
		const inserted = await statements.changeMany(
			INSERT,
			rows.map((row, index) => columnsOf(row, items[index] ?? row.item)),
		);
		const isNew = (_row: unknown, index: number) => inserted[index] === true;
		await statements.changeMany(
			INSERT_ITEM,
			rows.map(({ id }, index) => ({ id, item: JSON.stringify(items[index]) })).filter(isNew),
		);
		await this.tell(statements, rows.filter(isNew));
		const holders = await this.holders(
			statements,
			rows.filter((_row, index) => !inserted[index]),
		);
		return rows.map((row, index): AcceptedRow => {
			const holder = holders.get(row);
			if (holder) return { id: holder.id, duplicate: true, eventId: holder.event_id };
			return { id: row.id, duplicate: false, eventId: eventIdOf(items[index] ?? row.item) };
		});
	}

	async step(results: readonly BatchResult[], claim: InboxClaimOptions | null): Promise<Batch[]> {
		return await this.database.transaction(
			async (statements) => {
				await statements.changeMany(
					FINISH,
					results.map((result) => ({
						batch_id: result.batchId,
						lease_id: result.leaseId,
						state: result.state,
						outcome: result.outcome,
						finished_at: result.finishedAt,
					})),
				);
				return claim ? await this.claim(statements, claim) : [];
			},
			{ survives: this.survives(claim) },
		);
	}

	private survives(claim: InboxClaimOptions | null): Survives {
		if (!claim) return this.survival.ends;
		const isRepeatable = claim.eventsPerBatch === 1 && claim.waitsOnDisk;
		return isRepeatable ? this.survival.repeatableClaims : 'powerCut';
	}

	private async claim(statements: Statements, claim: InboxClaimOptions): Promise<Batch[]> {
		const { workflowId, nodeId } = claim;
		// Leases are told by the clock that processes share.
		const leaseUntil = this.database.sharedTime(claim.leaseUntil);
		await statements.run(SHORTEN_LEASES, [leaseUntil, workflowId, nodeId, leaseUntil]);
		const shared = { ...claim, leaseUntil };
		const recovered = await this.takeOver(statements, shared);
		return [...recovered, ...(await this.take(statements, shared, claim.limit - recovered.length))];
	}

	async renew(leaseIds: readonly string[], leaseUntil: number): Promise<void> {
		const sql = `UPDATE inbox SET lease_until = ?
			WHERE state = 'emitted' AND lease_id IN ${this.database.dialect.textList}`;
		await this.database.run(sql, [this.database.sharedTime(leaseUntil), JSON.stringify(leaseIds)]);
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

	/** Each node once, whatever waits for it. */
	private async tell(statements: Statements, rows: readonly NewInboxRow[]): Promise<void> {
		const messages = rows
			.filter(({ state }) => state === 'waiting')
			.map(({ workflowId, nodeId }) => messageOf({ kind: 'inbox', node: { workflowId, nodeId } }));
		for (const message of new Set(messages)) await this.database.notify(statements, message);
	}

	/** The rows that hold the keys of duplicates. */
	private async holders(statements: Statements, duplicates: readonly NewInboxRow[]) {
		const found = await statements.allMany(
			OF_KEY,
			duplicates.map(({ workflowId, nodeId, eventKey }) => [workflowId, nodeId, eventKey]),
		);
		return new Map(duplicates.map((row, index) => [row, keyRowSchema.parse(found[index]?.[0])]));
	}

	/** Batches that a process took and did not end: the same rows, so that n8n sees the same batch. */
	private async takeOver(statements: Statements, claim: InboxClaimOptions): Promise<Batch[]> {
		const { workflowId, nodeId, now, leaseUntil, limit } = claim;
		const sharedNow = this.database.sharedTime(now);
		const abandoned = await statements.all(ABANDONED, [workflowId, nodeId, sharedNow, limit]);
		const batches: Batch[] = [];
		for (const { batch_id: batchId } of abandoned) {
			const leaseId = createId('lea', now);
			await statements.run(TAKE_OVER, [leaseId, leaseUntil, batchId ?? null, sharedNow]);
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
			`SELECT i.id, t.item, i.generation FROM inbox i JOIN inbox_item t ON t.id = i.id
			WHERE i.workflow_id = ? AND i.node_id = ? AND i.state = 'waiting'
			ORDER BY i.id LIMIT ?${this.database.dialect.lockRows}`,
			[workflowId, nodeId, limit * eventsPerBatch],
		);
		const rows = await this.read(statements, waiting, now);
		const batches: Batch[] = [];
		for (let start = 0; start < rows.length; start += eventsPerBatch) {
			const members = rows.slice(start, start + eventsPerBatch);
			const [first] = members;
			const batchId = first && eventsPerBatch === 1 ? first.id : createId('bat', now);
			const leaseId = createId('lea', now);
			await statements.changeMany(
				TAKE,
				members.map(({ id }) => ({
					id,
					batch_id: batchId,
					lease_id: leaseId,
					lease_until: leaseUntil,
					emitted_at: now,
				})),
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
			const { success, data } = itemSchema.safeParse(JSON.parse(item));
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

function keyOf({ workflowId, nodeId, eventKey, duplicateSince }: NewInboxRow) {
	return {
		workflow_id: workflowId,
		node_id: nodeId,
		event_key: eventKey,
		duplicate_since: duplicateSince,
	};
}

function columnsOf(row: NewInboxRow, item: InboxItem) {
	return {
		id: row.id,
		workflow_id: row.workflowId,
		node_id: row.nodeId,
		event_key: row.eventKey,
		// A happening is of no platform: lists of received events leave it out by that.
		platform: isHappening(item) ? NO_PLATFORM : item.platform,
		event: isHappening(item) ? item.on : item.event,
		event_id: eventIdOf(item),
		test: !isHappening(item) && item.test ? 1 : 0,
		valid: isHappening(item) || item.valid ? 1 : 0,
		state: row.state,
		received_at: row.receivedAt,
		finished_at: row.state === 'waiting' ? null : row.receivedAt,
	};
}

function isHappening(item: InboxItem): item is Happening {
	return 'on' in item;
}

function eventIdOf(item: InboxItem): string {
	return isHappening(item) ? '' : item.id;
}

/** A later event under the key of an earlier one has an id of its own. */
function withLaterId({ item, receivedAt }: NewInboxRow): InboxItem {
	if (isHappening(item)) return item;
	const suffix = `-${receivedAt.toString(36)}`;
	return { ...item, id: `${item.id.slice(0, MAXIMUM_EVENT_ID_LENGTH - suffix.length)}${suffix}` };
}

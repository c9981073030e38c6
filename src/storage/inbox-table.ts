import { z } from 'zod';

import type {
	AcceptedRow,
	Batch,
	BatchResult,
	InboxClaimOptions,
	InboxItem,
	InboxStore,
	NewInboxRow,
	NodeRef,
} from './contracts';
import type { Database, SqlRow, SqlValue, Statements } from './database';
import { messageOf } from './news';
import { MAXIMUM_EVENT_ID_LENGTH } from '../model/event-id';
import { happeningSchema, type Happening } from '../model/happening';
import { createId } from '../model/id';
import { receivedEventSchema, type ReceivedEvent } from '../model/received-event';

/** A key is free again once its window is over: the row that held it keeps it with its own id behind. */
const FREE_KEY = `UPDATE inbox SET event_key = event_key || '~' || id
	WHERE workflow_id = ? AND node_id = ? AND event_key = ? AND received_at < ?`;
const INSERT = `INSERT INTO inbox (id, workflow_id, node_id, event_key, platform, event, event_id, test,
	valid, state, received_at, finished_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT DO NOTHING`;
/** Apart from the row that changes with each state: items are long, and never change. */
const INSERT_ITEM = 'INSERT INTO inbox_item (id, item) VALUES (?, ?)';
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

/** Events received for trigger nodes, in order of arrival: ids sort by it. */
export class InboxTable implements InboxStore {
	constructor(private readonly database: Database) {}

	async accept(rows: readonly NewInboxRow[]): Promise<AcceptedRow[]> {
		return await this.database.transaction(
			async (statements) => await this.write(statements, rows),
		);
	}

	/** Writes rows in somebody else's transaction, and tells the pumps of their nodes. */
	async write(statements: Statements, rows: readonly NewInboxRow[]): Promise<AcceptedRow[]> {
		const limited = rows.filter(({ duplicateSince }) => duplicateSince !== null);
		const changes = await statements.runMany(FREE_KEY, limited.map(freeKeyParameters));
		const freed = new Set(limited.filter((_row, index) => (changes[index] ?? 0) > 0));
		const items = rows.map((row) => (freed.has(row) ? withLaterId(row) : row.item));
		const inserted = await statements.runMany(
			INSERT,
			rows.map((row, index) => insertParameters(row, items[index] ?? row.item)),
		);
		const isNew = (_row: unknown, index: number) => inserted[index] !== 0;
		await statements.runMany(
			INSERT_ITEM,
			rows.map(({ id }, index) => [id, JSON.stringify(items[index])]).filter(isNew),
		);
		await this.tell(statements, rows.filter(isNew));
		const holders = await this.holders(
			statements,
			rows.filter((_row, index) => inserted[index] === 0),
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
				return claim ? await this.claim(statements, claim) : [];
			},
			// n8n knows how an execution ended, and is asked where it is not recorded. It does not know what is claimed.
			{ survives: claim ? 'powerCut' : 'processEnd' },
		);
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

function freeKeyParameters({
	workflowId,
	nodeId,
	eventKey,
	duplicateSince,
}: NewInboxRow): SqlValue[] {
	return [workflowId, nodeId, eventKey, duplicateSince];
}

function insertParameters(row: NewInboxRow, item: InboxItem): SqlValue[] {
	return [
		row.id,
		row.workflowId,
		row.nodeId,
		row.eventKey,
		// A happening is of no platform: lists of received events leave it out by that.
		isHappening(item) ? NO_PLATFORM : item.platform,
		isHappening(item) ? item.on : item.event,
		eventIdOf(item),
		!isHappening(item) && item.test ? 1 : 0,
		isHappening(item) || item.valid ? 1 : 0,
		row.state,
		row.receivedAt,
		row.state === 'waiting' ? null : row.receivedAt,
	];
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

import * as z from 'zod';

import type {
	FirstAttemptTimes,
	InsertedDelivery,
	NewDelivery,
	NewEvent,
	WaitingDelivery,
} from '../contracts';
import type { Database, Statements } from '../database/database';
import { insertStatement, type Row } from '../database/row-statement';
import type { Sealer } from '../sealer';
import type { StatisticTable } from './statistic-table';
import { createId } from '../../model/id';

const INSERT_BODY = insertStatement({
	table: 'body',
	columns: { event_id: 'text', variant: 'text', bytes: 'bytes' },
	key: ['event_id', 'variant'],
});
const INSERT_DELIVERY = insertStatement({
	table: 'delivery',
	columns: {
		id: 'text',
		event_id: 'text',
		event_type: 'text',
		target: 'text',
		subscription_id: 'text',
		subscription_name: 'text',
		url: 'text',
		origin: 'text',
		sealed_target: 'text',
		body_row_id: 'integer',
		allowed_networks: 'text',
		state: 'text',
		next_attempt_at: 'integer',
		lease_id: 'text',
		lease_until: 'integer',
		created_at: 'integer',
		finished_at: 'integer',
	},
	key: ['id'],
	conflict: 'DO NOTHING',
});
const idSchema = z.string();
const DELIVERY_OF_TARGET = `SELECT id FROM delivery WHERE event_id = ? AND target = ?`;

/** No row has this number. */
const NOT_STORED = 0;
/** Rows that are written together; their bytes are in memory together too. */
const DELIVERIES_PER_GROUP = 500;
const BYTES_PER_GROUP = 1024 * 1024;
/** So many bytes of one dispatch are kept to be sent; the others are read again when it is their turn. */
const BYTES_KEPT = 8 * 1024 * 1024;

interface GroupOptions {
	now: number;
	/** Of the lease that all of one dispatch wait under. */
	leaseId: string;
	waiting: WaitingColumns;
	mayKeepBytes: boolean;
}

interface WaitingColumns {
	next_attempt_at: number | null;
	lease_until: number | null;
}

/** How it is written when first attempts are due: under a lease until then, which is told by the clock that is shared. */
export function waitingColumns(
	database: Pick<Database, 'sharedTime'>,
	{ firstAttemptBefore, now }: FirstAttemptTimes,
): WaitingColumns {
	return firstAttemptBefore > now
		? { next_attempt_at: null, lease_until: database.sharedTime(firstAttemptBefore) }
		: { next_attempt_at: firstAttemptBefore, lease_until: null };
}

interface StoredDelivery {
	id: string;
	event: NewEvent;
	delivery: NewDelivery;
	body: StoredBody;
}

/** The bytes of one variant of an event. */
interface StoredBody {
	rowId: number;
	/** `null` where they were stored before: what came first is sent, and need not be what is given now. */
	bytes: Uint8Array | null;
}

/** Writes events, their bytes and one delivery for each target. */
export class EventWriter {
	constructor(
		private readonly database: Pick<Database, 'dialect' | 'sharedTime'>,
		private readonly sealer: Sealer,
		private readonly statistics: StatisticTable,
	) {}

	/** One list an event; of what was there already, the ids that it has. */
	async write(
		statements: Statements,
		events: Iterable<NewEvent>,
		options: FirstAttemptTimes,
	): Promise<InsertedDelivery[][]> {
		const inserted: InsertedDelivery[][] = [];
		const { now } = options;
		const leaseId = createId('lea', now);
		const waiting = waitingColumns(this.database, options);
		let kept = 0;
		for (const group of groupsOf(events)) {
			const mayKeepBytes = kept < BYTES_KEPT;
			const common = { now, leaseId, waiting, mayKeepBytes };
			inserted.push(...(await this.writeGroup(statements, group, common)));
			kept += group.reduce((sum, { bodies }) => sum + bytesOf(bodies), 0);
		}
		return inserted;
	}

	private async writeGroup(
		statements: Statements,
		events: readonly NewEvent[],
		options: GroupOptions,
	): Promise<InsertedDelivery[][]> {
		const { now, leaseId, mayKeepBytes } = options;
		const bodies = await this.writeBodies(statements, events);
		const stored: StoredDelivery[] = [];
		for (const event of events) {
			for (const delivery of event.deliveries) {
				const body = bodies.get(nameOfBody(event.id, delivery.variant));
				if (!body) throw new Error('A body was stored under another name');
				stored.push({ id: createId('dlv', now), event, delivery, body });
			}
		}
		const rowIds = await statements.insertMany(
			INSERT_DELIVERY,
			stored.map((one) => this.deliveryRow(one, options)),
		);
		const isNew = (index: number) => typeof rowIds[index] === 'number';
		const added = stored.filter((_one, index) => isNew(index));
		const known = stored.filter((_one, index) => !isNew(index));
		if (known.length > 0) await this.deleteUnused(statements, bodies.values(), added);
		const knownIds = await this.knownIds(statements, known);
		await this.statistics.add(
			statements,
			added
				.filter(({ delivery }) => delivery.state === 'skipped')
				.map(({ delivery: { subscriptionId } }) => ({
					subscriptionId,
					createdAt: now,
					to: 'skipped' as const,
				})),
		);
		const inserted = stored.map((one, index): InsertedDelivery => {
			const rowId = rowIds[index];
			if (typeof rowId !== 'number') return { id: knownIds.get(one) ?? one.id, waiting: null };
			const isWaiting = one.delivery.state === 'pending';
			const kept = { rowId, leaseId, body: mayKeepBytes ? one.body.bytes : null };
			return { id: one.id, waiting: isWaiting ? waitingDelivery(one, kept, now) : null };
		});
		let end = 0;
		return events.map(({ deliveries }) => inserted.slice(end, (end += deliveries.length)));
	}

	/** By event and variant; what is there already stays as it is. */
	private async writeBodies(
		statements: Statements,
		events: readonly NewEvent[],
	): Promise<ReadonlyMap<string, StoredBody>> {
		const bodies = await this.knownBodies(statements, events);
		const added: StoredBody[] = [];
		const rows: Array<Row<'event_id' | 'variant' | 'bytes'>> = [];
		for (const { id, bodies: given, deliveries } of events) {
			for (const { variant } of deliveries) {
				const name = nameOfBody(id, variant);
				if (bodies.has(name)) continue;
				const bytes = given.get(variant);
				if (!bytes) throw new Error(`The event ${id} has no bytes for ${variant}`);
				const body = { rowId: NOT_STORED, bytes };
				bodies.set(name, body);
				added.push(body);
				rows.push({ event_id: id, variant, bytes });
			}
		}
		const rowIds = await statements.insertMany(INSERT_BODY, rows);
		for (const [index, body] of added.entries()) {
			const rowId = rowIds[index];
			if (typeof rowId !== 'number') throw new Error('A body was not stored');
			body.rowId = rowId;
		}
		return bodies;
	}

	private async knownBodies(
		statements: Statements,
		events: readonly NewEvent[],
	): Promise<Map<string, StoredBody>> {
		// The oldest last: two processes may have stored the same event at once, for different targets.
		const rows = await statements.all(
			`SELECT DISTINCT b.row_id, b.event_id, b.variant FROM delivery d
			JOIN body b ON b.row_id = d.body_row_id WHERE d.event_id IN ${this.database.dialect.textList}
			ORDER BY b.row_id DESC`,
			[JSON.stringify(events.map(({ id }) => id))],
		);
		return new Map(
			rows.map((row) => [
				nameOfBody(String(row.event_id), String(row.variant)),
				{ rowId: Number(row.row_id), bytes: null },
			]),
		);
	}

	/** New bytes whose deliveries were all there already: with other bytes, or stored by another process meanwhile. */
	private async deleteUnused(
		statements: Statements,
		bodies: Iterable<StoredBody>,
		inserted: Iterable<StoredDelivery>,
	): Promise<void> {
		const used = new Set([...inserted].map(({ body }) => body));
		const unused = [...bodies].filter((body) => body.bytes !== null && !used.has(body));
		if (unused.length === 0) return;
		await statements.run(`DELETE FROM body WHERE row_id IN ${this.database.dialect.integerList}`, [
			JSON.stringify(unused.map(({ rowId }) => rowId)),
		]);
	}

	private async knownIds(
		statements: Statements,
		rows: readonly StoredDelivery[],
	): Promise<ReadonlyMap<StoredDelivery, string>> {
		const found = await statements.allMany(
			DELIVERY_OF_TARGET,
			rows.map(({ event, delivery }) => [event.id, delivery.target]),
		);
		return new Map(rows.map((row, index) => [row, idSchema.parse(found[index]?.[0]?.id)]));
	}

	private deliveryRow(
		{ id, event, delivery, body }: StoredDelivery,
		{ now, leaseId, waiting }: GroupOptions,
	) {
		const isPending = delivery.state === 'pending';
		return {
			id,
			event_id: event.id,
			event_type: event.type,
			target: delivery.target,
			subscription_id: delivery.subscriptionId,
			subscription_name: delivery.subscriptionName,
			url: delivery.url,
			origin: delivery.origin,
			sealed_target: delivery.urlTarget && this.sealer.seal(JSON.stringify(delivery.urlTarget)),
			body_row_id: body.rowId,
			allowed_networks: delivery.allowedNetworks,
			state: delivery.state,
			next_attempt_at: isPending ? waiting.next_attempt_at : null,
			lease_id: isPending ? leaseId : null,
			lease_until: isPending ? waiting.lease_until : null,
			created_at: now,
			finished_at: isPending ? null : now,
		};
	}
}

function waitingDelivery(
	{ id, event, delivery, body: { rowId: bodyRowId } }: StoredDelivery,
	{ rowId, leaseId, body }: Pick<WaitingDelivery, 'rowId' | 'leaseId' | 'body'>,
	createdAt: number,
): WaitingDelivery {
	return {
		id,
		rowId,
		bodyRowId,
		leaseId,
		eventId: event.id,
		eventType: event.type,
		subscriptionId: delivery.subscriptionId,
		subscriptionName: delivery.subscriptionName,
		url: delivery.url,
		origin: delivery.origin,
		urlTarget: delivery.urlTarget,
		allowedNetworks: delivery.allowedNetworks,
		body,
		createdAt,
	};
}

/** Events as they come, so many at a time. */
function* groupsOf(events: Iterable<NewEvent>): Generator<NewEvent[]> {
	let group: NewEvent[] = [];
	let deliveries = 0;
	let bytes = 0;
	for (const event of events) {
		group.push(event);
		deliveries += event.deliveries.length;
		bytes += bytesOf(event.bodies);
		if (deliveries < DELIVERIES_PER_GROUP && bytes < BYTES_PER_GROUP) continue;
		yield group;
		group = [];
		deliveries = 0;
		bytes = 0;
	}
	if (group.length > 0) yield group;
}

/** No variant has a space in it. */
function nameOfBody(eventId: string, variant: string): string {
	return `${eventId} ${variant}`;
}

function bytesOf(bodies: NewEvent['bodies']): number {
	let bytes = 0;
	for (const body of bodies.values()) bytes += body.byteLength;
	return bytes;
}

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
import { deleteUnusedBodies } from './body-rows';
import { createRowId, deliveryId } from './delivery-ids';
import { eventHash } from './event-hash';
import type { StatisticTable } from './statistic-table';
import { createId } from '../../model/id';

const INSERT_BODY = insertStatement({
	table: 'body',
	columns: { event_id: 'text', event_hash: 'integer', variant: 'text', bytes: 'bytes' },
	key: ['event_id', 'variant'],
});
const INSERT_DELIVERY = insertStatement({
	table: 'delivery',
	columns: {
		row_id: 'integer',
		event_id: 'text',
		event_hash: 'integer',
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
	key: ['row_id'],
	conflict: 'DO NOTHING',
});
const DELIVERY_OF_TARGET = `SELECT row_id FROM delivery WHERE event_hash = ? AND event_id = ? AND target = ?`;
const knownSchema = z.object({
	row_id: z.number(),
	event_id: z.string(),
	target: z.string(),
	body_row_id: z.number(),
	variant: z.string(),
});

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

/** One that nobody has stored yet. */
interface AddedDelivery {
	event: NewEvent;
	eventHash: number;
	delivery: NewDelivery;
}

/** One that was stored before, or its place among those that are added. */
type Place = { rowId: number } | { index: number; isFirst: boolean };

interface PlacedDelivery extends AddedDelivery {
	body: StoredBody;
}

/** The bytes of one variant of an event. */
interface StoredBody {
	rowId: number;
	/** `null` where they were stored before: what came first is sent, and need not be what is given now. */
	bytes: Uint8Array | null;
}

/** What there is of some events already. */
interface Known {
	/** Deliveries, by event and target. */
	rowIds: Map<string, number>;
	/** By event and variant. */
	bodies: Map<string, StoredBody>;
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
		const hashes = events.map(({ id }) => eventHash(id));
		const known = await this.known(statements, hashes);
		const added: AddedDelivery[] = [];
		/** Of the first of each event and target: they may be given more than once. */
		const indexes = new Map<string, number>();
		const places = events.map((event, index) =>
			event.deliveries.map((delivery): Place => {
				const name = nameOf(event.id, delivery.target);
				const rowId = known.rowIds.get(name);
				if (rowId !== undefined) return { rowId };
				const first = indexes.get(name);
				if (first !== undefined) return { index: first, isFirst: false };
				indexes.set(name, added.length);
				return {
					index: added.push({ event, eventHash: hashes[index] ?? 0, delivery }) - 1,
					isFirst: true,
				};
			}),
		);
		const placed = await this.writeBodies(statements, added, known.bodies);
		const inserted = await this.writeDeliveries(statements, placed, options);
		return places.map((ofEvent) =>
			ofEvent.flatMap((place) => {
				if ('rowId' in place) return notWaiting(place.rowId);
				const one = inserted[place.index];
				if (!one) return [];
				return place.isFirst ? one : { id: one.id, waiting: null };
			}),
		);
	}

	private async known(statements: Statements, hashes: readonly number[]): Promise<Known> {
		// The oldest last: two processes may have stored the same event at once, for different targets.
		const rows = await statements.all(
			`SELECT d.row_id, d.event_id, d.target, d.body_row_id, b.variant FROM delivery d
			JOIN body b ON b.row_id = d.body_row_id WHERE d.event_hash IN ${this.database.dialect.integerList}
			ORDER BY d.body_row_id DESC`,
			[JSON.stringify(hashes)],
		);
		const known: Known = { rowIds: new Map(), bodies: new Map() };
		for (const row of rows) {
			const parsed = knownSchema.parse(row);
			const { event_id: eventId } = parsed;
			known.rowIds.set(nameOf(eventId, parsed.target), parsed.row_id);
			known.bodies.set(nameOf(eventId, parsed.variant), { rowId: parsed.body_row_id, bytes: null });
		}
		return known;
	}

	/** Those that are not among the known ones, to which they are added. */
	private async writeBodies(
		statements: Statements,
		deliveries: readonly AddedDelivery[],
		bodies: Known['bodies'],
	): Promise<PlacedDelivery[]> {
		const added: StoredBody[] = [];
		const rows: Array<Row<'event_id' | 'event_hash' | 'variant' | 'bytes'>> = [];
		const placed = deliveries.map((one): PlacedDelivery => {
			const { event, eventHash: hash, delivery } = one;
			const { variant } = delivery;
			const name = nameOf(event.id, variant);
			const known = bodies.get(name);
			if (known) return { ...one, body: known };
			const bytes = event.bodies.get(variant);
			if (!bytes) throw new Error(`The event ${event.id} has no bytes for ${variant}`);
			const body = { rowId: NOT_STORED, bytes };
			bodies.set(name, body);
			added.push(body);
			rows.push({ event_id: event.id, event_hash: hash, variant, bytes });
			return { ...one, body };
		});
		const rowIds = await statements.insertMany(INSERT_BODY, rows);
		for (const [index, body] of added.entries()) {
			const rowId = rowIds[index];
			if (typeof rowId !== 'number') throw new Error('A body was not stored');
			body.rowId = rowId;
		}
		return placed;
	}

	private async writeDeliveries(
		statements: Statements,
		deliveries: readonly PlacedDelivery[],
		options: GroupOptions,
	): Promise<InsertedDelivery[]> {
		const { now, leaseId, mayKeepBytes } = options;
		const rowIds = await statements.insertMany(
			INSERT_DELIVERY,
			deliveries.map((one) => this.deliveryRow(one, createRowId(now), options)),
		);
		const isNew = (_one: PlacedDelivery, index: number) => typeof rowIds[index] === 'number';
		await this.countSkipped(statements, deliveries.filter(isNew), now);
		const refused = deliveries.filter((one, index) => !isNew(one, index));
		const others = await this.storeRefused(statements, refused, options);
		return deliveries.flatMap((one, index): InsertedDelivery | [] => {
			const { delivery, body } = one;
			const rowId = rowIds[index];
			if (typeof rowId !== 'number') return others.get(one) ?? [];
			if (delivery.state !== 'pending') return notWaiting(rowId);
			const kept = { rowId, leaseId, body: mayKeepBytes ? body.bytes : null };
			const waiting = waitingDelivery(one, kept, now);
			return { id: waiting.id, waiting };
		});
	}

	private async countSkipped(
		statements: Statements,
		deliveries: readonly PlacedDelivery[],
		createdAt: number,
	): Promise<void> {
		const skipped = deliveries.filter(({ delivery }) => delivery.state === 'skipped');
		await this.statistics.add(
			statements,
			skipped.map(({ delivery: { subscriptionId } }) => ({
				subscriptionId,
				createdAt,
				to: 'skipped' as const,
			})),
		);
	}

	/**
	 * What another process has stored since it was asked for, and bytes that nobody needs then are deleted; or what was
	 * given a number that another process gave to something else, and gets another one.
	 */
	private async storeRefused(
		statements: Statements,
		deliveries: readonly PlacedDelivery[],
		options: GroupOptions,
	): Promise<ReadonlyMap<PlacedDelivery, InsertedDelivery>> {
		const stored = new Map<PlacedDelivery, InsertedDelivery>();
		if (deliveries.length === 0) return stored;
		const found = await statements.allMany(
			DELIVERY_OF_TARGET,
			deliveries.map(({ event, eventHash: hash, delivery }) => [hash, event.id, delivery.target]),
		);
		for (const [index, one] of deliveries.entries()) {
			const [theirs] = found[index] ?? [];
			if (theirs) stored.set(one, notWaiting(Number(theirs.row_id)));
		}
		const unneeded = [...stored.keys()].filter(({ body }) => body.bytes !== null);
		const left = deliveries.filter((one) => !stored.has(one));
		const written = await this.writeDeliveries(statements, left, options);
		for (const [index, one] of left.entries()) {
			const inserted = written[index];
			if (inserted) stored.set(one, inserted);
		}
		const bodyRowIds = unneeded.map(({ body }) => body.rowId);
		if (bodyRowIds.length > 0) await deleteUnusedBodies(this.database, statements, bodyRowIds);
		return stored;
	}

	private deliveryRow(
		{ event, eventHash: hash, delivery, body }: PlacedDelivery,
		rowId: number,
		{ now, leaseId, waiting }: GroupOptions,
	) {
		const isPending = delivery.state === 'pending';
		return {
			row_id: rowId,
			event_id: event.id,
			event_hash: hash,
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

function notWaiting(rowId: number): InsertedDelivery {
	return { id: deliveryId(rowId), waiting: null };
}

function waitingDelivery(
	{ event, delivery, body: { rowId: bodyRowId } }: PlacedDelivery,
	{ rowId, leaseId, body }: Pick<WaitingDelivery, 'rowId' | 'leaseId' | 'body'>,
	createdAt: number,
): WaitingDelivery {
	return {
		id: deliveryId(rowId),
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

/** Neither targets nor variants have a space in them. */
function nameOf(eventId: string, targetOrVariant: string): string {
	return `${eventId} ${targetOrVariant}`;
}

function bytesOf(bodies: NewEvent['bodies']): number {
	let bytes = 0;
	for (const body of bodies.values()) bytes += body.byteLength;
	return bytes;
}

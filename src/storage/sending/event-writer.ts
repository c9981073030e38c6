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
		id: 'text',
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
	key: ['id'],
	conflict: 'DO NOTHING',
});
const idSchema = z.string();
const DELIVERY_OF_TARGET = `SELECT id FROM delivery WHERE event_hash = ? AND event_id = ? AND target = ?`;
const knownSchema = z.object({
	id: idSchema,
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
	id: string;
	event: NewEvent;
	eventHash: number;
	delivery: NewDelivery;
}

interface StoredDelivery extends AddedDelivery {
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
	/** Ids of deliveries, by event and target. */
	ids: Map<string, string>;
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
		/** For each delivery its place among those that are added, or the id that it has already. */
		const places = events.map((event, index) =>
			event.deliveries.map((delivery): number | string => {
				const name = nameOf(event.id, delivery.target);
				const knownId = known.ids.get(name);
				if (knownId !== undefined) return knownId;
				const id = createId('dlv', options.now);
				known.ids.set(name, id);
				return added.push({ id, event, eventHash: hashes[index] ?? 0, delivery }) - 1;
			}),
		);
		const stored = await this.writeBodies(statements, added, known.bodies);
		const inserted = await this.writeDeliveries(statements, stored, options);
		return places.map((ofEvent) =>
			ofEvent.flatMap((place) =>
				typeof place === 'string' ? { id: place, waiting: null } : (inserted[place] ?? []),
			),
		);
	}

	private async known(statements: Statements, hashes: readonly number[]): Promise<Known> {
		// The oldest last: two processes may have stored the same event at once, for different targets.
		const rows = await statements.all(
			`SELECT d.id, d.event_id, d.target, d.body_row_id, b.variant FROM delivery d
			JOIN body b ON b.row_id = d.body_row_id WHERE d.event_hash IN ${this.database.dialect.integerList}
			ORDER BY d.body_row_id DESC`,
			[JSON.stringify(hashes)],
		);
		const known: Known = { ids: new Map(), bodies: new Map() };
		for (const row of rows) {
			const { id, event_id: eventId, target, body_row_id: rowId, variant } = knownSchema.parse(row);
			known.ids.set(nameOf(eventId, target), id);
			known.bodies.set(nameOf(eventId, variant), { rowId, bytes: null });
		}
		return known;
	}

	/** Those that are not among the known ones, to which they are added. */
	private async writeBodies(
		statements: Statements,
		deliveries: readonly AddedDelivery[],
		bodies: Known['bodies'],
	): Promise<StoredDelivery[]> {
		const added: StoredBody[] = [];
		const rows: Array<Row<'event_id' | 'event_hash' | 'variant' | 'bytes'>> = [];
		const stored = deliveries.map((one): StoredDelivery => {
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
		return stored;
	}

	private async writeDeliveries(
		statements: Statements,
		deliveries: readonly StoredDelivery[],
		options: GroupOptions,
	): Promise<InsertedDelivery[]> {
		const { now, leaseId, mayKeepBytes } = options;
		const rowIds = await statements.insertMany(
			INSERT_DELIVERY,
			deliveries.map((one) => this.deliveryRow(one, options)),
		);
		const isNew = (_one: StoredDelivery, index: number) => typeof rowIds[index] === 'number';
		await this.countSkipped(statements, deliveries.filter(isNew), now);
		const meanwhile = await this.storedMeanwhile(statements, deliveries, isNew);
		return deliveries.map((one, index): InsertedDelivery => {
			const { id, delivery, body } = one;
			const rowId = rowIds[index];
			if (typeof rowId !== 'number') return { id: meanwhile.get(id) ?? id, waiting: null };
			const kept = { rowId, leaseId, body: mayKeepBytes ? body.bytes : null };
			return {
				id,
				waiting: delivery.state === 'pending' ? waitingDelivery(one, kept, now) : null,
			};
		});
	}

	private async countSkipped(
		statements: Statements,
		deliveries: readonly StoredDelivery[],
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
	 * The ids that deliveries have which another process stored since it was asked for them, by those that they were
	 * given here; bytes that nobody needs then are deleted.
	 */
	private async storedMeanwhile(
		statements: Statements,
		deliveries: readonly StoredDelivery[],
		isNew: (one: StoredDelivery, index: number) => boolean,
	): Promise<ReadonlyMap<string, string>> {
		const theirs = deliveries.filter((one, index) => !isNew(one, index));
		if (theirs.length === 0) return new Map();
		const used = new Set(deliveries.filter(isNew).map(({ body }) => body));
		const unused = theirs.filter(({ body }) => body.bytes !== null && !used.has(body));
		await statements.run(`DELETE FROM body WHERE row_id IN ${this.database.dialect.integerList}`, [
			JSON.stringify(unused.map(({ body }) => body.rowId)),
		]);
		const found = await statements.allMany(
			DELIVERY_OF_TARGET,
			theirs.map(({ event, eventHash: hash, delivery }) => [hash, event.id, delivery.target]),
		);
		return new Map(theirs.map(({ id }, index) => [id, idSchema.parse(found[index]?.[0]?.id)]));
	}

	private deliveryRow(
		{ id, event, eventHash: hash, delivery, body }: StoredDelivery,
		{ now, leaseId, waiting }: GroupOptions,
	) {
		const isPending = delivery.state === 'pending';
		return {
			id,
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

/** Neither targets nor variants have a space in them. */
function nameOf(eventId: string, targetOrVariant: string): string {
	return `${eventId} ${targetOrVariant}`;
}

function bytesOf(bodies: NewEvent['bodies']): number {
	let bytes = 0;
	for (const body of bodies.values()) bytes += body.byteLength;
	return bytes;
}

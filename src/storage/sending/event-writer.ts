import { z } from 'zod';

import { bytesSchema } from '../database/bytes-schema';
import type { InsertedDelivery, NewDelivery, NewEvent, WaitingDelivery } from '../contracts';
import type { Statements } from '../database/database';
import { insertStatement } from '../database/row-statement';
import type { Sealer } from '../sealer';
import type { StatisticTable } from './statistic-table';
import { createId } from '../../model/id';

const INSERT_EVENT = insertStatement({
	table: 'event',
	columns: { id: 'text', variant: 'text', body: 'bytes' },
	key: ['id', 'variant'],
	conflict: 'DO NOTHING',
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
		variant: 'text',
		allowed_networks: 'text',
		state: 'text',
		next_attempt_at: 'integer',
		created_at: 'integer',
		finished_at: 'integer',
	},
	key: ['id'],
	conflict: 'DO NOTHING',
});
const idSchema = z.string();
const DELIVERY_OF_TARGET = `SELECT id FROM delivery WHERE event_id = ? AND target = ?`;

/** Rows that are written together; their bytes are in memory together too. */
const DELIVERIES_PER_GROUP = 500;
const BYTES_PER_GROUP = 1024 * 1024;
/** So many bytes of one dispatch are kept to be sent; the others are read again when it is their turn. */
const BYTES_KEPT = 8 * 1024 * 1024;

export interface InsertOptions {
	firstAttemptBefore: number;
	now: number;
}

interface StoredDelivery {
	id: string;
	event: NewEvent;
	delivery: NewDelivery;
}

/** Writes events, their bytes and one delivery for each target. */
export class EventWriter {
	constructor(
		private readonly sealer: Sealer,
		private readonly statistics: StatisticTable,
	) {}

	/** One list an event; of what was there already, the ids that it has. */
	async write(
		statements: Statements,
		events: Iterable<NewEvent>,
		options: InsertOptions,
	): Promise<InsertedDelivery[][]> {
		const inserted: InsertedDelivery[][] = [];
		let kept = 0;
		for (const group of groupsOf(events)) {
			const mayKeep = kept < BYTES_KEPT;
			inserted.push(...(await this.writeGroup(statements, group, options, mayKeep)));
			kept += group.reduce((sum, { bodies }) => sum + bytesOf(bodies), 0);
		}
		return inserted;
	}

	private async writeGroup(
		statements: Statements,
		events: readonly NewEvent[],
		options: InsertOptions,
		mayKeepBytes: boolean,
	): Promise<InsertedDelivery[][]> {
		const { now } = options;
		const bodies = events.flatMap(bodyRows);
		const isNewBody = await statements.changeMany(INSERT_EVENT, bodies);
		// Of an event that was there already, the bytes that came first are sent.
		const former = new Set(bodies.filter((_row, index) => !isNewBody[index]).map(nameOfBody));
		const stored = events.map((event) =>
			event.deliveries.map(
				(delivery): StoredDelivery => ({ id: createId('dlv', now), event, delivery }),
			),
		);
		const all = stored.flat();
		const isNew = await statements.changeMany(
			INSERT_DELIVERY,
			all.map((one) => this.deliveryRow(one, options)),
		);
		const inserted = new Set(all.filter((_row, index) => isNew[index]));
		const known = await this.knownIds(
			statements,
			all.filter((one) => !inserted.has(one)),
		);
		await this.statistics.add(
			statements,
			[...inserted]
				.filter(({ delivery }) => delivery.state === 'skipped')
				.map(({ delivery: { subscriptionId } }) => ({
					subscriptionId,
					createdAt: now,
					to: 'skipped' as const,
				})),
		);
		return stored.map((ofEvent) =>
			ofEvent.map((one): InsertedDelivery => {
				if (!inserted.has(one)) return { id: known.get(one) ?? one.id, waiting: null };
				if (one.delivery.state === 'skipped') return { id: one.id, waiting: null };
				const { variant } = one.delivery;
				const isKept = mayKeepBytes && !former.has(nameOfBody({ id: one.event.id, variant }));
				const body = isKept ? (one.event.bodies.get(variant) ?? null) : null;
				return { id: one.id, waiting: waitingDelivery(one, body, now) };
			}),
		);
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
		{ id, event, delivery }: StoredDelivery,
		{ firstAttemptBefore, now }: InsertOptions,
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
			variant: delivery.variant,
			allowed_networks: delivery.allowedNetworks,
			state: delivery.state,
			next_attempt_at: isPending ? firstAttemptBefore : null,
			created_at: now,
			finished_at: isPending ? null : now,
		};
	}
}

function waitingDelivery(
	{ id, event, delivery }: StoredDelivery,
	body: Uint8Array | null,
	createdAt: number,
): WaitingDelivery {
	const { target: _target, state: _state, ...waiting } = delivery;
	return { ...waiting, id, eventId: event.id, eventType: event.type, body, createdAt };
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

function nameOfBody({ id, variant }: { id: string; variant: string }): string {
	return `${id} ${variant}`;
}

function bytesOf(bodies: NewEvent['bodies']): number {
	let bytes = 0;
	for (const body of bodies.values()) bytes += body.byteLength;
	return bytes;
}

/** Only the variants that somebody gets. */
function bodyRows({ id, bodies, deliveries }: NewEvent) {
	return [...new Set(deliveries.map(({ variant }) => variant))].map((variant) => ({
		id,
		variant,
		body: bytesSchema.parse(bodies.get(variant)),
	}));
}

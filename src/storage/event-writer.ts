import { z } from 'zod';

import type { NewDelivery, NewEvent } from './contracts';
import type { SqlValue, Statements } from './database';
import type { Sealer } from './sealer';
import type { StatisticTable } from './statistic-table';
import { createId } from '../model/id';

const INSERT_EVENT = `INSERT INTO event (id, variant, body) VALUES (?, ?, ?)
	ON CONFLICT DO NOTHING`;
const INSERT_DELIVERY = `INSERT INTO delivery (id, event_id, event_type, target, subscription_id,
	subscription_name, url, origin, sealed_target, variant, allowed_networks, dispatch_id, state,
	next_attempt_at, created_at, finished_at)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT DO NOTHING`;
const DELIVERY_OF_TARGET = `SELECT id FROM delivery WHERE event_id = ? AND target = ?`;

/** Rows that are written together; their bytes are in memory together too. */
const DELIVERIES_PER_GROUP = 500;
const BYTES_PER_GROUP = 1024 * 1024;

export interface InsertOptions {
	dispatchId: string;
	firstAttemptBefore: number;
	now: number;
}

interface Row {
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

	/** The deliveries' ids, one list an event; of what was there already, the ids that it has. */
	async write(
		statements: Statements,
		events: Iterable<NewEvent>,
		options: InsertOptions,
	): Promise<string[][]> {
		const ids: string[][] = [];
		for (const group of groupsOf(events)) {
			ids.push(...(await this.writeGroup(statements, group, options)));
		}
		return ids;
	}

	private async writeGroup(
		statements: Statements,
		events: readonly NewEvent[],
		options: InsertOptions,
	): Promise<string[][]> {
		const { now } = options;
		await statements.runMany(INSERT_EVENT, events.flatMap(eventParameters));
		const rows = events.map((event) =>
			event.deliveries.map((delivery): Row => ({ id: createId('dlv', now), event, delivery })),
		);
		const all = rows.flat();
		const changes = await statements.runMany(
			INSERT_DELIVERY,
			all.map((row) => this.deliveryParameters(row, options)),
		);
		const known = await this.knownIds(
			statements,
			all.filter((_row, index) => changes[index] === 0),
		);
		await this.statistics.add(
			statements,
			all
				.filter(({ delivery }, index) => delivery.state === 'skipped' && changes[index] !== 0)
				.map(({ delivery: { subscriptionId } }) => ({
					subscriptionId,
					createdAt: now,
					to: 'skipped' as const,
				})),
		);
		return rows.map((ofEvent) => ofEvent.map((row) => known.get(row) ?? row.id));
	}

	private async knownIds(
		statements: Statements,
		rows: readonly Row[],
	): Promise<ReadonlyMap<Row, string>> {
		const found = await statements.allMany(
			DELIVERY_OF_TARGET,
			rows.map(({ event, delivery }) => [event.id, delivery.target]),
		);
		return new Map(rows.map((row, index) => [row, z.string().parse(found[index]?.[0]?.id)]));
	}

	private deliveryParameters(
		{ id, event, delivery }: Row,
		{ dispatchId, firstAttemptBefore, now }: InsertOptions,
	): SqlValue[] {
		const isPending = delivery.state === 'pending';
		return [
			id,
			event.id,
			event.type,
			delivery.target,
			delivery.subscriptionId,
			delivery.subscriptionName,
			delivery.url,
			delivery.origin,
			delivery.urlTarget && this.sealer.seal(JSON.stringify(delivery.urlTarget)),
			delivery.variant,
			delivery.allowedNetworks,
			dispatchId,
			delivery.state,
			isPending ? firstAttemptBefore : null,
			now,
			isPending ? null : now,
		];
	}
}

/** Events as they come, so many at a time. */
function* groupsOf(events: Iterable<NewEvent>): Generator<NewEvent[]> {
	let group: NewEvent[] = [];
	let deliveries = 0;
	let bytes = 0;
	for (const event of events) {
		group.push(event);
		deliveries += event.deliveries.length;
		for (const body of event.bodies.values()) bytes += body.byteLength;
		if (deliveries < DELIVERIES_PER_GROUP && bytes < BYTES_PER_GROUP) continue;
		yield group;
		group = [];
		deliveries = 0;
		bytes = 0;
	}
	if (group.length > 0) yield group;
}

/** Only the variants that somebody gets. */
function eventParameters({ id, bodies, deliveries }: NewEvent): SqlValue[][] {
	return [...new Set(deliveries.map(({ variant }) => variant))].map((variant) => [
		id,
		variant,
		z.instanceof(Uint8Array).parse(bodies.get(variant)),
	]);
}

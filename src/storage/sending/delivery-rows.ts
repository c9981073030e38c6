import * as z from 'zod';

import type { Database, SqlRow, Statements } from '../database/database';
import { deliveryId, rowIdList } from './delivery-ids';
import { deliveryStateSchema, type Delivery } from '../../model/delivery';

/** The columns of a delivery that people see; the table is `delivery d`. */
export const DELIVERY_COLUMNS = `d.row_id, d.event_id, d.event_type, d.subscription_id, d.subscription_name,
	d.url, d.state, d.attempts_made, d.created_at, d.finished_at, d.last_status,
	COALESCE(d.next_attempt_at, CASE WHEN d.state = 'pending' THEN d.lease_until END) AS next_attempt_at`;

const rowSchema = z
	.object({
		row_id: z.number(),
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
	})
	.transform(
		(row): Delivery => ({
			id: deliveryId(row.row_id),
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
		}),
	);

/** A row of `DELIVERY_COLUMNS`; other columns are ignored. */
export function deliveryOf(row: SqlRow): Delivery {
	return rowSchema.parse(row);
}

/** Deliveries as they stand now, by id. */
export async function readDeliveries(
	{ dialect }: Pick<Database, 'dialect'>,
	statements: Statements,
	ids: readonly string[],
): Promise<ReadonlyMap<string, Delivery>> {
	const rows = await statements.all(
		`SELECT ${DELIVERY_COLUMNS} FROM delivery d WHERE d.row_id IN ${dialect.integerList}`,
		[rowIdList(ids)],
	);
	return new Map(rows.map(deliveryOf).map((delivery) => [delivery.id, delivery]));
}

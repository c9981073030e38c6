import type { DeliveryFilter } from '../contracts';
import type { SqlValue } from '../database/database';
import type { DeliveryState } from '../../model/delivery';
import { AHEAD_MS, lowestRowIdAt, rowIdOf } from './delivery-ids';
import { eventHash } from './event-hash';

/** A part of a statement that is about the table `delivery d`. */
export interface Condition {
	sql: string;
	values: SqlValue[];
}

/**
 * The state as text, and the conditions of the partial indexes word for word, or SQLite does not find them. There are
 * few deliveries that failed or wait, and far more that were delivered.
 */
const STATES: Readonly<Record<DeliveryState, string>> = {
	pending: "d.state = 'pending' AND d.finished_at IS NULL",
	sending: "d.state = 'sending' AND d.finished_at IS NULL",
	delivered: "d.state = 'delivered' AND d.finished_at IS NOT NULL",
	failed: "d.undelivered_as = 'failed'",
	skipped: "d.undelivered_as = 'skipped'",
	canceled: "d.undelivered_as = 'canceled'",
};

/** What a filter asks for, before a delivery by its id. Row ids tell the time, but may be ahead of it. */
export function filterCondition(filter: DeliveryFilter, before: string | null = null): Condition {
	const { state, subscriptionId, eventType, eventId, statusCode, since, until } = filter;
	const conditions: Condition[] = [];
	const ask = (sql: string, ...values: SqlValue[]) => conditions.push({ sql, values });
	if (state !== undefined) ask(STATES[state]);
	if (subscriptionId !== undefined) ask('d.subscription_id = ?', subscriptionId);
	if (eventType !== undefined) ask('d.event_type = ?', eventType);
	if (eventId !== undefined)
		ask('d.event_hash = ? AND d.event_id = ?', eventHash(eventId), eventId);
	if (statusCode !== undefined) ask('d.last_status = ?', statusCode);
	if (since !== undefined) conditions.push(createdSince(since));
	if (until !== undefined) conditions.push(createdBefore(until));
	if (before !== null) ask('d.row_id < ?', rowIdOf(before));
	return {
		sql: conditions.map(({ sql }) => sql).join(' AND ') || '1 = 1',
		values: conditions.flatMap(({ values }) => values),
	};
}

/** An index has the row ids, and leaves few to be compared. */
export function createdSince(instant: number): Condition {
	return {
		sql: 'd.row_id >= ? AND d.created_at >= ?',
		values: [lowestRowIdAt(instant), instant],
	};
}

export function createdBefore(instant: number): Condition {
	return {
		sql: 'd.row_id < ? AND d.created_at < ?',
		values: [lowestRowIdAt(instant + AHEAD_MS), instant],
	};
}

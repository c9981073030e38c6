import type { SqlRow, Statements } from '../database/database';
import type { Condition } from './delivery-filter';
import type { StatisticChange } from './statistic-table';

/** What waits because somebody wants it sent once more goes back to what it was. */
const PUT_BACK = `UPDATE delivery AS d SET state = d.previous_state, previous_state = NULL, next_attempt_at = NULL,
	finished_at = ? WHERE d.state = 'pending' AND d.previous_state <> 'pending'`;
const END = `UPDATE delivery AS d SET state = ?, previous_state = NULL, next_attempt_at = NULL, lease_id = NULL,
	lease_until = NULL, finished_at = ?
	WHERE d.state = 'pending' AND (d.previous_state IS NULL OR d.previous_state = 'pending')`;
const CHANGED = 'RETURNING subscription_id, created_at';

/** How many deliveries no longer wait, and what that means for the counts. */
export interface Ended {
	count: number;
	changes: StatisticChange[];
}

/** Ends what waits and fits the condition. */
export async function endWaiting(
	statements: Statements,
	state: 'skipped' | 'canceled',
	{ sql, values }: Condition,
	now: number,
): Promise<Ended> {
	const count = await statements.run(`${PUT_BACK} AND ${sql}`, [now, ...values]);
	const ended = await statements.all(`${END} AND ${sql} ${CHANGED}`, [state, now, ...values]);
	return {
		count: count + ended.length,
		changes: ended.map((row) => ({ ...subjectOf(row), to: state })),
	};
}

function subjectOf(row: SqlRow): Pick<StatisticChange, 'subscriptionId' | 'createdAt'> {
	return {
		subscriptionId: row.subscription_id === null ? null : String(row.subscription_id),
		createdAt: Number(row.created_at),
	};
}

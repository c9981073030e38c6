import { z } from 'zod';

import type {
	ClaimedDelivery,
	ClaimOptions,
	DeliveryFilter,
	DeliveryResult,
	NewEvent,
	OutboxStep,
	OutboxStore,
	ScheduledResends,
} from './contracts';
import type { Database } from './database';
import type { DeliveryClaims } from './delivery-claims';
import { filterCondition } from './delivery-filter';
import type { DeliveryResults } from './delivery-results';
import { endWaiting } from './ending-deliveries';
import type { EventWriter, InsertOptions } from './event-writer';
import type { Survives } from './group-commit';
import { messageOf } from './news';
import type { StatisticTable } from './statistic-table';

const POSTPONE = `UPDATE delivery SET next_attempt_at = ?
	WHERE dispatch_id = ? AND state = 'pending' AND attempts_made = 0`;
const NEXT_DUE = `SELECT min(next_attempt_at) AS due FROM delivery WHERE state = 'pending'`;

const MAY_BE_RESENT = `d.state <> 'sending' AND (d.state <> 'pending' OR d.previous_state IS NULL)
	AND (d.subscription_id IS NULL
	OR EXISTS (SELECT 1 FROM subscription s WHERE s.id = d.subscription_id AND s.active = 1))`;

/** What a step in the life of a delivery consists of. */
export interface OutboxParts {
	writer: EventWriter;
	claims: DeliveryClaims;
	results: DeliveryResults;
	statistics: StatisticTable;
}

/** Events, their bytes and their deliveries, from being stored to being sent. */
export class OutboxTable implements OutboxStore {
	constructor(
		private readonly database: Database,
		private readonly parts: OutboxParts,
		/** What claims and results survive. Undone by a power cut, deliveries are sent once more. */
		private readonly attemptsSurvive: Survives,
	) {}

	async insert(events: Iterable<NewEvent>, options: InsertOptions): Promise<string[][]> {
		return await this.database.transaction(
			async (statements) => await this.parts.writer.write(statements, events, options),
		);
	}

	async step(results: readonly DeliveryResult[], claim: ClaimOptions | null): Promise<OutboxStep> {
		return await this.database.transaction(
			async (statements) => {
				const refused = await this.parts.results.record(statements, results);
				const claimed = claim === null ? [] : await this.parts.claims.claim(statements, claim);
				return { claimed, refused };
			},
			{ survives: this.attemptsSurvive },
		);
	}

	async expired(now: number, limit: number): Promise<ClaimedDelivery[]> {
		return await this.parts.claims.expired(this.database, now, limit);
	}

	async claimManually(id: string, leaseUntil: number): Promise<ClaimedDelivery | null> {
		return await this.database.transaction(
			async (statements) => await this.parts.claims.claimManually(statements, id, leaseUntil),
		);
	}

	async postpone(dispatchId: string, firstAttemptBefore: number): Promise<void> {
		await this.database.run(POSTPONE, [firstAttemptBefore, dispatchId]);
	}

	async cancel(id: string, now: number): Promise<boolean> {
		return await this.database.transaction(async (statements) => {
			const condition = { sql: 'd.id = ?', values: [id] };
			const { count, changes } = await endWaiting(statements, 'canceled', condition, now);
			await this.parts.statistics.add(statements, changes);
			return count > 0;
		});
	}

	async scheduleResends(
		filter: DeliveryFilter,
		limit: number,
		now: number,
	): Promise<ScheduledResends> {
		const { sql, values } = filterCondition(filter);
		return await this.database.transaction(async (statements) => {
			const found = await statements.all(
				`SELECT d.id FROM delivery d WHERE ${sql} AND ${MAY_BE_RESENT} ORDER BY d.id LIMIT ?`,
				[...values, limit + 1],
			);
			const ids = z.array(z.string()).parse(found.slice(0, limit).map(({ id }) => id));
			const scheduled = await statements.run(
				`UPDATE delivery AS d SET previous_state = d.state, state = 'pending', next_attempt_at = ?,
				finished_at = NULL WHERE d.id IN ${this.database.dialect.textList} AND ${MAY_BE_RESENT}`,
				[now, JSON.stringify(ids)],
			);
			if (scheduled > 0) {
				await this.database.notify(statements, messageOf({ kind: 'outbox' }));
			}
			return { scheduled, isMore: found.length > limit };
		});
	}

	async nextDueAt(): Promise<number | null> {
		const [row] = await this.database.all(NEXT_DUE);
		return typeof row?.due === 'number' ? row.due : null;
	}
}

import { setImmediate as turn } from 'node:timers/promises';

import type {
	ClaimedDelivery,
	DeliveryFilter,
	DeliveryResult,
	DueClaim,
	FirstAttemptTimes,
	FirstClaim,
	InsertedDelivery,
	NewEvent,
	OutboxStep,
	OutboxStore,
	ScheduledResends,
} from '../contracts';
import type { Database, Statements } from '../database/database';
import type { DeliveryClaims } from './delivery-claims';
import { HAS_NUMBERS_LEFT } from './attempt-rows';
import { rowIdList, rowIdOf } from './delivery-ids';
import { filterCondition } from './delivery-filter';
import type { DeliveryResults } from './delivery-results';
import { endWaiting } from './ending-deliveries';
import { waitingColumns, type EventWriter } from './event-writer';
import type { Survives } from '../database/group-commit';
import { messageOf } from '../news';
import type { StatisticTable } from './statistic-table';
import { together } from '../database/together';

/** What is due first, and what its dispatch no longer holds first. */
const NEXT_DUE = `SELECT
	(SELECT min(next_attempt_at) FROM delivery WHERE next_attempt_at IS NOT NULL) AS due,
	(SELECT min(lease_until) FROM delivery WHERE lease_until IS NOT NULL AND state = 'pending') AS released`;

const MAY_BE_RESENT = `${HAS_NUMBERS_LEFT} AND d.state <> 'sending' AND (d.state <> 'pending' OR d.previous_state IS NULL)
	AND (d.subscription_id IS NULL
	OR EXISTS (SELECT 1 FROM subscription s WHERE s.id = d.subscription_id AND s.active = 1))`;

/** Some ten milliseconds of SQLite, in which nothing else of n8n runs. */
const POSTPONED_TOGETHER = 2000;

/** What a step in the life of a delivery consists of. */
export interface OutboxParts {
	writer: EventWriter;
	claims: DeliveryClaims;
	results: DeliveryResults;
	statistics: StatisticTable;
}

/** Whether it may switch a subscription off, for which nothing more is claimed then. */
function mayStopOthers({ effect, disableReason }: DeliveryResult): boolean {
	return effect === 'failure' || disableReason !== null;
}

/** Events, their bytes and their deliveries, from being stored to being sent. */
export class OutboxTable implements OutboxStore {
	constructor(
		private readonly database: Database,
		private readonly parts: OutboxParts,
		/** What claims, results and postponements survive. Undone by a power cut, some are sent once more, or sooner. */
		private readonly attemptsSurvive: Survives,
	) {}

	async insert(
		events: Iterable<NewEvent>,
		options: FirstAttemptTimes,
	): Promise<InsertedDelivery[][]> {
		return await this.database.transaction(
			async (statements) => await this.parts.writer.write(statements, events, options),
		);
	}

	async step(
		results: readonly DeliveryResult[],
		claim: DueClaim | FirstClaim | null,
	): Promise<OutboxStep> {
		return await this.database.transaction(
			async (statements) => {
				const record = async () => await this.parts.results.record(statements, results);
				const take = async () => await this.claim(statements, claim);
				if (results.some(mayStopOthers)) {
					const refused = await record();
					return { claimed: await take(), refused };
				}
				const [refused, claimed] = await together([record(), take()]);
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

	/** What nobody has taken yet; of a large dispatch some after the other, and other work has its turn between. */
	async postpone(ids: readonly string[], options: FirstAttemptTimes): Promise<void> {
		for (let start = 0; start < ids.length; start += POSTPONED_TOGETHER) {
			if (start > 0) await turn();
			await this.postponeSome(ids.slice(start, start + POSTPONED_TOGETHER), options);
		}
	}

	async cancel(id: string, now: number): Promise<boolean> {
		return await this.database.transaction(async (statements) => {
			const condition = { sql: 'd.row_id = ?', values: [rowIdOf(id)] };
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
				`SELECT d.row_id FROM delivery d WHERE ${sql} AND ${MAY_BE_RESENT} ORDER BY d.row_id LIMIT ?`,
				[...values, limit + 1],
			);
			const rowIds = found.slice(0, limit).map((row) => row.row_id);
			const scheduled = await statements.run(
				`UPDATE delivery AS d SET previous_state = d.state, state = 'pending', next_attempt_at = ?,
				lease_id = NULL, lease_until = NULL, finished_at = NULL
				WHERE d.row_id IN ${this.database.dialect.integerList} AND ${MAY_BE_RESENT}`,
				[now, JSON.stringify(rowIds)],
			);
			if (scheduled > 0) {
				await this.database.notify(statements, messageOf({ kind: 'outbox' }));
			}
			return { scheduled, isMore: found.length > limit };
		});
	}

	async nextDueAt(): Promise<number | null> {
		const [row] = await this.database.all(NEXT_DUE);
		const instants = [row?.due, row?.released].filter((instant) => typeof instant === 'number');
		return instants.length === 0 ? null : Math.min(...instants);
	}

	/** By the row ids, where a state would have SQLite go through all that waits. */
	private async postponeSome(ids: readonly string[], options: FirstAttemptTimes): Promise<void> {
		const { integerList } = this.database.dialect;
		const waiting = waitingColumns(this.database, options);
		await this.database.transaction(
			async (statements) =>
				await statements.run(
					`UPDATE delivery SET next_attempt_at = ?, lease_until = ? WHERE row_id IN ${integerList}
					AND CASE WHEN state = 'pending' AND lease_id IS NOT NULL THEN TRUE ELSE FALSE END`,
					[waiting.next_attempt_at, waiting.lease_until, rowIdList(ids)],
				),
			{ survives: this.attemptsSurvive },
		);
	}

	private async claim(
		statements: Statements,
		claim: DueClaim | FirstClaim | null,
	): Promise<ClaimedDelivery[]> {
		if (claim === null) return [];
		const { claims } = this.parts;
		return 'waiting' in claim
			? await claims.claimFirst(statements, claim)
			: await claims.claimDue(statements, claim);
	}
}

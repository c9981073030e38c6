import { attemptRowId } from './attempt-rows';
import type { DeliveryResult } from '../contracts';
import type { Database, Statements } from '../database/database';
import type { DeliveryClaims } from './delivery-claims';
import type { HappeningTable } from '../receiving/happening-table';
import { rowStatement } from '../database/row-statement';
import type { StatisticTable } from './statistic-table';
import type { SubscriptionEffect, SubscriptionTable } from './subscription-table';
import { together } from '../database/together';

const FINISH = rowStatement({
	columns: {
		row_id: 'integer',
		lease_id: 'text',
		state: 'text',
		next_attempt_at: 'integer',
		status: 'integer',
		url: 'text',
		origin: 'text',
		finished_at: 'integer',
	},
	key: ['row_id'],
	sql: `UPDATE delivery AS t SET state = :state, previous_state = NULL, next_attempt_at = :next_attempt_at,
		lease_id = NULL, lease_until = NULL, last_status = COALESCE(:status, t.last_status), url = :url,
		origin = :origin, finished_at = :finished_at {rows}
		WHERE t.row_id = :row_id AND t.lease_id = :lease_id`,
});
const ATTEMPT_COLUMNS = {
	trigger_kind: 'text',
	started_at: 'integer',
	duration_ms: 'integer',
	outcome: 'text',
	request_headers: 'text',
	status: 'integer',
	response_headers: 'text',
	response_body: 'text',
	response_truncated: 'integer',
	error_code: 'text',
	error_message: 'text',
} as const;
const ATTEMPT_NAMES = Object.keys(ATTEMPT_COLUMNS);
const INSERT_ATTEMPT = rowStatement({
	columns: { delivery_row_id: 'integer', number: 'integer', ...ATTEMPT_COLUMNS },
	key: [],
	sql: `INSERT INTO attempt AS t (row_id, ${ATTEMPT_NAMES.join(', ')})
		{values ${attemptRowId(':delivery_row_id', ':number')}, ${ATTEMPT_NAMES.map((name) => `:${name}`).join(', ')}}`,
});

/** The tables that a result is written to. */
export interface ResultTables {
	subscriptions: SubscriptionTable;
	statistics: StatisticTable;
	happenings: HappeningTable;
	claims: DeliveryClaims;
}

/** Writes how attempts ended and all that follows: history, state, counters, statistics and happenings. */
export class DeliveryResults {
	constructor(
		private readonly database: Database,
		private readonly tables: ResultTables,
	) {}

	/** Ids of the results whose lease was lost: they must not overwrite what another process has done since. */
	async record(statements: Statements, ended: readonly DeliveryResult[]): Promise<string[]> {
		if (ended.length === 0) return [];
		// As they lie in the tables and their indexes: they end in any order, and fewer pages change so.
		const results = ended.toSorted((one, other) => one.rowId - other.rowId);
		const { subscriptions, statistics, happenings } = this.tables;
		const now = Math.max(...results.map(({ attempt }) => attempt.startedAt + attempt.durationMs));
		const [isKept, listeners] = await together([
			statements.changeMany(FINISH, results.map(finishedRow)),
			happenings.listenersToResults(statements, now),
		]);
		const kept = results.filter((_result, index) => isKept[index]);
		await together([
			statements.changeMany(INSERT_ATTEMPT, kept.map(attemptRow)),
			happenings.ofResults(statements, kept, listeners),
			subscriptions.record(statements, effectsOf(kept), now),
			statistics.add(
				statements,
				kept.map(({ subscriptionId, createdAt, previousState, state, attempt }) => ({
					subscriptionId,
					createdAt,
					from: previousState,
					to: state,
					...(attempt.response ? { durationMs: attempt.durationMs } : {}),
				})),
			),
		]);
		await this.endUndeliverable(statements, kept, now);
		return results.filter((_result, index) => !isKept[index]).map(({ deliveryId }) => deliveryId);
	}

	/** Nothing is tried again for a subscription that was switched off or deleted while it was sent to. */
	private async endUndeliverable(
		statements: Statements,
		results: readonly DeliveryResult[],
		now: number,
	): Promise<void> {
		const retried = results.filter(({ state }) => state === 'pending');
		const ids = [...new Set(retried.flatMap(({ subscriptionId }) => subscriptionId ?? []))];
		if (ids.length === 0) return;
		const active = await statements.all(
			`SELECT id FROM subscription WHERE active = 1 AND id IN ${this.database.dialect.textList}`,
			[JSON.stringify(ids)],
		);
		const activeIds = new Set(active.map(({ id }) => id));
		const undeliverable = retried
			.filter(({ subscriptionId }) => subscriptionId !== null && !activeIds.has(subscriptionId))
			.map(({ rowId }) => rowId);
		await this.tables.claims.endUndeliverable(statements, undeliverable, now);
	}
}

function finishedRow(result: DeliveryResult) {
	return {
		row_id: result.rowId,
		lease_id: result.leaseId,
		state: result.state,
		next_attempt_at: result.nextAttemptAt,
		status: result.attempt.response?.status ?? null,
		url: result.url,
		origin: result.origin,
		finished_at: result.finishedAt,
	};
}

function attemptRow({ rowId, attempt }: DeliveryResult) {
	const { response, error } = attempt;
	return {
		delivery_row_id: rowId,
		number: attempt.number,
		trigger_kind: attempt.trigger,
		started_at: attempt.startedAt,
		duration_ms: attempt.durationMs,
		outcome: attempt.outcome,
		request_headers: JSON.stringify(attempt.requestHeaders),
		status: response?.status ?? null,
		response_headers: response && JSON.stringify(response.headers),
		response_body: response?.body ?? null,
		response_truncated: response && (response.truncated ? 1 : 0),
		error_code: error?.code ?? null,
		error_message: error?.message ?? null,
	};
}

/** One row a subscription: a success in the group clears what failed beside it. In one order: see `Database`. */
function effectsOf(results: readonly DeliveryResult[]): SubscriptionEffect[] {
	const effects = new Map<string, SubscriptionEffect>();
	for (const { subscriptionId, effect, disableReason } of results) {
		if (subscriptionId === null || (effect === 'none' && disableReason === null)) continue;
		const known = effects.get(subscriptionId) ?? {
			subscriptionId,
			succeeded: false,
			failures: 0,
			disableReason: null,
		};
		effects.set(subscriptionId, {
			subscriptionId,
			succeeded: known.succeeded || effect === 'success',
			failures: known.failures + (effect === 'failure' ? 1 : 0),
			disableReason: known.disableReason ?? disableReason,
		});
	}
	return [...effects.values()].sort((one, other) =>
		one.subscriptionId < other.subscriptionId ? -1 : 1,
	);
}

import type { DeliveryResult } from './contracts';
import type { Database, SqlValue, Statements } from './database';
import type { DeliveryClaims } from './delivery-claims';
import type { HappeningTable } from './happening-table';
import type { StatisticTable } from './statistic-table';
import type { SubscriptionEffect, SubscriptionTable } from './subscription-table';

const FINISH = `UPDATE delivery SET state = ?, previous_state = NULL, next_attempt_at = ?, lease_id = NULL,
	lease_until = NULL, last_status = COALESCE(?, last_status), url = ?, origin = ?, finished_at = ?
	WHERE id = ? AND lease_id = ?`;
const INSERT_ATTEMPT = `INSERT INTO attempt (delivery_id, number, trigger_kind, started_at, duration_ms,
	outcome, request_headers, status, response_headers, response_body, response_truncated, error_code,
	error_message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

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
	async record(statements: Statements, results: readonly DeliveryResult[]): Promise<string[]> {
		if (results.length === 0) return [];
		const { subscriptions, statistics, happenings } = this.tables;
		const changes = await statements.runMany(FINISH, results.map(finishParameters));
		const kept = results.filter((_result, index) => changes[index] === 1);
		await statements.runMany(INSERT_ATTEMPT, kept.map(attemptParameters));
		const now = Math.max(0, ...kept.map(({ attempt }) => attempt.startedAt + attempt.durationMs));
		await happenings.ofResults(statements, kept, now);
		await subscriptions.record(statements, effectsOf(kept), now);
		await statistics.add(
			statements,
			kept.map(({ subscriptionId, createdAt, previousState, state, attempt }) => ({
				subscriptionId,
				createdAt,
				from: previousState,
				to: state,
				...(attempt.response ? { durationMs: attempt.durationMs } : {}),
			})),
		);
		await this.endUndeliverable(statements, kept, now);
		return results
			.filter((_result, index) => changes[index] !== 1)
			.map(({ deliveryId }) => deliveryId);
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
			.map(({ deliveryId }) => deliveryId);
		await this.tables.claims.endUndeliverable(statements, undeliverable, now);
	}
}

function finishParameters(result: DeliveryResult): SqlValue[] {
	return [
		result.state,
		result.nextAttemptAt,
		result.attempt.response?.status ?? null,
		result.url,
		result.origin,
		result.finishedAt,
		result.deliveryId,
		result.leaseId,
	];
}

function attemptParameters({ deliveryId, attempt }: DeliveryResult): SqlValue[] {
	const { response, error } = attempt;
	return [
		deliveryId,
		attempt.number,
		attempt.trigger,
		attempt.startedAt,
		attempt.durationMs,
		attempt.outcome,
		JSON.stringify(attempt.requestHeaders),
		response?.status ?? null,
		response && JSON.stringify(response.headers),
		response?.body ?? null,
		response && (response.truncated ? 1 : 0),
		error?.code ?? null,
		error?.message ?? null,
	];
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

import { z } from 'zod';

import type {
	Candidate,
	ClaimedDelivery,
	ClaimOptions,
	DeliveryResult,
	NewDelivery,
	NewEvent,
	OutboxStep,
	OutboxStore,
	UrlTarget,
} from './contracts';
import type { Database, SqlRow, SqlValue, Statements } from './database';
import type { Sealer } from './sealer';
import type { SubscriptionEffect, SubscriptionTable } from './subscription-table';
import { deliveryStateSchema } from '../model/delivery';
import { createId } from '../model/id';
import type { Subscription } from '../model/subscription';

const INSERT_EVENT = `INSERT INTO event (id, type, platform, created_at) VALUES (?, ?, ?, ?)
	ON CONFLICT DO NOTHING`;
const INSERT_BODY = `INSERT INTO event_body (event_id, variant, body) VALUES (?, ?, ?)
	ON CONFLICT DO NOTHING`;
const INSERT_DELIVERY = `INSERT INTO delivery (id, event_id, event_type, target, subscription_id,
	subscription_name, url, origin, sealed_target, variant, allowed_networks, dispatch_id, state,
	next_attempt_at, created_at, finished_at)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT DO NOTHING`;
const DELIVERY_OF_TARGET = `SELECT id FROM delivery WHERE event_id = ? AND target = ?`;

const CLAIM = `UPDATE delivery SET state = 'sending', attempts_made = attempts_made + 1,
	last_number = last_number + 1, next_attempt_at = NULL, lease_id = ?, lease_until = ?
	WHERE id = ? AND state = 'pending'`;
/** What is known of the state before says that it is manual, even when its process is gone. */
const CLAIM_MANUALLY = `UPDATE delivery SET state = 'sending', previous_state = state,
	last_number = last_number + 1, next_attempt_at = NULL, finished_at = NULL, lease_id = ?, lease_until = ?
	WHERE id = ? AND state <> 'sending' AND (subscription_id IS NULL
	OR EXISTS (SELECT 1 FROM subscription s WHERE s.id = delivery.subscription_id AND s.active = 1))`;
const FINISH = `UPDATE delivery SET state = ?, previous_state = NULL, next_attempt_at = ?, lease_id = NULL,
	lease_until = NULL, last_status = COALESCE(?, last_status), url = ?, finished_at = ?
	WHERE id = ? AND lease_id = ?`;
/** A lease that ends later than any lease could was taken before the clock was set back. */
const SHORTEN_LEASES = `UPDATE delivery SET lease_until = ? WHERE state = 'sending' AND lease_until > ?`;
const INSERT_ATTEMPT = `INSERT INTO attempt (delivery_id, number, trigger_kind, started_at, duration_ms,
	outcome, request_headers, status, response_headers, response_body, response_truncated, error_code,
	error_message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
/** Nothing is due for a subscription that was switched off or deleted since it was stored or sent to. */
const STOP = `UPDATE delivery SET next_attempt_at = NULL, finished_at = ?,
	state = CASE WHEN EXISTS (SELECT 1 FROM subscription s WHERE s.id = delivery.subscription_id)
		THEN 'skipped' ELSE 'canceled' END
	WHERE id = ? AND state = 'pending' AND subscription_id IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM subscription s WHERE s.id = delivery.subscription_id AND s.active = 1)`;
const POSTPONE = `UPDATE delivery SET next_attempt_at = ?
	WHERE dispatch_id = ? AND state = 'pending' AND attempts_made = 0`;
const NEXT_DUE = `SELECT min(next_attempt_at) AS due FROM delivery WHERE state = 'pending'`;

const CLAIMED_COLUMNS = `d.id, d.event_id, d.event_type, d.subscription_id, d.url, d.origin, d.sealed_target,
	d.variant, d.allowed_networks, d.previous_state, d.attempts_made, d.last_number, d.lease_id, d.lease_until`;

const claimedSchema = z.object({
	id: z.string(),
	event_id: z.string(),
	event_type: z.string(),
	subscription_id: z.string().nullable(),
	url: z.string(),
	origin: z.string(),
	sealed_target: z.string().nullable(),
	variant: z.string(),
	allowed_networks: z.string(),
	previous_state: deliveryStateSchema.nullable(),
	attempts_made: z.number(),
	last_number: z.number(),
	lease_id: z.string().nullable(),
});
const urlTargetSchema: z.ZodType<UrlTarget> = z.object({
	signingSecret: z.string(),
	headers: z.record(z.string(), z.string()),
});

type ClaimedRow = z.output<typeof claimedSchema>;

/** So many candidates are looked at for each one that may be taken, since some targets may be full. */
const CANDIDATES_PER_CLAIM = 4;
/** How often to look past a backlog whose targets have no room. */
const LOOKS_PER_CLAIM = 8;
/** No attempt may take as long as this. */
const LONGEST_LEASE_MS = 10 * 60 * 1000;

/** Events, their bytes and their deliveries. */
export class OutboxTable implements OutboxStore {
	constructor(
		private readonly database: Database,
		private readonly subscriptions: SubscriptionTable,
		private readonly sealer: Sealer,
	) {}

	async insert(
		events: Iterable<NewEvent>,
		options: { dispatchId: string; firstAttemptBefore: number; now: number },
	): Promise<string[][]> {
		return await this.database.transaction(async (statements) => {
			const ids: string[][] = [];
			for (const event of events) ids.push(await this.insertEvent(statements, event, options));
			return ids;
		});
	}

	async step(results: readonly DeliveryResult[], claim: ClaimOptions | null): Promise<OutboxStep> {
		return await this.database.transaction(async (statements) => {
			const refused = await this.record(statements, results);
			const claimed = claim === null ? [] : await this.claim(statements, claim);
			return { claimed, refused };
		});
	}

	async expired(now: number, limit: number): Promise<ClaimedDelivery[]> {
		const rows = await this.database.all(
			`SELECT ${CLAIMED_COLUMNS} FROM delivery d WHERE d.state = 'sending' AND d.lease_until < ?
			ORDER BY d.lease_until LIMIT ?`,
			[now, limit],
		);
		const subscriptions = await this.subscriptionsOf(this.database, rows);
		return await this.complete(this.database, rows, subscriptions);
	}

	async claimManually(id: string, leaseUntil: number): Promise<ClaimedDelivery | null> {
		return await this.database.transaction(async (statements) => {
			const lease = createId('lea', leaseUntil);
			const changed = await statements.run(CLAIM_MANUALLY, [lease, leaseUntil, id]);
			if (changed === 0) return null;
			const rows = await statements.all(
				`SELECT ${CLAIMED_COLUMNS} FROM delivery d WHERE d.id = ?`,
				[id],
			);
			const subscriptions = await this.subscriptionsOf(statements, rows);
			const [claimed] = await this.complete(statements, rows, subscriptions);
			return claimed ?? null;
		});
	}

	async postpone(dispatchId: string, firstAttemptBefore: number): Promise<void> {
		await this.database.run(POSTPONE, [firstAttemptBefore, dispatchId]);
	}

	async nextDueAt(): Promise<number | null> {
		const [row] = await this.database.all(NEXT_DUE);
		return typeof row?.due === 'number' ? row.due : null;
	}

	private async insertEvent(
		statements: Statements,
		event: NewEvent,
		{
			dispatchId,
			firstAttemptBefore,
			now,
		}: { dispatchId: string; firstAttemptBefore: number; now: number },
	): Promise<string[]> {
		if (event.deliveries.length === 0) return [];
		await statements.run(INSERT_EVENT, [event.id, event.type, event.platform, now]);
		for (const variant of new Set(event.deliveries.map((delivery) => delivery.variant))) {
			const body = z.instanceof(Uint8Array).parse(event.bodies.get(variant));
			await statements.run(INSERT_BODY, [event.id, variant, body]);
		}
		const ids: string[] = [];
		for (const delivery of event.deliveries) {
			const id = createId('dlv', now);
			const pending = delivery.state === 'pending';
			const changed = await statements.run(INSERT_DELIVERY, [
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
				pending ? firstAttemptBefore : null,
				now,
				pending ? null : now,
			]);
			ids.push(changed > 0 ? id : await this.idOfTarget(statements, event, delivery));
		}
		return ids;
	}

	private async idOfTarget(
		statements: Statements,
		event: NewEvent,
		delivery: NewDelivery,
	): Promise<string> {
		const [row] = await statements.all(DELIVERY_OF_TARGET, [event.id, delivery.target]);
		return z.string().parse(row?.id);
	}

	/** Ids of the results whose lease was lost: they must not overwrite what another process has done since. */
	private async record(
		statements: Statements,
		results: readonly DeliveryResult[],
	): Promise<string[]> {
		const changes = await statements.runMany(FINISH, results.map(finishParameters));
		const kept = results.filter((_result, index) => changes[index] === 1);
		await statements.runMany(INSERT_ATTEMPT, kept.map(attemptParameters));
		const now = Math.max(0, ...kept.map(({ attempt }) => attempt.startedAt + attempt.durationMs));
		await this.subscriptions.record(statements, effectsOf(kept), now);
		const retried = kept
			.filter(({ state }) => state === 'pending')
			.map((result) => result.deliveryId);
		await this.stop(statements, retried, now);
		return results
			.filter((_result, index) => changes[index] !== 1)
			.map(({ deliveryId }) => deliveryId);
	}

	private async claim(statements: Statements, options: ClaimOptions): Promise<ClaimedDelivery[]> {
		const longest = options.now + LONGEST_LEASE_MS;
		await statements.run(SHORTEN_LEASES, [longest, longest]);
		const full = {
			origins: new Set(options.fullOrigins),
			subscriptions: new Set(options.fullSubscriptions),
		};
		const claimed: ClaimedDelivery[] = [];
		for (let look = 0; look < LOOKS_PER_CLAIM && claimed.length < options.limit; look += 1) {
			const limit = options.limit - claimed.length;
			const rows = await this.candidates(statements, options, full, limit * CANDIDATES_PER_CLAIM);
			const subscriptions = await this.subscriptionsOf(statements, rows);
			const { admitted, refused } = await this.choose(statements, rows, subscriptions, {
				...options,
				limit,
			});
			claimed.push(...(await this.take(statements, admitted, subscriptions, options)));
			if (rows.length < limit * CANDIDATES_PER_CLAIM || admitted.length === limit) break;
			for (const { origin, subscription } of refused) {
				if (subscription) full.subscriptions.add(subscription.id);
				else full.origins.add(origin);
			}
		}
		return claimed;
	}

	/** Asks for each candidate whether there is room; what has nowhere to go any more is stopped. */
	private async choose(
		statements: Statements,
		rows: readonly SqlRow[],
		subscriptions: ReadonlyMap<string, Subscription>,
		{ limit, admit, now }: ClaimOptions,
	): Promise<{ admitted: Candidate[]; refused: Candidate[] }> {
		const admitted: Candidate[] = [];
		const refused: Candidate[] = [];
		const stopped: string[] = [];
		for (const row of rows) {
			if (admitted.length === limit) break;
			const subscription = subscriptions.get(String(row.subscription_id)) ?? null;
			const candidate = { deliveryId: String(row.id), origin: String(row.origin), subscription };
			if (row.subscription_id !== null && !subscription?.status.active)
				stopped.push(candidate.deliveryId);
			else if (admit(candidate)) admitted.push(candidate);
			else refused.push(candidate);
		}
		await this.stop(statements, stopped, now);
		return { admitted, refused };
	}

	private async stop(statements: Statements, ids: readonly string[], now: number): Promise<void> {
		await statements.runMany(
			STOP,
			ids.map((id) => [now, id]),
		);
	}

	private async take(
		statements: Statements,
		chosen: readonly Candidate[],
		subscriptions: ReadonlyMap<string, Subscription>,
		options: ClaimOptions,
	): Promise<ClaimedDelivery[]> {
		if (chosen.length === 0) return [];
		const leaseIds = chosen.map(() => createId('lea', options.now));
		await statements.runMany(
			CLAIM,
			chosen.map((candidate, index) => [
				leaseIds[index] ?? '',
				options.now + options.leaseMs(candidate),
				candidate.deliveryId,
			]),
		);
		// By lease, so that what another process was quicker to take is left out.
		const claimed = await statements.all(
			`SELECT ${CLAIMED_COLUMNS} FROM delivery d WHERE d.id IN ${this.database.dialect.textList}
			AND d.lease_id IN ${this.database.dialect.textList} ORDER BY d.id`,
			[JSON.stringify(chosen.map(({ deliveryId }) => deliveryId)), JSON.stringify(leaseIds)],
		);
		return await this.complete(statements, claimed, subscriptions);
	}

	private async candidates(
		statements: Statements,
		options: ClaimOptions,
		full: { origins: ReadonlySet<string>; subscriptions: ReadonlySet<string> },
		limit: number,
	): Promise<SqlRow[]> {
		const { textList, lockRows } = this.database.dialect;
		const ofDispatch = options.dispatchId !== null;
		const which = ofDispatch
			? 'd.dispatch_id = ? AND d.attempts_made = 0'
			: 'd.next_attempt_at <= ?';
		return await statements.all(
			`SELECT d.id, d.subscription_id, d.origin FROM delivery d
			WHERE ${which} AND d.state = 'pending' AND d.origin NOT IN ${textList}
			AND (d.subscription_id IS NULL OR d.subscription_id NOT IN ${textList})
			ORDER BY ${ofDispatch ? 'd.id' : 'd.next_attempt_at'} LIMIT ?${lockRows}`,
			[
				options.dispatchId ?? options.now,
				JSON.stringify([...full.origins]),
				JSON.stringify([...full.subscriptions]),
				limit,
			],
		);
	}

	private async subscriptionsOf(
		statements: Statements,
		rows: readonly SqlRow[],
	): Promise<ReadonlyMap<string, Subscription>> {
		const ids = new Set(rows.flatMap((row) => row.subscription_id ?? []).map(String));
		return ids.size === 0 ? new Map() : await this.subscriptions.byIds(statements, [...ids]);
	}

	/** Adds the bytes, read once however many deliveries share them. */
	private async complete(
		statements: Statements,
		rows: readonly SqlRow[],
		subscriptions: ReadonlyMap<string, Subscription>,
	): Promise<ClaimedDelivery[]> {
		const parsed = rows.map((row) => claimedSchema.parse(row));
		if (parsed.length === 0) return [];
		const bodies = await this.bodies(statements, parsed);
		return parsed.map((row) => ({
			id: row.id,
			leaseId: row.lease_id ?? '',
			eventId: row.event_id,
			eventType: row.event_type,
			subscription:
				row.subscription_id === null ? null : (subscriptions.get(row.subscription_id) ?? null),
			urlTarget: this.urlTarget(row),
			url: row.url,
			origin: row.origin,
			body: bodies.get(`${row.event_id} ${row.variant}`) ?? new Uint8Array(),
			allowedNetworks: row.allowed_networks,
			attemptsMade: row.attempts_made,
			number: row.last_number,
			trigger: row.previous_state === null ? 'automatic' : 'manual',
			previousState: row.previous_state ?? 'pending',
		}));
	}

	/** `null` also where it cannot be read: such a delivery fails for good and must not stop the others. */
	private urlTarget({ sealed_target: sealed }: ClaimedRow): UrlTarget | null {
		if (sealed === null) return null;
		try {
			return urlTargetSchema.parse(JSON.parse(this.sealer.unseal(sealed)));
		} catch {
			return null;
		}
	}

	private async bodies(
		statements: Statements,
		rows: readonly ClaimedRow[],
	): Promise<Map<string, Uint8Array>> {
		const eventIds = [...new Set(rows.map((row) => row.event_id))];
		const found = await statements.all(
			`SELECT event_id, variant, body FROM event_body WHERE event_id IN ${this.database.dialect.textList}`,
			[JSON.stringify(eventIds)],
		);
		return new Map(
			found.map((row) => [
				`${String(row.event_id)} ${String(row.variant)}`,
				z.instanceof(Uint8Array).parse(row.body),
			]),
		);
	}
}

function finishParameters(result: DeliveryResult): SqlValue[] {
	return [
		result.state,
		result.nextAttemptAt,
		result.attempt.response?.status ?? null,
		result.url,
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

/** One row a subscription: a success in the group clears what failed beside it. */
function effectsOf(results: readonly DeliveryResult[]): Iterable<SubscriptionEffect> {
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
	return effects.values();
}

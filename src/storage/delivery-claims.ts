import { z } from 'zod';

import type { Candidate, ClaimedDelivery, ClaimOptions, UrlTarget } from './contracts';
import type { Database, SqlRow, Statements } from './database';
import { endWaiting } from './ending-deliveries';
import type { Sealer } from './sealer';
import type { StatisticTable } from './statistic-table';
import type { SubscriptionTable } from './subscription-table';
import { deliveryStateSchema } from '../model/delivery';
import { createId } from '../model/id';
import type { Subscription } from '../model/subscription';

const CLAIMED_COLUMNS = `id, event_id, event_type, subscription_id, url, origin, sealed_target, variant,
	allowed_networks, previous_state, attempts_made, last_number, lease_id, created_at`;
/** One that somebody wants sent once more is known by its previous state, and does not count towards the five. */
const CLAIM = `UPDATE delivery SET state = 'sending',
	attempts_made = attempts_made + CASE WHEN previous_state IS NULL THEN 1 ELSE 0 END,
	last_number = last_number + 1, next_attempt_at = NULL, lease_id = ?, lease_until = ?
	WHERE id = ? AND state = 'pending' RETURNING ${CLAIMED_COLUMNS}`;
/** What is known of the state before says that it is manual, even when its process is gone. */
const CLAIM_MANUALLY = `UPDATE delivery SET previous_state = CASE WHEN state = 'pending'
	THEN COALESCE(previous_state, 'pending') ELSE state END, state = 'sending',
	last_number = last_number + 1, next_attempt_at = NULL, finished_at = NULL, lease_id = ?, lease_until = ?
	WHERE id = ? AND state <> 'sending' AND (subscription_id IS NULL
	OR EXISTS (SELECT 1 FROM subscription s WHERE s.id = delivery.subscription_id AND s.active = 1))
	RETURNING ${CLAIMED_COLUMNS}`;
/** A lease that ends later than any lease could was taken before the clock was set back. */
const SHORTEN_LEASES = `UPDATE delivery SET lease_until = ? WHERE state = 'sending' AND lease_until > ?`;
const EXPIRED = `SELECT ${CLAIMED_COLUMNS} FROM delivery WHERE state = 'sending' AND lease_until < ?
	ORDER BY lease_until LIMIT ?`;

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
	created_at: z.number(),
});
const urlTargetSchema: z.ZodType<UrlTarget> = z.object({
	signingSecret: z.string(),
	headers: z.record(z.string(), z.string()),
});

type ClaimedRow = z.output<typeof claimedSchema>;

/** Targets that have no room. */
interface FullTargets {
	origins: ReadonlySet<string>;
	subscriptions: ReadonlySet<string>;
}
type Subscriptions = ReadonlyMap<string, Subscription>;

/** So many candidates are looked at for each one that may be taken, once it is seen that some targets are full. */
const CANDIDATES_PER_CLAIM = 4;
/** How often to look past a backlog whose targets have no room. */
const LOOKS_PER_CLAIM = 8;
/** No attempt may take as long as this. */
const LONGEST_LEASE_MS = 10 * 60 * 1000;
/** How often to look for leases of before the clock was set back. */
const SHORTEN_EVERY_MS = 10_000;
/** For so long it is taken for granted that there is still nothing behind a backlog without room: to see that, all of it is read. */
const NOTHING_ELSE_MS = 1000;
const REMEMBERED_LOOKS = 1000;

/** Takes deliveries to be sent, each under a lease of its own. Leases are told by the clock that processes share. */
export class DeliveryClaims {
	private shortenedAt = -Infinity;
	/** Looks past full targets that found nothing, and when they were. */
	private readonly emptyLooks = new Map<string, number>();

	constructor(
		private readonly database: Database,
		private readonly subscriptions: SubscriptionTable,
		private readonly statistics: StatisticTable,
		private readonly sealer: Sealer,
	) {}

	async claim(statements: Statements, options: ClaimOptions): Promise<ClaimedDelivery[]> {
		await this.shortenLeases(statements, this.database.sharedTime(options.now));
		const full = {
			origins: new Set(options.fullOrigins),
			subscriptions: new Set(options.fullSubscriptions),
		};
		const claimed: ClaimedDelivery[] = [];
		for (let look = 0; look < LOOKS_PER_CLAIM && claimed.length < options.limit; look += 1) {
			const limit = options.limit - claimed.length;
			const wanted = look === 0 ? limit : limit * CANDIDATES_PER_CLAIM;
			const rows = await this.candidatesUnlessNone(statements, options, full, wanted);
			const subscriptions = await this.subscriptionsOf(statements, rows);
			const { admitted, refused } = await this.choose(statements, rows, subscriptions, {
				...options,
				limit,
			});
			claimed.push(...(await this.take(statements, admitted, subscriptions, options)));
			if (rows.length < wanted || admitted.length === limit) break;
			for (const { origin, subscription } of refused) {
				if (subscription) full.subscriptions.add(subscription.id);
				else full.origins.add(origin);
			}
		}
		return claimed;
	}

	/** One delivery, whatever its state, unless it is being sent. */
	async claimManually(
		statements: Statements,
		id: string,
		leaseUntil: number,
	): Promise<ClaimedDelivery | null> {
		const lease = createId('lea', leaseUntil);
		const until = this.database.sharedTime(leaseUntil);
		const rows = await statements.all(CLAIM_MANUALLY, [lease, until, id]);
		const subscriptions = await this.subscriptionsOf(statements, rows);
		const [claimed] = await this.complete(statements, rows, subscriptions);
		return claimed ?? null;
	}

	/** Those whose lease ran out while they were sent. */
	async expired(statements: Statements, now: number, limit: number): Promise<ClaimedDelivery[]> {
		const rows = await statements.all(EXPIRED, [this.database.sharedTime(now), limit]);
		return await this.complete(statements, rows, await this.subscriptionsOf(statements, rows));
	}

	private async shortenLeases(statements: Statements, now: number): Promise<void> {
		if (now >= this.shortenedAt && now < this.shortenedAt + SHORTEN_EVERY_MS) return;
		this.shortenedAt = now;
		const longest = now + LONGEST_LEASE_MS;
		await statements.run(SHORTEN_LEASES, [longest, longest]);
	}

	/** Asks for each candidate whether there is room; what has nowhere to go any more is ended. */
	private async choose(
		statements: Statements,
		rows: readonly SqlRow[],
		subscriptions: Subscriptions,
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
		await this.endUndeliverable(statements, stopped, now);
		return { admitted, refused };
	}

	/** What waits for a subscription that was switched off or deleted since it was stored or sent to. */
	async endUndeliverable(
		statements: Statements,
		ids: readonly string[],
		now: number,
	): Promise<void> {
		if (ids.length === 0) return;
		const { textList } = this.database.dialect;
		const listed = `d.id IN ${textList} AND d.subscription_id IS NOT NULL AND`;
		const values = [JSON.stringify(ids)];
		const subscription = 'SELECT 1 FROM subscription s WHERE s.id = d.subscription_id';
		const off = { sql: `${listed} EXISTS (${subscription} AND s.active = 0)`, values };
		const deleted = { sql: `${listed} NOT EXISTS (${subscription})`, values };
		const skipped = await endWaiting(statements, 'skipped', off, now);
		const canceled = await endWaiting(statements, 'canceled', deleted, now);
		await this.statistics.add(statements, [...skipped.changes, ...canceled.changes]);
	}

	private async take(
		statements: Statements,
		chosen: readonly Candidate[],
		subscriptions: Subscriptions,
		options: ClaimOptions,
	): Promise<ClaimedDelivery[]> {
		if (chosen.length === 0) return [];
		const now = this.database.sharedTime(options.now);
		const claimed = await statements.allMany(
			CLAIM,
			chosen.map((candidate) => [
				createId('lea', options.now),
				now + options.leaseMs(candidate),
				candidate.deliveryId,
			]),
		);
		return await this.complete(statements, claimed.flat(), subscriptions);
	}

	/** The same look past the same full targets is not taken again at once where it found nothing. */
	private async candidatesUnlessNone(
		statements: Statements,
		options: ClaimOptions,
		full: FullTargets,
		limit: number,
	): Promise<SqlRow[]> {
		const { now, dispatchId } = options;
		if (full.origins.size + full.subscriptions.size === 0)
			return await this.candidates(statements, options, full, limit);
		const look = JSON.stringify([dispatchId, [...full.origins], [...full.subscriptions]]);
		if (Math.abs(now - (this.emptyLooks.get(look) ?? -Infinity)) < NOTHING_ELSE_MS) return [];
		const rows = await this.candidates(statements, options, full, limit);
		if (this.emptyLooks.size >= REMEMBERED_LOOKS) this.emptyLooks.clear();
		if (rows.length === 0) this.emptyLooks.set(look, now);
		return rows;
	}

	private async candidates(
		statements: Statements,
		options: ClaimOptions,
		full: FullTargets,
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
	): Promise<Subscriptions> {
		const ids = new Set(rows.flatMap((row) => row.subscription_id ?? []).map(String));
		return ids.size === 0 ? new Map() : await this.subscriptions.byIds(statements, [...ids]);
	}

	/** Adds the bytes, read once however many deliveries share them. */
	private async complete(
		statements: Statements,
		rows: readonly SqlRow[],
		subscriptions: Subscriptions,
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
			createdAt: row.created_at,
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
			`SELECT id, variant, body FROM event WHERE id IN ${this.database.dialect.textList}`,
			[JSON.stringify(eventIds)],
		);
		return new Map(
			found.map((row) => [
				`${String(row.id)} ${String(row.variant)}`,
				z.instanceof(Uint8Array).parse(row.body),
			]),
		);
	}
}

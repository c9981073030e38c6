import type {
	Candidate,
	ClaimedDelivery,
	DueClaim,
	FirstClaim,
	FullTargets,
	WaitingDelivery,
} from '../contracts';
import type { Database, SqlRow, Statements } from '../database/database';
import { bytesSchema } from '../database/bytes-schema';
import {
	CLAIMED_COLUMNS,
	claimableRow,
	nextAttempt,
	presentAttempt,
	type Claimable,
	type ClaimableRow,
	type ClaimedAttempt,
} from './claimable';
import { HAS_NUMBERS_LEFT } from './attempt-rows';
import { rowIdOf } from './delivery-ids';
import { endWaiting } from './ending-deliveries';
import { rowStatement } from '../database/row-statement';
import type { Sealer } from '../sealer';
import type { StatisticTable } from './statistic-table';
import type { ReadSubscription, SubscriptionTable } from './subscription-table';
import { together } from '../database/together';
import { createId } from '../../model/id';
import type { Subscription } from '../../model/subscription';

/**
 * For rows that are found by their row ids, and must not be found by the condition: an index on what waits holds all of
 * that. One that somebody wants sent once more is known by its previous state, and does not count towards the five.
 */
const CLAIM = rowStatement({
	columns: { row_id: 'integer', lease_id: 'text', lease_until: 'integer' },
	key: ['row_id'],
	sql: `UPDATE delivery AS t SET state = 'sending', next_attempt_at = NULL, lease_id = :lease_id,
		lease_until = :lease_until, last_number = t.last_number + 1,
		attempts_made = t.attempts_made + CASE WHEN t.previous_state IS NULL THEN 1 ELSE 0 END
		{rows} WHERE t.row_id = :row_id
		AND CASE WHEN t.state = 'pending' THEN TRUE ELSE FALSE END`,
});
/** First attempts of a dispatch, which wait under its lease: no index is changed where that is long enough. */
const CLAIM_FIRST = `UPDATE delivery SET state = 'sending', attempts_made = 1, last_number = 1`;
const claimHeld = (rows: string) => `${CLAIM_FIRST} WHERE row_id ${rows}
	AND CASE WHEN lease_id = ? AND state = 'pending' AND lease_until >= ? THEN TRUE ELSE FALSE END`;
/** For what goes to one subscription: it need not be read where it is as it was read last. */
const IF_UNCHANGED = ` AND EXISTS (SELECT 1 FROM subscription WHERE id = ? AND revision = ? AND active = 1)`;
const claimLate = (
	rows: string,
) => `${CLAIM_FIRST}, next_attempt_at = NULL, lease_until = ? WHERE row_id ${rows}
	AND CASE WHEN lease_id = ? AND state = 'pending' THEN TRUE ELSE FALSE END`;
const takenFirst = (rows: string) => `SELECT row_id FROM delivery WHERE row_id ${rows}
	AND CASE WHEN lease_id = ? AND state = 'sending' THEN TRUE ELSE FALSE END`;
/** What is known of the state before says that it is manual, even when its process is gone. */
const CLAIM_MANUALLY = `UPDATE delivery SET previous_state = CASE WHEN state = 'pending'
	THEN COALESCE(previous_state, 'pending') ELSE state END, state = 'sending',
	last_number = last_number + 1, next_attempt_at = NULL, finished_at = NULL, lease_id = ?, lease_until = ?
	WHERE row_id = ? AND ${HAS_NUMBERS_LEFT} AND state <> 'sending' AND (subscription_id IS NULL
	OR EXISTS (SELECT 1 FROM subscription s WHERE s.id = delivery.subscription_id AND s.active = 1))
	RETURNING ${CLAIMED_COLUMNS}`;
/** A lease that ends later than any lease could was taken before the clock was set back. */
const SHORTEN_LEASES = `UPDATE delivery SET lease_until = ? WHERE lease_until > ?`;
/** What waited for a dispatch that did not come to it in time: from now on it is due. */
const release = (lockRows: string) => `UPDATE delivery SET lease_until = NULL,
	next_attempt_at = CASE WHEN lease_until < ? THEN lease_until ELSE ? END WHERE row_id IN
	(SELECT row_id FROM delivery WHERE lease_until <= ? AND state = 'pending'
	ORDER BY lease_until LIMIT ?${lockRows})`;
const EXPIRED = `SELECT ${CLAIMED_COLUMNS} FROM delivery WHERE state = 'sending' AND lease_until < ?
	ORDER BY lease_until LIMIT ?`;

interface Chosen<Known extends Claimable> {
	delivery: Known;
	candidate: Candidate;
}

/** What was taken, and for which attempt. */
interface Taken {
	delivery: Claimable;
	attempt: ClaimedAttempt;
}

/** First attempts of one dispatch, and the lease they are made under. */
interface FirstTaken {
	taken: Taken[];
	rowIds: number[];
	leaseId: string;
	leaseUntil: number;
}

/** Statements for rows that were stored one after the other, as most are that are taken together, and for others. */
interface HeldRows {
	range: string;
	list: string;
}

type Subscriptions = ReadonlyMap<string, Subscription>;

/** So many candidates are looked at for each one that may be taken, once it is seen that some targets are full. */
const CANDIDATES_PER_CLAIM = 4;
/** How often to look past a backlog whose targets have no room. */
const LOOKS_PER_CLAIM = 8;
/** Of a dispatch that died there may be many. */
const RELEASED_PER_CLAIM = 1000;
/** No attempt may take as long as this. */
const LONGEST_LEASE_MS = 10 * 60 * 1000;
/** How often to look for leases of before the clock was set back. */
const SHORTEN_EVERY_MS = 10_000;
/** For so long it is taken for granted that there is still nothing behind a backlog without room: to see that, all of it is read. */
const NOTHING_ELSE_MS = 1000;
const REMEMBERED_LOOKS = 1000;

/** Takes deliveries to be sent, under leases, which are told by the clock that processes share. */
export class DeliveryClaims {
	private shortenedAt = -Infinity;
	/** Looks past full targets that found nothing, and when they were. */
	private readonly emptyLooks = new Map<string, number>();
	private readonly release: string;
	private readonly claimHeld: HeldRows;
	private readonly claimHeldIfUnchanged: HeldRows;
	private readonly claimLate: string;
	private readonly takenFirst: string;

	constructor(
		private readonly database: Database,
		private readonly subscriptions: SubscriptionTable,
		private readonly statistics: StatisticTable,
		private readonly sealer: Sealer,
	) {
		const { integerList, lockRows } = database.dialect;
		this.release = release(lockRows);
		this.claimHeld = { range: claimHeld('BETWEEN ? AND ?'), list: claimHeld(`IN ${integerList}`) };
		this.claimHeldIfUnchanged = {
			range: `${this.claimHeld.range}${IF_UNCHANGED}`,
			list: `${this.claimHeld.list}${IF_UNCHANGED}`,
		};
		this.claimLate = claimLate(`IN ${integerList}`);
		this.takenFirst = takenFirst(`IN ${integerList}`);
	}

	/** Whatever is due. */
	async claimDue(statements: Statements, options: DueClaim): Promise<ClaimedDelivery[]> {
		const now = this.database.sharedTime(options.now);
		await together([
			this.shortenLeases(statements, now),
			statements.run(this.release, [options.now, options.now, now, RELEASED_PER_CLAIM]),
		]);
		const full = {
			origins: new Set(options.fullOrigins),
			subscriptions: new Set(options.fullSubscriptions),
		};
		const claimed: ClaimedDelivery[] = [];
		for (let look = 0; look < LOOKS_PER_CLAIM && claimed.length < options.limit; look += 1) {
			const limit = options.limit - claimed.length;
			const wanted = look === 0 ? limit : limit * CANDIDATES_PER_CLAIM;
			const rows = await this.candidatesUnlessNone(statements, options.now, full, wanted);
			const subscriptions = await this.subscriptionsOf(statements, rows);
			const { admitted, refused } = await this.choose(statements, rows, subscriptions, {
				...options,
				limit,
			});
			const taken = await this.take(statements, admitted, options);
			claimed.push(...(await this.complete(statements, taken, subscriptions)));
			if (rows.length < wanted || admitted.length === limit) break;
			for (const { delivery } of refused) {
				if (delivery.subscriptionId !== null) full.subscriptions.add(delivery.subscriptionId);
				else full.origins.add(delivery.origin);
			}
		}
		return claimed;
	}

	/**
	 * First attempts of this process, of which all is known that nobody can have changed. Where they go to one
	 * subscription, as most do that are taken together, the claim itself asks whether that is as it was `read` last.
	 */
	async claimFirst(
		statements: Statements,
		options: FirstClaim,
		read = this.lastRead(options.waiting),
	): Promise<ClaimedDelivery[]> {
		const { waiting } = options;
		const subscriptions: Subscriptions = read
			? new Map([[read.subscription.id, read.subscription]])
			: await this.subscriptionsOf(statements, waiting);
		const { admitted } = await this.choose(statements, waiting, subscriptions, options);
		const first = this.firstTaken(admitted, options);
		if (first === null) return [];
		if ((await this.claimUnderLease(statements, first, read)) === first.taken.length)
			return await this.complete(statements, first.taken, subscriptions);
		if (read) return await this.claimFirst(statements, options, null);
		return await this.complete(statements, await this.stillOurs(statements, first), subscriptions);
	}

	/** One delivery, whatever its state, unless it is being sent. */
	async claimManually(
		statements: Statements,
		id: string,
		leaseUntil: number,
	): Promise<ClaimedDelivery | null> {
		const lease = createId('lea', leaseUntil);
		const until = this.database.sharedTime(leaseUntil);
		const rows = this.parse(await statements.all(CLAIM_MANUALLY, [lease, until, rowIdOf(id)]));
		const [claimed] = await this.completeRows(statements, rows);
		return claimed ?? null;
	}

	/** Those whose lease ran out while they were sent. */
	async expired(statements: Statements, now: number, limit: number): Promise<ClaimedDelivery[]> {
		const rows = this.parse(await statements.all(EXPIRED, [this.database.sharedTime(now), limit]));
		return await this.completeRows(statements, rows);
	}

	private async shortenLeases(statements: Statements, now: number): Promise<void> {
		if (now >= this.shortenedAt && now < this.shortenedAt + SHORTEN_EVERY_MS) return;
		this.shortenedAt = now;
		const longest = now + LONGEST_LEASE_MS;
		await statements.run(SHORTEN_LEASES, [longest, longest]);
	}

	/** Asks for each candidate whether there is room; what has nowhere to go any more is ended. */
	private async choose<Known extends Claimable>(
		statements: Statements,
		deliveries: readonly Known[],
		subscriptions: Subscriptions,
		{ limit, admit, now }: Pick<DueClaim, 'limit' | 'admit' | 'now'>,
	): Promise<{ admitted: Array<Chosen<Known>>; refused: Array<Chosen<Known>> }> {
		const admitted: Array<Chosen<Known>> = [];
		const refused: Array<Chosen<Known>> = [];
		const stopped: number[] = [];
		for (const delivery of deliveries) {
			if (admitted.length === limit) break;
			const { id, origin, subscriptionId } = delivery;
			const subscription =
				subscriptionId === null ? null : (subscriptions.get(subscriptionId) ?? null);
			const candidate = { deliveryId: id, origin, subscription };
			if (subscriptionId !== null && !subscription?.status.active) stopped.push(delivery.rowId);
			else if (admit(candidate)) admitted.push({ delivery, candidate });
			else refused.push({ delivery, candidate });
		}
		await this.endUndeliverable(statements, stopped, now);
		return { admitted, refused };
	}

	/** What waits for a subscription that was switched off or deleted since it was stored or sent to. */
	async endUndeliverable(
		statements: Statements,
		rowIds: readonly number[],
		now: number,
	): Promise<void> {
		if (rowIds.length === 0) return;
		const { integerList } = this.database.dialect;
		const listed = `d.row_id IN ${integerList} AND d.subscription_id IS NOT NULL AND`;
		const values = [JSON.stringify(rowIds)];
		const subscription = 'SELECT 1 FROM subscription s WHERE s.id = d.subscription_id';
		const off = { sql: `${listed} EXISTS (${subscription} AND s.active = 0)`, values };
		const deleted = { sql: `${listed} NOT EXISTS (${subscription})`, values };
		const skipped = await endWaiting(statements, 'skipped', off, now);
		const canceled = await endWaiting(statements, 'canceled', deleted, now);
		await this.statistics.add(statements, [...skipped.changes, ...canceled.changes]);
	}

	/** Those that nobody else has taken. What is claimed together is told from every other claim by one lease id. */
	private async take(
		statements: Statements,
		chosen: ReadonlyArray<Chosen<ClaimableRow>>,
		options: Pick<DueClaim, 'now' | 'leaseMs'>,
	): Promise<Taken[]> {
		if (chosen.length === 0) return [];
		const now = this.database.sharedTime(options.now);
		const leaseId = createId('lea', options.now);
		const isTaken = await statements.changeMany(
			CLAIM,
			chosen.map(({ delivery: { rowId }, candidate }) => ({
				row_id: rowId,
				lease_id: leaseId,
				lease_until: now + options.leaseMs(candidate),
			})),
		);
		return chosen.flatMap(({ delivery }, index) =>
			isTaken[index] ? { delivery, attempt: nextAttempt(delivery, leaseId) } : [],
		);
	}

	/** `null`: none are. */
	private firstTaken(
		chosen: ReadonlyArray<Chosen<WaitingDelivery>>,
		options: Pick<FirstClaim, 'now' | 'leaseMs'>,
	): FirstTaken | null {
		const leaseId = chosen[0]?.delivery.leaseId;
		if (leaseId === undefined) return null;
		const longestMs = Math.max(...chosen.map(({ candidate }) => options.leaseMs(candidate)));
		return {
			taken: chosen.map(({ delivery }) => ({
				delivery,
				attempt: { leaseId, previousState: null, attemptsMade: 1, number: 1 },
			})),
			rowIds: chosen.map(({ delivery }) => delivery.rowId),
			leaseId,
			leaseUntil: this.database.sharedTime(options.now) + longestMs,
		};
	}

	/** How many of these still waited under the lease, and long enough, for a subscription as it was read. */
	private async claimUnderLease(
		statements: Statements,
		{ rowIds, leaseId, leaseUntil }: FirstTaken,
		read: ReadSubscription | null,
	): Promise<number> {
		const sql = read ? this.claimHeldIfUnchanged : this.claimHeld;
		const held = [leaseId, leaseUntil, ...(read ? [read.subscription.id, read.revision] : [])];
		const [first = 0] = rowIds;
		if (rowIds.every((rowId, index) => rowId === first + index))
			return await statements.run(sql.range, [first, first + rowIds.length - 1, ...held]);
		return await statements.run(sql.list, [JSON.stringify(rowIds), ...held]);
	}

	/** Those that nobody else has taken, where some did not wait for long enough or no longer did. */
	private async stillOurs(
		statements: Statements,
		{ taken, rowIds, leaseId, leaseUntil }: FirstTaken,
	): Promise<Taken[]> {
		const listed = JSON.stringify(rowIds);
		await statements.run(this.claimLate, [leaseUntil, listed, leaseId]);
		const rows = await statements.all(this.takenFirst, [listed, leaseId]);
		const ours = new Set(rows.map((row) => Number(row.row_id)));
		return taken.filter(({ delivery }) => ours.has(delivery.rowId));
	}

	/** The same look past the same full targets is not taken again at once where it found nothing. */
	private async candidatesUnlessNone(
		statements: Statements,
		now: number,
		full: FullTargets,
		limit: number,
	): Promise<ClaimableRow[]> {
		if (full.origins.size + full.subscriptions.size === 0)
			return await this.candidates(statements, now, full, limit);
		const look = JSON.stringify([[...full.origins], [...full.subscriptions]]);
		if (Math.abs(now - (this.emptyLooks.get(look) ?? -Infinity)) < NOTHING_ELSE_MS) return [];
		const rows = await this.candidates(statements, now, full, limit);
		if (this.emptyLooks.size >= REMEMBERED_LOOKS) this.emptyLooks.clear();
		if (rows.length === 0) this.emptyLooks.set(look, now);
		return rows;
	}

	private async candidates(
		statements: Statements,
		now: number,
		full: FullTargets,
		limit: number,
	): Promise<ClaimableRow[]> {
		const { textList, lockRows } = this.database.dialect;
		const rows = await statements.all(
			`SELECT ${CLAIMED_COLUMNS} FROM delivery d
			WHERE d.next_attempt_at <= ? AND d.state = 'pending' AND d.origin NOT IN ${textList}
			AND (d.subscription_id IS NULL OR d.subscription_id NOT IN ${textList})
			ORDER BY d.next_attempt_at LIMIT ?${lockRows}`,
			[now, JSON.stringify([...full.origins]), JSON.stringify([...full.subscriptions]), limit],
		);
		return this.parse(rows);
	}

	/** The subscription that all of these go to, if it was read and active then. */
	private lastRead(deliveries: readonly Claimable[]): ReadSubscription | null {
		const id = deliveries[0]?.subscriptionId ?? null;
		const isShared = deliveries.every(({ subscriptionId }) => subscriptionId === id);
		const read = id !== null && isShared ? this.subscriptions.lastRead(id) : null;
		return read?.subscription.status.active ? read : null;
	}

	private async subscriptionsOf(
		statements: Statements,
		deliveries: readonly Claimable[],
	): Promise<Subscriptions> {
		const ids = new Set(deliveries.flatMap(({ subscriptionId }) => subscriptionId ?? []));
		return ids.size === 0 ? new Map() : await this.subscriptions.byIds(statements, [...ids]);
	}

	/** Rows that are claimed already. */
	private async completeRows(
		statements: Statements,
		rows: readonly ClaimableRow[],
	): Promise<ClaimedDelivery[]> {
		const taken = rows.map((delivery) => ({ delivery, attempt: presentAttempt(delivery) }));
		return await this.complete(statements, taken, await this.subscriptionsOf(statements, rows));
	}

	/** Adds the bytes that are not known yet, read once however many deliveries share them. */
	private async complete(
		statements: Statements,
		taken: readonly Taken[],
		subscriptions: Subscriptions,
	): Promise<ClaimedDelivery[]> {
		const unknown = taken.flatMap(({ delivery: { body, bodyRowId } }) => (body ? [] : bodyRowId));
		const bodies = await this.bodies(statements, unknown);
		return taken.map(({ delivery, attempt: { leaseId, previousState, attemptsMade, number } }) => {
			const { subscriptionId } = delivery;
			return {
				id: delivery.id,
				rowId: delivery.rowId,
				leaseId,
				eventId: delivery.eventId,
				eventType: delivery.eventType,
				subscription: subscriptionId === null ? null : (subscriptions.get(subscriptionId) ?? null),
				urlTarget: delivery.urlTarget,
				url: delivery.url,
				origin: delivery.origin,
				body: delivery.body ?? bodies.get(delivery.bodyRowId) ?? new Uint8Array(),
				allowedNetworks: delivery.allowedNetworks,
				attemptsMade,
				number,
				trigger: previousState === null ? 'automatic' : 'manual',
				previousState: previousState ?? 'pending',
				createdAt: delivery.createdAt,
			};
		});
	}

	private async bodies(
		statements: Statements,
		rowIds: readonly number[],
	): Promise<ReadonlyMap<number, Uint8Array>> {
		if (rowIds.length === 0) return new Map();
		const found = await statements.all(
			`SELECT row_id, bytes FROM body WHERE row_id IN ${this.database.dialect.integerList}`,
			[JSON.stringify([...new Set(rowIds)])],
		);
		return new Map(found.map((row) => [Number(row.row_id), bytesSchema.parse(row.bytes)]));
	}

	private parse(rows: readonly SqlRow[]): ClaimableRow[] {
		return rows.map((row) => claimableRow(row, (text) => this.sealer.unseal(text)));
	}
}

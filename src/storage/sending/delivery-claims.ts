import * as z from 'zod';

import type {
	Candidate,
	ClaimedDelivery,
	DueClaim,
	FirstClaim,
	UrlTarget,
	WaitingDelivery,
} from '../contracts';
import type { Database, SqlRow, Statements } from '../database/database';
import { bytesSchema } from '../database/bytes-schema';
import { endWaiting } from './ending-deliveries';
import { rowStatement } from '../database/row-statement';
import type { Sealer } from '../sealer';
import type { StatisticTable } from './statistic-table';
import type { SubscriptionTable } from './subscription-table';
import { together } from '../database/together';
import { deliveryStateSchema } from '../../model/delivery';
import { createId } from '../../model/id';
import type { Subscription } from '../../model/subscription';

const CLAIMED_COLUMNS = `id, row_id, event_id, event_type, subscription_id, url, origin, sealed_target,
	body_row_id, allowed_networks, previous_state, attempts_made, last_number, lease_id, created_at`;
/**
 * For rows that are found by their row ids, and must not be found by the condition: an index on what waits holds all of
 * that. Ids are compared too: when the last row of all is deleted, SQLite gives its row id to the next.
 * One that somebody wants sent once more is known by its previous state, and does not count towards the five.
 */
const CLAIM = rowStatement({
	columns: { row_id: 'integer', id: 'text', lease_id: 'text', lease_until: 'integer' },
	key: ['row_id'],
	sql: `UPDATE delivery AS t SET state = 'sending', next_attempt_at = NULL, lease_id = :lease_id,
		lease_until = :lease_until, last_number = t.last_number + 1,
		attempts_made = t.attempts_made + CASE WHEN t.previous_state IS NULL THEN 1 ELSE 0 END
		{rows} WHERE t.row_id = :row_id
		AND CASE WHEN t.id = :id AND t.state = 'pending' THEN TRUE ELSE FALSE END`,
});
/** First attempts of a dispatch, which wait under its lease: no index is changed where that is long enough. */
const CLAIM_FIRST = `UPDATE delivery SET state = 'sending', attempts_made = 1, last_number = 1`;
const claimHeld = (rowIds: string) => `${CLAIM_FIRST} WHERE row_id IN ${rowIds}
	AND CASE WHEN lease_id = ? AND state = 'pending' AND lease_until >= ? THEN TRUE ELSE FALSE END RETURNING row_id`;
const claimLate = (rowIds: string) => `${CLAIM_FIRST}, next_attempt_at = NULL, lease_until = ?
	WHERE row_id IN ${rowIds} AND CASE WHEN lease_id = ? AND state = 'pending' THEN TRUE ELSE FALSE END RETURNING row_id`;
/** What is known of the state before says that it is manual, even when its process is gone. */
const CLAIM_MANUALLY = `UPDATE delivery SET previous_state = CASE WHEN state = 'pending'
	THEN COALESCE(previous_state, 'pending') ELSE state END, state = 'sending',
	last_number = last_number + 1, next_attempt_at = NULL, finished_at = NULL, lease_id = ?, lease_until = ?
	WHERE id = ? AND state <> 'sending' AND (subscription_id IS NULL
	OR EXISTS (SELECT 1 FROM subscription s WHERE s.id = delivery.subscription_id AND s.active = 1))
	RETURNING ${CLAIMED_COLUMNS}`;
/** A lease that ends later than any lease could was taken before the clock was set back. */
const SHORTEN_LEASES = `UPDATE delivery SET lease_until = ? WHERE lease_until > ?`;
/** What waited for a dispatch that did not come to it in time. */
const RELEASE = `UPDATE delivery SET next_attempt_at = CASE WHEN lease_until < ? THEN lease_until ELSE ? END,
	lease_until = NULL WHERE lease_until <= ? AND CASE WHEN state = 'pending' THEN TRUE ELSE FALSE END`;
const EXPIRED = `SELECT ${CLAIMED_COLUMNS} FROM delivery WHERE state = 'sending' AND lease_until < ?
	ORDER BY lease_until LIMIT ?`;

const claimedSchema = z.object({
	id: z.string(),
	row_id: z.number(),
	event_id: z.string(),
	event_type: z.string(),
	subscription_id: z.string().nullable(),
	url: z.string(),
	origin: z.string(),
	sealed_target: z.string().nullable(),
	body_row_id: z.number(),
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

/** A row of these columns; what is already known of it besides need not be read. */
type ClaimedRow = z.output<typeof claimedSchema> & {
	urlTarget?: UrlTarget | null;
	body?: Uint8Array | null;
};

interface Chosen {
	row: ClaimedRow;
	candidate: Candidate;
}

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

/** Takes deliveries to be sent, each claim under a lease of its own. Leases are told by the clock that processes share. */
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

	/** Whatever is due. */
	async claimDue(statements: Statements, options: DueClaim): Promise<ClaimedDelivery[]> {
		const now = this.database.sharedTime(options.now);
		await together([
			this.shortenLeases(statements, now),
			statements.run(RELEASE, [options.now, options.now, now]),
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
			claimed.push(...(await this.complete(statements, taken.map(asClaimed), subscriptions)));
			if (rows.length < wanted || admitted.length === limit) break;
			for (const { row } of refused) {
				if (row.subscription_id !== null) full.subscriptions.add(row.subscription_id);
				else full.origins.add(row.origin);
			}
		}
		return claimed;
	}

	/** First attempts of this process, of which all is known that nobody can have changed. */
	async claimFirst(statements: Statements, options: FirstClaim): Promise<ClaimedDelivery[]> {
		const rows = options.waiting.map(firstRow);
		const subscriptions = await this.subscriptionsOf(statements, rows);
		const { admitted } = await this.choose(statements, rows, subscriptions, options);
		const taken = await this.takeFirst(statements, admitted, options);
		return await this.complete(statements, taken.map(asClaimed), subscriptions);
	}

	/** One delivery, whatever its state, unless it is being sent. */
	async claimManually(
		statements: Statements,
		id: string,
		leaseUntil: number,
	): Promise<ClaimedDelivery | null> {
		const lease = createId('lea', leaseUntil);
		const until = this.database.sharedTime(leaseUntil);
		const rows = parse(await statements.all(CLAIM_MANUALLY, [lease, until, id]));
		const subscriptions = await this.subscriptionsOf(statements, rows);
		const [claimed] = await this.complete(statements, rows, subscriptions);
		return claimed ?? null;
	}

	/** Those whose lease ran out while they were sent. */
	async expired(statements: Statements, now: number, limit: number): Promise<ClaimedDelivery[]> {
		const rows = parse(await statements.all(EXPIRED, [this.database.sharedTime(now), limit]));
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
		rows: readonly ClaimedRow[],
		subscriptions: Subscriptions,
		{ limit, admit, now }: Pick<DueClaim, 'limit' | 'admit' | 'now'>,
	): Promise<{ admitted: Chosen[]; refused: Chosen[] }> {
		const admitted: Chosen[] = [];
		const refused: Chosen[] = [];
		const stopped: string[] = [];
		for (const row of rows) {
			if (admitted.length === limit) break;
			const { id, origin, subscription_id: subscriptionId } = row;
			const subscription =
				subscriptionId === null ? null : (subscriptions.get(subscriptionId) ?? null);
			const candidate = { deliveryId: id, origin, subscription };
			if (subscriptionId !== null && !subscription?.status.active) stopped.push(id);
			else if (admit(candidate)) admitted.push({ row, candidate });
			else refused.push({ row, candidate });
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

	/** Those that nobody else has taken. What is claimed together is told from every other claim by one lease id. */
	private async take(
		statements: Statements,
		chosen: readonly Chosen[],
		options: Pick<DueClaim, 'now' | 'leaseMs'>,
	): Promise<ClaimedRow[]> {
		if (chosen.length === 0) return [];
		const now = this.database.sharedTime(options.now);
		const leaseId = createId('lea', options.now);
		const isTaken = await statements.changeMany(
			CLAIM,
			chosen.map(({ row, candidate }) => ({
				row_id: row.row_id,
				id: row.id,
				lease_id: leaseId,
				lease_until: now + options.leaseMs(candidate),
			})),
		);
		return chosen.flatMap(({ row }, index) =>
			isTaken[index] ? { ...row, lease_id: leaseId } : [],
		);
	}

	/** Those that still wait under the lease of their dispatch. */
	private async takeFirst(
		statements: Statements,
		chosen: readonly Chosen[],
		options: Pick<FirstClaim, 'now' | 'leaseMs'>,
	): Promise<ClaimedRow[]> {
		const leaseId = chosen[0]?.row.lease_id;
		if (!leaseId) return [];
		const { integerList } = this.database.dialect;
		const longestMs = Math.max(...chosen.map(({ candidate }) => options.leaseMs(candidate)));
		const leaseUntil = this.database.sharedTime(options.now) + longestMs;
		const taken = new Set<unknown>();
		const left = () => chosen.map(({ row }) => row.row_id).filter((rowId) => !taken.has(rowId));
		const held = [JSON.stringify(left()), leaseId, leaseUntil];
		for (const row of await statements.all(claimHeld(integerList), held)) taken.add(row.row_id);
		if (taken.size < chosen.length) {
			const late = [leaseUntil, JSON.stringify(left()), leaseId];
			for (const row of await statements.all(claimLate(integerList), late)) taken.add(row.row_id);
		}
		return chosen.flatMap(({ row }) => (taken.has(row.row_id) ? [row] : []));
	}

	/** The same look past the same full targets is not taken again at once where it found nothing. */
	private async candidatesUnlessNone(
		statements: Statements,
		now: number,
		full: FullTargets,
		limit: number,
	): Promise<ClaimedRow[]> {
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
	): Promise<ClaimedRow[]> {
		const { textList, lockRows } = this.database.dialect;
		const rows = await statements.all(
			`SELECT ${CLAIMED_COLUMNS} FROM delivery d
			WHERE d.next_attempt_at <= ? AND d.state = 'pending' AND d.origin NOT IN ${textList}
			AND (d.subscription_id IS NULL OR d.subscription_id NOT IN ${textList})
			ORDER BY d.next_attempt_at LIMIT ?${lockRows}`,
			[now, JSON.stringify([...full.origins]), JSON.stringify([...full.subscriptions]), limit],
		);
		return parse(rows);
	}

	private async subscriptionsOf(
		statements: Statements,
		rows: readonly ClaimedRow[],
	): Promise<Subscriptions> {
		const ids = new Set(rows.flatMap((row) => row.subscription_id ?? []));
		return ids.size === 0 ? new Map() : await this.subscriptions.byIds(statements, [...ids]);
	}

	/** Adds the bytes that are not known yet, read once however many deliveries share them. */
	private async complete(
		statements: Statements,
		rows: readonly ClaimedRow[],
		subscriptions: Subscriptions,
	): Promise<ClaimedDelivery[]> {
		const bodies = await this.bodies(
			statements,
			rows.filter(({ body }) => !body),
		);
		return rows.map((row) => ({
			id: row.id,
			rowId: row.row_id,
			leaseId: row.lease_id ?? '',
			eventId: row.event_id,
			eventType: row.event_type,
			subscription:
				row.subscription_id === null ? null : (subscriptions.get(row.subscription_id) ?? null),
			urlTarget: row.urlTarget ?? this.urlTarget(row),
			url: row.url,
			origin: row.origin,
			body: row.body ?? bodies.get(row.body_row_id) ?? new Uint8Array(),
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
	): Promise<ReadonlyMap<number, Uint8Array>> {
		if (rows.length === 0) return new Map();
		const rowIds = new Set(rows.map((row) => row.body_row_id));
		const found = await statements.all(
			`SELECT row_id, bytes FROM body WHERE row_id IN ${this.database.dialect.integerList}`,
			[JSON.stringify([...rowIds])],
		);
		return new Map(found.map((row) => [Number(row.row_id), bytesSchema.parse(row.bytes)]));
	}
}

function parse(rows: readonly SqlRow[]): ClaimedRow[] {
	return rows.map((row) => claimedSchema.parse(row));
}

/** As the row stands before its first attempt. */
function firstRow(delivery: WaitingDelivery): ClaimedRow {
	return {
		id: delivery.id,
		row_id: delivery.rowId,
		event_id: delivery.eventId,
		event_type: delivery.eventType,
		subscription_id: delivery.subscriptionId,
		url: delivery.url,
		origin: delivery.origin,
		sealed_target: null,
		urlTarget: delivery.urlTarget,
		body_row_id: delivery.bodyRowId,
		body: delivery.body,
		allowed_networks: delivery.allowedNetworks,
		previous_state: null,
		attempts_made: 0,
		last_number: 0,
		lease_id: delivery.leaseId,
		created_at: delivery.createdAt,
	};
}

/** As the row stands once it is claimed. */
function asClaimed(row: ClaimedRow): ClaimedRow {
	const counts = row.previous_state === null ? 1 : 0;
	return {
		...row,
		attempts_made: row.attempts_made + counts,
		last_number: row.last_number + 1,
	};
}

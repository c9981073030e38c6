import { SHOWN_BODY_BYTES, shownBody } from '../model/shown-body';
import type { Step, Work } from '../pump';
import type {
	Candidate,
	ClaimedDelivery,
	DeliveryRecord,
	DeliveryResult,
	WaitingDelivery,
} from '../storage/contracts';
import { carryOut, LOOK_AGAIN_MS, mayWait, recordAndClaim, type DeliveryTools } from './sending';
import { sharesTarget, WaitingQueue } from './waiting-queue';

/** A dispatch that goes on keeps its waiting first attempts from the background for so long. */
export const FIRST_ATTEMPT_MS = 45_000;
/** A dispatch that could take nothing for so long, since its targets have no room, leaves it to the background. */
const HAND_OVER_MS = 5000;

/** The first attempts of one dispatch, as work for a pump: what it stored itself, it need not look for. */
export class FirstAttempts implements Work<ClaimedDelivery, DeliveryResult> {
	/** How often in a row the store did not answer. */
	failuresInARow = 0;
	readonly mayWait = mayWait;
	private readonly queue: WaitingQueue;
	/** By their ids. */
	private readonly attempts = new Map<string, FirstAttempt>();
	/** Whether something was left for want of a place when something was taken last. */
	private isHeldBack = false;
	/** What was taken out of the queue and is not claimed yet. */
	private taken: readonly WaitingDelivery[] = [];
	private isHandedOver = false;
	private postponedAt: number;
	private progressedAt: number;

	constructor(
		private readonly tools: DeliveryTools,
		deliveries: readonly WaitingDelivery[],
	) {
		this.queue = new WaitingQueue(deliveries);
		this.postponedAt = tools.clock.now();
		this.progressedAt = this.postponedAt;
	}

	/** Whether a place that somebody else gave back is waited for. */
	concerns(freed: Candidate): boolean {
		if (!this.isHeldBack || this.attempts.get(freed.deliveryId)?.result === null) return false;
		return this.queue.concerns(freed) || this.taken.some((one) => sharesTarget(one, freed));
	}

	/** Whether its first attempt is recorded. */
	isAttempted(id: string): boolean {
		return Boolean(this.attempts.get(id)?.result);
	}

	/** Whether that was the last one. */
	hasEnded(id: string): boolean {
		return isEnded(this.attempts.get(id));
	}

	/** A delivery as the store has it, where it ended with its first attempt. */
	record(id: string): DeliveryRecord | null {
		const attempt = this.attempts.get(id);
		return isEnded(attempt) ? recordOf(attempt) : null;
	}

	/** Ids of those that were not taken yet. */
	get left(): string[] {
		return this.queue.ids();
	}

	async step(results: readonly DeliveryResult[], room: number): Promise<Step<ClaimedDelivery>> {
		this.failuresInARow += 1;
		const now = this.tools.clock.now();
		await this.postponeIfNeeded(now);
		const jobs = await this.recordAndClaim(results, this.isHandedOver ? 0 : room, now);
		if (results.length > 0 || jobs.length > 0) this.progressedAt = now;
		this.failuresInARow = 0;
		return { jobs, nextDueAt: room === 0 || jobs.length > 0 ? now : this.nextDueAt(now) };
	}

	carryOut(claimed: ClaimedDelivery): Promise<DeliveryResult> {
		return carryOut(claimed, this.tools);
	}

	private async recordAndClaim(
		results: readonly DeliveryResult[],
		limit: number,
		now: number,
	): Promise<ClaimedDelivery[]> {
		const { room } = this.tools;
		const taken = this.queue.take(limit, {
			origins: new Set(room.fullOrigins()),
			subscriptions: new Set(room.fullSubscriptions()),
		});
		// Known before the store answers: a place may become free meanwhile, and nobody would be told of it.
		this.taken = taken;
		this.isHeldBack = taken.length < limit;
		const byId = new Map(taken.map((waiting) => [waiting.id, waiting]));
		const withoutRoom = new Set<string>();
		try {
			const { claimed, refused } = await recordAndClaim(
				results,
				taken.length === 0 ? null : { now, limit: taken.length, waiting: taken },
				this.tools,
				({ deliveryId }) => {
					withoutRoom.add(deliveryId);
					this.isHeldBack = true;
				},
			);
			this.note(results, new Set(refused));
			for (const { id, body } of claimed) {
				const waiting = byId.get(id);
				if (waiting) this.attempts.set(id, { waiting, body, result: null });
			}
			this.putBack(taken.filter(({ id }) => withoutRoom.has(id)));
			return claimed;
		} catch (error) {
			this.putBack(taken);
			throw error;
		} finally {
			this.taken = [];
		}
	}

	/** In their former order. */
	private putBack(deliveries: readonly WaitingDelivery[]): void {
		for (const delivery of deliveries.toReversed()) this.queue.putBack(delivery);
	}

	private note(results: readonly DeliveryResult[], refused: ReadonlySet<string>): void {
		for (const result of results) {
			const { deliveryId: id } = result;
			const attempt = this.attempts.get(id);
			if (!attempt) continue;
			if (refused.has(id)) {
				// Somebody else has it in hand.
				this.attempts.delete(id);
				continue;
			}
			attempt.result = result;
			attempt.body = beginningOf(attempt.body);
		}
	}

	/** When there will be something to take, where there is nothing now. */
	private nextDueAt(now: number): number | null {
		if (this.queue.size === 0 || this.isHandedOver) return null;
		// What was taken out was somebody else's: there is more.
		if (!this.isHeldBack) return now;
		this.isHandedOver = Math.abs(now - this.progressedAt) >= HAND_OVER_MS;
		if (this.isHandedOver) return null;
		return this.tools.room.restsUntil(this.queue.subscriptionIds()) ?? now + LOOK_AGAIN_MS;
	}

	/** Keeps the background from taking first attempts that this dispatch will come to. */
	private async postponeIfNeeded(now: number): Promise<void> {
		if (Math.abs(now - this.postponedAt) < FIRST_ATTEMPT_MS / 3) return;
		const times = { firstAttemptBefore: now + FIRST_ATTEMPT_MS, now };
		await this.tools.store.outbox.postpone(this.queue.ids(), times);
		this.postponedAt = now;
	}
}

/** As much as is shown of it: all of it must not stay in memory. */
function beginningOf(body: Uint8Array): Uint8Array {
	if (body.byteLength <= SHOWN_BODY_BYTES) return body;
	return new Uint8Array(body.subarray(0, SHOWN_BODY_BYTES));
}

interface FirstAttempt {
	waiting: WaitingDelivery;
	body: Uint8Array;
	/** `null` while it is under way. */
	result: DeliveryResult | null;
}

interface LastAttempt extends FirstAttempt {
	result: DeliveryResult;
}

function isEnded(attempt: FirstAttempt | undefined): attempt is LastAttempt {
	return typeof attempt?.result?.finishedAt === 'number';
}

/** What reading a delivery gives that ended with its first attempt. */
function recordOf({ waiting, body, result }: LastAttempt): DeliveryRecord {
	const { url, state, attempt, nextAttemptAt, finishedAt } = result;
	return {
		delivery: {
			id: waiting.id,
			eventId: waiting.eventId,
			eventType: waiting.eventType,
			subscriptionId: waiting.subscriptionId,
			subscriptionName: waiting.subscriptionName,
			url,
			state,
			attemptsMade: 1,
			nextAttemptAt,
			createdAt: waiting.createdAt,
			finishedAt,
			lastStatus: attempt.response?.status ?? null,
		},
		attempts: [attempt],
		body: shownBody(body),
	};
}

import type { Step, Work } from '../pump';
import type { Candidate, ClaimedDelivery, DeliveryResult, Store } from '../storage/contracts';
import { attemptDelivery, interruptedAttempt, type AttemptTools } from './attempt-delivery';
import { HeldBack } from './held-back';
import { requestEnd, type RequestEnd, type Room } from './room';
import { attemptTimeoutMs } from './send-target';

/** A lease outlives the attempt's own deadline by this much: time to record the answer. */
const LEASE_MARGIN_MS = 15_000;
/** How often to look for deliveries whose process is gone, and for how many. */
const EXPIRED_EVERY_MS = 1000;
const EXPIRED_PER_STEP = 100;
/** A dispatch that goes on keeps its waiting first attempts from the background pump for so long. */
export const FIRST_ATTEMPT_MS = 60_000;
/** A dispatch that could take nothing for so long, since its targets have no room, leaves it to the background. */
const HAND_OVER_MS = 5000;
/** Places that become free wake whoever waits for them; in case that gets lost, this is how often to look. */
const LOOK_AGAIN_MS = 1000;
/** How many targets without room are looked for at once. */
const HELD_BACK_PER_LOOK = 25;

export interface DeliveryTools extends AttemptTools {
	store: Pick<Store, 'outbox'>;
	room: Room;
}

/** For how long a delivery is taken to be sent, in milliseconds. */
export function leaseMs({ subscription }: Pick<Candidate, 'subscription'>): number {
	return attemptTimeoutMs(subscription) + LEASE_MARGIN_MS;
}

/** Sending as work for a pump: the first attempts of one dispatch, or whatever is due. */
export class DeliveryWork implements Work<ClaimedDelivery, DeliveryResult> {
	/** What something due was left for because it had no room. */
	readonly heldBack = new HeldBack();
	/** Whether the first attempts that are left were given to the background. */
	isHandedOver = false;
	/** How often in a row the store did not answer. */
	failuresInARow = 0;
	/** Whether targets without room were left out when something was claimed last. */
	private hasPassedOver = false;
	private lookedForExpiredAt = 0;
	private postponedAt: number;
	private progressedAt: number;

	constructor(
		private readonly tools: DeliveryTools,
		/** `null`: whatever is due. */
		private readonly dispatchId: string | null,
	) {
		this.postponedAt = tools.clock.now();
		this.progressedAt = this.postponedAt;
	}

	async step(results: readonly DeliveryResult[], room: number): Promise<Step<ClaimedDelivery>> {
		this.failuresInARow += 1;
		const now = this.tools.clock.now();
		const limit = this.isHandedOver ? 0 : room;
		await this.postponeIfNeeded(now);
		const interrupted = await this.interrupted(now, limit);
		const jobs = await this.recordAndClaim([...results, ...interrupted], limit, now);
		if (results.length > 0 || jobs.length > 0) this.progressedAt = now;
		// The store is asked nothing more where something was claimed: a failure would lose it.
		const nextDueAt = room === 0 || jobs.length > 0 ? now : await this.nextDueAt(now);
		this.failuresInARow = 0;
		return { jobs, nextDueAt };
	}

	async carryOut(claimed: ClaimedDelivery): Promise<DeliveryResult> {
		let end: RequestEnd = 'unanswered';
		try {
			const result = await attemptDelivery(claimed, this.tools);
			end = requestEnd(result);
			return result;
		} finally {
			this.tools.room.release({ ...claimed, deliveryId: claimed.id }, end);
		}
	}

	private async recordAndClaim(
		results: readonly DeliveryResult[],
		limit: number,
		now: number,
	): Promise<ClaimedDelivery[]> {
		const { store, room } = this.tools;
		const reserved = new Map<string, Candidate>();
		this.heldBack.clear();
		const fullOrigins = room.fullOrigins();
		const fullSubscriptions = room.fullSubscriptions();
		// Asked now: a place may become free while the store answers, and nobody would be told of it.
		this.hasPassedOver = fullOrigins.length + fullSubscriptions.length > 0;
		try {
			const { claimed } = await store.outbox.step(
				results,
				limit === 0
					? null
					: {
							...this.claimOptions(now, limit),
							fullOrigins,
							fullSubscriptions,
							admit: (candidate) => this.admit(candidate, reserved),
						},
			);
			for (const { id } of claimed) reserved.delete(id);
			return claimed;
		} finally {
			for (const candidate of reserved.values()) room.release(candidate, 'unsent');
		}
	}

	private admit(candidate: Candidate, reserved: Map<string, Candidate>): boolean {
		const admitted = this.tools.room.reserve(candidate);
		if (admitted) reserved.set(candidate.deliveryId, candidate);
		else this.heldBack.add(candidate);
		return admitted;
	}

	/** When there will be something to take, where there is nothing now. */
	private async nextDueAt(now: number): Promise<number | null> {
		if (this.isHandedOver) return null;
		await this.lookForHeldBack(now);
		if (this.heldBack.isAny) {
			this.isHandedOver =
				this.dispatchId !== null && Math.abs(now - this.progressedAt) >= HAND_OVER_MS;
			if (this.isHandedOver) return null;
			return this.tools.room.restsUntil(this.heldBack.subscriptionIds) ?? now + LOOK_AGAIN_MS;
		}
		return this.dispatchId === null ? await this.tools.store.outbox.nextDueAt() : null;
	}

	/** Whether anything waits for a target without room: those are passed over when something is claimed. */
	private async lookForHeldBack(now: number): Promise<void> {
		const { store } = this.tools;
		if (!this.hasPassedOver) return;
		await store.outbox.step([], {
			...this.claimOptions(now, HELD_BACK_PER_LOOK),
			fullOrigins: [],
			fullSubscriptions: [],
			admit: (candidate) => {
				this.heldBack.add(candidate);
				return false;
			},
		});
	}

	private claimOptions(now: number, limit: number) {
		return { now, limit, leaseMs, dispatchId: this.dispatchId };
	}

	private async interrupted(now: number, limit: number): Promise<DeliveryResult[]> {
		if (this.dispatchId !== null || limit === 0) return [];
		// A clock that steps back must not stop the search for good.
		if (Math.abs(now - this.lookedForExpiredAt) < EXPIRED_EVERY_MS) return [];
		this.lookedForExpiredAt = now;
		const expired = await this.tools.store.outbox.expired(now, EXPIRED_PER_STEP);
		return expired.map((claimed) => interruptedAttempt(claimed, now));
	}

	/** Keeps the background pump from taking first attempts that this dispatch will come to. */
	private async postponeIfNeeded(now: number): Promise<void> {
		if (this.dispatchId === null || Math.abs(now - this.postponedAt) < FIRST_ATTEMPT_MS / 3) return;
		await this.tools.store.outbox.postpone(this.dispatchId, now + FIRST_ATTEMPT_MS);
		this.postponedAt = now;
	}
}

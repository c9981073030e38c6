import type { Step, Work } from '../pump';
import type { Candidate, ClaimedDelivery, DeliveryResult } from '../storage/contracts';
import { interruptedAttempt } from './attempt-delivery';
import { HeldBack } from './held-back';
import {
	carryOut,
	leaseMs,
	LOOK_AGAIN_MS,
	mayWait,
	recordAndClaim,
	type DeliveryTools,
} from './sending';

/** How often to look for deliveries whose process is gone, and for how many. */
const EXPIRED_EVERY_MS = 1000;
const EXPIRED_PER_STEP = 100;
/** How many targets without room are looked for at once. */
const HELD_BACK_PER_LOOK = 25;

/** Sending whatever is due, whichever process stored it, as work for a pump. */
export class BackgroundWork implements Work<ClaimedDelivery, DeliveryResult> {
	readonly mayWait = mayWait;
	/** What something due was left for because it had no room. */
	private readonly heldBack = new HeldBack();
	/** Ids of what is being sent. */
	private readonly underWay = new Set<string>();
	/** Whether targets without room were left out when something was claimed last. */
	private hasPassedOver = false;
	private lookedForExpiredAt = 0;

	constructor(private readonly tools: DeliveryTools) {}

	async step(results: readonly DeliveryResult[], limit: number): Promise<Step<ClaimedDelivery>> {
		const now = this.tools.clock.now();
		const interrupted = await this.interrupted(now, limit);
		const jobs = await this.recordAndClaim([...results, ...interrupted], limit, now);
		// The store is asked nothing more where something was claimed: a failure would lose it.
		const nextDueAt = limit === 0 || jobs.length > 0 ? now : await this.nextDueAt(now);
		return { jobs, nextDueAt };
	}

	async carryOut(claimed: ClaimedDelivery): Promise<DeliveryResult> {
		this.underWay.add(claimed.id);
		try {
			return await carryOut(claimed, this.tools);
		} finally {
			this.underWay.delete(claimed.id);
		}
	}

	/** Whether a place that somebody else gave back is waited for. */
	concerns(freed: Candidate): boolean {
		return !this.underWay.has(freed.deliveryId) && this.heldBack.concerns(freed);
	}

	private async recordAndClaim(
		results: readonly DeliveryResult[],
		limit: number,
		now: number,
	): Promise<ClaimedDelivery[]> {
		const { room } = this.tools;
		this.heldBack.clear();
		const fullOrigins = room.fullOrigins();
		const fullSubscriptions = room.fullSubscriptions();
		// Asked now: a place may become free while the store answers, and nobody would be told of it.
		this.hasPassedOver = fullOrigins.length + fullSubscriptions.length > 0;
		const claim = limit === 0 ? null : { now, limit, fullOrigins, fullSubscriptions };
		const { claimed } = await recordAndClaim(results, claim, this.tools, (candidate) =>
			this.heldBack.add(candidate),
		);
		return claimed;
	}

	/** When there will be something to take, where there is nothing now. */
	private async nextDueAt(now: number): Promise<number | null> {
		const { room, store } = this.tools;
		await this.lookForHeldBack(now);
		if (!this.heldBack.isAny) return await store.outbox.nextDueAt();
		return room.restsUntil(this.heldBack.subscriptionIds) ?? now + LOOK_AGAIN_MS;
	}

	/** Whether anything waits for a target without room: those are passed over when something is claimed. */
	private async lookForHeldBack(now: number): Promise<void> {
		if (!this.hasPassedOver) return;
		await this.tools.store.outbox.step([], {
			now,
			limit: HELD_BACK_PER_LOOK,
			leaseMs,
			fullOrigins: [],
			fullSubscriptions: [],
			admit: (candidate) => {
				this.heldBack.add(candidate);
				return false;
			},
		});
	}

	private async interrupted(now: number, limit: number): Promise<DeliveryResult[]> {
		if (limit === 0) return [];
		// A clock that steps back must not stop the search for good.
		if (Math.abs(now - this.lookedForExpiredAt) < EXPIRED_EVERY_MS) return [];
		this.lookedForExpiredAt = now;
		const expired = await this.tools.store.outbox.expired(now, EXPIRED_PER_STEP);
		return expired.map((claimed) => interruptedAttempt(claimed, now));
	}
}

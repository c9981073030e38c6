import type { Step, Work } from '../pump';
import type { Candidate, ClaimedDelivery, DeliveryResult, Store } from '../storage/contracts';
import { attemptDelivery, interruptedAttempt, type AttemptTools } from './attempt-delivery';
import type { Room } from './room';
import { attemptTimeoutMs } from './send-target';

/** A lease outlives the attempt's own deadline by this much: time to record the answer. */
const LEASE_MARGIN_MS = 15_000;
/** How often to look for deliveries whose process is gone, and for how many. */
const EXPIRED_EVERY_MS = 1000;
const EXPIRED_PER_STEP = 100;
/** A dispatch that goes on keeps its waiting first attempts from the background pump for so long. */
export const FIRST_ATTEMPT_MS = 60_000;

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
	/** Whether something due was left because its target had no room. */
	heldBack = false;
	private lookedForExpiredAt = 0;
	private postponedAt: number;

	constructor(
		private readonly tools: DeliveryTools,
		/** `null`: whatever is due. */
		private readonly dispatchId: string | null,
	) {
		this.postponedAt = tools.clock.now();
	}

	async step(results: readonly DeliveryResult[], limit: number): Promise<Step<ClaimedDelivery>> {
		const { store, clock, room } = this.tools;
		const now = clock.now();
		const interrupted = await this.interrupted(now, limit);
		const reserved = new Map<string, Candidate>();
		this.heldBack = false;
		try {
			const fullOrigins = room.fullOrigins();
			const fullSubscriptions = room.fullSubscriptions();
			const { claimed } = await store.outbox.step(
				[...results, ...interrupted],
				limit === 0
					? null
					: {
							now,
							limit,
							leaseMs,
							dispatchId: this.dispatchId,
							fullOrigins,
							fullSubscriptions,
							admit: (candidate) => this.admit(candidate, reserved),
						},
			);
			for (const { id } of claimed) reserved.delete(id);
			this.heldBack ||= claimed.length < limit && fullOrigins.length + fullSubscriptions.length > 0;
			return { jobs: claimed, nextDueAt: await this.nextDueAt(claimed.length < limit, now) };
		} finally {
			for (const candidate of reserved.values()) room.release(candidate);
		}
	}

	async carryOut(claimed: ClaimedDelivery): Promise<DeliveryResult> {
		try {
			return await attemptDelivery(claimed, this.tools);
		} finally {
			this.tools.room.release({ ...claimed, deliveryId: claimed.id });
		}
	}

	/** Keeps the background pump from taking first attempts that this dispatch will come to. */
	async postponeIfNeeded(): Promise<void> {
		const now = this.tools.clock.now();
		if (this.dispatchId === null || now - this.postponedAt < FIRST_ATTEMPT_MS / 3) return;
		this.postponedAt = now;
		await this.tools.store.outbox.postpone(this.dispatchId, now + FIRST_ATTEMPT_MS);
	}

	private admit(candidate: Candidate, reserved: Map<string, Candidate>): boolean {
		const admitted = this.tools.room.reserve(candidate);
		if (admitted) reserved.set(candidate.deliveryId, candidate);
		else this.heldBack = true;
		return admitted;
	}

	private async interrupted(now: number, limit: number): Promise<DeliveryResult[]> {
		if (this.dispatchId !== null || limit === 0) return [];
		// A clock that steps back must not stop the search for good.
		if (Math.abs(now - this.lookedForExpiredAt) < EXPIRED_EVERY_MS) return [];
		this.lookedForExpiredAt = now;
		const expired = await this.tools.store.outbox.expired(now, EXPIRED_PER_STEP);
		return expired.map((claimed) => interruptedAttempt(claimed, now));
	}

	private async nextDueAt(looked: boolean, now: number): Promise<number | null> {
		if (!looked) return now;
		if (this.dispatchId === null) return await this.tools.store.outbox.nextDueAt();
		await this.postponeIfNeeded();
		return this.heldBack ? now : null;
	}
}

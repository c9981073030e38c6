import type { Clock } from '../model/clock';
import type { Candidate } from '../storage/contracts';

/** Requests under way to one origin: a place that is slow or dead must not use up everything. */
export const MAXIMUM_PER_ORIGIN = 20;

/** How many requests a subscription may be sent just now. */
interface Allowance {
	tokens: number;
	countedAt: number;
}

/**
 * Who may be sent to now: requests under way per origin and per subscription, and rates per second.
 * Deliveries without room stay where they are and use up no attempt.
 */
export class Room {
	private readonly origins = new Map<string, number>();
	private readonly subscriptions = new Map<string, { inFlight: number; maximum: number }>();
	private readonly allowances = new Map<string, Allowance>();
	private readonly listeners = new Set<() => void>();

	constructor(private readonly clock: Clock) {}

	/** Takes a place for a delivery, if there is one. */
	reserve({ origin, subscription }: Candidate): boolean {
		if ((this.origins.get(origin) ?? 0) >= MAXIMUM_PER_ORIGIN) return false;
		if (subscription && !this.reserveSubscription(subscription)) return false;
		this.origins.set(origin, (this.origins.get(origin) ?? 0) + 1);
		return true;
	}

	/** Gives a place back. */
	release({ origin, subscription }: Candidate): void {
		decrement(this.origins, origin);
		if (subscription) {
			const place = this.subscriptions.get(subscription.id);
			if (place && place.inFlight > 1) place.inFlight -= 1;
			else this.subscriptions.delete(subscription.id);
		}
		for (const listener of this.listeners) listener();
	}

	fullOrigins(): string[] {
		return [...this.origins].filter(([, count]) => count >= MAXIMUM_PER_ORIGIN).map(([origin]) => origin);
	}

	fullSubscriptions(): string[] {
		return [...this.subscriptions]
			.filter(([, { inFlight, maximum }]) => inFlight >= maximum)
			.map(([id]) => id);
	}

	/** Calls back when a place becomes free; returns a function that ends it. */
	onRelease(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => void this.listeners.delete(listener);
	}

	private reserveSubscription({ id, settings }: NonNullable<Candidate['subscription']>): boolean {
		const place = this.subscriptions.get(id) ?? { inFlight: 0, maximum: 0 };
		place.maximum = settings.maximumConcurrent;
		if (place.inFlight >= place.maximum) return false;
		if (settings.rateLimitPerSecond > 0 && !this.spendToken(id, settings.rateLimitPerSecond)) return false;
		place.inFlight += 1;
		this.subscriptions.set(id, place);
		return true;
	}

	private spendToken(id: string, perSecond: number): boolean {
		const now = this.clock.now();
		const burst = Math.max(1, perSecond);
		const known = this.allowances.get(id) ?? { tokens: burst, countedAt: now };
		const elapsedMs = Math.max(0, now - known.countedAt);
		const tokens = Math.min(burst, known.tokens + (elapsedMs / 1000) * perSecond);
		const enough = tokens >= 1;
		this.allowances.set(id, { tokens: enough ? tokens - 1 : tokens, countedAt: now });
		return enough;
	}
}

function decrement(counts: Map<string, number>, key: string): void {
	const count = (counts.get(key) ?? 0) - 1;
	if (count > 0) counts.set(key, count);
	else counts.delete(key);
}

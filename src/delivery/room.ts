import type { Clock } from '../model/clock';
import type { Candidate } from '../storage/contracts';

/** Requests under way to one origin: a place that is slow or dead must not use up everything. */
export const MAXIMUM_PER_ORIGIN = 20;

const SECOND_MS = 1000;

/** When a subscription with a rate was last sent to: a ring of as many instants as may fall into one window. */
interface RecentRequests {
	perSecond: number;
	windowMs: number;
	instants: number[];
	oldest: number;
}

/**
 * Who may be sent to now: requests under way per origin and per subscription, and rates per second.
 * Deliveries without room stay where they are and use up no attempt.
 */
export class Room {
	private readonly origins = new Map<string, number>();
	private readonly subscriptions = new Map<string, { inFlight: number; maximum: number }>();
	private readonly recent = new Map<string, RecentRequests>();
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
		return [...this.origins]
			.filter(([, count]) => count >= MAXIMUM_PER_ORIGIN)
			.map(([origin]) => origin);
	}

	/** Those that have as many requests under way as they may, or that were sent to too often just now. */
	fullSubscriptions(): string[] {
		const now = this.clock.now();
		const busy = [...this.subscriptions].filter(([, { inFlight, maximum }]) => inFlight >= maximum);
		const resting = [...this.recent].filter(([, requests]) => !hasPassed(requests, now));
		return [...new Set([...busy, ...resting].map(([id]) => id))];
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
		if (settings.rateLimitPerSecond > 0 && !this.isWithinRate(id, settings.rateLimitPerSecond))
			return false;
		place.inFlight += 1;
		this.subscriptions.set(id, place);
		return true;
	}

	private isWithinRate(id: string, perSecond: number): boolean {
		const now = this.clock.now();
		let requests = this.recent.get(id);
		if (requests?.perSecond !== perSecond) {
			// So many in a window of that length: 10 in a second, 1 in four seconds.
			const most = Math.ceil(perSecond);
			const windowMs = (most / perSecond) * SECOND_MS;
			requests = { perSecond, windowMs, instants: Array<number>(most).fill(-Infinity), oldest: 0 };
			this.recent.set(id, requests);
		}
		if (!hasPassed(requests, now)) return false;
		requests.instants[requests.oldest] = now;
		requests.oldest = (requests.oldest + 1) % requests.instants.length;
		return true;
	}
}

/** Whether the window that began with the oldest request is over. A clock that steps back must not stop anything for long. */
function hasPassed({ instants, oldest, windowMs }: RecentRequests, now: number): boolean {
	return Math.abs(now - (instants[oldest] ?? -Infinity)) >= windowMs;
}

function decrement(counts: Map<string, number>, key: string): void {
	const count = (counts.get(key) ?? 0) - 1;
	if (count > 0) counts.set(key, count);
	else counts.delete(key);
}

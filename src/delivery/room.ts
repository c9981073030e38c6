import type { Clock } from '../model/clock';
import type { Candidate, DeliveryResult } from '../storage/contracts';

/** Requests under way to one origin, however many a subscription allows: a place that is slow or dead must not use up everything. */
export const MAXIMUM_PER_ORIGIN = 64;
/** So many to an origin that has not answered yet: nor must several dead ones together. */
export const FIRST_PER_ORIGIN = 2;
/** Of so many origins it is known how they answer; then those nobody is sending to are forgotten. */
const REMEMBERED_ORIGINS = 1000;

const SECOND_MS = 1000;
const LOOK_AGAIN_MS = 50;

/** What became of a request whose place is given back; `unsent` where none was made. */
export type RequestEnd = 'answered' | 'unanswered' | 'unsent';

export function requestEnd({ attempt }: Pick<DeliveryResult, 'attempt'>): RequestEnd {
	return attempt.response ? 'answered' : 'unanswered';
}

interface OriginPlaces {
	inFlight: number;
	/** One more for each answer, half as many for each request without one. */
	allowed: number;
}

/** When a subscription was last sent to: a ring of as many instants as may fall into one window. */
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
	private readonly origins = new Map<string, OriginPlaces>();
	private readonly subscriptions = new Map<string, { inFlight: number; maximum: number }>();
	private readonly recent = new Map<string, RecentRequests>();
	private readonly listeners = new Set<(freed: Candidate) => void>();

	constructor(private readonly clock: Clock) {}

	/** Takes a place for a delivery, if there is one. */
	reserve({ origin, subscription }: Candidate): boolean {
		const places = this.origins.get(origin) ?? { inFlight: 0, allowed: FIRST_PER_ORIGIN };
		if (places.inFlight >= places.allowed) return false;
		if (subscription && !this.reserveSubscription(subscription)) return false;
		places.inFlight += 1;
		if (this.origins.size >= REMEMBERED_ORIGINS) this.forgetIdleOrigins();
		this.origins.set(origin, places);
		return true;
	}

	/** Takes a place as soon as there is one. */
	async wait(candidate: Candidate): Promise<void> {
		while (!this.reserve(candidate)) await this.change();
	}

	/** Gives a place back. */
	release(candidate: Candidate, end: RequestEnd): void {
		const { origin, subscription } = candidate;
		this.releaseOrigin(origin, end);
		if (subscription) {
			const place = this.subscriptions.get(subscription.id);
			if (place && place.inFlight > 1) place.inFlight -= 1;
			else this.subscriptions.delete(subscription.id);
		}
		for (const listener of this.listeners) listener(candidate);
	}

	fullOrigins(): string[] {
		return [...this.origins]
			.filter(([, { inFlight, allowed }]) => inFlight >= allowed)
			.map(([origin]) => origin);
	}

	/** Those that have as many requests under way as they may, or that were sent to too often just now. */
	fullSubscriptions(): string[] {
		const now = this.clock.now();
		const busy = [...this.subscriptions].filter(([, { inFlight, maximum }]) => inFlight >= maximum);
		const resting = [...this.recent].filter(([, requests]) => !hasPassed(requests, now));
		return [...new Set([...busy, ...resting].map(([id]) => id))];
	}

	/** When the rate of the first of these subscriptions allows another request; `null` where none waits for that. */
	restsUntil(subscriptionIds: Iterable<string>): number | null {
		const now = this.clock.now();
		const ends = [...subscriptionIds].flatMap((id) => {
			const requests = this.recent.get(id);
			if (!requests || hasPassed(requests, now)) return [];
			return (requests.instants[requests.oldest] ?? now) + requests.windowMs;
		});
		return ends.length === 0 ? null : Math.min(...ends);
	}

	/** Calls back with what a place becomes free for; returns a function that ends it. */
	onRelease(listener: (freed: Candidate) => void): () => void {
		this.listeners.add(listener);
		return () => void this.listeners.delete(listener);
	}

	/** Resolves when a place was given back, or when a rate may allow one. */
	private async change(): Promise<void> {
		await new Promise<void>((resolve) => {
			const wake = () => {
				cancel();
				unsubscribe();
				resolve();
			};
			const cancel = this.clock.after(LOOK_AGAIN_MS, wake);
			const unsubscribe = this.onRelease(wake);
		});
	}

	private forgetIdleOrigins(): void {
		for (const [origin, { inFlight }] of this.origins) {
			if (inFlight === 0) this.origins.delete(origin);
		}
	}

	private releaseOrigin(origin: string, end: RequestEnd): void {
		const places = this.origins.get(origin);
		if (!places) return;
		places.inFlight -= 1;
		if (end === 'answered') places.allowed = Math.min(places.allowed + 1, MAXIMUM_PER_ORIGIN);
		if (end === 'unanswered') places.allowed = Math.max(Math.floor(places.allowed / 2), 1);
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

/** Whether the window of the oldest request is over. A clock that steps back must not stop it for long. */
function hasPassed({ instants, oldest, windowMs }: RecentRequests, now: number): boolean {
	return Math.abs(now - (instants[oldest] ?? -Infinity)) >= windowMs;
}

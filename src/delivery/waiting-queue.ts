import type { Candidate, FullTargets, WaitingDelivery } from '../storage/contracts';

/** Deliveries to one origin by subscription, the next one last; those to a URL that is none are together. */
type OfOrigin = Map<string, WaitingDelivery[]>;

const NO_SUBSCRIPTION = '';

/** First attempts that a dispatch has still to make. Places take turns, and so do the subscriptions at one. */
export class WaitingQueue {
	private readonly origins = new Map<string, OfOrigin>();
	private count = 0;

	/** In the order of their turns. */
	constructor(deliveries: readonly WaitingDelivery[]) {
		for (const delivery of deliveries.toReversed()) this.putBack(delivery);
	}

	get size(): number {
		return this.count;
	}

	/** Takes out at most `limit`, none of them for a target that is full. */
	take(limit: number, full: FullTargets): WaitingDelivery[] {
		const taken: WaitingDelivery[] = [];
		// What is put at the end comes up once more in the same loop.
		for (const [origin, ofOrigin] of this.origins) {
			if (taken.length >= limit) break;
			if (full.origins.has(origin)) continue;
			const isAlone = this.origins.size === 1 && ofOrigin.size === 1;
			const next = takeSome(ofOrigin, full.subscriptions, isAlone ? limit - taken.length : 1);
			if (next.length === 0) continue;
			taken.push(...next);
			this.origins.delete(origin);
			if (ofOrigin.size > 0) this.origins.set(origin, ofOrigin);
		}
		this.count -= taken.length;
		return taken;
	}

	/** It is the next one of its target. */
	putBack(delivery: WaitingDelivery): void {
		const ofOrigin = this.origins.get(delivery.origin) ?? (new Map() as OfOrigin);
		this.origins.set(delivery.origin, ofOrigin);
		const id = delivery.subscriptionId ?? NO_SUBSCRIPTION;
		const ofSubscription = ofOrigin.get(id);
		if (ofSubscription) ofSubscription.push(delivery);
		else ofOrigin.set(id, [delivery]);
		this.count += 1;
	}

	/** Whether anything waits for this target. */
	concerns({ origin, subscription }: Candidate): boolean {
		if (this.origins.has(origin)) return true;
		return (
			subscription !== null && [...this.origins.values()].some((of) => of.has(subscription.id))
		);
	}

	subscriptionIds(): string[] {
		return [...this.origins.values()].flatMap((ofOrigin) => [...ofOrigin.keys()]);
	}

	ids(): string[] {
		return [...this.origins.values()].flatMap((ofOrigin) =>
			[...ofOrigin.values()].flatMap((deliveries) => deliveries.map(({ id }) => id)),
		);
	}
}

/** Whether a place of one is a place for the other. */
export function sharesTarget(
	{ origin, subscriptionId }: Pick<WaitingDelivery, 'origin' | 'subscriptionId'>,
	freed: Candidate,
): boolean {
	return (
		origin === freed.origin ||
		(subscriptionId !== null && subscriptionId === freed.subscription?.id)
	);
}

/** Of the subscription whose turn it is: one, or more where no other waits for a turn. */
function takeSome(ofOrigin: OfOrigin, full: ReadonlySet<string>, limit: number): WaitingDelivery[] {
	for (const [id, deliveries] of ofOrigin) {
		if (full.has(id)) continue;
		const next = deliveries.splice(-limit).toReversed();
		ofOrigin.delete(id);
		if (deliveries.length > 0) ofOrigin.set(id, deliveries);
		if (next.length > 0) return next;
	}
	return [];
}

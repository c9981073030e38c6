import type { Candidate } from '../storage/contracts';

/** Targets without room that deliveries were left for: who waits for one is woken when a place of it is free. */
export class HeldBack {
	private readonly origins = new Set<string>();
	private readonly subscriptions = new Set<string>();

	add({ origin, subscription }: Candidate): void {
		this.origins.add(origin);
		if (subscription) this.subscriptions.add(subscription.id);
	}

	clear(): void {
		this.origins.clear();
		this.subscriptions.clear();
	}

	get isAny(): boolean {
		return this.origins.size > 0;
	}

	get subscriptionIds(): Iterable<string> {
		return this.subscriptions;
	}

	/** Whether a place that became free is one that is waited for. */
	concerns({ origin, subscription }: Candidate): boolean {
		return (
			this.origins.has(origin) || (subscription !== null && this.subscriptions.has(subscription.id))
		);
	}
}

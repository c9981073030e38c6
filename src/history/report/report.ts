import { phrase } from '../../model/phrase';
import type { HourlyCounts } from '../../storage/contracts';
import type { SubscriptionStatistics } from '../delivery-statistics';

/** A delivery that failed for good, as a report tells of it. Instants are Unix milliseconds. */
export interface ReportedFailure {
	deliveryId: string;
	/** `null`: to a URL that is no subscription. */
	subscriptionName: string | null;
	url: string;
	eventType: string;
	at: number;
	attempts: number;
	/** `null` where nobody answered. */
	status: { code: number; text: string } | null;
	/** What was wrong where nobody answered, else the beginning of the answer. */
	reason: string;
}

/** All that one report shows. Instants are Unix milliseconds, at whole hours. */
export interface Report {
	since: number;
	until: number;
	/** When the figures were read. */
	readAt: number;
	/** Those with most deliveries first. */
	subscriptions: readonly SubscriptionStatistics[];
	/** Oldest first; hours in which nothing was counted are left out. */
	hourly: readonly HourlyCounts[];
	/** Newest first. */
	failures: readonly ReportedFailure[];
}

/** What became of all deliveries together. */
export interface Totals {
	created: number;
	delivered: number;
	failed: number;
	waiting: number;
	skipped: number;
	canceled: number;
	/** Delivered, of those that were delivered or failed for good: 0 to 1; `null` where there are none. */
	successShare: number | null;
}

type Counted = Omit<Totals, 'successShare' | 'waiting'>;

export function totalsOf(counts: readonly Counted[]): Totals {
	const sum = (name: keyof Counted) => counts.reduce((total, one) => total + one[name], 0);
	const [created, delivered, failed] = [sum('created'), sum('delivered'), sum('failed')];
	const [skipped, canceled] = [sum('skipped'), sum('canceled')];
	return {
		created,
		delivered,
		failed,
		waiting: Math.max(0, created - delivered - failed - skipped - canceled),
		skipped,
		canceled,
		successShare: delivered + failed === 0 ? null : delivered / (delivered + failed),
	};
}

/** States as a report shows them, in the order they are drawn from the bottom up. */
export const REPORTED_STATES = [
	{ name: 'delivered', label: phrase`Delivered` },
	{ name: 'failed', label: phrase`Failed` },
	{ name: 'waiting', label: phrase`Waiting` },
	{ name: 'skipped', label: phrase`Skipped` },
	{ name: 'canceled', label: phrase`Canceled` },
] as const;

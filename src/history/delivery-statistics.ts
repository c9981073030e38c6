import { CommerceWebhooksError } from '../model/errors';
import { phrase } from '../model/phrase';
import type { Subscription } from '../model/subscription';
import type {
	DeliveryCounts,
	DeliveryRecord,
	DeliveryStatistics,
	HistoryStore,
	StatisticsFilter,
	SubscriptionStore,
} from '../storage/contracts';

const HOUR_MS = 60 * 60 * 1000;

/** How the deliveries to one subscription have fared, or those to URLs that are none. Instants are Unix milliseconds. */
export interface SubscriptionStatistics extends DeliveryCounts {
	/** `null`: URLs without a subscription; then `name` and `url` are `null` too. */
	id: string | null;
	/** Of a deleted subscription, as its newest delivery has it. */
	name: string | null;
	url: string | null;
	/** `null` where the subscription was deleted, and for URLs. */
	active: boolean | null;
	/** Created and neither ended nor given up: pending, or being sent. */
	waiting: number;
	/** Delivered, of those that were delivered or failed for good: 0 to 1; `null` where there are none. */
	successShare: number | null;
	p50Ms: number | null;
	p95Ms: number | null;
	/** The newest that failed for good; `null` where there is none, and for URLs. */
	lastFailure: LastFailure | null;
}

/** A delivery that failed for good, and what the other side answered last. */
export interface LastFailure {
	deliveryId: string;
	at: number;
	status: number | null;
	error: { code: string; message: string } | null;
}

interface Tools {
	history: Pick<HistoryStore, 'statistics' | 'page'>;
	subscriptions: Pick<SubscriptionStore, 'get' | 'list'>;
}

/**
 * One entry for each subscription, those with most deliveries first, with nothing to count at the end; deleted
 * ones and URLs where there is something to count. Counts whole hours: the first and the last one are not cut.
 * Throws `not_found` for a subscription that neither is there nor has been.
 */
export async function deliveryStatistics(
	{ since, until, subscriptionId }: StatisticsFilter,
	{ history, subscriptions }: Tools,
): Promise<SubscriptionStatistics[]> {
	if (since >= until) throw emptyPeriod();
	const filter = { since: startOfHour(since), until: endOfHour(until), subscriptionId };
	const counted = await history.statistics(filter);
	const known = await knownSubscriptions(subscriptionId, subscriptions);
	const countedIds = new Set(counted.map((one) => one.subscriptionId));
	const uncounted = [...known.keys()].filter((id) => !countedIds.has(id)).map(nothingFor);
	if (subscriptionId !== undefined && counted.length + known.size === 0) {
		throw noSuchSubscription(subscriptionId);
	}
	const complete: SubscriptionStatistics[] = [];
	for (const statistics of [...counted, ...uncounted]) {
		const subscription = known.get(statistics.subscriptionId ?? '');
		complete.push(await completed(statistics, subscription, filter, history));
	}
	return complete;
}

async function knownSubscriptions(
	id: string | undefined,
	subscriptions: Tools['subscriptions'],
): Promise<Map<string, Subscription>> {
	const chosen = id === undefined ? await subscriptions.list() : [await subscriptions.get(id)];
	return new Map(chosen.flatMap((one) => (one ? [[one.id, one] as const] : [])));
}

async function completed(
	{ subscriptionId, answered: _answered, ...statistics }: DeliveryStatistics,
	subscription: Subscription | undefined,
	{ since, until }: StatisticsFilter,
	history: Tools['history'],
): Promise<SubscriptionStatistics> {
	const { created, delivered, failed, skipped, canceled } = statistics;
	const find = async (state?: 'failed') =>
		subscriptionId === null
			? undefined
			: (await history.page({ subscriptionId, since, until, state }, 1, null))[0];
	const newest = subscription || created === 0 ? undefined : (await find())?.delivery;
	const failure = failed === 0 ? undefined : await find('failed');
	return {
		id: subscriptionId,
		name: subscription?.settings.name ?? newest?.subscriptionName ?? null,
		url: subscription?.settings.url ?? newest?.url ?? null,
		active: subscription?.status.active ?? null,
		...statistics,
		waiting: created - delivered - failed - skipped - canceled,
		successShare: delivered + failed === 0 ? null : delivered / (delivered + failed),
		lastFailure: failure ? lastFailure(failure) : null,
	};
}

function lastFailure({ delivery, attempts }: DeliveryRecord): LastFailure {
	const last = attempts.at(-1);
	return {
		deliveryId: delivery.id,
		at: delivery.finishedAt ?? last?.startedAt ?? delivery.createdAt,
		status: last?.response?.status ?? null,
		error: last?.error ?? null,
	};
}

function nothingFor(subscriptionId: string): DeliveryStatistics {
	const counts = { created: 0, delivered: 0, failed: 0, skipped: 0, canceled: 0 };
	return { subscriptionId, ...counts, answered: 0, p50Ms: null, p95Ms: null };
}

function startOfHour(instant: number): number {
	return Math.floor(instant / HOUR_MS) * HOUR_MS;
}

function endOfHour(instant: number): number {
	return Math.ceil(instant / HOUR_MS) * HOUR_MS;
}

function emptyPeriod(): CommerceWebhooksError {
	return new CommerceWebhooksError('invalid_input', phrase`The period ends before it begins`, {
		field: 'until',
		remedy: phrase`Choose an end after the beginning, or leave it empty for now`,
	});
}

function noSuchSubscription(id: string): CommerceWebhooksError {
	return new CommerceWebhooksError(
		'not_found',
		phrase`There is no subscription ${JSON.stringify(id)}`,
		{
			field: 'subscriptionId',
			remedy: phrase`Choose one from the list, or take its ID from Subscription: Get Many; one that was deleted is known while its deliveries are`,
		},
	);
}

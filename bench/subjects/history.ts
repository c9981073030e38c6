import { attemptDelivery } from '../../src/delivery/attempt-delivery';
import type { Transport } from '../../src/delivery';
import type { Subscription } from '../../src/model/subscription';
import {
	openStore,
	type ClaimedDelivery,
	type DeliveryFilter,
	type Store,
} from '../../src/storage';
import { createSubscription } from '../../src/subscriptions';
import { createAddressGuard } from '../../src/net';
import { multiply } from './multiply-store';
import { newStorePlace } from './store-place';
import { historyEvents, HISTORY_PERIOD_MS } from './history-events';

const SUBSCRIPTIONS = 50;
const TEMPLATE_DELIVERIES = 10_000;
const PER_TRANSACTION = 500;
const LEASE_MS = 60_000;

interface Options {
	/** The ten thousand deliveries are there so many times, each time earlier. */
	times: number;
}

/** What is asked of the store. */
export type Question =
	| { kind: 'claim'; limit: number }
	| {
			kind: 'page';
			filter: Omit<DeliveryFilter, 'since' | 'until'>;
			sinceDays?: number;
			untilDays?: number;
			page?: number;
	  }
	| { kind: 'statistics' | 'hourly'; days: number };

/** A store with a long history, in SQLite: each delivery has ended after three attempts. */
export async function history({ times }: Options) {
	const place = await newStorePlace('sqlite');
	const filling = new Filling(await openStore(place.options));
	await filling.fill();
	await filling.store.close();
	if (times > 1 && place.options.engine === 'sqlite')
		await multiply(place.options.path, times, HISTORY_PERIOD_MS);
	const store = await openStore(place.options);
	// As the package does by the hour: old hours are forgotten, for their days are counted too.
	await store.history.compactStatistics(Date.now(), 0);
	const asking = new Asking(store, filling.subscriptions);
	const answers: Record<Question['kind'], (question: never) => Promise<number>> = {
		claim: async ({ limit }: Extract<Question, { kind: 'claim' }>) => await asking.claim(limit),
		page: async (question: Extract<Question, { kind: 'page' }>) => await asking.page(question),
		statistics: async ({ days }: { days: number }) =>
			await asking.timed(async () => await store.history.statistics(asking.last(days))),
		hourly: async ({ days }: { days: number }) =>
			await asking.timed(async () => await store.history.hourly(asking.last(days))),
	};

	return {
		subscriptionId: async () => filling.subscriptions[7]?.id ?? '',
		/** Milliseconds that each answer took. */
		ask: async ({ question, count }: { question: Question; count: number }) => {
			const durations: number[] = [];
			for (let index = 0; index < count; index += 1) {
				durations.push(await answers[question.kind](question as never));
			}
			return durations;
		},
		stop: async () => {
			await store.close();
			await place.remove();
		},
	};
}

/** Makes a history by the store's own means, with a clock that runs as fast as it must. */
class Filling {
	subscriptions: Subscription[] = [];
	private now = startOfHistory();

	constructor(readonly store: Store) {}

	async fill(): Promise<void> {
		await this.subscribe();
		const perRound = PER_TRANSACTION;
		for (let made = 0; made < TEMPLATE_DELIVERIES; made += perRound) {
			this.now = startOfHistory() + Math.floor((made / TEMPLATE_DELIVERIES) * HISTORY_PERIOD_MS);
			await this.store.outbox.insert(historyEvents(this.subscriptions, made, perRound), {
				firstAttemptBefore: this.now,
				now: this.now,
			});
			for (let claimed = await this.claim(); claimed.length > 0; claimed = await this.claim()) {
				const results = await Promise.all(claimed.map(async (one) => await this.attempt(one)));
				await this.store.outbox.step(results, null);
			}
		}
	}

	private async subscribe(): Promise<void> {
		const clock = { now: () => this.now, after: () => () => undefined };
		const guard = createAddressGuard({ allowedNetworks: '' });
		for (let index = 0; index < SUBSCRIPTIONS; index += 1) {
			const made = await createSubscription(
				{
					name: `Receiver ${index}`,
					events: ['*'],
					url: `https://receiver-${index}.example.com/webhooks`,
					retrySchedule: '1s, 1s',
				},
				{ subscriptions: this.store.subscriptions, guard, clock },
			);
			this.subscriptions.push(made.subscription);
		}
	}

	private async claim(): Promise<ClaimedDelivery[]> {
		this.now += 1500;
		return await claimDue(this.store, this.now, PER_TRANSACTION);
	}

	private async attempt(claimed: ClaimedDelivery) {
		return await attemptDelivery(claimed, {
			clock: { now: () => this.now, after: () => () => undefined },
			random: () => 0,
			transportFor: () => answering(claimed),
		});
	}
}

/** Times what n8n's users, and the pump, ask. */
class Asking {
	private asked = TEMPLATE_DELIVERIES;

	constructor(
		private readonly store: Store,
		private readonly subscriptions: readonly Subscription[],
	) {}

	/** From so many days ago until now, in whole hours. */
	last(days: number): { since: number; until: number } {
		const until = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
		return { since: until - days * 24 * HOUR_MS, until };
	}

	async timed(work: () => Promise<unknown>): Promise<number> {
		const startedAt = performance.now();
		await work();
		return performance.now() - startedAt;
	}

	/** Only the claim counts: what it claims was stored before, and ends after. */
	async claim(limit: number): Promise<number> {
		const now = Date.now();
		await this.store.outbox.insert(historyEvents(this.subscriptions, this.asked, limit), {
			firstAttemptBefore: now,
			now,
		});
		this.asked += limit;
		let claimed: ClaimedDelivery[] = [];
		const durationMs = await this.timed(async () => {
			claimed = await claimDue(this.store, now, limit);
		});
		if (claimed.length !== limit) throw new Error(`${claimed.length} of ${limit} were claimed`);
		const clock = { now: () => now, after: () => () => undefined };
		const results = await Promise.all(
			claimed.map(
				async (one) =>
					await attemptDelivery(one, {
						clock,
						random: () => 0,
						transportFor: () => answeringWith(200),
					}),
			),
		);
		await this.store.outbox.step(results, null);
		return durationMs;
	}

	async page({
		filter,
		sinceDays,
		untilDays,
		page = 1,
	}: Extract<Question, { kind: 'page' }>): Promise<number> {
		const limits = {
			...filter,
			...(sinceDays !== undefined && { since: Date.now() - sinceDays * 24 * HOUR_MS }),
			...(untilDays !== undefined && { until: Date.now() - untilDays * 24 * HOUR_MS }),
		};
		let after: string | null = null;
		for (let number = 1; number < page; number += 1) {
			const records = await this.store.history.page(limits, PAGE, after);
			after = records.at(-1)?.delivery.id ?? after;
		}
		return await this.timed(async () => await this.store.history.page(limits, PAGE, after));
	}
}

const HOUR_MS = 60 * 60 * 1000;
/** As many as n8n shows by default. */
const PAGE = 50;

async function claimDue(store: Store, now: number, limit: number): Promise<ClaimedDelivery[]> {
	const { claimed } = await store.outbox.step([], {
		now,
		limit,
		leaseMs: () => LEASE_MS,
		fullOrigins: [],
		fullSubscriptions: [],
		admit: () => true,
	});
	return claimed;
}

/** Two attempts fail; the third succeeds, but for 4 of 100. */
function answering({ attemptsMade, eventId }: ClaimedDelivery): Transport {
	if (attemptsMade < 3) return answeringWith(503);
	return answeringWith(Number(eventId.split('-').at(-1)) % 25 === 7 ? 500 : 200);
}

function answeringWith(status: number): Transport {
	return {
		send: async () => ({
			answer: {
				status,
				headers: {
					date: new Date().toUTCString(),
					'content-type': 'application/json',
					'x-request-id': 'a1b2c3d4',
				},
				body: '{"status":"received","message":"Thank you"}',
				truncated: false,
			},
			error: null,
			durationMs: 120,
		}),
		close: async () => undefined,
	};
}

/** The newest of the history is some hours old. */
function startOfHistory(): number {
	return Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HISTORY_PERIOD_MS - 2 * HOUR_MS;
}

import type { DeliveryCounts } from '../../../src/storage';
import {
	aDelivery,
	anEvent,
	aSubscription,
	claimAt,
	DAY,
	delivered,
	deliveryFor,
	failed,
	HOUR,
	inserted,
	insertedIds,
	LEASE,
	retried,
	START,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

const NOTHING: DeliveryCounts = { created: 0, delivered: 0, failed: 0, skipped: 0, canceled: 0 };

export function describeStatistics(openFreshPlace: OpenFreshPlace): void {
	describe('statistics', () => {
		const bench = useBench(openFreshPlace);
		let events = 0;

		async function insert(targets: ReadonlyArray<ReturnType<typeof aDelivery>>, now = START) {
			events += 1;
			const event = anEvent(`evt_${events}`, targets);
			return (await insertedIds(bench.store.outbox, [event], inserted(now))).flat();
		}

		async function sendAll(ending: typeof delivered, now = START, durationMs = 0) {
			const { claimed } = await bench.store.outbox.step([], claimAt(now));
			const results = claimed.map((one) => {
				const result = ending(one, { at: now });
				return { ...result, attempt: { ...result.attempt, durationMs } };
			});
			await bench.store.outbox.step(results, null);
		}

		async function counts(since = START, until = START + HOUR): Promise<DeliveryCounts> {
			const all = await bench.other.history.hourly({ since, until });
			return all.reduce(
				(sum, { created, delivered: good, failed: bad, skipped, canceled }) => ({
					created: sum.created + created,
					delivered: sum.delivered + good,
					failed: sum.failed + bad,
					skipped: sum.skipped + skipped,
					canceled: sum.canceled + canceled,
				}),
				NOTHING,
			);
		}

		it('count each delivery once, in the state it is in', async () => {
			const { subscriptions, outbox } = bench.store;
			const subscription = aSubscription('sub_1');
			await subscriptions.insert(subscription);
			await insert([deliveryFor(subscription), aDelivery('url:1')]);
			expect(await counts()).toEqual({ ...NOTHING, created: 2 });

			await sendAll(failed);
			expect(await counts()).toEqual({ ...NOTHING, created: 2, failed: 2 });

			await outbox.scheduleResends({}, 100, START);
			expect(await counts()).toEqual({ ...NOTHING, created: 2, failed: 2 });
			await sendAll(delivered);
			expect(await counts()).toEqual({ ...NOTHING, created: 2, delivered: 2 });

			await insert([deliveryFor(subscription, { state: 'skipped' })]);
			const [canceled = ''] = await insert([aDelivery('url:2')]);
			await outbox.cancel(canceled, START);
			await insert([deliveryFor(subscription)]);
			await sendAll(retried);
			expect(await counts()).toEqual({
				...NOTHING,
				created: 5,
				delivered: 2,
				skipped: 1,
				canceled: 1,
			});
			await subscriptions.setActive('sub_1', false, 'reason', START);
			expect(await counts()).toMatchObject({ created: 5, skipped: 2 });
		});

		it('count what is canceled with its subscription, and not twice what is canceled again', async () => {
			const { subscriptions, outbox } = bench.store;
			const subscription = aSubscription('sub_1');
			await subscriptions.insert(subscription);
			const [id = ''] = await insert([aDelivery('url:1')]);
			await outbox.cancel(id, START);
			await outbox.scheduleResends({}, 100, START);
			await outbox.cancel(id, START);
			await insert([deliveryFor(subscription)]);
			await subscriptions.delete('sub_1', START);

			expect(await counts()).toEqual({ ...NOTHING, created: 2, canceled: 2 });
		});

		it('do not count twice what is dispatched twice', async () => {
			const event = anEvent('evt_same', [aDelivery('url:1', { state: 'skipped' })]);
			await bench.store.outbox.insert([event, event], inserted());
			await bench.other.outbox.insert([event], inserted());

			expect(await counts()).toEqual({ ...NOTHING, created: 1, skipped: 1 });
		});

		it('do not count a result whose lease was lost', async () => {
			await insert([aDelivery('url:1')]);
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			const expired = await bench.other.outbox.expired(START + LEASE + 1, 10);
			await bench.other.outbox.step(
				expired.map((one) => failed(one)),
				null,
			);
			await bench.store.outbox.step(
				claimed.map((one) => delivered(one)),
				null,
			);

			expect(await counts()).toEqual({ ...NOTHING, created: 1, failed: 1 });
		});

		it('are told by subscription, with those that got most first', async () => {
			const [one, two] = [aSubscription('sub_1'), aSubscription('sub_2')];
			for (const subscription of [one, two]) await bench.store.subscriptions.insert(subscription);
			await insert([deliveryFor(one), deliveryFor(two)]);
			await insert([deliveryFor(two)]);
			await insert([aDelivery('url:1'), aDelivery('url:2'), aDelivery('url:3')]);
			await sendAll(delivered, START, 100);

			const all = await bench.other.history.statistics({ since: START, until: START + HOUR });
			expect(all.map(({ subscriptionId, delivered: good }) => [subscriptionId, good])).toEqual([
				[null, 3],
				['sub_2', 2],
				['sub_1', 1],
			]);
			const only = { since: START, until: START + HOUR, subscriptionId: 'sub_1' };
			expect(await bench.store.history.statistics(only)).toMatchObject([
				{ subscriptionId: 'sub_1', created: 1, answered: 1 },
			]);
			expect(await bench.store.history.hourly(only)).toMatchObject([{ hour: START, created: 1 }]);
		});

		it('say how long half and 95 of 100 of the answered attempts took, within 15 of 100', async () => {
			for (let index = 1; index <= 100; index += 1) {
				await insert([aDelivery(`url:${index}`)]);
				await sendAll(index % 10 === 0 ? failed : delivered, START, index * 10);
			}
			const [statistics] = await bench.store.history.statistics({
				since: START,
				until: START + HOUR,
			});
			expect(statistics).toMatchObject({ answered: 100, delivered: 90, failed: 10 });
			expect(Math.abs((statistics?.p50Ms ?? 0) - 500)).toBeLessThan(0.15 * 500);
			expect(Math.abs((statistics?.p95Ms ?? 0) - 950)).toBeLessThan(0.15 * 950);
		});

		it('know no duration where nothing was answered', async () => {
			await insert([aDelivery('url:1')]);
			await sendAll((claimed) => failed(claimed, { status: null }));

			const [statistics] = await bench.store.history.statistics({
				since: START,
				until: START + HOUR,
			});
			expect(statistics).toMatchObject({ answered: 0, failed: 1, p50Ms: null, p95Ms: null });
		});

		it('are told by the hour of creation, however late an attempt is', async () => {
			await insert([aDelivery('url:1')], START);
			await insert([aDelivery('url:2')], START + HOUR);
			await sendAll(delivered, START + 30 * HOUR);

			const hours = await bench.store.history.hourly({ since: START, until: START + 40 * HOUR });
			expect(hours).toMatchObject([
				{ hour: START, delivered: 1 },
				{ hour: START + HOUR, delivered: 1 },
			]);
			expect(await counts(START + HOUR, START + 2 * HOUR)).toMatchObject({ created: 1 });
			expect(await counts(START - HOUR, START)).toEqual(NOTHING);
		});

		it('are the same after old hours are forgotten, and are forgotten themselves in the end', async () => {
			const midnight = START - (START % DAY);
			for (const hour of [1, 2, 23, 24, 25]) {
				await insert([aDelivery('url:1')], midnight + hour * HOUR);
				await sendAll(delivered, midnight + hour * HOUR);
			}
			const filter = { since: midnight, until: midnight + 3 * DAY };
			const before = await bench.store.history.statistics(filter);
			await bench.store.history.compactStatistics(midnight + 30 * DAY, midnight - DAY);
			await bench.store.history.compactStatistics(midnight + 30 * DAY, midnight - DAY);

			expect(await bench.other.history.statistics(filter)).toEqual(before);
			expect(await bench.other.history.hourly(filter)).toMatchObject([
				{ hour: midnight, delivered: 3 },
				{ hour: midnight + DAY, delivered: 2 },
			]);
			await bench.store.history.compactStatistics(midnight + 90 * DAY, midnight + 60 * DAY);
			expect(await bench.other.history.statistics(filter)).toEqual([]);
		});

		it('count every hour of a period once, wherever it begins and ends', async () => {
			const midnight = START - (START % DAY);
			for (let hour = 0; hour < 72; hour += 5) {
				await insert([aDelivery('url:1')], midnight + hour * HOUR);
				await sendAll(delivered, midnight + hour * HOUR);
			}
			for (const since of [0, 1, 5, 17, 23, 24, 26, 50]) {
				for (const until of [since + 1, since + 10, 37, 48, 49, 61, 71, 72, 100]) {
					const filter = { since: midnight + since * HOUR, until: midnight + until * HOUR };
					const [statistics] = await bench.store.history.statistics(filter);
					const hours = Array.from({ length: 15 }, (_hour, index) => index * 5);
					const expected = hours.filter((hour) => hour >= since && hour < until).length;
					expect([since, until, statistics?.delivered ?? 0]).toEqual([since, until, expected]);
				}
			}
		});

		it('count every day of many weeks once, wherever a period begins and ends', async () => {
			const midnight = START - (START % DAY);
			const days = Array.from({ length: 12 }, (_day, index) => index * 3);
			for (const day of days) {
				await insert([aDelivery('url:1')], midnight + day * DAY);
				await sendAll(delivered, midnight + day * DAY);
			}
			// Older hours are forgotten, so that days and weeks are what is left.
			await bench.store.history.compactStatistics(midnight + 50 * DAY, midnight - 10 * DAY);
			for (const since of [0, 1, 3, 4, 6, 7, 10]) {
				for (const until of [since + 1, since + 7, since + 8, 20, 28, 36]) {
					const filter = { since: midnight + since * DAY, until: midnight + until * DAY };
					const [statistics] = await bench.store.history.statistics(filter);
					const expected = days.filter((day) => day >= since && day < until).length;
					expect([since, until, statistics?.delivered ?? 0]).toEqual([since, until, expected]);
				}
			}
		});

		it('leave recent hours as they are', async () => {
			await insert([aDelivery('url:1')], START);
			await insert([aDelivery('url:2')], START + HOUR);
			await sendAll(delivered, START + HOUR);
			await bench.store.history.compactStatistics(START + 2 * HOUR, START - DAY);

			const hours = await bench.store.history.hourly({ since: START, until: START + DAY });
			expect(hours.map(({ hour }) => hour)).toEqual([START, START + HOUR]);
		});
	});
}

import type { ClaimedDelivery, DeliveryResult } from '../../../src/storage';
import {
	anEvent,
	aSubscription,
	claimAt,
	DAY,
	delivered,
	deliveryFor,
	failed,
	HOUR,
	inserted,
	retried,
	START,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

const SUBSCRIPTION = aSubscription('sub_1');

export function describeDisabling(openFreshPlace: OpenFreshPlace): void {
	describe('how a subscription fares', () => {
		const bench = useBench(openFreshPlace);

		beforeEach(async () => await bench.store.subscriptions.insert(SUBSCRIPTION));

		async function claim(count: number): Promise<ClaimedDelivery[]> {
			const events = Array.from({ length: count }, () =>
				anEvent(`evt_${Math.random()}`, [deliveryFor(SUBSCRIPTION)]),
			);
			await bench.store.outbox.insert(
				events.map((event) => ({ ...event, id: event.id.replace('.', '_') })),
				inserted(),
			);
			return (await bench.store.outbox.step([], claimAt(START, { limit: count }))).claimed;
		}

		/** Sends and fails, each time one delivery in a step of its own. */
		async function failAt(...instants: number[]): Promise<void> {
			for (const at of instants) await end((claimed) => failed(claimed, { at }));
		}

		async function end(
			ending: (claimed: ClaimedDelivery) => DeliveryResult,
			count = 1,
		): Promise<void> {
			const claimed = await claim(count);
			expect(claimed).toHaveLength(count);
			await bench.store.outbox.step(claimed.map(ending), null);
		}

		async function status() {
			const subscription = await bench.other.subscriptions.get('sub_1');
			if (!subscription) throw new Error('It is gone');
			return subscription.status;
		}

		it('counts deliveries in a row that failed for good', async () => {
			await failAt(START, START + 1, START + 2);

			expect(await status()).toMatchObject({
				active: true,
				consecutiveFailures: 3,
				lastFailureAt: START + 2,
				lastSuccessAt: null,
			});
		});

		it('counts each of a group', async () => {
			await end((claimed) => failed(claimed), 4);

			expect((await status()).consecutiveFailures).toBe(4);
		});

		it('does not count what will be tried again', async () => {
			await end((claimed) => retried(claimed, { nextAttemptAt: START + DAY }));

			expect(await status()).toMatchObject({ consecutiveFailures: 0, lastFailureAt: null });
		});

		it('starts anew with each success', async () => {
			await failAt(START, START, START, START);
			await end((claimed) => delivered(claimed, { at: START + HOUR }));
			expect(await status()).toMatchObject({ consecutiveFailures: 0, lastSuccessAt: START + HOUR });

			await failAt(START + 2 * DAY);
			expect(await status()).toMatchObject({ active: true, consecutiveFailures: 1 });
		});

		it('notes the last success to the second, whichever way the clock went', async () => {
			const successAt = async (at: number) => {
				await end((claimed) => delivered(claimed, { at }));
				return (await status()).lastSuccessAt;
			};
			expect(await successAt(START)).toBe(START);
			expect(await successAt(START + 999)).toBe(START);
			expect(await successAt(START + 1000)).toBe(START + 1000);
			expect(await successAt(START - HOUR)).toBe(START - HOUR);
		});

		it('takes a success in a group for more than the failures beside it', async () => {
			const claimed = await claim(3);
			const results = claimed.map((one, index) => (index === 1 ? delivered(one) : failed(one)));
			await bench.store.outbox.step(results, null);

			expect((await status()).consecutiveFailures).toBe(0);
		});

		it('switches off at the fifth failure in a row when the first is 24 hours old', async () => {
			await failAt(START, START + 1, START + 2, START + 3);
			expect((await status()).active).toBe(true);
			await failAt(START + DAY);

			expect(await status()).toMatchObject({
				active: false,
				disabledAt: START + DAY,
				disabledReason: expect.stringMatching(/5 deliveries .* 24 hours/),
				consecutiveFailures: 5,
			});
		});

		it('does not switch off a millisecond before, nor for fewer failures', async () => {
			await failAt(START, START + 1, START + 2, START + DAY - 1);
			expect((await status()).active).toBe(true);
			await failAt(START + DAY - 1);
			expect((await status()).active).toBe(true);
			await failAt(START + DAY);
			expect((await status()).active).toBe(false);
		});

		it('does not switch off for any number of failures on one day', async () => {
			await end((claimed) => failed(claimed), 50);
			await failAt(START + HOUR, START + 23 * HOUR);

			expect(await status()).toMatchObject({ active: true, consecutiveFailures: 52 });
		});

		it('does not switch off because the clock was set back', async () => {
			await failAt(START, START, START, START);
			await failAt(START - 30 * DAY);

			expect((await status()).active).toBe(true);
		});

		it('switches off at once where the answer says so, with its reason', async () => {
			await end((claimed) =>
				failed(claimed, { at: START + 7, status: 410, disableReason: 'Gone (410)' }),
			);

			expect(await status()).toMatchObject({
				active: false,
				disabledAt: START + 7,
				disabledReason: 'Gone (410)',
			});
		});

		it('switches off at once in spite of a success beside it', async () => {
			const claimed = await claim(2);
			const results = claimed.map((one, index) =>
				index === 0 ? failed(one, { status: 410, disableReason: 'Gone (410)' }) : delivered(one),
			);
			await bench.store.outbox.step(results, null);

			expect((await status()).active).toBe(false);
		});

		it('skips what waits for it and what comes back to be tried again, in the same step', async () => {
			const claimed = await claim(2);
			await bench.store.outbox.insert(
				[anEvent('evt_waits', [deliveryFor(SUBSCRIPTION)])],
				inserted(),
			);
			const results = claimed.map((one, index) =>
				index === 0
					? failed(one, { at: START + 7, status: 410, disableReason: 'Gone (410)' })
					: retried(one, { at: START + 7 }),
			);
			const { claimed: next } = await bench.store.outbox.step(results, claimAt(START + DAY));

			expect(next).toEqual([]);
			const page = await bench.store.history.page({ subscriptionId: 'sub_1' }, 10, null);
			expect(page.map(({ delivery }) => delivery.state).sort()).toEqual([
				'failed',
				'skipped',
				'skipped',
			]);
			expect(page.map(({ delivery }) => delivery.finishedAt)).toEqual([
				START + 7,
				START + 7,
				START + 7,
			]);
		});

		it('clears its counters when it is enabled, so that the next failure does not switch it off again', async () => {
			await failAt(START, START, START, START, START + DAY);
			await bench.other.subscriptions.setActive('sub_1', true, null, START + 2 * DAY);
			expect(await status()).toMatchObject({
				active: true,
				consecutiveFailures: 0,
				disabledReason: null,
			});

			await failAt(
				START + 3 * DAY,
				START + 3 * DAY,
				START + 3 * DAY,
				START + 3 * DAY,
				START + 3 * DAY,
			);
			expect((await status()).active).toBe(true);
		});

		it('leaves another subscription alone', async () => {
			await bench.store.subscriptions.insert(aSubscription('sub_2'));
			await failAt(START, START, START, START, START + DAY);

			expect((await bench.store.subscriptions.get('sub_2'))?.status).toMatchObject({
				active: true,
				consecutiveFailures: 0,
			});
		});
	});
}

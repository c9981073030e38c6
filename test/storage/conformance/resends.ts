import {
	aDelivery,
	anEvent,
	aSubscription,
	claimAt,
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
import type { DeliveryState } from '../../../src/model/delivery';
import { useBench, type OpenFreshPlace } from './place';

export function describeResends(openFreshPlace: OpenFreshPlace): void {
	describe('sending many again', () => {
		const bench = useBench(openFreshPlace);

		/** One delivery each; the ids in the order of the endings. */
		async function deliver(...endings: Array<typeof delivered>): Promise<string[]> {
			const events = endings.map((_ending, index) =>
				anEvent(`evt_${index}`, [aDelivery(`url:${index}`)]),
			);
			const ids = (await insertedIds(bench.store.outbox, events, inserted())).flat();
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			const results = claimed.map((one) => endings[ids.indexOf(one.id)]?.(one) ?? delivered(one));
			await bench.store.outbox.step(results, null);
			return ids;
		}

		async function states(ids: readonly string[]): Promise<DeliveryState[]> {
			return (await bench.other.history.deliveries(ids)).map(({ delivery }) => delivery.state);
		}

		it('makes one manual attempt due for each that the filter finds, and for no other', async () => {
			const [good = '', bad = ''] = await deliver(delivered, failed);
			const scheduled = await bench.other.outbox.scheduleResends({ state: 'failed' }, 100, START);
			expect(scheduled).toEqual({ scheduled: 1, isMore: false });

			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			expect(claimed).toMatchObject([
				{ id: bad, number: 2, attemptsMade: 1, trigger: 'manual', previousState: 'failed' },
			]);
			await bench.store.outbox.step(
				claimed.map((one) => delivered(one)),
				null,
			);
			expect(await states([good, bad])).toEqual(['delivered', 'delivered']);
			expect((await bench.store.outbox.step([], claimAt(START + HOUR))).claimed).toEqual([]);
		});

		it('takes no more than the limit, the oldest ones', async () => {
			const ids = await deliver(failed, failed, failed);
			expect(await bench.store.outbox.scheduleResends({}, 2, START)).toEqual({
				scheduled: 2,
				isMore: true,
			});
			expect(await states(ids)).toEqual(['pending', 'pending', 'failed']);
		});

		it('leaves what is being sent, what is scheduled already, and what has nobody to go to', async () => {
			const { subscriptions, outbox } = bench.store;
			const off = aSubscription('sub_off');
			await subscriptions.insert(off);
			const [skipped = ''] = (
				await insertedIds(outbox, [anEvent('evt_off', [deliveryFor(off)])], inserted())
			).flat();
			await subscriptions.setActive('sub_off', false, 'reason', START);
			const [sending = '', again = ''] = await deliver(failed, failed);
			await outbox.claimManually(sending, START + LEASE);

			expect(await outbox.scheduleResends({}, 100, START)).toEqual({
				scheduled: 1,
				isMore: false,
			});
			expect(await outbox.scheduleResends({}, 100, START)).toEqual({
				scheduled: 0,
				isMore: false,
			});
			expect(await states([skipped, sending, again])).toEqual(['skipped', 'sending', 'pending']);
		});

		it('takes the place of an automatic attempt that waits, which goes on when the manual one fails', async () => {
			const [id = ''] = await deliver((claimed) =>
				retried(claimed, { nextAttemptAt: START + HOUR }),
			);
			await bench.store.outbox.scheduleResends({ state: 'pending' }, 100, START);
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			expect(claimed).toMatchObject([
				{ id, number: 2, attemptsMade: 1, trigger: 'manual', previousState: 'pending' },
			]);
			const results = claimed.map((one) => retried(one, { nextAttemptAt: START + HOUR }));
			await bench.store.outbox.step(results, null);

			const next = await bench.store.outbox.step([], claimAt(START + HOUR));
			expect(next.claimed).toMatchObject([{ number: 3, attemptsMade: 2, trigger: 'automatic' }]);
		});

		it('is known as manual when the process that sends it dies', async () => {
			await deliver(delivered);
			await bench.store.outbox.scheduleResends({ state: 'delivered' }, 100, START);
			await bench.store.outbox.step([], claimAt(START));

			expect(await bench.other.outbox.expired(START + HOUR, 10)).toMatchObject([
				{ trigger: 'manual', previousState: 'delivered', number: 2, attemptsMade: 1 },
			]);
		});

		it('is given up, and the delivery what it was, when its subscription is switched off', async () => {
			const { subscriptions, outbox } = bench.store;
			const subscription = aSubscription('sub_1');
			await subscriptions.insert(subscription);
			const [id = ''] = (
				await insertedIds(outbox, [anEvent('evt_1', [deliveryFor(subscription)])], inserted())
			).flat();
			const { claimed } = await outbox.step([], claimAt(START));
			await outbox.step(
				claimed.map((one) => delivered(one)),
				null,
			);
			await outbox.scheduleResends({ state: 'delivered' }, 100, START);
			await subscriptions.setActive('sub_1', false, 'reason', START);

			expect(await states([id])).toEqual(['delivered']);
		});

		it('by hand of one that is scheduled already keeps what the delivery was', async () => {
			const [id = ''] = await deliver(delivered);
			await bench.store.outbox.scheduleResends({}, 100, START);

			const manual = await bench.store.outbox.claimManually(id, START + LEASE);
			expect(manual).toMatchObject({ previousState: 'delivered', number: 2 });
			expect((await bench.store.outbox.step([], claimAt(START))).claimed).toEqual([]);
		});
	});

	describe('taking a delivery back', () => {
		const bench = useBench(openFreshPlace);

		it('ends one that waits, before and after its first attempt', async () => {
			const ids = (
				await insertedIds(
					bench.store.outbox,
					[anEvent('evt_1', [aDelivery('url:1'), aDelivery('url:2')])],
					inserted(),
				)
			).flat();
			const { claimed } = await bench.store.outbox.step([], claimAt(START, { limit: 1 }));
			await bench.store.outbox.step(
				claimed.map((one) => retried(one)),
				null,
			);

			for (const id of ids) expect(await bench.other.outbox.cancel(id, START)).toBe(true);
			expect((await bench.store.outbox.step([], claimAt(START + HOUR))).claimed).toEqual([]);
			expect(await bench.store.outbox.nextDueAt()).toBeNull();
			const records = await bench.store.history.deliveries(ids);
			expect(records.map(({ delivery }) => delivery)).toMatchObject([
				{ state: 'canceled', nextAttemptAt: null, finishedAt: START },
				{ state: 'canceled', nextAttemptAt: null, finishedAt: START },
			]);
		});

		it('does nothing to one that is being sent or has ended', async () => {
			const [id = ''] = (
				await insertedIds(bench.store.outbox, [anEvent('evt_1', [aDelivery('url:1')])], inserted())
			).flat();
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			expect(await bench.other.outbox.cancel(id, START)).toBe(false);
			await bench.store.outbox.step(
				claimed.map((one) => delivered(one)),
				null,
			);
			expect(await bench.other.outbox.cancel(id, START)).toBe(false);
			expect(await bench.other.outbox.cancel('dlv_gone', START)).toBe(false);
			const [record] = await bench.store.history.deliveries([id]);
			expect(record?.delivery.state).toBe('delivered');
		});
	});
}

import {
	aDelivery,
	anEvent,
	aSubscription,
	claimAt,
	DAY,
	delivered,
	deliveryFor,
	HOUR,
	inserted,
	LEASE,
	MINUTE,
	retried,
	START,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

export function describeExpiredLeases(openFreshPlace: OpenFreshPlace): void {
	describe('leases of deliveries that ran out', () => {
		const bench = useBench(openFreshPlace);

		async function claimOne() {
			await bench.store.outbox.insert([anEvent('evt_1', [aDelivery('url:1')])], inserted());
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			if (!claimed[0]) throw new Error('Nothing was claimed');
			return claimed[0];
		}

		it('are found by every process as soon as they have run out, and not before', async () => {
			const claimed = await claimOne();

			expect(await bench.other.outbox.expired(START + LEASE, 10)).toEqual([]);
			expect(await bench.other.outbox.expired(START + LEASE + 1, 10)).toEqual([claimed]);
		});

		it('are as long as was asked for each', async () => {
			const subscription = aSubscription('sub_slow');
			await bench.store.subscriptions.insert(subscription);
			await bench.store.outbox.insert(
				[anEvent('evt_1', [deliveryFor(subscription), aDelivery('url:1')])],
				inserted(),
			);
			const leaseMs = (candidate: { subscription: unknown }) =>
				candidate.subscription ? 2 * MINUTE : LEASE;
			await bench.store.outbox.step([], claimAt(START, { leaseMs }));

			const early = await bench.store.outbox.expired(START + MINUTE, 10);
			expect(early.map(({ subscription: of }) => of?.id)).toEqual([undefined]);
			expect(await bench.store.outbox.expired(START + 3 * MINUTE, 10)).toHaveLength(2);
		});

		it('are not claimed anew before what became of them is recorded', async () => {
			await claimOne();

			expect((await bench.other.outbox.step([], claimAt(START + HOUR))).claimed).toEqual([]);
		});

		it('are recorded by the first who finds them, and by nobody else', async () => {
			await claimOne();
			const [here = [], there = []] = [
				await bench.store.outbox.expired(START + HOUR, 10),
				await bench.other.outbox.expired(START + HOUR, 10),
			];
			const one = await bench.store.outbox.step(
				here.map((claimed) => retried(claimed)),
				null,
			);
			const another = await bench.other.outbox.step(
				there.map((claimed) => retried(claimed)),
				null,
			);

			expect([one.refused.length, another.refused.length]).toEqual([0, 1]);
			expect((await bench.other.outbox.step([], claimAt(START + HOUR))).claimed).toMatchObject([
				{ number: 2, attemptsMade: 2 },
			]);
		});

		it('refuse what the process that was thought dead brings later', async () => {
			const claimed = await claimOne();
			const expired = await bench.other.outbox.expired(START + HOUR, 10);
			await bench.other.outbox.step(
				expired.map((one) => retried(one)),
				null,
			);

			expect((await bench.store.outbox.step([delivered(claimed)], null)).refused).toEqual([
				claimed.id,
			]);
			const [record] = await bench.store.history.deliveries([claimed.id]);
			expect(record?.delivery.state).toBe('pending');
		});

		it('are given in small portions, the oldest first', async () => {
			for (const [id, now] of [
				['evt_2', START + 2],
				['evt_1', START + 1],
				['evt_3', START + 3],
			] as const) {
				await bench.store.outbox.insert([anEvent(id, [aDelivery('url:1')])], inserted(now));
				await bench.store.outbox.step([], claimAt(now));
			}

			const expired = await bench.store.outbox.expired(START + HOUR, 2);
			expect(expired.map(({ eventId }) => eventId)).toEqual(['evt_2', 'evt_1'].sort());
		});

		it('are not made longer by a clock that was set back', async () => {
			const claimed = await claimOne();
			const setBack = START - 30 * DAY;
			await bench.other.outbox.step([], claimAt(setBack));

			expect(await bench.other.outbox.expired(setBack + HOUR, 10)).toMatchObject([
				{ id: claimed.id },
			]);
		});

		it('leave a lease that is held its time when the clock was set back', async () => {
			await claimOne();
			await bench.other.outbox.step([], claimAt(START - 30 * DAY));

			expect(await bench.other.outbox.expired(START - 30 * DAY, 10)).toEqual([]);
		});
	});
}

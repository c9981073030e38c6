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
import { MOST_ATTEMPTS } from '../../../src/model/delivery';
import { useBench, type OpenFreshPlace } from './place';

export function describeManualAttempts(openFreshPlace: OpenFreshPlace): void {
	describe('manual attempts', () => {
		const bench = useBench(openFreshPlace);

		async function deliverOne(ending = delivered) {
			await bench.store.outbox.insert([anEvent('evt_1', [aDelivery('url:1')])], inserted());
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			await bench.store.outbox.step(
				claimed.map((one) => ending(one)),
				null,
			);
			return claimed[0]?.id ?? '';
		}

		it('take a delivery in any state but while it is sent, with the next number and no automatic attempt', async () => {
			for (const [index, ending] of [delivered, failed, retried].entries()) {
				const eventId = `evt_${index}`;
				await bench.store.outbox.insert([anEvent(eventId, [aDelivery('url:1')])], inserted());
				const { claimed } = await bench.store.outbox.step([], claimAt(START));
				const results = claimed.map((one) => ending(one, { nextAttemptAt: START + HOUR }));
				await bench.store.outbox.step(results, null);
				const id = claimed[0]?.id ?? '';

				const manual = await bench.other.outbox.claimManually(id, START + LEASE);
				expect(manual).toMatchObject({
					id,
					eventId,
					number: 2,
					attemptsMade: 1,
					trigger: 'manual',
					previousState: results[0]?.state,
				});
				expect(Buffer.from(manual?.body ?? []).toString()).toBe(`{"data":"${eventId}"}`);
			}
		});

		it('are two requests when they are asked for twice', async () => {
			const id = await deliverOne();
			for (const number of [2, 3]) {
				const manual = await bench.store.outbox.claimManually(id, START + LEASE);
				expect(manual?.number).toBe(number);
				if (manual) await bench.store.outbox.step([delivered(manual)], null);
			}

			const [record] = await bench.store.history.deliveries([id]);
			expect(record?.attempts.map(({ trigger }) => trigger)).toEqual([
				'automatic',
				'manual',
				'manual',
			]);
		});

		it('wait while the delivery is being sent', async () => {
			const id = await deliverOne();
			await bench.store.outbox.claimManually(id, START + LEASE);

			expect(await bench.store.outbox.claimManually(id, START + LEASE)).toBeNull();
			expect(await bench.other.outbox.claimManually(id, START + LEASE)).toBeNull();
		});

		it('take the place of the automatic one that waits', async () => {
			const id = await deliverOne((claimed) => retried(claimed, { nextAttemptAt: START + 1000 }));
			const manual = await bench.store.outbox.claimManually(id, START + LEASE);
			expect(manual?.previousState).toBe('pending');

			expect((await bench.store.outbox.step([], claimAt(START + HOUR))).claimed).toEqual([]);
			expect(await bench.store.outbox.nextDueAt()).toBeNull();
		});

		it('are no more than can be numbered; what is tried by itself goes on', async () => {
			const id = await deliverOne(retried);
			await bench.place.change('delivery', `last_number = ${MOST_ATTEMPTS}`);

			expect(await bench.store.outbox.claimManually(id, START + LEASE)).toBeNull();
			expect(await bench.store.outbox.scheduleResends({}, 10, START)).toEqual({
				scheduled: 0,
				isMore: false,
			});
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			expect(claimed).toMatchObject([{ id, number: MOST_ATTEMPTS + 1, trigger: 'automatic' }]);
			await bench.store.outbox.step(
				claimed.map((one) => delivered(one)),
				null,
			);
			const [record] = await bench.store.history.deliveries([id]);
			expect(record?.attempts.map(({ number }) => number)).toEqual([1, MOST_ATTEMPTS + 1]);
		});

		it('take nothing where there is no such delivery', async () => {
			expect(await bench.store.outbox.claimManually('dlv_gone', START + LEASE)).toBeNull();
		});

		it('take nothing for a subscription that was switched off or deleted in the meantime', async () => {
			const { subscriptions, outbox, history } = bench.store;
			const [off, gone] = [aSubscription('sub_off'), aSubscription('sub_gone')];
			for (const subscription of [off, gone]) await subscriptions.insert(subscription);
			const [ids = []] = await insertedIds(
				outbox,
				[anEvent('evt_1', [deliveryFor(off), deliveryFor(gone)])],
				inserted(),
			);
			const { claimed } = await outbox.step([], claimAt(START));
			await outbox.step(
				claimed.map((one) => delivered(one)),
				null,
			);
			await subscriptions.setActive('sub_off', false, 'reason', START);
			await subscriptions.delete('sub_gone', START);

			for (const id of ids) expect(await outbox.claimManually(id, START + LEASE)).toBeNull();
			const states = (await history.deliveries(ids)).map(({ delivery }) => delivery.state);
			expect(states).toEqual(['delivered', 'delivered']);
		});

		it('are known as manual, with the state before, when their process died', async () => {
			for (const [index, ending] of [delivered, failed, retried].entries()) {
				await bench.store.outbox.insert(
					[anEvent(`evt_${index}`, [aDelivery('url:1')])],
					inserted(),
				);
				const { claimed } = await bench.store.outbox.step([], claimAt(START));
				const results = claimed.map((one) => ending(one, { nextAttemptAt: START + DAY }));
				await bench.store.outbox.step(results, null);
				await bench.store.outbox.claimManually(claimed[0]?.id ?? '', START + LEASE);

				const expired = await bench.other.outbox.expired(START + HOUR, 10);
				expect(expired).toMatchObject([
					{ trigger: 'manual', number: 2, attemptsMade: 1, previousState: results[0]?.state },
				]);
				await bench.other.outbox.step(
					expired.map((one) => failed(one)),
					null,
				);
			}
		});

		it('are no longer known as manual when an automatic one follows', async () => {
			const id = await deliverOne((claimed) => retried(claimed));
			const manual = await bench.store.outbox.claimManually(id, START + LEASE);
			const results = manual ? [retried(manual)] : [];
			const { claimed } = await bench.store.outbox.step(results, claimAt(START));

			expect(claimed).toMatchObject([
				{ trigger: 'automatic', number: 3, previousState: 'pending' },
			]);
			const expired = await bench.other.outbox.expired(START + HOUR, 10);
			expect(expired).toMatchObject([{ trigger: 'automatic', previousState: 'pending' }]);
		});
	});
}

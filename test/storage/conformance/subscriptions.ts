import {
	aDelivery,
	anEvent,
	aSubscription,
	claimAt,
	deliveryFor,
	inserted,
	insertedIds,
	START,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

export function describeSubscriptions(openFreshPlace: OpenFreshPlace): void {
	describe('subscriptions', () => {
		const bench = useBench(openFreshPlace);

		it('gives back what was inserted, in another process as well', async () => {
			const subscription = aSubscription('sub_1', {
				settings: { productIds: ["it's", '"quoted"', 'ünïcode 🛒'], retrySchedule: '1s' },
				secrets: { tokenValue: 'token', headers: { 'x-key': 'value' } },
			});
			await bench.store.subscriptions.insert(subscription);

			expect(await bench.store.subscriptions.get('sub_1')).toEqual(subscription);
			expect(await bench.other.subscriptions.get('sub_1')).toEqual(subscription);
		});

		it('refuses a second one with the same id and keeps the first', async () => {
			await bench.store.subscriptions.insert(aSubscription('sub_1'));
			const second = aSubscription('sub_1', { settings: { name: 'Second' } });

			await expect(bench.store.subscriptions.insert(second)).rejects.toThrow();
			expect((await bench.store.subscriptions.get('sub_1'))?.settings.name).toBe('Name of sub_1');
		});

		it('knows none of an id that is unknown or odd', async () => {
			for (const id of ['', 'sub_2', "' OR 1=1 --", '%', '\u0000']) {
				expect(await bench.store.subscriptions.get(id)).toBeNull();
			}
		});

		it('lists them oldest first', async () => {
			await bench.store.subscriptions.insert(aSubscription('sub_young', { createdAt: START + 2 }));
			await bench.store.subscriptions.insert(aSubscription('sub_old', { createdAt: START }));
			await bench.store.subscriptions.insert(aSubscription('sub_b', { createdAt: START + 1 }));
			await bench.store.subscriptions.insert(aSubscription('sub_a', { createdAt: START + 1 }));

			const ids = (await bench.store.subscriptions.list()).map(({ id }) => id);
			expect(ids).toEqual(['sub_old', 'sub_a', 'sub_b', 'sub_young']);
		});

		it('shows an update at once to every process that had read it before', async () => {
			const subscription = aSubscription('sub_1');
			await bench.store.subscriptions.insert(subscription);
			await bench.other.subscriptions.get('sub_1');
			const settings = { ...subscription.settings, name: 'Changed' };
			const secrets = { ...subscription.secrets, tokenValue: 'another token' };

			expect(
				await bench.store.subscriptions.update({
					id: 'sub_1',
					settings,
					secrets,
					updatedAt: START + 1,
				}),
			).toBe(true);

			const expected = { ...subscription, settings, secrets, updatedAt: START + 1 };
			expect(await bench.store.subscriptions.get('sub_1')).toEqual(expected);
			expect(await bench.other.subscriptions.get('sub_1')).toEqual(expected);
		});

		it('says that there was nothing to update, switch or delete', async () => {
			const { settings, secrets } = aSubscription('sub_1');
			const { subscriptions } = bench.store;

			expect(await subscriptions.update({ id: 'sub_1', settings, secrets, updatedAt: START })).toBe(
				false,
			);
			expect(await subscriptions.setActive('sub_1', true, null, START)).toBe(false);
			expect(await subscriptions.setActive('sub_1', false, 'reason', START)).toBe(false);
			expect(await subscriptions.delete('sub_1', START)).toBe(false);
		});

		it('keeps the time and reason of the first time it was switched off', async () => {
			const { subscriptions } = bench.store;
			await subscriptions.insert(aSubscription('sub_1'));

			expect(await subscriptions.setActive('sub_1', false, 'first', START + 1)).toBe(true);
			expect(await subscriptions.setActive('sub_1', false, 'second', START + 2)).toBe(true);

			expect((await subscriptions.get('sub_1'))?.status).toMatchObject({
				active: false,
				disabledAt: START + 1,
				disabledReason: 'first',
			});
		});

		it('takes time and reason away when it is switched on again', async () => {
			const { subscriptions } = bench.store;
			await subscriptions.insert(aSubscription('sub_1'));
			await subscriptions.setActive('sub_1', false, 'first', START + 1);
			await subscriptions.setActive('sub_1', true, null, START + 2);

			expect(await subscriptions.get('sub_1')).toMatchObject({
				status: { active: true, disabledAt: null, disabledReason: null },
				updatedAt: START + 2,
			});
		});

		it('skips what waits for it when it is switched off, and nothing else', async () => {
			const { subscriptions, outbox, history } = bench.store;
			const [off, on] = [aSubscription('sub_off'), aSubscription('sub_on')];
			for (const subscription of [off, on]) await subscriptions.insert(subscription);
			const [ids = []] = await insertedIds(
				outbox,
				[anEvent('evt_1', [deliveryFor(off), deliveryFor(on), aDelivery('url:1')])],
				inserted(),
			);
			await subscriptions.setActive('sub_off', false, 'reason', START + 5);

			const records = await history.deliveries(ids);
			expect(records.map(({ delivery }) => delivery.state)).toEqual([
				'skipped',
				'pending',
				'pending',
			]);
			expect(records[0]?.delivery).toMatchObject({ finishedAt: START + 5, nextAttemptAt: null });
			expect((await outbox.step([], claimAt(START))).claimed).toHaveLength(2);
		});

		it('cancels what waits for it when it is deleted, and nothing else', async () => {
			const { subscriptions, outbox, history } = bench.store;
			const subscription = aSubscription('sub_1');
			await subscriptions.insert(subscription);
			const [ids = []] = await insertedIds(
				outbox,
				[anEvent('evt_1', [deliveryFor(subscription), aDelivery('url:1')])],
				inserted(),
			);

			expect(await subscriptions.delete('sub_1', START + 5)).toBe(true);

			expect(await subscriptions.get('sub_1')).toBeNull();
			expect(await bench.other.subscriptions.list()).toEqual([]);
			const records = await history.deliveries(ids);
			expect(records.map(({ delivery }) => delivery.state)).toEqual(['canceled', 'pending']);
			expect(records[0]?.delivery.finishedAt).toBe(START + 5);
		});

		it('gives what is inserted under the id of a deleted one', async () => {
			const { subscriptions } = bench.store;
			await subscriptions.insert(aSubscription('sub_1', { settings: { name: 'First' } }));
			await subscriptions.get('sub_1');
			await subscriptions.delete('sub_1', START);
			await subscriptions.insert(aSubscription('sub_1', { settings: { name: 'Second' } }));

			expect((await subscriptions.get('sub_1'))?.settings.name).toBe('Second');
		});
	});
}

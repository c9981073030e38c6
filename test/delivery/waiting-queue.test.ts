import fc from 'fast-check';

import { WaitingQueue } from '../../src/delivery/waiting-queue';
import type { WaitingDelivery } from '../../src/storage';
import { aSubscription, aWaitingDelivery } from '../storage/support/records';

const NONE = { origins: new Set<string>(), subscriptions: new Set<string>() };

const idsOf = (deliveries: readonly WaitingDelivery[]) => deliveries.map(({ id }) => id);

describe('first attempts that wait', () => {
	test('are taken in turn by origin, and by subscription at one origin', () => {
		const queue = new WaitingQueue([
			aWaitingDelivery('a1', 'https://a', 'sub_1'),
			aWaitingDelivery('a2', 'https://a', 'sub_1'),
			aWaitingDelivery('a3', 'https://a', 'sub_2'),
			aWaitingDelivery('b1', 'https://b', 'sub_3'),
			aWaitingDelivery('c1', 'https://c', null),
		]);

		expect(idsOf(queue.take(4, NONE))).toEqual(expect.arrayContaining(['a1', 'b1', 'c1', 'a3']));
		expect(queue.ids()).toEqual(['a2']);
		expect(queue.size).toBe(1);
	});

	test('are left where their target is full', () => {
		const queue = new WaitingQueue([
			aWaitingDelivery('a1', 'https://a', 'sub_1'),
			aWaitingDelivery('b1', 'https://b', 'sub_2'),
			aWaitingDelivery('b2', 'https://b', 'sub_3'),
			aWaitingDelivery('c1', 'https://c', null),
		]);

		const full = { origins: new Set(['https://a']), subscriptions: new Set(['sub_2']) };
		expect(idsOf(queue.take(10, full)).sort()).toEqual(['b2', 'c1']);
		expect(queue.ids().sort()).toEqual(['a1', 'b1']);
	});

	test('are concerned by a place at their origin, or of their subscription', () => {
		const queue = new WaitingQueue([aWaitingDelivery('a1', 'https://a', 'sub_1')]);
		const freed = (origin: string, id: string | null) => ({
			deliveryId: 'other',
			origin,
			subscription: id === null ? null : aSubscription(id),
		});

		expect(queue.concerns(freed('https://a', null))).toBe(true);
		expect(queue.concerns(freed('https://moved', 'sub_1'))).toBe(true);
		expect(queue.concerns(freed('https://moved', 'sub_2'))).toBe(false);
		queue.take(1, NONE);
		expect(queue.concerns(freed('https://a', 'sub_1'))).toBe(false);
	});

	test('come out each once, those of a target in their order, whatever is full and put back', () => {
		const target = fc.record({ origin: fc.nat({ max: 3 }), subscription: fc.nat({ max: 4 }) });
		const round = fc.record({
			limit: fc.nat({ max: 5 }),
			fullOrigins: fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 3 }),
			fullSubscriptions: fc.uniqueArray(fc.nat({ max: 4 }), { maxLength: 4 }),
			refused: fc.nat({ max: 3 }),
		});
		fc.assert(
			fc.property(fc.array(target, { maxLength: 30 }), fc.array(round), (targets, rounds) => {
				const all = targets.map(({ origin, subscription }, index) =>
					aWaitingDelivery(
						String(index),
						`https://${origin}`,
						subscription === 0 ? null : `sub_${subscription}`,
					),
				);
				const queue = new WaitingQueue(all);
				const taken: WaitingDelivery[] = [];
				for (const { limit, fullOrigins, fullSubscriptions, refused } of rounds) {
					const full = {
						origins: new Set(fullOrigins.map((name) => `https://${name}`)),
						subscriptions: new Set(fullSubscriptions.map((name) => `sub_${name}`)),
					};
					const some = queue.take(limit, full);
					expect(some.length).toBeLessThanOrEqual(limit);
					for (const { origin, subscriptionId } of some) {
						expect(full.origins.has(origin)).toBe(false);
						expect(full.subscriptions.has(String(subscriptionId))).toBe(false);
					}
					const kept = some.slice(0, Math.max(0, some.length - refused));
					for (const one of some.slice(kept.length).reverse()) queue.putBack(one);
					taken.push(...kept);
					expect(queue.size + taken.length).toBe(all.length);
				}
				taken.push(...queue.take(all.length, NONE));

				expect(idsOf(taken).sort()).toEqual(idsOf(all).sort());
				const ofTarget = (
					deliveries: readonly WaitingDelivery[],
					{ origin, subscriptionId }: WaitingDelivery,
				) =>
					idsOf(
						deliveries.filter(
							(one) => one.origin === origin && one.subscriptionId === subscriptionId,
						),
					);
				for (const one of all) expect(ofTarget(taken, one)).toEqual(ofTarget(all, one));
			}),
		);
	});
});

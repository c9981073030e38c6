import fc from 'fast-check';

import type { DeliveryFilter, DeliveryRecord, NewEvent } from '../../../src/storage';
import { listDeliveries } from '../../../src/history';
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
	SECOND,
	START,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

const KIBIBYTE = 1024;

export function describeHistory(openFreshPlace: OpenFreshPlace): void {
	describe('the history', () => {
		const bench = useBench(openFreshPlace);

		async function insert(events: NewEvent[], now = START): Promise<string[]> {
			return (await insertedIds(bench.store.outbox, events, inserted(now))).flat();
		}

		async function eventIds(filter: DeliveryFilter, limit = 100): Promise<string[]> {
			return (await bench.other.history.page(filter, limit, null)).map(
				({ delivery }) => delivery.eventId,
			);
		}

		it('gives deliveries in the order they are asked for, and leaves out unknown ones', async () => {
			const [one = '', two = ''] = await insert([
				anEvent('evt_1', [aDelivery('url:1')]),
				anEvent('evt_2', [aDelivery('url:1')]),
			]);

			const records = await bench.store.history.deliveries([two, 'dlv_unknown', "it's", one]);
			expect(records.map(({ delivery }) => delivery.id)).toEqual([two, one]);
			expect(await bench.store.history.deliveries([])).toEqual([]);
		});

		it('gives the body as text, cut to 16 KiB between two characters', async () => {
			const [short = '', exact = '', long = ''] = await insert([
				anEvent('evt_1', [aDelivery('url:1')], {
					bodies: new Map([['envelope', Buffer.from('"ü"')]]),
				}),
				anEvent('evt_2', [aDelivery('url:1')], {
					bodies: new Map([['envelope', Buffer.from('x'.repeat(16 * KIBIBYTE))]]),
				}),
				anEvent('evt_3', [aDelivery('url:1')], {
					bodies: new Map([['envelope', Buffer.from(`x${'🛒'.repeat(16 * KIBIBYTE)}`)]]),
				}),
			]);

			const bodies = (await bench.store.history.deliveries([short, exact, long])).map(
				({ body }) => body,
			);
			expect(bodies[0]).toBe('"ü"');
			expect(bodies[1]).toHaveLength(16 * KIBIBYTE);
			// Four bytes and two UTF-16 units each; the last one does not fit.
			expect(bodies[2]).toHaveLength(1 + 2 * (4 * KIBIBYTE - 1));
			expect(bodies[2]).toMatch(/^x(🛒)+$/u);
		});

		it('filters by each field, and by all at once', async () => {
			const subscription = aSubscription('sub_1');
			await bench.store.subscriptions.insert(subscription);
			await insert([anEvent('evt_1', [aDelivery('url:1')])], START);
			await insert(
				[anEvent('evt_2', [deliveryFor(subscription)], { type: 'cart.abandoned' })],
				START + 10,
			);
			await insert([anEvent('evt_3', [deliveryFor(subscription)])], START + 20);
			const { claimed } = await bench.store.outbox.step([], claimAt(START + 20));
			const endings = [delivered, failed, retried];
			await bench.store.outbox.step(
				claimed.map((one, index) => endings[index]?.(one) ?? delivered(one)),
				null,
			);

			expect(await eventIds({})).toEqual(['evt_3', 'evt_2', 'evt_1']);
			expect(await eventIds({ state: 'delivered' })).toEqual(['evt_1']);
			expect(await eventIds({ state: 'failed' })).toEqual(['evt_2']);
			expect(await eventIds({ state: 'pending' })).toEqual(['evt_3']);
			expect(await eventIds({ subscriptionId: 'sub_1' })).toEqual(['evt_3', 'evt_2']);
			expect(await eventIds({ eventType: 'cart.abandoned' })).toEqual(['evt_2']);
			expect(await eventIds({ eventId: 'evt_3' })).toEqual(['evt_3']);
			expect(await eventIds({ statusCode: 200 })).toEqual(['evt_1']);
			expect(await eventIds({ statusCode: 503 })).toEqual(['evt_3']);
			expect(await eventIds({ since: START + 10 })).toEqual(['evt_3', 'evt_2']);
			expect(await eventIds({ until: START + 10 })).toEqual(['evt_1']);
			expect(await eventIds({ since: START + 10, until: START + 20 })).toEqual(['evt_2']);
			const all: DeliveryFilter = {
				state: 'failed',
				subscriptionId: 'sub_1',
				eventType: 'cart.abandoned',
				eventId: 'evt_2',
				statusCode: 500,
				since: START,
				until: START + 100,
			};
			expect(await eventIds(all)).toEqual(['evt_2']);
			expect(await eventIds({ ...all, statusCode: 200 })).toEqual([]);
			expect(await eventIds({ eventId: "' OR 1=1 --" })).toEqual([]);
			expect(await eventIds({ state: undefined, since: undefined })).toHaveLength(3);
		});

		it('filters by the millisecond, also where more are stored in one than it has numbers', async () => {
			const targets = Array.from({ length: 600 }, (_target, index) => aDelivery(`url:${index}`));
			await insert([anEvent('evt_1', targets)], START);

			expect(await eventIds({ since: START + 1 }, 1000)).toEqual([]);
			expect(await eventIds({ since: START, until: START + 1 }, 1000)).toHaveLength(600);
			expect(await eventIds({ until: START }, 1000)).toEqual([]);
		});

		it('gives no more than the limit, the newest ones', async () => {
			for (const index of [1, 2, 3])
				await insert([anEvent(`evt_${index}`, [aDelivery('url:1')])], START + index);

			expect(await eventIds({}, 2)).toEqual(['evt_3', 'evt_2']);
			expect(await eventIds({}, 0)).toEqual([]);
		});

		it('pages through everything once, however many share an instant and whatever comes in meanwhile', async () => {
			await fc.assert(
				fc.asyncProperty(
					fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 12 }),
					fc.integer({ min: 1, max: 5 }),
					async (instants, limit) => {
						const mark = `type.${Math.random()}`;
						const ids: string[] = [];
						for (const [index, instant] of instants.entries()) {
							const event = anEvent(`${mark}:${index}`, [aDelivery('url:1')], { type: mark });
							// Those of one second are in the order in which they were stored.
							ids.push(...(await insert([event], START + instant * 2 * SECOND)));
						}
						const seen: DeliveryRecord[] = [];
						for (;;) {
							const page = await bench.store.history.page(
								{ eventType: mark },
								limit,
								seen.at(-1)?.delivery.id ?? null,
							);
							expect(page.length).toBeLessThanOrEqual(limit);
							if (page.length === 0) break;
							seen.push(...page);
							await insert(
								[anEvent(`new:${Math.random()}`, [aDelivery('url:1')], { type: mark })],
								START + HOUR,
							);
						}
						expect(seen.map(({ delivery }) => delivery.id).sort()).toEqual([...ids].sort());
						const times = seen.map(({ delivery }) => delivery.createdAt);
						expect(times).toEqual([...times].sort((one, other) => other - one));
					},
				),
				{ numRuns: 15 },
			);
		});

		it('lists any number, read in pages', async () => {
			const targets = Array.from({ length: 450 }, (_target, index) => aDelivery(`url:${index}`));
			const ids = await insert([anEvent('evt_1', targets)]);

			const records = await listDeliveries({}, 1000, bench.store.history);
			expect(records.map(({ delivery }) => delivery.id)).toEqual([...ids].reverse());
			expect(await listDeliveries({}, 201, bench.store.history)).toHaveLength(201);
			expect(await listDeliveries({}, 0, bench.store.history)).toEqual([]);
		});

		describe('of the progress', () => {
			it('counts a delivery as attempted once its first attempt is recorded', async () => {
				const ids = await insert([anEvent('evt_1', [aDelivery('url:1')])]);
				expect(await bench.store.history.progress(ids)).toEqual({ attempted: 0, final: 0 });

				const { claimed } = await bench.store.outbox.step([], claimAt(START));
				expect(await bench.other.history.progress(ids)).toEqual({ attempted: 0, final: 0 });

				const again = await bench.store.outbox.step(
					claimed.map((one) => retried(one)),
					claimAt(START),
				);
				expect(await bench.other.history.progress(ids)).toEqual({ attempted: 1, final: 0 });

				await bench.store.outbox.step(
					again.claimed.map((one) => delivered(one)),
					null,
				);
				expect(await bench.other.history.progress(ids)).toEqual({ attempted: 1, final: 1 });
			});

			it('counts what was skipped as attempted and final: there is nothing to wait for', async () => {
				const ids = await insert([anEvent('evt_1', [aDelivery('url:1', { state: 'skipped' })])]);

				expect(await bench.store.history.progress(ids)).toEqual({ attempted: 1, final: 1 });
			});

			it('does not count a first attempt by hand before it is recorded', async () => {
				const ids = await insert([anEvent('evt_1', [aDelivery('url:1')])]);
				await bench.store.outbox.claimManually(ids[0] ?? '', START + LEASE);

				expect(await bench.store.history.progress(ids)).toEqual({ attempted: 0, final: 0 });
			});

			it('counts what is deleted in the meantime as final, so that nobody waits for ever', async () => {
				const ids = await insert([
					anEvent('evt_1', [aDelivery('url:1')]),
					anEvent('evt_2', [aDelivery('url:1')]),
				]);
				const { claimed } = await bench.store.outbox.step([], claimAt(START, { limit: 1 }));
				await bench.store.outbox.step(
					claimed.map((one) => delivered(one)),
					null,
				);
				await bench.store.history.prune(START + HOUR, 100);

				expect(await bench.store.history.progress(ids)).toEqual({ attempted: 1, final: 1 });
			});

			it('counts none of none', async () => {
				expect(await bench.store.history.progress([])).toEqual({ attempted: 0, final: 0 });
			});
		});
	});
}

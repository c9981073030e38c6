import type { NewEvent } from '../../../src/storage';
import { eventHash } from '../../../src/storage/sending/event-hash';
import {
	aDelivery,
	anEvent,
	aSubscription,
	claimAt,
	claimFirstAt,
	deliveryFor,
	HOUR,
	inserted,
	insertedIds,
	insertedWaiting,
	insertLarge,
	START,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

export function describeInserts(openFreshPlace: OpenFreshPlace): void {
	describe('inserting events', () => {
		const bench = useBench(openFreshPlace);

		it('gives the ids of the deliveries, one list an event, in their order', async () => {
			const ids = await insertedIds(
				bench.store.outbox,
				[
					anEvent('evt_1', [aDelivery('url:1'), aDelivery('url:2')]),
					anEvent('evt_2', []),
					anEvent('evt_3', [aDelivery('url:1')]),
				],
				inserted(),
			);

			expect(ids.map((list) => list.length)).toEqual([2, 0, 1]);
			const records = await bench.store.history.deliveries(ids.flat());
			expect(records.map(({ delivery }) => delivery.eventId)).toEqual(['evt_1', 'evt_1', 'evt_3']);
			expect([...ids.flat()].sort()).toEqual(ids.flat());
		});

		it('stores a delivery with all that is known of it', async () => {
			const subscription = aSubscription('sub_1');
			const [[id = ''] = []] = await insertedIds(
				bench.store.outbox,
				[anEvent('evt_1', [deliveryFor(subscription)])],
				inserted(START, 60_000),
			);

			const [record] = await bench.other.history.deliveries([id]);
			expect(record).toEqual({
				delivery: {
					id,
					eventId: 'evt_1',
					eventType: 'purchase.approved',
					subscriptionId: 'sub_1',
					subscriptionName: 'Name of sub_1',
					url: 'https://sub-1.example/hook',
					state: 'pending',
					attemptsMade: 0,
					nextAttemptAt: START + 60_000,
					createdAt: START,
					finishedAt: null,
					lastStatus: null,
				},
				attempts: [],
				body: '{"data":"evt_1"}',
			});
		});

		it('stores a delivery to a subscription that is off as skipped and finished', async () => {
			const [[id = ''] = []] = await insertedIds(
				bench.store.outbox,
				[anEvent('evt_1', [aDelivery('url:1', { state: 'skipped' })])],
				inserted(),
			);

			const [record] = await bench.store.history.deliveries([id]);
			expect(record?.delivery).toMatchObject({
				state: 'skipped',
				nextAttemptAt: null,
				finishedAt: START,
			});
			expect((await bench.store.outbox.step([], claimAt(START))).claimed).toEqual([]);
		});

		it('gives the same id for the same event and target, and changes nothing', async () => {
			const [[first = ''] = []] = await insertedIds(
				bench.store.outbox,
				[anEvent('evt_1', [aDelivery('url:1')])],
				inserted(START),
			);
			const before = await bench.store.history.deliveries([first]);

			const again = anEvent('evt_1', [aDelivery('url:1', { url: 'https://elsewhere.example' })], {
				type: 'purchase.refunded',
				bodies: new Map([['envelope', Buffer.from('other bytes')]]),
			});
			const ids = await insertedIds(bench.other.outbox, [again], inserted(START + 1000));

			expect(ids).toEqual([[first]]);
			expect(await bench.store.history.deliveries([first])).toEqual(before);
		});

		it('sends the bytes that came first, to a target that is new as well', async () => {
			await bench.store.outbox.insert([anEvent('evt_1', [aDelivery('url:1')])], inserted());
			const bodies = new Map([['envelope', Buffer.from('other bytes')]]);
			const waiting = await insertedWaiting(
				bench.store.outbox,
				[anEvent('evt_1', [aDelivery('url:2')], { bodies })],
				inserted(),
			);

			const first = await bench.store.outbox.step([], claimFirstAt(START, waiting));
			const due = await bench.store.outbox.step([], claimAt(START));
			const sent = [...first.claimed, ...due.claimed];
			expect(sent.map(({ body }) => Buffer.from(body).toString())).toEqual([
				'{"data":"evt_1"}',
				'{"data":"evt_1"}',
			]);
		});

		it('starts no second sending of what is being sent, retried or delivered', async () => {
			const event = () => anEvent('evt_1', [aDelivery('url:1')]);
			await bench.store.outbox.insert([event()], inserted());
			await bench.store.outbox.step([], claimAt(START));
			const again = await bench.store.outbox.insert([event()], inserted());

			expect(again.flat()).toEqual([{ id: expect.any(String), waiting: null }]);
			expect((await bench.other.outbox.step([], claimAt(START))).claimed).toEqual([]);
		});

		it('gives each delivery an id of its own where another has the one that comes next', async () => {
			// Then all that is stored in a millisecond begins with the same number.
			const random = jest.spyOn(Math, 'random').mockReturnValue(0);
			const store = async (name: string, now: number) => {
				const events = Array.from({ length: 3 }, (_event, index) =>
					anEvent(`${name}:${index}`, [aDelivery('url:1'), aDelivery('url:2')]),
				);
				return await insertedWaiting(bench.store.outbox, events, inserted(now));
			};
			try {
				// No other test stores anything then, so that both begin with the first number of it.
				const at = START + 7 * HOUR + 345;
				const first = await store('first', at);
				// As where the clock is set back.
				await store('later', at + HOUR);
				const again = await store('again', at);

				const ids = [...first, ...again].map(({ id }) => id);
				expect(new Set(ids).size).toBe(12);
				const { claimed } = await bench.store.outbox.step([], claimFirstAt(at, again));
				expect(claimed.map(({ id, eventId }) => [id, eventId])).toEqual(
					again.map(({ id, eventId }) => [id, eventId]),
				);
				const records = await bench.other.history.deliveries(ids);
				expect(records.map(({ delivery }) => delivery.eventId)).toEqual(
					[...first, ...again].map(({ eventId }) => eventId),
				);
				expect(records.map(({ body }) => body)).toEqual(
					[...first, ...again].map(({ eventId }) => JSON.stringify({ data: eventId })),
				);
			} finally {
				random.mockRestore();
			}
		});

		it('has one delivery for a target that is named twice in an event', async () => {
			const [ids = []] = await insertedIds(
				bench.store.outbox,
				[anEvent('evt_1', [aDelivery('url:1'), aDelivery('url:1')])],
				inserted(),
			);

			expect(ids[0]).toBe(ids[1]);
			expect((await bench.store.outbox.step([], claimAt(START))).claimed).toHaveLength(1);
		});

		it('has one delivery for an event that comes twice in one call, however far apart', async () => {
			const others = Array.from({ length: 600 }, (_other, index) =>
				anEvent(`other_${index}`, [aDelivery('url:1')]),
			);
			const event = () => anEvent('evt_1', [aDelivery('url:1')]);
			const lists = await bench.store.outbox.insert(
				[event(), event(), ...others, event()],
				inserted(),
			);

			const [[first] = [], [second] = []] = lists;
			const last = lists.at(-1)?.[0];
			expect(first?.waiting).toMatchObject({ eventId: 'evt_1' });
			expect([second, last]).toEqual([
				{ id: first?.id, waiting: null },
				{ id: first?.id, waiting: null },
			]);
			expect(await bench.store.history.page({ eventId: 'evt_1' }, 10, null)).toHaveLength(1);
		});

		it('takes two events whose ids have the same hash for two', async () => {
			const [one, other] = ['evt-7617888', 'evt-7697870'];
			expect(eventHash(one)).toBe(eventHash(other));

			const insert = async (...eventIds: string[]) =>
				await insertedIds(
					bench.store.outbox,
					eventIds.map((eventId) => anEvent(eventId, [aDelivery('url:1')])),
					inserted(),
				);
			const [[first = ''] = [], [second = ''] = []] = await insert(one, other);

			expect(second).not.toBe(first);
			expect(await insert(other)).toEqual([[second]]);
			expect(await insert(one)).toEqual([[first]]);
			for (const [eventId, id] of Object.entries({ [one]: first, [other]: second })) {
				const page = await bench.store.history.page({ eventId }, 10, null);
				expect(page).toMatchObject([{ delivery: { id }, body: `{"data":"${eventId}"}` }]);
			}
		});

		it('keeps the bytes of each variant exactly, and sends each target its own', async () => {
			const bytes = Buffer.from([0, 1, 0xff, 0xfe, 0x80, 0, 0x0a]);
			const event = anEvent(
				'evt_1',
				[aDelivery('url:1', { variant: 'raw' }), aDelivery('url:2', { variant: 'text' })],
				{
					bodies: new Map<string, Uint8Array>([
						['raw', bytes],
						['text', Buffer.from('{"a" : "é"}\r\n')],
						['unused', Buffer.from('nobody asked for it')],
					]),
				},
			);
			await bench.store.outbox.insert([event], inserted());

			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			expect(claimed.map(({ body }) => Buffer.from(body))).toEqual([
				bytes,
				Buffer.from('{"a" : "é"}\r\n'),
			]);
			expect((await bench.place.readBytes()).includes('nobody asked for it')).toBe(false);
		});

		it('refuses an event without the bytes that a delivery names', async () => {
			const event = anEvent('evt_1', [aDelivery('url:1', { variant: 'missing' })]);

			await expect(bench.store.outbox.insert([event], inserted())).rejects.toThrow();
			expect(await bench.store.history.page({}, 10, null)).toEqual([]);
			expect(await bench.store.outbox.nextDueAt()).toBeNull();
		});

		it('writes nothing at all where the iterable fails in the middle', async () => {
			function* events(): Iterable<NewEvent> {
				yield anEvent('evt_1', [aDelivery('url:1')]);
				yield anEvent('evt_2', [aDelivery('url:1')]);
				throw Object.assign(new Error('the third item is not usable'), { code: 'ENOENT' });
			}

			await expect(bench.store.outbox.insert(events(), inserted())).rejects.toThrow(
				'the third item is not usable',
			);
			expect(await bench.store.history.page({}, 10, null)).toEqual([]);
			expect(await bench.store.outbox.nextDueAt()).toBeNull();
			const [ids = []] = await insertedIds(
				bench.store.outbox,
				[anEvent('evt_1', [aDelivery('url:1')])],
				inserted(),
			);
			expect(await bench.store.history.deliveries(ids)).toHaveLength(1);
		});

		it('takes ids with every character that an id may have, and those that it may not', async () => {
			const odd = [
				'a~b:c@d+e=f-g_h',
				"it's",
				'"; DROP TABLE delivery; --',
				'x'.repeat(255),
				'ü🛒',
				'%_',
			];
			const ids = await insertedIds(
				bench.store.outbox,
				odd.map((id) => anEvent(id, [aDelivery(`url:${id}`)])),
				inserted(),
			);

			const records = await bench.store.history.deliveries(ids.flat());
			expect(records.map(({ delivery }) => delivery.eventId)).toEqual(odd);
			for (const eventId of odd) {
				const page = await bench.store.history.page({ eventId }, 10, null);
				expect(page.map(({ delivery }) => delivery.eventId)).toEqual([eventId]);
			}
		});

		it('stores one event for a thousand targets', async () => {
			const targets = Array.from({ length: 1000 }, (_target, index) => aDelivery(`url:${index}`));
			const [ids = []] = await insertedIds(
				bench.store.outbox,
				[anEvent('evt_1', targets)],
				inserted(),
			);

			expect(new Set(ids).size).toBe(1000);
			expect(await bench.store.history.progress(ids)).toEqual({ attempted: 0, final: 0 });
			const { claimed } = await bench.store.outbox.step([], claimAt(START, { limit: 1000 }));
			expect(claimed.map(({ id }) => id)).toEqual(ids);
			expect(await bench.store.history.deliveries(ids)).toHaveLength(1000);
		});

		it('moves only those first attempts that still wait', async () => {
			const { outbox, history } = bench.store;
			const ofDispatch = await insertedWaiting(
				outbox,
				[anEvent('evt_1', [aDelivery('url:1'), aDelivery('url:2')])],
				inserted(START, 60_000),
			);
			await outbox.insert([anEvent('evt_2', [aDelivery('url:1')])], inserted(START, 60_000));
			await outbox.step([], claimFirstAt(START, ofDispatch.slice(0, 1)));
			const ids = ofDispatch.map(({ id }) => id);
			await outbox.postpone(ids, inserted(START, 90_000));

			const records = await history.deliveries(ids);
			expect(records.map(({ delivery }) => delivery.nextAttemptAt)).toEqual([null, START + 90_000]);
			expect(await outbox.nextDueAt()).toBe(START + 60_000);
		});

		it('moves all first attempts of a large dispatch', async () => {
			const { outbox } = bench.store;
			const ids = await insertLarge(outbox, START + 60_000);
			await outbox.postpone(ids, inserted(START, 90_000));

			expect(await outbox.nextDueAt()).toBe(START + 90_000);
		});

		it('gives what is needed to claim what is new and pending, and its bytes', async () => {
			const { outbox } = bench.store;
			const targets = [aDelivery('url:1'), aDelivery('url:2', { state: 'skipped' })];
			const [ofEvent = []] = await outbox.insert([anEvent('evt_1', targets)], inserted());

			expect(ofEvent.map(({ waiting }) => waiting)).toEqual([
				expect.objectContaining({ id: ofEvent[0]?.id, eventId: 'evt_1', createdAt: START }),
				null,
			]);
			expect(Buffer.from(ofEvent[0]?.waiting?.body ?? []).toString()).toBe('{"data":"evt_1"}');
		});

		it('sends the bytes that came first, of two events with one id in one dispatch', async () => {
			const { outbox } = bench.store;
			const bodies = new Map([['envelope', Buffer.from('other bytes')]]);
			const waiting = await insertedWaiting(
				outbox,
				[
					anEvent('evt_1', [aDelivery('url:1')]),
					anEvent('evt_1', [aDelivery('url:2')], { bodies }),
				],
				inserted(),
			);

			const { claimed } = await outbox.step([], claimFirstAt(START, waiting));
			expect(claimed.map(({ body }) => Buffer.from(body).toString())).toEqual([
				'{"data":"evt_1"}',
				'{"data":"evt_1"}',
			]);
		});

		it('keeps no more than some megabytes of what is to be sent', async () => {
			const { outbox } = bench.store;
			const large = Array.from({ length: 20 }, (_event, index) => {
				const bodies = new Map([['envelope', Buffer.alloc(1024 * 1024, index)]]);
				return anEvent(`evt_${index}`, [aDelivery('url:1')], { bodies });
			});
			const waiting = await insertedWaiting(outbox, large, inserted());

			const kept = waiting.filter(({ body }) => body !== null);
			expect(kept.length).toBeGreaterThan(5);
			expect(kept.length).toBeLessThan(10);
			const { claimed } = await outbox.step([], claimFirstAt(START, waiting));
			expect(claimed.map(({ body }) => body[0])).toEqual(large.map((_event, index) => index));
		});
	});
}

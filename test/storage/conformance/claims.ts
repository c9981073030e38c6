import type { Subscription } from '../../../src/model/subscription';
import type { Candidate, OutboxStep, Store, WaitingDelivery } from '../../../src/storage';
import {
	aDelivery,
	anEvent,
	aSubscription,
	claimAt,
	claimFirstAt,
	deliveryFor,
	inserted,
	insertedIds,
	insertedWaiting,
	LEASE,
	MINUTE,
	retried,
	SECOND,
	START,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

export function describeClaims(openFreshPlace: OpenFreshPlace): void {
	describe('claiming deliveries', () => {
		const bench = useBench(openFreshPlace);

		it('takes what is due, the longest due first, and nothing that is not', async () => {
			const { outbox } = bench.store;
			for (const [id, inMs] of [
				['evt_later', 1],
				['evt_second', -1],
				['evt_first', -2],
				['evt_now', 0],
			] as const) {
				await outbox.insert([anEvent(id, [aDelivery('url:1')])], inserted(START, inMs));
			}

			const first = await outbox.step([], claimAt(START, { limit: 2 }));
			expect(first.claimed.map(({ eventId }) => eventId).sort()).toEqual([
				'evt_first',
				'evt_second',
			]);
			const second = await outbox.step([], claimAt(START));
			expect(second.claimed.map(({ eventId }) => eventId)).toEqual(['evt_now']);
			expect(await outbox.nextDueAt()).toBe(START + 1);
		});

		it('gives all that is needed to send', async () => {
			const { subscriptions, outbox } = bench.store;
			const subscription = aSubscription('sub_1');
			await subscriptions.insert(subscription);
			const urlTarget = { signingSecret: 'whsec_abc', headers: { 'x-key': 'value' } };
			await outbox.insert(
				[
					anEvent('evt_1', [
						deliveryFor(subscription, { allowedNetworks: '10.0.0.0/8' }),
						aDelivery('url:1', { urlTarget, variant: 'payload' }),
					]),
				],
				inserted(),
			);

			const { claimed, refused } = await bench.other.outbox.step([], claimAt(START));
			expect(refused).toEqual([]);
			expect(claimed[0]).toEqual({
				id: expect.stringMatching(/^dlv_/),
				rowId: expect.any(Number),
				leaseId: expect.stringMatching(/^lea_/),
				createdAt: START,
				eventId: 'evt_1',
				eventType: 'purchase.approved',
				subscription,
				urlTarget: null,
				url: 'https://sub-1.example/hook',
				origin: 'https://sub-1.example',
				body: expect.any(Uint8Array),
				allowedNetworks: '10.0.0.0/8',
				attemptsMade: 1,
				number: 1,
				trigger: 'automatic',
				previousState: 'pending',
			});
			expect(claimed[1]).toMatchObject({ subscription: null, urlTarget });
			expect(Buffer.from(claimed[1]?.body ?? []).toString()).toBe('{"payload":"evt_1"}');
		});

		it('commits the number of the attempt with the claim', async () => {
			const [[id = ''] = []] = await insertedIds(
				bench.store.outbox,
				[anEvent('evt_1', [aDelivery('url:1')])],
				inserted(),
			);
			await bench.store.outbox.step([], claimAt(START));

			const [record] = await bench.other.history.deliveries([id]);
			expect(record?.delivery).toMatchObject({
				state: 'sending',
				attemptsMade: 1,
				nextAttemptAt: null,
			});
		});

		it('takes no more than the limit, and none where it is 0', async () => {
			const targets = Array.from({ length: 10 }, (_target, index) => aDelivery(`url:${index}`));
			await bench.store.outbox.insert([anEvent('evt_1', targets)], inserted());

			expect((await bench.store.outbox.step([], claimAt(START, { limit: 0 }))).claimed).toEqual([]);
			expect(
				(await bench.store.outbox.step([], claimAt(START, { limit: 3 }))).claimed,
			).toHaveLength(3);
			expect(
				(await bench.store.outbox.step([], claimAt(START, { limit: 99 }))).claimed,
			).toHaveLength(7);
		});

		it('takes first attempts before they are due, once, and no others', async () => {
			const { outbox } = bench.store;
			const first = await insertedWaiting(
				outbox,
				[anEvent('evt_1', [aDelivery('url:1'), aDelivery('url:2')])],
				inserted(START, MINUTE),
			);
			await outbox.insert([anEvent('evt_2', [aDelivery('url:1')])], inserted(START, MINUTE));

			const { claimed } = await outbox.step([], claimFirstAt(START, first));
			expect(claimed.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
			await outbox.step(
				claimed.map((one) => retried(one)),
				null,
			);
			expect((await outbox.step([], claimFirstAt(START, first))).claimed).toEqual([]);
		});

		it('takes first attempts in any order and with others between them, and leaves those', async () => {
			const { outbox } = bench.store;
			const targets = Array.from({ length: 5 }, (_target, index) => aDelivery(`url:${index}`));
			const [first, second, third, fourth, fifth] = (await insertedWaiting(
				outbox,
				[anEvent('evt_1', targets)],
				inserted(START, MINUTE),
			)) as [WaitingDelivery, WaitingDelivery, WaitingDelivery, WaitingDelivery, WaitingDelivery];
			const claimIds = async (waiting: readonly WaitingDelivery[]) =>
				(await outbox.step([], claimFirstAt(START, waiting))).claimed.map(({ id }) => id);

			expect(await claimIds([fourth, first])).toEqual([fourth.id, first.id]);
			expect(await claimIds([second, third])).toEqual([second.id, third.id]);
			await bench.other.outbox.cancel(fifth.id, START);
			expect(await claimIds([fifth])).toEqual([]);
			expect(await bench.other.outbox.expired(START + MINUTE + 1, 10)).toHaveLength(4);
		});

		it('gives a first attempt once more where the answer to the claim was lost', async () => {
			const { outbox } = bench.store;
			const events = [anEvent('evt_1', [aDelivery('url:1'), aDelivery('url:2')])];
			const first = await insertedWaiting(outbox, events, inserted(START, MINUTE));
			await outbox.step([], claimFirstAt(START, first.slice(1)));

			const { claimed } = await outbox.step([], claimFirstAt(START, first));
			expect(claimed.map(({ id, number }) => [id, number])).toEqual(first.map(({ id }) => [id, 1]));
		});

		it('gives to others what a dispatch did not come to in time, and to the dispatch what they left', async () => {
			const { outbox } = bench.store;
			const first = await insertedWaiting(
				outbox,
				[anEvent('evt_1', [aDelivery('url:1'), aDelivery('url:2')])],
				inserted(START, MINUTE),
			);
			const claimOne = async (now: number) =>
				(await bench.other.outbox.step([], claimAt(now, { limit: 1 }))).claimed;

			expect(await claimOne(START + MINUTE - 1)).toEqual([]);
			const [taken] = await claimOne(START + MINUTE);
			expect(first.map(({ id }) => id)).toContain(taken?.id);
			const { claimed } = await outbox.step([], claimFirstAt(START + MINUTE, first));
			expect(claimed.map(({ id }) => id)).toEqual(
				first.map(({ id }) => id).filter((id) => id !== taken?.id),
			);
		});

		it('gives all of it to others, however much it is', async () => {
			const { outbox } = bench.store;
			const events = Array.from({ length: 2100 }, (_event, index) =>
				anEvent(`evt_${index}`, [aDelivery('url:1')]),
			);
			await outbox.insert(events, inserted(START, MINUTE));
			const taken: string[] = [];
			for (;;) {
				const claim = claimAt(START + MINUTE, { limit: 700 });
				const { claimed } = await bench.other.outbox.step([], claim);
				if (claimed.length === 0) break;
				taken.push(...claimed.map(({ eventId }) => eventId));
			}

			expect(taken.sort()).toEqual(events.map(({ id }) => id).sort());
		});

		it.each([
			['is left of the time it waits for', MINUTE, START + MINUTE],
			['an attempt takes, where less is left', 1, START + LEASE],
			['an attempt takes, where none is left', 0, START + LEASE],
		])('makes a first attempt under a lease as long as %s', async (_what, inMs, end) => {
			const { outbox } = bench.store;
			const first = await insertedWaiting(
				outbox,
				[anEvent('evt_1', [aDelivery('url:1')])],
				inserted(START, inMs),
			);
			const { claimed } = await outbox.step([], claimFirstAt(START, first));

			expect(claimed).toHaveLength(1);
			expect(await bench.other.outbox.expired(end, 10)).toEqual([]);
			expect((await bench.other.outbox.step([], claimAt(end + 1))).claimed).toEqual([]);
			expect(await bench.other.outbox.expired(end + 1, 10)).toEqual(claimed);
		});

		it('makes no first attempt of what was canceled, or is to be sent by hand, meanwhile', async () => {
			const { outbox } = bench.store;
			const waiting = await insertedWaiting(
				outbox,
				[
					anEvent('evt_1', [aDelivery('url:1'), aDelivery('url:2')]),
					anEvent('evt_2', [aDelivery('url:1')]),
				],
				inserted(START, MINUTE),
			);
			const [canceled, own, resent] = waiting;
			expect(await bench.other.outbox.cancel(canceled?.id ?? '', START)).toBe(true);
			await bench.other.outbox.scheduleResends({ eventId: 'evt_2' }, 10, START);

			const { claimed } = await outbox.step([], claimFirstAt(START, waiting));
			expect(claimed.map(({ id }) => id)).toEqual([own?.id]);
			const due = await bench.other.outbox.step([], claimAt(START));
			expect(due.claimed).toMatchObject([{ id: resent?.id, trigger: 'manual' }]);
			expect(await bench.other.outbox.expired(START + MINUTE + 1, 10)).toHaveLength(2);
		});

		it('gives of a first attempt what is given of one that is due', async () => {
			const { subscriptions, outbox } = bench.store;
			const subscription = aSubscription('sub_1');
			await subscriptions.insert(subscription);
			const urlTarget = { signingSecret: 'whsec_abc', headers: { 'x-key': 'value' } };
			const targets = [
				deliveryFor(subscription, { allowedNetworks: '10.0.0.0/8' }),
				aDelivery('url:1', { urlTarget, variant: 'payload' }),
			];
			const first = await insertedWaiting(outbox, [anEvent('evt_1', targets)], inserted());
			await outbox.insert([anEvent('evt_2', targets)], inserted());

			const firstStep = await outbox.step([], claimFirstAt(START, first));
			const dueStep = await outbox.step([], claimAt(START));
			const comparable = ({ claimed }: OutboxStep) =>
				claimed.map(
					({ id: _id, rowId: _rowId, leaseId: _leaseId, eventId: _eventId, body, ...rest }) => ({
						...rest,
						body: Buffer.from(body)
							.toString()
							.replace(/evt_\d/, 'evt'),
					}),
				);
			expect(comparable(firstStep)).toEqual(comparable(dueStep));
			expect(firstStep.claimed).toHaveLength(2);
		});

		it('leaves a first attempt that another process has taken, or that was sent by hand', async () => {
			const { outbox } = bench.store;
			const waiting = await insertedWaiting(
				outbox,
				[anEvent('evt_1', [aDelivery('url:1'), aDelivery('url:2'), aDelivery('url:3')])],
				inserted(),
			);
			const [taken, resent, own] = waiting;
			await bench.other.outbox.step([], claimAt(START, { limit: 1 }));
			const manual = await bench.other.outbox.claimManually(resent?.id ?? '', START + LEASE);
			if (manual) await bench.other.outbox.step([retried(manual)], null);

			const { claimed } = await outbox.step([], claimFirstAt(START, waiting));
			expect(taken).toBeDefined();
			expect(claimed.map(({ id }) => id)).toEqual([own?.id]);
		});

		it('asks for each candidate in order and leaves those that are not admitted as they are', async () => {
			const { outbox, history } = bench.store;
			const ids: string[] = [];
			for (const inMs of [-4, -3, -2, -1]) {
				const [[id = ''] = []] = await insertedIds(
					outbox,
					[anEvent(`evt_${inMs}`, [aDelivery('url:1')])],
					inserted(START, inMs),
				);
				ids.push(id);
			}
			const asked: string[] = [];
			const admit = ({ deliveryId }: Candidate) => asked.push(deliveryId) % 2 === 0;

			const { claimed } = await outbox.step([], claimAt(START, { limit: 4, admit }));
			expect(asked).toEqual(ids);
			expect(claimed.map(({ id }) => id)).toEqual([ids[1], ids[3]]);
			const [left] = await history.deliveries([ids[0] ?? '']);
			expect(left?.delivery).toMatchObject({
				state: 'pending',
				attemptsMade: 0,
				nextAttemptAt: START - 4,
			});
		});

		it('does not read a backlog without room again at once, and finds what is behind it a second later', async () => {
			const { outbox } = bench.store;
			const full = { fullOrigins: ['https://receiver.example'] };
			await outbox.insert([anEvent('evt_1', [aDelivery('url:1')])], inserted());
			expect((await outbox.step([], claimAt(START, full))).claimed).toEqual([]);
			const other = aDelivery('url:2', { origin: 'https://other.example' });
			await outbox.insert([anEvent('evt_2', [other])], inserted());

			expect((await outbox.step([], claimAt(START + 999, full))).claimed).toEqual([]);
			const later = await outbox.step([], claimAt(START + SECOND, full));
			expect(later.claimed).toMatchObject([{ eventId: 'evt_2' }]);
		});

		it('takes nothing where the question throws', async () => {
			await bench.store.outbox.insert([anEvent('evt_1', [aDelivery('url:1')])], inserted());
			const admit = () => {
				throw new Error('no answer');
			};

			await expect(bench.store.outbox.step([], claimAt(START, { admit }))).rejects.toThrow(
				'no answer',
			);
			expect((await bench.store.outbox.step([], claimAt(START))).claimed).toHaveLength(1);
		});

		it('leaves out origins and subscriptions that are full', async () => {
			const { subscriptions, outbox } = bench.store;
			const [full, free] = [aSubscription('sub_full'), aSubscription('sub_free')];
			for (const subscription of [full, free]) await subscriptions.insert(subscription);
			await outbox.insert(
				[
					anEvent('evt_1', [
						deliveryFor(full),
						deliveryFor(free),
						aDelivery('url:1', { origin: 'https://full.example' }),
						aDelivery('url:2', { origin: 'https://free.example' }),
					]),
				],
				inserted(),
			);

			const { claimed } = await outbox.step(
				[],
				claimAt(START, { fullOrigins: ['https://full.example'], fullSubscriptions: ['sub_full'] }),
			);
			expect(claimed.map(({ origin }) => origin)).toEqual([
				'https://sub-free.example',
				'https://free.example',
			]);
		});

		it('finds what may be sent behind a backlog of one subscription that may not', async () => {
			const { subscriptions, outbox } = bench.store;
			const [limited, free] = [aSubscription('sub_limited'), aSubscription('sub_free')];
			for (const subscription of [limited, free]) await subscriptions.insert(subscription);
			const backlog = Array.from({ length: 500 }, (_event, index) =>
				anEvent(`evt_${index}`, [deliveryFor(limited)]),
			);
			await outbox.insert(backlog, inserted(START, -MINUTE));
			await outbox.insert([anEvent('evt_free', [deliveryFor(free)])], inserted(START));
			let allowed = 1;
			const admit = ({ subscription }: Candidate) =>
				subscription?.id === 'sub_free' || allowed-- > 0;

			const { claimed } = await outbox.step([], claimAt(START, { limit: 4, admit }));
			expect(claimed.map(({ subscription }) => subscription?.id).sort()).toEqual([
				'sub_free',
				'sub_limited',
			]);
		});

		it('finds what may be sent behind a backlog of one origin that has no room', async () => {
			const { outbox } = bench.store;
			const backlog = Array.from({ length: 500 }, (_event, index) =>
				anEvent(`evt_${index}`, [aDelivery('url:1', { origin: 'https://slow.example' })]),
			);
			await outbox.insert(backlog, inserted(START, -MINUTE));
			await outbox.insert([anEvent('evt_free', [aDelivery('url:2')])], inserted(START));

			const admit = ({ origin }: Candidate) => origin !== 'https://slow.example';
			const { claimed } = await outbox.step([], claimAt(START, { limit: 4, admit }));
			expect(claimed.map(({ eventId }) => eventId)).toEqual(['evt_free']);
		});

		it('skips what was stored for a subscription just after it was switched off', async () => {
			const { subscriptions, outbox, history } = bench.store;
			const subscription = aSubscription('sub_1');
			await subscriptions.insert(subscription);
			await subscriptions.setActive('sub_1', false, 'reason', START);
			const waiting = await insertedWaiting(
				outbox,
				[anEvent('evt_1', [deliveryFor(subscription)])],
				inserted(),
			);

			expect((await outbox.step([], claimFirstAt(START + 3, waiting))).claimed).toEqual([]);
			const [record] = await history.deliveries(waiting.map(({ id }) => id));
			expect(record?.delivery).toMatchObject({
				state: 'skipped',
				attemptsMade: 0,
				nextAttemptAt: null,
				finishedAt: START + 3,
			});
		});

		describe('of a subscription that was read before', () => {
			/** Stored, and waiting for their first attempts, for a subscription that the store has read. */
			async function waitingAfterRead(): Promise<[Subscription, WaitingDelivery[]]> {
				const { subscriptions, outbox } = bench.store;
				const subscription = aSubscription('sub_1');
				await subscriptions.insert(subscription);
				await subscriptions.list();
				const events = ['evt_1', 'evt_2', 'evt_3'].map((id) =>
					anEvent(id, [deliveryFor(subscription)]),
				);
				return [subscription, await insertedWaiting(outbox, events, inserted(START, MINUTE))];
			}

			it.each([
				['one after the other', (all: WaitingDelivery[]) => all],
				['apart', ([first, , third]: WaitingDelivery[]) => [third, first]],
			])('takes those that lie %s', async (_how, choose) => {
				const [subscription, all] = await waitingAfterRead();
				const waiting = choose(all).flatMap((one) => one ?? []);

				const { claimed } = await bench.store.outbox.step([], claimFirstAt(START, waiting));
				expect(claimed.map(({ id }) => id)).toEqual(waiting.map(({ id }) => id));
				for (const one of claimed) expect(one.subscription).toEqual(subscription);
				const again = await bench.other.outbox.step([], claimAt(START + MINUTE));
				expect(again.claimed.map(({ id }) => id).sort()).toEqual(
					all
						.filter((one) => !waiting.includes(one))
						.map(({ id }) => id)
						.sort(),
				);
			});

			it('gives it as another process has changed it since', async () => {
				const [subscription, waiting] = await waitingAfterRead();
				const settings = { ...subscription.settings, url: 'https://moved.example/hook' };
				const secrets = { ...subscription.secrets, tokenValue: 'another token' };
				await bench.other.subscriptions.update({ ...subscription, settings, secrets });

				const { claimed } = await bench.store.outbox.step([], claimFirstAt(START, waiting));
				expect(claimed.map(({ id }) => id)).toEqual(waiting.map(({ id }) => id));
				for (const one of claimed) expect(one.subscription).toMatchObject({ settings, secrets });
			});

			it.each([
				[
					'skips',
					'switched off',
					'skipped',
					async (other: Store) => await other.subscriptions.setActive('sub_1', false, '', START),
				],
				[
					'cancels',
					'deleted',
					'canceled',
					async (other: Store) => await other.subscriptions.delete('sub_1', START),
				],
			])(
				'%s what goes to one that another process has %s since',
				async (_does, _how, state, change) => {
					const { outbox, history } = bench.store;
					const [subscription] = await waitingAfterRead();
					await change(bench.other);
					const events = [anEvent('evt_later', [deliveryFor(subscription)])];
					const waiting = await insertedWaiting(outbox, events, inserted(START, MINUTE));

					expect((await outbox.step([], claimFirstAt(START, waiting))).claimed).toEqual([]);
					const [record] = await history.deliveries(waiting.map(({ id }) => id));
					expect(record?.delivery).toMatchObject({ state, attemptsMade: 0, finishedAt: START });
				},
			);

			it('takes what others left, and leaves what they took', async () => {
				const [, waiting] = await waitingAfterRead();
				const [canceled, ...others] = waiting;
				await bench.other.outbox.cancel(canceled?.id ?? '', START);

				const { claimed } = await bench.store.outbox.step([], claimFirstAt(START, waiting));
				expect(claimed.map(({ id, number }) => [id, number])).toEqual(
					others.map(({ id }) => [id, 1]),
				);
			});
		});

		it('cancels what was stored for a subscription just after it was deleted', async () => {
			const { outbox, history } = bench.store;
			const [ids = []] = await insertedIds(
				outbox,
				[anEvent('evt_1', [deliveryFor(aSubscription('sub_gone')), aDelivery('url:1')])],
				inserted(),
			);

			const { claimed } = await outbox.step([], claimAt(START));
			expect(claimed.map(({ id }) => id)).toEqual([ids[1]]);
			const [record] = await history.deliveries(ids);
			expect(record?.delivery).toMatchObject({ state: 'canceled', finishedAt: START });
		});

		it('gives no delivery to two stores that claim at the same time', async () => {
			const targets = Array.from({ length: 300 }, (_target, index) => aDelivery(`url:${index}`));
			const [ids = []] = await insertedIds(
				bench.store.outbox,
				[anEvent('evt_1', targets)],
				inserted(),
			);
			const claimAll = async (store: typeof bench.store): Promise<string[]> => {
				const taken: string[] = [];
				for (;;) {
					const { claimed } = await store.outbox.step([], claimAt(START, { limit: 7 }));
					if (claimed.length === 0) return taken;
					taken.push(...claimed.map(({ id }) => id));
				}
			};

			const [one, another] = await Promise.all([claimAll(bench.store), claimAll(bench.other)]);
			expect([...one, ...another].sort()).toEqual([...ids].sort());
		});
	});
}

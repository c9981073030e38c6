import {
	aDelivery,
	anEvent,
	aSubscription,
	claimAt,
	DAY,
	deliveryFor,
	delivered,
	failed,
	HOUR,
	inserted,
	LEASE,
	MINUTE,
	retried,
	START,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

export function describeResults(openFreshPlace: OpenFreshPlace): void {
	describe('recording results', () => {
		const bench = useBench(openFreshPlace);

		/** Stores one delivery that is due, and takes it. */
		async function claimOne(now = START) {
			await bench.store.outbox.insert([anEvent('evt_1', [aDelivery('url:1')])], inserted(now));
			const { claimed } = await bench.store.outbox.step([], claimAt(now));
			if (!claimed[0]) throw new Error('Nothing was claimed');
			return claimed[0];
		}

		async function recordOf(id: string) {
			const [record] = await bench.other.history.deliveries([id]);
			if (!record) throw new Error('There is no such delivery');
			return record;
		}

		it('writes the attempt, the state and when the next one is due', async () => {
			const claimed = await claimOne();
			const result = retried(claimed, { at: START + 40, status: 503, nextAttemptAt: START + 5000 });
			expect(await bench.store.outbox.step([result], null)).toEqual({ claimed: [], refused: [] });

			const record = await recordOf(claimed.id);
			expect(record.attempts).toEqual([result.attempt]);
			expect(record.delivery).toMatchObject({
				state: 'pending',
				attemptsMade: 1,
				nextAttemptAt: START + 5000,
				lastStatus: 503,
				finishedAt: null,
			});
			expect(await bench.store.outbox.nextDueAt()).toBe(START + 5000);
		});

		it('keeps an answer and an error as they were, with every character', async () => {
			const claimed = await claimOne();
			const result = failed(claimed, { status: 500 });
			result.attempt = {
				...result.attempt,
				durationMs: 12_345,
				requestHeaders: { 'webhook-id': 'evt_1', 'x-odd': "it's \"odd\"" },
				response: {
					status: 599,
					headers: { 'set-cookie': 'a=b', 'x-ü': '🛒' },
					body: 'null \u0000 and 🛒 and \ufffd',
					truncated: true,
				},
				error: { code: 'connection_reset', message: 'it broke off' },
			};
			await bench.store.outbox.step([result], null);

			expect((await recordOf(claimed.id)).attempts).toEqual([result.attempt]);
		});

		it('numbers the attempts one after the other and counts them', async () => {
			let claimed = await claimOne();
			for (const attempt of [1, 2, 3]) {
				expect(claimed).toMatchObject({ number: attempt, attemptsMade: attempt });
				const step = await bench.store.outbox.step(
					[retried(claimed, { nextAttemptAt: START })],
					claimAt(START),
				);
				claimed = step.claimed[0] ?? claimed;
			}

			const { attempts } = await recordOf(claimed.id);
			expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3]);
		});

		it('records first and then takes, in one step', async () => {
			const claimed = await claimOne();
			const step = await bench.store.outbox.step([retried(claimed)], claimAt(START));

			expect(step.claimed).toMatchObject([{ id: claimed.id, number: 2 }]);
		});

		it('keeps the status of the newest answer where a later attempt got none', async () => {
			const claimed = await claimOne();
			const step = await bench.store.outbox.step(
				[retried(claimed, { status: 503 })],
				claimAt(START),
			);
			for (const again of step.claimed) {
				await bench.store.outbox.step([retried(again, { status: null })], null);
			}

			expect((await recordOf(claimed.id)).delivery.lastStatus).toBe(503);
			expect(await bench.store.history.page({ statusCode: 503 }, 10, null)).toHaveLength(1);
		});

		it('refuses the result of a lost lease and leaves state and history as they are', async () => {
			const claimed = await claimOne();
			await bench.store.outbox.step([delivered(claimed, { at: START + 1 })], null);
			const before = await recordOf(claimed.id);

			const late = failed(claimed, { at: START + 2, disableReason: 'gone' });
			const step = await bench.other.outbox.step([late], null);

			expect(step.refused).toEqual([claimed.id]);
			expect(await recordOf(claimed.id)).toEqual(before);
		});

		it('records the others of a group in which one lease was lost', async () => {
			const { subscriptions, outbox, history } = bench.store;
			const subscription = aSubscription('sub_1');
			await subscriptions.insert(subscription);
			const [ids = []] = await outbox.insert(
				[anEvent('evt_1', [deliveryFor(subscription), aDelivery('url:1')])],
				inserted(),
			);
			const { claimed } = await outbox.step([], claimAt(START));
			const [lost, held] = claimed;
			if (!lost || !held) throw new Error('Too few were claimed');

			const step = await outbox.step(
				[failed({ ...lost, leaseId: 'lea_of_somebody_else' }), delivered(held)],
				null,
			);

			expect(step.refused).toEqual([lost.id]);
			const states = (await history.deliveries(ids)).map(({ delivery }) => delivery.state);
			expect(states).toEqual(['sending', 'delivered']);
			expect((await subscriptions.get('sub_1'))?.status).toMatchObject({
				consecutiveFailures: 0,
				lastFailureAt: null,
			});
		});

		it('takes the same result only once', async () => {
			const claimed = await claimOne();
			const result = delivered(claimed);

			expect((await bench.store.outbox.step([result, result], null)).refused).toEqual([claimed.id]);
			expect((await recordOf(claimed.id)).attempts).toHaveLength(1);
		});

		it('records nothing of a group that cannot be written as a whole', async () => {
			const claimed = await claimOne();
			const broken = delivered(claimed);
			const unreadable = { ...broken.attempt, requestHeaders: { toJSON: undefined } as never };
			Object.defineProperty(unreadable, 'requestHeaders', {
				get: () => {
					throw new Error('cannot be written');
				},
			});

			await expect(
				bench.store.outbox.step([{ ...broken, attempt: unreadable }], null),
			).rejects.toThrow('cannot be written');
			expect((await recordOf(claimed.id)).delivery.state).toBe('sending');
			expect((await bench.store.outbox.step([broken], null)).refused).toEqual([]);
		});

		it('records five hundred results in one step', async () => {
			const targets = Array.from({ length: 500 }, (_target, index) => aDelivery(`url:${index}`));
			const [ids = []] = await bench.store.outbox.insert([anEvent('evt_1', targets)], inserted());
			const { claimed } = await bench.store.outbox.step([], claimAt(START, { limit: 500 }));
			const step = await bench.store.outbox.step(claimed.map((one) => delivered(one)), null);

			expect(step.refused).toEqual([]);
			expect(await bench.other.history.progress(ids)).toEqual({ attempted: 500, final: 500 });
		});

		describe('of a subscription that is gone or off by then', () => {
			async function claimFor(id: string) {
				const subscription = aSubscription(id);
				await bench.store.subscriptions.insert(subscription);
				await bench.store.outbox.insert([anEvent('evt_1', [deliveryFor(subscription)])], inserted());
				const { claimed } = await bench.store.outbox.step([], claimAt(START));
				if (!claimed[0]) throw new Error('Nothing was claimed');
				return claimed[0];
			}

			it('skips the retry where it was switched off', async () => {
				const claimed = await claimFor('sub_1');
				await bench.other.subscriptions.setActive('sub_1', false, 'reason', START + 1);
				await bench.store.outbox.step([retried(claimed, { at: START + 2 })], null);

				const { delivery, attempts } = await recordOf(claimed.id);
				expect(delivery).toMatchObject({ state: 'skipped', finishedAt: START + 2, nextAttemptAt: null });
				expect(attempts).toHaveLength(1);
			});

			it('cancels the retry where it was deleted', async () => {
				const claimed = await claimFor('sub_1');
				await bench.other.subscriptions.delete('sub_1', START + 1);
				await bench.store.outbox.step([retried(claimed, { at: START + 2 })], null);

				const { delivery } = await recordOf(claimed.id);
				expect(delivery).toMatchObject({ state: 'canceled', finishedAt: START + 2, nextAttemptAt: null });
			});

			it('keeps what was delivered or failed for good as it is', async () => {
				const claimed = await claimFor('sub_1');
				await bench.other.subscriptions.delete('sub_1', START + 1);
				await bench.store.outbox.step([delivered(claimed)], null);

				expect((await recordOf(claimed.id)).delivery.state).toBe('delivered');
			});
		});
	});

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
			const leaseMs = (candidate: { subscription: unknown }) => (candidate.subscription ? 2 * MINUTE : LEASE);
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
			const one = await bench.store.outbox.step(here.map((claimed) => retried(claimed)), null);
			const another = await bench.other.outbox.step(there.map((claimed) => retried(claimed)), null);

			expect([one.refused.length, another.refused.length]).toEqual([0, 1]);
			expect((await bench.other.outbox.step([], claimAt(START + HOUR))).claimed).toMatchObject([
				{ number: 2, attemptsMade: 2 },
			]);
		});

		it('refuse what the process that was thought dead brings later', async () => {
			const claimed = await claimOne();
			const expired = await bench.other.outbox.expired(START + HOUR, 10);
			await bench.other.outbox.step(expired.map((one) => retried(one)), null);

			expect((await bench.store.outbox.step([delivered(claimed)], null)).refused).toEqual([claimed.id]);
			const [record] = await bench.store.history.deliveries([claimed.id]);
			expect(record?.delivery.state).toBe('pending');
		});

		it('are given in small portions, the oldest first', async () => {
			for (const [id, now] of [['evt_2', START + 2], ['evt_1', START + 1], ['evt_3', START + 3]] as const) {
				await bench.store.outbox.insert([anEvent(id, [aDelivery('url:1')])], inserted(now));
				await bench.store.outbox.step([], claimAt(now));
			}

			const expired = await bench.store.outbox.expired(START + HOUR, 2);
			expect(expired.map(({ eventId }) => eventId)).toEqual(['evt_2', 'evt_1'].sort());
		});

		it('are not made longer by a clock that was set back', async () => {
			const claimed = await claimOne();
			const setBack = START - 30 * DAY;
			await bench.other.outbox.expired(setBack, 10);

			expect(await bench.other.outbox.expired(setBack + HOUR, 10)).toMatchObject([{ id: claimed.id }]);
		});

		it('leave a lease that is held its time when the clock was set back', async () => {
			await claimOne();

			expect(await bench.other.outbox.expired(START - 30 * DAY, 10)).toEqual([]);
		});
	});

	describe('manual attempts', () => {
		const bench = useBench(openFreshPlace);

		async function deliverOne(ending = delivered) {
			await bench.store.outbox.insert([anEvent('evt_1', [aDelivery('url:1')])], inserted());
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			await bench.store.outbox.step(claimed.map((one) => ending(one)), null);
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
			expect(record?.attempts.map(({ trigger }) => trigger)).toEqual(['automatic', 'manual', 'manual']);
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

		it('fail with a clear error where there is no such delivery', async () => {
			await expect(bench.store.outbox.claimManually('dlv_gone', START)).rejects.toMatchObject({
				code: 'not_found',
			});
		});

		it('take nothing for a subscription that was switched off or deleted in the meantime', async () => {
			const { subscriptions, outbox, history } = bench.store;
			const [off, gone] = [aSubscription('sub_off'), aSubscription('sub_gone')];
			for (const subscription of [off, gone]) await subscriptions.insert(subscription);
			const [ids = []] = await outbox.insert(
				[anEvent('evt_1', [deliveryFor(off), deliveryFor(gone)])],
				inserted(),
			);
			const { claimed } = await outbox.step([], claimAt(START));
			await outbox.step(claimed.map((one) => delivered(one)), null);
			await subscriptions.setActive('sub_off', false, 'reason', START);
			await subscriptions.delete('sub_gone', START);

			for (const id of ids) expect(await outbox.claimManually(id, START + LEASE)).toBeNull();
			const states = (await history.deliveries(ids)).map(({ delivery }) => delivery.state);
			expect(states).toEqual(['delivered', 'delivered']);
		});

		it('are known as manual, with the state before, when their process died', async () => {
			for (const [index, ending] of [delivered, failed, retried].entries()) {
				await bench.store.outbox.insert([anEvent(`evt_${index}`, [aDelivery('url:1')])], inserted());
				const { claimed } = await bench.store.outbox.step([], claimAt(START));
				const results = claimed.map((one) => ending(one, { nextAttemptAt: START + DAY }));
				await bench.store.outbox.step(results, null);
				await bench.store.outbox.claimManually(claimed[0]?.id ?? '', START + LEASE);

				const expired = await bench.other.outbox.expired(START + HOUR, 10);
				expect(expired).toMatchObject([
					{ trigger: 'manual', number: 2, attemptsMade: 1, previousState: results[0]?.state },
				]);
				await bench.other.outbox.step(expired.map((one) => failed(one)), null);
			}
		});

		it('are no longer known as manual when an automatic one follows', async () => {
			const id = await deliverOne((claimed) => retried(claimed));
			const manual = await bench.store.outbox.claimManually(id, START + LEASE);
			const results = manual ? [retried(manual)] : [];
			const { claimed } = await bench.store.outbox.step(results, claimAt(START));

			expect(claimed).toMatchObject([{ trigger: 'automatic', number: 3, previousState: 'pending' }]);
			const expired = await bench.other.outbox.expired(START + HOUR, 10);
			expect(expired).toMatchObject([{ trigger: 'automatic', previousState: 'pending' }]);
		});
	});
}

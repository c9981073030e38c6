import {
	aDelivery,
	anEvent,
	aSubscription,
	claimAt,
	delivered,
	deliveryFor,
	failed,
	inserted,
	insertedIds,
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
				requestHeaders: { 'webhook-id': 'evt_1', 'x-odd': 'it\'s "odd"' },
				response: {
					status: 599,
					headers: { 'set-cookie': 'a=b', 'x-ü': '🛒' },
					body: 'bell \u0007 and 🛒 and \ufffd',
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
			const [ids = []] = await insertedIds(
				outbox,
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
			const [ids = []] = await insertedIds(
				bench.store.outbox,
				[anEvent('evt_1', targets)],
				inserted(),
			);
			const { claimed } = await bench.store.outbox.step([], claimAt(START, { limit: 500 }));
			const step = await bench.store.outbox.step(
				claimed.map((one) => delivered(one)),
				null,
			);

			expect(step.refused).toEqual([]);
			expect(await bench.other.history.progress(ids)).toEqual({ attempted: 500, final: 500 });
		});

		describe('of a subscription that is gone or off by then', () => {
			async function claimFor(id: string) {
				const subscription = aSubscription(id);
				await bench.store.subscriptions.insert(subscription);
				await bench.store.outbox.insert(
					[anEvent('evt_1', [deliveryFor(subscription)])],
					inserted(),
				);
				const { claimed } = await bench.store.outbox.step([], claimAt(START));
				if (!claimed[0]) throw new Error('Nothing was claimed');
				return claimed[0];
			}

			it('skips the retry where it was switched off', async () => {
				const claimed = await claimFor('sub_1');
				await bench.other.subscriptions.setActive('sub_1', false, 'reason', START + 1);
				await bench.store.outbox.step([retried(claimed, { at: START + 2 })], null);

				const { delivery, attempts } = await recordOf(claimed.id);
				expect(delivery).toMatchObject({
					state: 'skipped',
					finishedAt: START + 2,
					nextAttemptAt: null,
				});
				expect(attempts).toHaveLength(1);
			});

			it('cancels the retry where it was deleted', async () => {
				const claimed = await claimFor('sub_1');
				await bench.other.subscriptions.delete('sub_1', START + 1);
				await bench.store.outbox.step([retried(claimed, { at: START + 2 })], null);

				const { delivery } = await recordOf(claimed.id);
				expect(delivery).toMatchObject({
					state: 'canceled',
					finishedAt: START + 2,
					nextAttemptAt: null,
				});
			});

			it('keeps what was delivered or failed for good as it is', async () => {
				const claimed = await claimFor('sub_1');
				await bench.other.subscriptions.delete('sub_1', START + 1);
				await bench.store.outbox.step([delivered(claimed)], null);

				expect((await recordOf(claimed.id)).delivery.state).toBe('delivered');
			});
		});
	});
}

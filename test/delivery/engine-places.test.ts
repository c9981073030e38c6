import fc from 'fast-check';

import { CommerceWebhooksError } from '../../src/model/errors';
import type { OutboxStore } from '../../src/storage';
import { bench, closeAll, receiveBy } from './delivery-bench';

afterEach(closeAll);

const FAILING: ReadonlyArray<keyof OutboxStore> = ['step', 'nextDueAt', 'expired', 'postpone'];
const SECOND = 1000;
const MAXIMUM_CONCURRENT = 3;

test('no place is lost and nothing is sent twice at once, whenever the store does not answer', async () => {
	const answers = fc.array(fc.constantFrom(200, 200, 500, 410, 'reset'), {
		minLength: 1,
		maxLength: 6,
	});
	// So many calls of the store in a row that fail, and that succeed, in turn.
	const disturbances = fc.array(fc.nat({ max: 4 }), { maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(answers, disturbances, fc.nat({ max: 12 }), async (given, pattern, count) => {
			let answered = 0;
			const receiver = await receiveBy(() => {
				const answer = given[answered++ % given.length] ?? 200;
				return answer === 'reset' ? (socket) => void socket.resetAndDestroy() : Number(answer);
			});
			const outcomes = pattern.flatMap((times, index) =>
				Array<boolean>(times).fill(index % 2 === 0),
			);
			const tools = await bench({
				through: (store) => ({
					...store,
					outbox: new Proxy(store.outbox, {
						get: (outbox, name) => {
							const method = Reflect.get(outbox, name).bind(outbox);
							if (!FAILING.includes(name as keyof OutboxStore)) return method;
							return async (...values: unknown[]) => {
								const isLate = outcomes.shift();
								if (isLate === true)
									throw new CommerceWebhooksError('store_unavailable', 'no answer');
								return await method(...values);
							};
						},
					}),
				}),
			});
			const subscription = await tools.subscribe(receiver.url, {
				maximumConcurrent: MAXIMUM_CONCURRENT,
				retrySchedule: '1s',
			});
			tools.engine.start();

			let ids: string[][] | undefined;
			void tools
				.dispatchAll(Array(count).fill({}), [subscription])
				.catch(() => [])
				.then((all) => (ids = all));
			await tools.passUntil(() => ids !== undefined, 'the dispatch');
			const all = await tools.store.history.page({}, 100, null);
			const deliveryIds = all.map(({ delivery }) => delivery.id);
			for (let seconds = 0; seconds < 60; seconds++) await tools.pass(SECOND);
			await tools.passUntil(
				async () => (await tools.store.history.progress(deliveryIds)).final === deliveryIds.length,
				'all deliveries',
			);
			await tools.engine.stop();

			const places = Array.from({ length: MAXIMUM_CONCURRENT + 1 }, (_, index) =>
				tools.room.reserve({ deliveryId: '', origin: `https://${index}.example`, subscription }),
			);
			expect(places).toEqual([true, true, true, false]);
			const records = await tools.store.history.deliveries(deliveryIds);
			for (const { delivery, attempts } of records) {
				expect(delivery.attemptsMade).toBeLessThanOrEqual(5);
				expect(attempts.map(({ number }) => number)).toEqual(attempts.map((_, index) => index + 1));
				const delivered = attempts.filter(({ outcome }) => outcome === 'delivered');
				expect(delivered.length).toBe(delivery.state === 'delivered' ? 1 : 0);
			}
			await closeAll();
		}),
		{ numRuns: 30 },
	);
});

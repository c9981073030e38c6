import { systemClock } from '../../src/model/clock';
import type { OutboxStore } from '../../src/storage';
import { silence } from '../support/receiver';
import { bench, closeAll, receive } from './delivery-bench';

afterEach(closeAll);

const SECOND = 1000;

/** A bench whose store counts the steps that were taken. */
async function countingBench() {
	const count = { steps: 0 };
	const tools = await bench({
		through: (store) => ({
			...store,
			outbox: new Proxy(store.outbox, {
				get: (outbox, name) => {
					if (name === 'step') count.steps += 1;
					return Reflect.get(outbox, name).bind(outbox);
				},
			}) as OutboxStore,
		}),
	});
	return { tools, count };
}

describe('a place that becomes free while the store answers', () => {
	it('is not missed by who waits for it', async () => {
		const receiver = await receive({ status: 200, delayMs: 20 });
		const tools = await bench({
			engineClock: systemClock,
			through: (store) => ({
				...store,
				outbox: new Proxy(store.outbox, {
					get: (outbox, name) => {
						const method = Reflect.get(outbox, name).bind(outbox);
						if (name !== 'step') return method;
						return async (...values: unknown[]) => {
							const step = await method(...values);
							// Longer than the receiver takes, wherever nothing could be claimed.
							if (step.claimed.length === 0) await new Promise((end) => setTimeout(end, 60));
							return step;
						};
					},
				}) as OutboxStore,
			}),
		});
		const subscription = await tools.subscribe(receiver.url);
		let ended = 0;
		for (let index = 0; index < 2; index += 1)
			void tools.dispatchAll([{}, {}], [subscription]).then(() => (ended += 1));

		await tools.until(() => ended === 2, 'both dispatches');
		expect(receiver.requests).toHaveLength(4);
	});
});

describe('dispatches beside a receiver that never answers', () => {
	it('end after five seconds without a place for them, and leave the first attempt to the background', async () => {
		const { tools } = await countingBench();
		const dead = await receive(silence());
		const subscription = await tools.subscribe(dead.url, { timeoutSeconds: 60 });
		void tools.dispatchAll([{}, {}], [subscription]).catch(() => []);
		await tools.until(() => dead.requests.length === 2, 'all places to be taken');

		let ids: string[] | undefined;
		void tools.dispatch({ id: 'waits' }, [subscription]).then((all) => (ids = all));
		await tools.pass(4 * SECOND);
		expect(ids).toBeUndefined();
		await tools.passUntil(() => ids !== undefined, 'the dispatch to end');

		const { delivery, attempts } = await tools.record(ids?.[0]);
		expect(delivery).toMatchObject({ state: 'pending', attemptsMade: 0 });
		expect(delivery.nextAttemptAt).toBeLessThanOrEqual(tools.clock.now());
		expect(attempts).toEqual([]);
		expect(dead.requests).toHaveLength(2);
	});

	it('do not ask the store each time somebody else is answered', async () => {
		const { tools, count } = await countingBench();
		const dead = await receive(silence());
		const healthy = await receive(200);
		const stuck = await tools.subscribe(dead.url, { timeoutSeconds: 60 });
		const good = await tools.subscribe(healthy.url);
		for (let index = 0; index < 20; index += 1) void tools.dispatch({}, [stuck]).catch(() => []);
		await tools.until(() => dead.requests.length === 2, 'all places to be taken');
		await tools.pass(100);
		count.steps = 0;

		await tools.dispatchAll(Array(100).fill({}), [good]);

		// With twenty that wait, each answer would otherwise mean twenty steps.
		expect(healthy.requests).toHaveLength(100);
		expect(count.steps).toBeLessThan(200);
	});

	it('wait on where the final result is wanted', async () => {
		const { tools } = await countingBench();
		const dead = await receive(silence());
		const subscription = await tools.subscribe(dead.url, { timeoutSeconds: 60 });
		void tools.dispatchAll([{}, {}], [subscription]).catch(() => []);
		await tools.until(() => dead.requests.length === 2, 'all places to be taken');

		let isOver = false;
		const signal = new AbortController();
		void tools
			.dispatch({}, [subscription], { waitForFinalResult: true, signal: signal.signal })
			.then(() => (isOver = true));
		for (let seconds = 0; seconds < 20; seconds += 1) await tools.pass(SECOND);
		expect(isOver).toBe(false);
		signal.abort();
		await tools.passUntil(() => isOver, 'the end of the waiting');
	});
});

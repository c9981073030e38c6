import { newEvent, type OutgoingEvent } from '../../src/delivery';
import { MAXIMUM_PER_ORIGIN } from '../../src/delivery/room';
import { systemClock } from '../../src/model/clock';
import type { Subscription } from '../../src/model/subscription';
import type { NewEvent } from '../../src/storage';
import { heldBytes } from '../support/held-bytes';
import { silence } from '../support/receiver';
import {
	bench,
	closeAll,
	LOOPBACK,
	outgoing,
	receive,
	receiveBy,
	receiveCounting,
} from './delivery-bench';

afterEach(closeAll);

const MEGABYTE = 1024 * 1024;

function* events(
	count: number,
	subscription: Subscription,
	event: (index: number) => Partial<OutgoingEvent>,
): Generator<NewEvent> {
	for (let index = 0; index < count; index++) {
		yield newEvent(outgoing(event(index)), [{ kind: 'subscription', subscription }], LOOPBACK);
	}
}

describe('two thousand events in one dispatch', () => {
	test('are all delivered, each once', async () => {
		const receiver = await receive();
		const tools = await bench({ engineClock: systemClock });
		const subscription = await tools.subscribe(receiver.url);

		const dispatched = await tools.engine.dispatch(
			events(2000, subscription, (index) => ({ id: `order-${index}` })),
			{ maximumConcurrent: 20, waitForFinalResult: false },
		);

		const ids = dispatched.flat().map(({ id }) => id);
		expect(await tools.store.history.progress(ids)).toEqual({
			attempted: 2000,
			final: 2000,
		});
		expect(receiver.requests).toHaveLength(2000);
		expect(new Set(receiver.requests.map((request) => request.header('webhook-id'))).size).toBe(
			2000,
		);
		expect((await tools.subscription(subscription)).status.consecutiveFailures).toBe(0);
	});

	test('are never in memory together', async () => {
		let received = 0;
		let answered = 0;
		let before = Infinity;
		let most = 0;
		// A collection of all garbage holds up everything: so many, and not so often.
		const measure = () => (most = Math.max(most, heldBytes() - before));
		const receiver = await receiveBy((request) => {
			received += request.body.length;
			receiver.requests.length = 0;
			answered += 1;
			if (answered % 200 === 0) measure();
			return 200;
		});
		const tools = await bench({ engineClock: systemClock });
		const subscription = await tools.subscribe(receiver.url);
		const text = 'x'.repeat(100_000);
		const dispatch = async (count: number) =>
			await tools.engine.dispatch(
				events(count, subscription, (index) => {
					if (index % 200 === 199) measure();
					return { data: { index, text } };
				}),
				{ maximumConcurrent: 20, waitForFinalResult: false },
			);
		// What is compiled and kept once is not counted.
		await dispatch(100);
		received = 0;
		before = heldBytes();

		await dispatch(800);

		expect(received).toBeGreaterThan(800 * text.length);
		expect(most).toBeLessThan(40 * MEGABYTE);
	});

	test('are stored all or not at all', async () => {
		const receiver = await receive();
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);

		const dispatched = tools.engine.dispatch(
			events(2000, subscription, (index) => {
				if (index === 1999) throw new Error('the last item is wrong');
				return {};
			}),
			{ maximumConcurrent: 20, waitForFinalResult: false },
		);

		await expect(dispatched).rejects.toThrow('the last item is wrong');
		expect(await tools.store.history.page({}, 1, null)).toEqual([]);
		expect(receiver.requests).toHaveLength(0);
	});
});

describe('requests at once', () => {
	test('are no more than the dispatch may have', async () => {
		const { receiver, count } = await receiveCounting(50);
		const tools = await bench({ engineClock: systemClock });
		const subscription = await tools.subscribe(receiver.url, { maximumConcurrent: 1000 });

		await tools.dispatchAll(Array(40).fill({}), [subscription], { maximumConcurrent: 3 });

		expect(receiver.requests).toHaveLength(40);
		expect(count.most).toBeLessThanOrEqual(3);
		expect(count.most).toBeGreaterThan(1);
	});

	test('are no more than the subscription may have', async () => {
		const { receiver, count } = await receiveCounting(50);
		const tools = await bench({ engineClock: systemClock });
		const subscription = await tools.subscribe(receiver.url, { maximumConcurrent: 2 });

		await tools.dispatchAll(Array(40).fill({}), [subscription], { maximumConcurrent: 100 });

		expect(receiver.requests).toHaveLength(40);
		expect(count.most).toBeLessThanOrEqual(2);
		expect(count.most).toBeGreaterThan(1);
	});

	test('are no more than one place may be sent, whoever sends there', async () => {
		const { receiver, count } = await receiveCounting(50);
		const tools = await bench({ engineClock: systemClock });
		const some = await Promise.all(
			[1, 2, 3].map(
				async (path) =>
					await tools.subscribe(`${receiver.url}${path}`, { maximumConcurrent: 1000 }),
			),
		);

		await Promise.all(
			[1, 2].map(
				async () => await tools.dispatchAll(Array(60).fill({}), some, { maximumConcurrent: 100 }),
			),
		);

		expect(receiver.requests).toHaveLength(360);
		expect(count.most).toBeLessThanOrEqual(MAXIMUM_PER_ORIGIN);
		expect(count.most).toBeGreaterThan(MAXIMUM_PER_ORIGIN / 2);
	});
});

describe('a rate per second', () => {
	test('holds deliveries back and uses up no attempts', async () => {
		const receiver = await receive();
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, { rateLimitPerSecond: 2 });
		let ids: string[][] | undefined;
		void tools.dispatchAll(Array(6).fill({}), [subscription]).then((all) => (ids = all));
		await tools.until(() => receiver.requests.length === 2, 'the first requests');
		for (let ms = 0; ms < 950; ms += 50) await tools.pass(50);
		expect(receiver.requests).toHaveLength(2);
		await tools.passUntil(() => receiver.requests.length === 4, 'those of the next second');
		for (let ms = 0; ms < 900; ms += 50) await tools.pass(50);
		expect(receiver.requests).toHaveLength(4);

		await tools.passUntil(() => ids !== undefined, 'the dispatch');

		for (const [id] of ids ?? []) {
			expect((await tools.record(id)).delivery).toMatchObject({
				state: 'delivered',
				attemptsMade: 1,
			});
		}
	});

	test('also holds back what is sent by hand', async () => {
		const receiver = await receive();
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, { rateLimitPerSecond: 1 });
		const [id] = await tools.dispatch({}, [subscription]);
		const { delivery } = await tools.record(id);

		let ended = false;
		void tools.engine.resend(delivery).then(() => (ended = true));
		for (let ms = 0; ms < 900; ms += 100) await tools.pass(100);
		expect(receiver.requests).toHaveLength(1);
		await tools.passUntil(() => ended, 'the second request');

		expect(receiver.requests).toHaveLength(2);
	});

	test.each(['background', 'dispatch'] as const)(
		'of one subscription does not hold up others in the %s',
		async (where) => {
			const [slow, quick] = [await receive(), await receive()];
			const tools = await bench();
			const limited = await tools.subscribe(slow.url, { rateLimitPerSecond: 1 });
			const other = await tools.subscribe(quick.url);
			const later = where === 'background' ? { signal: AbortSignal.abort() } : {};
			const both = { kind: 'subscription' } as const;
			const dispatched = tools.engine.dispatch(
				[
					...Array.from({ length: 400 }, () =>
						newEvent(outgoing(), [{ ...both, subscription: limited }], LOOPBACK),
					),
					newEvent(outgoing(), [{ ...both, subscription: other }], LOOPBACK),
				],
				{ maximumConcurrent: 20, waitForFinalResult: false, ...later },
			);
			if (where === 'background') {
				await dispatched;
				tools.engine.start();
			} else {
				dispatched.catch(() => {});
			}

			for (let ms = 0; ms < 2000 && quick.requests.length === 0; ms += 50) await tools.pass(50);

			expect(quick.requests).toHaveLength(1);
			expect(slow.requests.length).toBeLessThanOrEqual(3);
		},
	);
});

describe('a receiver that never answers', () => {
	test('does not use up all places of a dispatch, nor do four of them', async () => {
		const tools = await bench({ engineClock: systemClock });
		const healthy = await receive();
		const recipients = [
			...(await Promise.all(
				Array.from(
					{ length: 4 },
					async () => await tools.subscribe((await receive(silence())).url),
				),
			)),
			await tools.subscribe(healthy.url),
		];

		void tools.dispatchAll(Array(20).fill({}), recipients).catch(() => {});

		await tools.until(() => healthy.requests.length === 20, 'the healthy one', 10_000);
		expect(healthy.requests).toHaveLength(20);
	});
});

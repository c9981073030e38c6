import { RejectionCounter } from '../../src/inbox/rejection-counter';
import type { RejectionCount } from '../../src/storage';
import { FakeClock, settle } from '../support/fake-clock';
import { NODE } from '../storage/support/records';
import { InboxBench } from './support/inbox-bench';

// On a busy machine: none of the tests waits for real time.
jest.setTimeout(30_000);

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let bench: InboxBench;

beforeEach(async () => {
	bench = await InboxBench.open();
});

afterEach(async () => await bench.close());

/** A counter on the real store, which may be made not to answer. */
function setUp() {
	const { store, clock } = bench;
	const errors: unknown[] = [];
	const state = { isDown: false, writes: 0 };
	const counter = new RejectionCounter(
		{
			add: async (counts: readonly RejectionCount[]) => {
				if (state.isDown) throw new Error('the store does not answer');
				state.writes += 1;
				await store.rejections.add(counts);
			},
			list: async (limit) => await store.rejections.list(limit),
		},
		clock,
		(error) => errors.push(error),
	);
	return { counter, clock, errors, state, list: async () => await store.rejections.list(1000) };
}

function minuteOf(clock: FakeClock): number {
	return Math.floor(clock.now() / MINUTE);
}

describe('refused requests', () => {
	it('are counted by node, reason and minute, with one example', async () => {
		const { counter, clock, list } = setUp();
		const minute = minuteOf(clock);
		for (let count = 0; count < 3; count += 1)
			counter.count(NODE, 'not_authentic', `example ${count}`);
		counter.count(NODE, 'too_large', 'large');
		counter.count({ ...NODE, nodeId: 'another' }, 'not_authentic', 'elsewhere');
		await clock.advance(MINUTE);
		counter.count(NODE, 'not_authentic', 'later');
		await clock.advance(SECOND);

		const rejections = await list();
		expect(rejections).toHaveLength(4);
		expect(rejections).toContainEqual({
			...NODE,
			reason: 'not_authentic',
			minute,
			count: 3,
			example: 'example 0',
		});
		expect(rejections).toContainEqual(expect.objectContaining({ minute: minute + 1, count: 1 }));
	});

	it('cost one write a second, however many there are', async () => {
		const { counter, clock, state, list } = setUp();
		for (let count = 0; count < 100_000; count += 1) counter.count(NODE, 'not_authentic', 'x');
		await clock.advance(999);
		expect(state.writes).toBe(0);
		await clock.advance(1);
		expect(state.writes).toBe(1);
		await clock.advance(MINUTE);

		expect(state.writes).toBe(1);
		expect(await list()).toMatchObject([{ count: 100_000 }]);
		expect(clock.timersLeft).toBe(0);
	});

	it('keep no more than 200 characters of an example', async () => {
		const { counter, clock, list } = setUp();
		counter.count(NODE, 'not_authentic', 'x'.repeat(100_000));
		await clock.advance(SECOND);

		expect((await list())[0]?.example).toHaveLength(200);
	});

	it('are not forgotten while the store does not answer', async () => {
		const { counter, clock, state, errors, list } = setUp();
		const minute = minuteOf(clock);
		counter.count(NODE, 'not_authentic', 'first');
		state.isDown = true;
		await clock.advance(2 * SECOND);
		counter.count(NODE, 'not_authentic', 'second');
		await clock.advance(2 * SECOND);
		expect(errors.length).toBeGreaterThan(0);
		state.isDown = false;
		await clock.advance(SECOND);

		expect(await list()).toEqual([
			{ ...NODE, reason: 'not_authentic', minute, count: 2, example: 'first' },
		]);
	});

	it('reach the store from the inbox', async () => {
		const process = bench.startProcess();
		process.inbox.reject(NODE, 'not_authentic', 'POST hotmart, 12 bytes');
		await bench.clock.advance(SECOND);
		await settle();

		expect(await bench.store.rejections.list(10)).toMatchObject([{ ...NODE, count: 1 }]);
	});
});

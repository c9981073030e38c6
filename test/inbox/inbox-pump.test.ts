import { settle } from '../support/fake-clock';
import { aReceivedEvent, NODE } from '../storage/support/records';
import { InboxBench } from './support/inbox-bench';

// On a busy machine: none of the tests waits for real time.
jest.setTimeout(30_000);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const LEASE = 30 * SECOND;
const RUSH_IS_OVER = 100;

let bench: InboxBench;

beforeEach(async () => {
	bench = await InboxBench.open();
});

afterEach(async () => await bench.close());

/** Whether a promise has been kept by now. */
function watch(promise: Promise<void>): { isKept: boolean } {
	const watched = { isKept: false };
	void promise.then(() => (watched.isKept = true));
	return watched;
}

describe('events that are received', () => {
	it('are given to n8n at once, in the order of arrival, and their end is recorded', async () => {
		const process = bench.startProcess();
		process.publish();
		expect(await process.receive('a', 'b')).toEqual([false, false]);
		expect(bench.n8n.ran).toEqual([['a'], ['b']]);
		expect(await bench.states()).toEqual({ a: 'emitted', b: 'emitted' });

		const [a, b] = bench.n8n.running;
		if (a) await bench.n8n.end([a], 'success');
		if (b) await bench.n8n.end([b], 'error');

		expect(await bench.states()).toEqual({ a: 'done success', b: 'done error' });
	});

	it('start one execution each, under keys that no other execution of n8n has', async () => {
		const process = bench.startProcess();
		process.publish();
		process.publish({ node: { ...NODE, nodeId: 'another' } });
		await process.receive('a', 'b');

		expect(new Set(bench.n8n.emitted).size).toBe(2);
		for (const key of bench.n8n.emitted) {
			expect(key).toMatch(/^commerce-webhooks:workflow:node:rcv_\w+:1$/);
			expect(key.length).toBeLessThanOrEqual(255);
		}
	});

	it('start one execution when they come twice, at once or later', async () => {
		const process = bench.startProcess();
		process.publish();

		expect(await process.receive('a', 'a')).toEqual([false, true]);
		await bench.n8n.end();
		expect(await process.receive('a')).toEqual([true]);
		await bench.clock.advance(HOUR / 4);

		expect(bench.n8n.ran).toEqual([['a']]);
	});

	it('wait while nothing is published, and run in order when it is', async () => {
		const process = bench.startProcess();
		await process.receive('a', 'b', 'c');
		await bench.clock.advance(MINUTE);
		expect(bench.n8n.ran).toEqual([]);

		process.publish();
		await settle();
		expect(bench.n8n.ran).toEqual([['a'], ['b'], ['c']]);
	});

	it('are found within a second when another process received them', async () => {
		const leader = bench.startProcess();
		leader.publish();
		await settle();
		await bench.startProcess().receive('a');
		expect(bench.n8n.ran).toEqual([]);
		await bench.clock.advance(SECOND);

		expect(bench.n8n.ran).toEqual([['a']]);
	});

	it('start nothing when they are to be kept or only tested', async () => {
		const process = bench.startProcess();
		process.publish();
		const arrival = { node: NODE, event: aReceivedEvent('a'), duplicateWindowMs: null };
		await process.inbox.accept({ ...arrival, purpose: 'keep' });
		const test = aReceivedEvent('b', { test: true });
		await process.inbox.accept({ ...arrival, event: test, purpose: 'test' });
		await process.inbox.accept({ ...arrival, event: test, purpose: 'test' });
		await bench.clock.advance(MINUTE);

		expect(bench.n8n.emitted).toEqual([]);
		expect(await bench.states()).toMatchObject({ a: 'kept' });
		expect(await bench.store.inbox.latestTest(NODE)).toEqual(test);
	});

	it('run one after the other while many senders wait to be answered', async () => {
		const process = bench.startProcess();
		await process.receive('a', 'b', 'c');
		let answer = () => undefined as void;
		const answered = new Promise<void>((resolve) => (answer = resolve));
		process.beforeAccept = async () => await answered;
		const rush = process.receive('d', 'e', 'f', 'g', 'h');
		process.publish();
		await bench.clock.advance(SECOND);
		expect(bench.n8n.ran).toEqual([['a']]);

		await bench.n8n.end();
		await bench.clock.advance(SECOND);
		expect(bench.n8n.ran).toEqual([['a'], ['b']]);

		answer();
		await rush;
		await settle();
		// Who was answered may send the next one at once.
		expect(bench.n8n.ran).toEqual([['a'], ['b']]);
		await bench.clock.advance(RUSH_IS_OVER);
		expect(bench.n8n.ran).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => [id]));
	});

	it('follow each other at once where one may run', async () => {
		const process = bench.startProcess();
		await process.receive('a', 'b', 'c');
		process.publish({ maximumInFlight: 1 });
		await settle();
		for (let count = 0; count < 2; count += 1) await bench.n8n.end();

		expect(bench.n8n.ran).toEqual([['a'], ['b'], ['c']]);
	});

	it('are refused with an error while the store does not answer', async () => {
		const process = bench.startProcess();
		process.isStoreDown = true;

		await expect(process.receive('a')).rejects.toThrow('the store does not answer');
		process.isStoreDown = false;
		expect(await process.receive('a')).toEqual([false]);
	});

	for (const eventsPerBatch of [1, 50, 500]) {
		it(`start one execution for ${eventsPerBatch} that wait`, async () => {
			const process = bench.startProcess();
			const ids = Array.from({ length: 501 }, (_id, index) => `evt_${index}`);
			await process.receive(...ids);
			await bench.clock.advance(RUSH_IS_OVER);
			process.publish({ eventsPerBatch, maximumInFlight: 1000 });
			await settle();

			expect(bench.n8n.ran.map(({ length }) => length)).toEqual(
				Array.from({ length: Math.ceil(501 / eventsPerBatch) }, (_size, index) =>
					Math.min(eventsPerBatch, 501 - index * eventsPerBatch),
				),
			);
			expect(bench.n8n.ran.flat()).toEqual(ids);
		});
	}

	it('run so many at once and no more', async () => {
		const process = bench.startProcess();
		await process.receive('a', 'b', 'c', 'd', 'e');
		process.publish({ maximumInFlight: 2 });
		await bench.clock.advance(5 * SECOND);
		expect(bench.n8n.ran).toEqual([['a'], ['b']]);

		await bench.n8n.end(bench.n8n.running.slice(1));
		expect(bench.n8n.ran).toEqual([['a'], ['b'], ['c']]);
		await bench.n8n.end();
		await bench.n8n.end();
		expect(Object.values(await bench.states())).toEqual(Array<string>(5).fill('done success'));
	});
});

describe('stopping', () => {
	it('records the end of what runs, however long that takes, and takes no more', async () => {
		const process = bench.startProcess();
		const stop = process.publish({ maximumInFlight: 1 });
		await process.receive('a', 'b');
		const stopped = watch(stop());
		await bench.clock.advance(2 * HOUR);
		expect(stopped.isKept).toBe(false);
		await bench.n8n.end();

		expect(stopped.isKept).toBe(true);
		expect(await bench.states()).toEqual({ a: 'done success', b: 'waiting' });
		expect(bench.clock.timersLeft).toBe(0);
	});

	it('leaves to the next one what waits', async () => {
		const process = bench.startProcess();
		await process.publish()();
		await process.receive('a');
		await bench.clock.advance(MINUTE);
		expect(bench.n8n.ran).toEqual([]);

		process.publish();
		await settle();
		expect(bench.n8n.ran).toEqual([['a']]);
	});

	it('gives back what n8n could not take, instead of emitting it in an unpublished workflow', async () => {
		const process = bench.startProcess();
		const stop = process.publish();
		bench.n8n.mood = 'unable';
		await process.receive('a');
		const stopped = watch(stop());
		await bench.clock.advance(SECOND);
		expect(stopped.isKept).toBe(true);
		bench.n8n.mood = 'well';
		await bench.clock.advance(MINUTE);
		expect(bench.n8n.emitted).toHaveLength(1);

		process.publish();
		await bench.clock.advance(LEASE + 2 * SECOND);
		expect(bench.n8n.ran).toEqual([['a']]);
		expect(new Set(bench.n8n.emitted).size).toBe(1);
	});
});

describe('leases', () => {
	it('are held for as long as an execution takes', async () => {
		const process = bench.startProcess();
		process.publish({ maximumInFlight: 1 });
		await process.receive('a');
		const other = bench.startProcess();
		other.publish();
		for (let count = 0; count < 12; count += 1) {
			await bench.clock.advance(10 * MINUTE - 5 * SECOND);
			await bench.clock.advance(5 * SECOND);
		}
		await bench.n8n.end();

		expect(bench.n8n.emitted).toHaveLength(1);
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('are taken up again by the process that holds them when it was paused', async () => {
		const process = bench.startProcess();
		process.publish();
		await process.receive('a', 'b', 'c');
		await bench.clock.pause(5 * MINUTE);
		await bench.clock.advance(10 * SECOND);
		expect(bench.n8n.emitted).toHaveLength(3);
		await bench.n8n.end();

		expect(Object.values(await bench.states())).toEqual(Array<string>(3).fill('done success'));
	});

	it('are taken up by the process as a whole: its workflow may have been published anew meanwhile', async () => {
		const process = bench.startProcess();
		const stop = process.publish();
		await process.receive('a');
		const stopped = watch(stop());
		process.publish();
		await bench.clock.pause(5 * MINUTE);
		await bench.clock.advance(MINUTE);
		expect(bench.n8n.emitted).toHaveLength(1);
		await bench.n8n.end();

		expect(stopped.isKept).toBe(true);
		expect(bench.n8n.ran).toEqual([['a']]);
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('are held until the end is recorded, although the store does not answer for long', async () => {
		const process = bench.startProcess();
		const stop = process.publish();
		await process.receive('a');
		const stopped = watch(stop());
		process.isStoreDown = true;
		await bench.n8n.end();
		process.publish();
		await bench.clock.advance(5 * MINUTE);
		process.isStoreDown = false;
		await bench.clock.advance(MINUTE);

		expect(stopped.isKept).toBe(true);
		expect(bench.n8n.emitted).toHaveLength(1);
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('are not lost because the clock was set forward', async () => {
		const process = bench.startProcess();
		process.publish();
		await process.receive('a');
		bench.clock.set(24 * HOUR);
		await bench.clock.advance(MINUTE);
		await bench.n8n.end();

		expect(bench.n8n.ran).toEqual([['a']]);
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('are not lost, nor do they outlive their process, because the clock was set back', async () => {
		const process = bench.startProcess();
		process.publish();
		await process.receive('a');
		bench.clock.set(-24 * HOUR);
		await bench.clock.advance(MINUTE);
		expect(bench.n8n.ran).toEqual([['a']]);
		process.kill();
		bench.clock.set(-24 * HOUR);
		bench.startProcess().publish();
		await bench.clock.advance(LEASE + 2 * SECOND);

		expect(bench.n8n.ran).toEqual([['a'], ['a']]);
	});
});

describe('when the store does not answer', () => {
	it('tells of it, and goes on when it does', async () => {
		const process = bench.startProcess();
		process.publish();
		await process.receive('a');
		process.isStoreDown = true;
		await bench.n8n.end();
		await bench.clock.advance(20 * SECOND);
		expect(process.errors.length).toBeGreaterThan(0);
		expect(process.errors.length).toBeLessThan(30);

		process.isStoreDown = false;
		await bench.clock.advance(SECOND);
		expect(await bench.states()).toEqual({ a: 'done success' });
		await process.receive('b');
		expect(bench.n8n.ran).toEqual([['a'], ['b']]);
	});
});

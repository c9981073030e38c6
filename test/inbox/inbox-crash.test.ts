import { settle } from '../support/fake-clock';
import { InboxBench } from './support/inbox-bench';
import type { NodeProcess, PumpSettings } from './support/node-process';

// On a busy machine: none of the tests waits for real time.
jest.setTimeout(30_000);

const SECOND = 1000;
const LEASE = 30 * SECOND;
const EMIT_AGAIN = 5 * SECOND;

let bench: InboxBench;

beforeEach(async () => {
	bench = await InboxBench.open();
});

afterEach(async () => await bench.close());

/** A process whose execution of one event is under way. */
async function startRunning(settings: PumpSettings = {}, ...ids: string[]): Promise<NodeProcess> {
	const process = bench.startProcess();
	process.publish(settings);
	await process.receive(...(ids.length > 0 ? ids : ['a']));
	return process;
}

/** Kills a process and starts the next one, which has found what the first one left. */
async function restart(process: NodeProcess, settings: PumpSettings = {}): Promise<NodeProcess> {
	process.kill();
	const next = bench.startProcess();
	next.publish(settings);
	await bench.clock.advance(LEASE + 2 * SECOND);
	return next;
}

describe('a process that is killed', () => {
	it('between claim and emit: its events run once, as the same batch', async () => {
		const process = bench.startProcess();
		await process.receive('a', 'b', 'c');
		process.afterStep = () => process.kill();
		process.publish({ eventsPerBatch: 2 });
		await settle();
		expect(bench.n8n.emitted).toEqual([]);
		await bench.startProcess().receive('d');
		await restart(process, { eventsPerBatch: 500 });

		expect(bench.n8n.ran.map((ids) => ids.join()).sort()).toEqual(['a,b', 'c', 'd']);
	});

	it('before its end is recorded: the event runs once more, under another key, after the lease', async () => {
		const process = await startRunning();
		process.kill();
		bench.startProcess().publish();
		await bench.clock.advance(LEASE);
		expect(bench.n8n.emitted).toHaveLength(1);
		await bench.clock.advance(2 * SECOND);

		expect(bench.n8n.ran).toEqual([['a'], ['a']]);
		const [first = '', refused, second = ''] = bench.n8n.emitted;
		expect(refused).toBe(first);
		expect(second).toBe(first.replace(/:1$/, ':2'));
		await bench.n8n.end();
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('with a batch of many: they run once more as the same batch', async () => {
		const process = bench.startProcess();
		await process.receive('a', 'b', 'c');
		process.publish({ eventsPerBatch: 3 });
		await settle();
		await restart(process, { eventsPerBatch: 1 });

		expect(bench.n8n.ran).toEqual([
			['a', 'b', 'c'],
			['a', 'b', 'c'],
		]);
	});

	it('after the execution had ended, of which n8n has a record: it does not run again', async () => {
		for (const status of ['success', 'error', 'canceled'] as const) {
			const process = await startRunning({}, status);
			process.isStoreDown = true;
			await bench.n8n.end(undefined, status);
			await restart(process);

			expect((await bench.states())[status]).toBe(`done ${status}`);
		}
		expect(bench.n8n.ran).toHaveLength(3);
	});

	it('after the execution had ended, where n8n cannot be asked: it runs once more', async () => {
		bench.n8n.canBeAsked = false;
		const process = await startRunning();
		process.isStoreDown = true;
		await bench.n8n.end();
		await restart(process);
		await bench.n8n.end();

		expect(bench.n8n.ran).toEqual([['a'], ['a']]);
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('keeps its events where an administrator wants them to run at most once', async () => {
		await restart(await startRunning(), { afterCrash: 'keep' });

		expect(bench.n8n.ran).toEqual([['a']]);
		expect(await bench.states()).toEqual({ a: 'kept crashed' });
	});

	it('hands its events over where n8n has a queue of its own', async () => {
		await restart(await startRunning(), { afterCrash: 'handedOver' });

		expect(bench.n8n.ran).toEqual([['a']]);
		expect(await bench.states()).toEqual({ a: 'done handedOver' });
	});

	it('by its event, each time: it is run five times and then kept', async () => {
		let process = await startRunning();
		for (let count = 0; count < 7; count += 1) process = await restart(process);

		expect(bench.n8n.ran).toEqual(Array(5).fill(['a']));
		expect(await bench.states()).toEqual({ a: 'kept crashed' });
	});

	it('by one event: the others run as if nothing had been', async () => {
		let process = await startRunning();
		await bench.startProcess().receive('b');
		for (let count = 0; count < 6; count += 1) {
			process = await restart(process);
			await bench.n8n.end(bench.n8n.running.filter(({ eventIds }) => eventIds.includes('b')));
		}

		expect(bench.n8n.ran.filter(([id]) => id === 'b')).toEqual([['b']]);
		expect(await bench.states()).toEqual({ a: 'kept crashed', b: 'done success' });
	});

	it('between counting the run and emitting it: it runs under that number', async () => {
		const process = await startRunning();
		process.kill();
		const second = bench.startProcess();
		second.publish();
		const emits = bench.n8n.emitted.length;
		// It was refused, the next run was counted, and then n8n did not answer until the end.
		while (bench.n8n.emitted.length === emits) await bench.clock.advance(SECOND / 2);
		second.kill();
		await restart(second);

		expect(bench.n8n.ran.filter(([id]) => id === 'a').length).toBeLessThanOrEqual(3);
		await bench.n8n.end();
		expect(await bench.states()).toEqual({ a: 'done success' });
	});
});

describe('a power cut', () => {
	/** Takes back that the event was claimed, and all that came after it; the next process has found it waiting. */
	async function cutPower(settings: PumpSettings = {}): Promise<void> {
		await bench.cutPower();
		expect(await bench.states()).toEqual({ a: 'waiting' });
		bench.startProcess().publish(settings);
		await bench.clock.advance(2 * SECOND);
	}

	it('before n8n was given the event: it runs once', async () => {
		bench.n8n.mood = 'unable';
		await startRunning();
		bench.n8n.mood = 'well';
		await cutPower();
		await bench.n8n.end();

		expect(bench.n8n.ran).toEqual([['a']]);
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('while the event was running: it runs once more, under another key', async () => {
		await startRunning();
		await cutPower();
		await bench.n8n.end();

		const [first = '', refused, second = ''] = bench.n8n.emitted;
		expect(refused).toBe(first);
		expect(second).toBe(first.replace(/:1$/, ':2'));
		expect(bench.n8n.ran).toEqual([['a'], ['a']]);
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('while it was running, where n8n cannot be asked: the same', async () => {
		bench.n8n.canBeAsked = false;
		await startRunning();
		await cutPower();
		await bench.n8n.end();

		expect(bench.n8n.ran).toEqual([['a'], ['a']]);
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('while it was running, after which n8n does not answer at first: the same', async () => {
		await startRunning();
		bench.n8n.mood = 'unable';
		await cutPower();
		bench.n8n.mood = 'well';
		await bench.clock.advance(EMIT_AGAIN);
		await bench.n8n.end();

		expect(bench.n8n.ran).toEqual([['a'], ['a']]);
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('after it had run: it does not run again', async () => {
		await startRunning();
		await bench.n8n.end();
		expect(await bench.states()).toEqual({ a: 'done success' });
		await cutPower();

		expect(bench.n8n.ran).toEqual([['a']]);
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('keeps the event where an administrator wants it to run at most once', async () => {
		await startRunning();
		await cutPower({ afterCrash: 'keep' });

		expect(bench.n8n.ran).toEqual([['a']]);
		expect(await bench.states()).toEqual({ a: 'kept crashed' });
	});

	it('takes back no claim of a batch: its events run once more as the same one', async () => {
		await startRunning({ eventsPerBatch: 2 }, 'a', 'b');
		await bench.cutPower();
		expect(await bench.states()).toEqual({ a: 'emitted', b: 'emitted' });
		const process = bench.startProcess();
		await process.receive('c');
		process.publish({ eventsPerBatch: 500 });
		await bench.clock.advance(LEASE + 2 * SECOND);

		expect(bench.n8n.ran.map((ids) => ids.join()).sort()).toEqual(['a,b', 'a,b', 'c']);
	});
});

describe('an emit that n8n rejects', () => {
	it('is made again with the same key each five seconds until n8n takes it', async () => {
		const process = bench.startProcess();
		process.publish();
		bench.n8n.mood = 'unable';
		await process.receive('a');
		await bench.clock.advance(3 * EMIT_AGAIN);
		expect(bench.n8n.emitted).toHaveLength(4);
		expect(await bench.states()).toEqual({ a: 'emitted' });
		bench.n8n.mood = 'well';
		await bench.clock.advance(EMIT_AGAIN);
		await bench.n8n.end();

		expect(new Set(bench.n8n.emitted).size).toBe(1);
		expect(bench.n8n.ran).toEqual([['a']]);
		expect(await bench.states()).toEqual({ a: 'done success' });
	});

	it('is made again for hours, and by no other process', async () => {
		const process = bench.startProcess();
		process.publish({ maximumInFlight: 1 });
		bench.startProcess().publish();
		bench.n8n.mood = 'unable';
		await process.receive('a');
		await bench.clock.advance(600 * SECOND);
		bench.n8n.mood = 'well';
		await bench.clock.advance(EMIT_AGAIN);

		expect(bench.n8n.executions).toMatchObject([{ process: 'process 1' }]);
	});

	it('although it had been created: the event is not run twice', async () => {
		for (const canBeAsked of [true, false]) {
			const id = canBeAsked ? 'asked' : 'unasked';
			bench.n8n.canBeAsked = canBeAsked;
			bench.n8n.mood = 'forgetful';
			await startRunning({}, id);
			bench.n8n.mood = 'well';
			await bench.clock.advance(EMIT_AGAIN);
		}

		expect(bench.n8n.ran).toEqual([['asked'], ['unasked']]);
		expect(await bench.states()).toEqual({ asked: 'done error', unasked: 'done unknown' });
	});

	it('after a crash, because n8n has hardly started: what died is run again all the same', async () => {
		const process = await startRunning();
		bench.n8n.mood = 'unable';
		await restart(process);
		bench.n8n.mood = 'well';
		await bench.clock.advance(EMIT_AGAIN);

		expect(bench.n8n.ran).toEqual([['a'], ['a']]);
		await bench.n8n.end();
		expect(await bench.states()).toEqual({ a: 'done success' });
	});
});

describe('a process that was thought dead', () => {
	it('records no end over that of the process which took its event', async () => {
		const process = bench.startProcess();
		process.publish();
		await process.receive('a');
		// It is heard of no more, but lives: as on a computer that sleeps.
		process.isStoreDown = true;
		const other = bench.startProcess();
		other.publish({ afterCrash: 'keep' });
		await bench.clock.advance(2 * LEASE);
		expect(await bench.states()).toEqual({ a: 'kept crashed' });

		process.isStoreDown = false;
		await bench.n8n.end();
		await bench.clock.advance(LEASE);
		expect(await bench.states()).toEqual({ a: 'kept crashed' });
	});
});

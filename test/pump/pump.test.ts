import path from 'node:path';

import fc from 'fast-check';

import { Pump, type PumpOptions } from '../../src/pump';
import { FakeClock, settle } from '../support/fake-clock';
import { OtherProcess } from '../storage/support/other-process';
import { NumberedJobs } from './numbered-jobs';

// On a busy machine: none of the tests waits for real time.
jest.setTimeout(30_000);

function setUp(options: Partial<PumpOptions> = {}) {
	const clock = new FakeClock();
	const work = new NumberedJobs();
	const errors: string[] = [];
	const pump = new Pump(work, {
		clock,
		maximumInFlight: 3,
		onError: (error) => {
			errors.push(error instanceof Error ? error.message : String(error));
			return 'goOn';
		},
		...options,
	});
	return { clock, work, pump, errors };
}

/** Whether a promise has been kept by now. */
function watch(promise: Promise<void>): { isKept: boolean } {
	const watched = { isKept: false };
	void promise.then(() => (watched.isKept = true));
	return watched;
}

/** After the moment in which the pump waits for more that ends. */
async function gathered(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 10));
	await settle();
}

describe('a pump', () => {
	describe('taking jobs', () => {
		it('takes nothing before it is started', async () => {
			const { work, pump, clock } = setUp();
			work.waiting = [1];
			pump.wake();
			await clock.advance(5000);

			expect(work.underWay).toEqual([]);
			expect(work.waiting).toEqual([1]);
		});

		it('has no more under way than its maximum', async () => {
			const { work, pump } = setUp({ maximumInFlight: 3 });
			work.waiting = [1, 2, 3, 4, 5];
			pump.start();
			await settle();

			expect(work.underWay).toEqual([1, 2, 3]);
		});

		it('takes the next one as soon as one has ended, without waiting for the clock', async () => {
			const { work, pump } = setUp({ maximumInFlight: 2 });
			work.waiting = [1, 2, 3];
			pump.start();
			await settle();
			await work.end(1);

			expect(work.underWay).toEqual([2, 3]);
		});

		it('keeps to its maximum when jobs end while a step is under way', async () => {
			const { work, pump } = setUp({ maximumInFlight: 2 });
			work.waiting = [1, 2, 3, 4, 5, 6];
			pump.start();
			await settle();
			work.duringStep = async () => {
				work.duringStep = () => undefined;
				await work.end(2);
				pump.wake();
			};
			await work.end(1);
			await settle();

			expect(work.underWay).toHaveLength(2);
			expect(work.mostUnderWay).toBe(2);
		});

		it('carries out every job once and keeps to its maximum, whatever ends when', async () => {
			await fc.assert(
				fc.asyncProperty(
					fc.integer({ min: 1, max: 5 }),
					fc.integer({ min: 0, max: 25 }),
					fc.array(fc.nat({ max: 100 }), { maxLength: 60 }),
					async (maximumInFlight, count, choices) => {
						const { work, pump } = setUp({ maximumInFlight });
						work.waiting = Array.from({ length: count }, (_job, index) => index);
						for (const job of work.waiting) if (job % 3 > 0) work.patient.add(job);
						pump.start();
						await settle();
						for (const choice of choices) {
							const chosen = work.underWay[choice % Math.max(1, work.underWay.length)];
							if (chosen === undefined) break;
							work.isStoreDown = choice % 7 === 0;
							await work.end(chosen);
							if (choice % 3 === 0) pump.wake();
						}
						work.isStoreDown = false;
						pump.wake();
						await settle();
						while (work.underWay.length > 0) await work.end(...work.underWay);
						await pump.stop();

						expect(work.mostUnderWay).toBeLessThanOrEqual(maximumInFlight);
						const recorded = work.recorded.map((text) => Number.parseInt(text, 10));
						expect(recorded.sort((one, other) => one - other)).toEqual(
							Array.from({ length: count }, (_job, index) => index),
						);
					},
				),
				{ numRuns: 60 },
			);
		});

		it('records what ends although more jobs wait than it ever has room for', async () => {
			const { work, pump } = setUp({ maximumInFlight: 1 });
			work.waiting = Array.from({ length: 50 }, (_job, index) => index);
			pump.start();
			await settle();
			for (let job = 0; job < 20; job += 1) {
				await work.end(job);
				expect(work.recorded.at(-1)).toBe(`${job} ended`);
				expect(work.underWay).toEqual([job + 1]);
			}
		});
	});

	describe('grouping', () => {
		it('records what ends in the same turn in one step, and takes as many in it', async () => {
			const { work, pump } = setUp({ maximumInFlight: 3 });
			work.waiting = [1, 2, 3, 4, 5, 6];
			pump.start();
			await settle();
			await work.end(1, 2, 3);

			expect(work.steps.at(-1)).toEqual({
				ended: ['1 ended', '2 ended', '3 ended'],
				limit: 3,
				taken: [4, 5, 6],
			});
			expect(work.steps).toHaveLength(2);
		});

		it('gathers what ends while a step is under way for the next one', async () => {
			const { work, pump } = setUp({ maximumInFlight: 3 });
			work.waiting = [1, 2, 3];
			pump.start();
			await settle();
			work.duringStep = async () => {
				work.duringStep = () => undefined;
				await work.end(2, 3);
			};
			await work.end(1);
			await gathered();

			expect(work.steps.map(({ ended }) => ended)).toEqual([
				[],
				['1 ended'],
				['2 ended', '3 ended'],
			]);
		});

		it('waits a moment for more that ends, but not once half of what was under way has', async () => {
			const { work, pump } = setUp({ maximumInFlight: 4 });
			work.waiting = [1, 2, 3, 4];
			pump.start();
			await settle();
			await work.end(1);
			expect(work.recorded).toEqual([]);
			await work.end(2);
			expect(work.recorded).toEqual(['1 ended', '2 ended']);
		});

		describe('of many', () => {
			// The moment never passes by itself.
			beforeEach(() =>
				jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'performance'] }),
			);
			afterEach(() => jest.useRealTimers());

			it('waits for more than half', async () => {
				const { work, pump } = setUp({ maximumInFlight: 20 });
				work.waiting = Array.from({ length: 20 }, (_job, index) => index);
				pump.start();
				await settle();
				for (let job = 0; job < 17; job += 1) await work.end(job);
				expect(work.recorded).toEqual([]);
				await work.end(17);
				expect(work.recorded).toHaveLength(18);
			});

			it('does not wait for some that never end', async () => {
				const { work, pump } = setUp({ maximumInFlight: 20 });
				work.waiting = Array.from({ length: 40 }, (_job, index) => index);
				pump.start();
				await settle();
				// Eight of twenty stay under way from here on.
				for (let job = 8; job < 20; job += 1) await work.end(job);
				jest.advanceTimersByTime(10);
				await settle();
				expect(work.recorded).toHaveLength(12);
				for (let job = 20; job < 31; job += 1) await work.end(job);
				expect(work.recorded).toHaveLength(23);
			});
		});

		describe('of what may wait', () => {
			// The moment never passes by itself.
			beforeEach(() =>
				jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'performance'] }),
			);
			afterEach(() => jest.useRealTimers());

			/** Ten of many under way. */
			async function patientJobs(count = 200) {
				const given = setUp({ maximumInFlight: 10 });
				given.work.waiting = Array.from({ length: count }, (_job, index) => index);
				for (const job of given.work.waiting) given.work.patient.add(job);
				given.pump.start();
				await settle();
				const endAll = async () => await given.work.end(...given.work.underWay);
				return { ...given, endAll };
			}

			it('takes jobs without recording anything, until much has ended', async () => {
				const { work, endAll } = await patientJobs();
				for (let times = 1; times <= 6; times += 1) {
					await endAll();
					expect(work.underWay).toHaveLength(10);
					expect(work.recorded).toEqual([]);
				}
				await endAll();

				expect(work.recorded).toHaveLength(70);
				expect(work.steps.map(({ taken }) => taken.length)).toEqual(Array(8).fill(10));
			});

			it('records all of it at once with the first that must not wait', async () => {
				const { work, endAll } = await patientJobs();
				await endAll();
				work.patient.delete(15);
				await endAll();

				expect(work.recorded).toHaveLength(20);
			});

			it('records it after five milliseconds, whatever is still under way', async () => {
				const { work, endAll } = await patientJobs();
				await endAll();
				jest.advanceTimersByTime(4);
				await settle();
				expect(work.recorded).toEqual([]);
				jest.advanceTimersByTime(1);
				await settle();

				expect(work.recorded).toHaveLength(10);
				expect(work.underWay).toHaveLength(10);
			});

			it('records it at once where there is nothing more to take', async () => {
				const { work, endAll } = await patientJobs(20);
				await endAll();
				expect(work.recorded).toEqual([]);
				await endAll();

				expect(work.recorded).toHaveLength(20);
			});

			it('records it at once where nothing waited when jobs were taken last', async () => {
				const { work, endAll } = await patientJobs(15);
				await endAll();
				expect(work.underWay).toHaveLength(5);
				await endAll();

				expect(work.recorded).toHaveLength(15);
			});

			it('records all of it when it is stopped', async () => {
				const { work, pump, endAll } = await patientJobs();
				await endAll();
				const stopped = watch(pump.stop());
				await endAll();

				expect(stopped.isKept).toBe(true);
				expect(work.recorded).toHaveLength(20);
			});

			it('records it with the next step after one that failed', async () => {
				const { work, clock, endAll } = await patientJobs();
				await endAll();
				work.isStoreDown = true;
				await endAll();
				work.isStoreDown = false;
				await clock.advance(1000);

				expect(work.recorded).toHaveLength(20);
				expect(work.underWay).toHaveLength(10);
			});
		});

		it('looks once, however often it is woken', async () => {
			const { work, pump } = setUp();
			pump.start();
			for (let count = 0; count < 100; count += 1) pump.wake();
			await settle();

			expect(work.steps).toHaveLength(1);
		});
	});

	describe('looking again', () => {
		it('looks at once when it is woken', async () => {
			const { work, pump } = setUp();
			pump.start();
			await settle();
			work.waiting = [1];
			pump.wake();
			await settle();

			expect(work.underWay).toEqual([1]);
		});

		it('looks after a second when nobody wakes it', async () => {
			const { work, pump, clock } = setUp();
			pump.start();
			await settle();
			work.waiting = [1];

			await clock.advance(999);
			expect(work.underWay).toEqual([]);
			await clock.advance(1);
			expect(work.underWay).toEqual([1]);
		});

		it('looks when the next job is due', async () => {
			const { work, pump, clock } = setUp();
			work.nextDueAt = clock.now() + 300;
			pump.start();
			await settle();
			work.waiting = [1];

			await clock.advance(299);
			expect(work.underWay).toEqual([]);
			await clock.advance(1);
			expect(work.underWay).toEqual([1]);
		});

		it('waits for no more than a second, even if the next job is due tomorrow', async () => {
			const { work, pump, clock } = setUp();
			work.nextDueAt = clock.now() + 86_400_000;
			pump.start();
			await settle();

			expect(clock.nextTimerMs).toBe(1000);
			await clock.advance(3000);
			expect(work.steps).toHaveLength(4);
		});

		it('leaves a pause of 50 ms where a job is due that cannot be taken', async () => {
			const { work, pump, clock } = setUp();
			work.nextDueAt = clock.now() - 10_000;
			pump.start();
			await settle();
			await clock.advance(1000);

			expect(work.steps).toHaveLength(21);
		});

		it('goes on looking each second when the wall clock is set back by a day', async () => {
			const { work, pump, clock } = setUp();
			work.nextDueAt = clock.now() + 500;
			pump.start();
			await settle();
			clock.set(-86_400_000);
			await clock.advance(500);
			work.waiting = [1];
			await clock.advance(1000);

			expect(work.underWay).toEqual([1]);
		});
	});

	describe('when the store does not answer', () => {
		it('keeps what ended and records it with a later step', async () => {
			const { work, pump, clock, errors } = setUp();
			work.waiting = [1, 2];
			pump.start();
			await settle();
			work.isStoreDown = true;
			await work.end(1);
			await work.end(2);
			expect(work.recorded).toEqual([]);
			expect(errors).toEqual(['the store does not answer', 'the store does not answer']);

			work.isStoreDown = false;
			await clock.advance(1000);

			expect(work.recorded).toEqual(['1 ended', '2 ended']);
		});

		it('tries again each second, and not in a loop', async () => {
			const { work, pump, clock, errors } = setUp();
			work.isStoreDown = true;
			pump.start();
			await settle();
			await clock.advance(5000);

			expect(errors).toHaveLength(6);
		});

		it('takes jobs again when the store is back', async () => {
			const { work, pump, clock } = setUp();
			work.waiting = [1];
			work.isStoreDown = true;
			pump.start();
			await clock.advance(10_000);
			work.isStoreDown = false;
			await clock.advance(1000);

			expect(work.underWay).toEqual([1]);
		});

		it('takes nothing and records nothing any more once it is told to give up', async () => {
			const { work, pump, clock } = setUp({ onError: () => 'giveUp' });
			work.waiting = [1, 2, 3, 4];
			pump.start();
			await settle();
			work.isStoreDown = true;
			await work.end(1);
			await gathered();
			work.isStoreDown = false;
			const idle = watch(pump.idle());
			await work.end(2);
			expect(idle.isKept).toBe(false);
			await work.end(3);
			await clock.advance(5000);

			expect(idle.isKept).toBe(true);
			expect(work.recorded).toEqual([]);
			expect(work.waiting).toEqual([4]);
			expect(clock.timersLeft).toBe(0);
		});

		it('is idle at once where it gave up with nothing under way', async () => {
			const { work, pump } = setUp({ onError: () => 'giveUp' });
			work.isStoreDown = true;
			pump.start();
			const idle = watch(pump.idle());
			await settle();

			expect(idle.isKept).toBe(true);
		});
	});

	describe('when a job rejects', () => {
		it('tells of it, gives its room back and goes on', async () => {
			const { work, pump, errors } = setUp({ maximumInFlight: 1 });
			work.waiting = [1, 2];
			pump.start();
			await settle();
			await work.fail(1);

			expect(errors).toEqual(['1 failed']);
			expect(work.underWay).toEqual([2]);
			await work.end(2);
			await pump.stop();
			expect(work.recorded).toEqual(['2 ended']);
		});

		it('does the same with one that throws before it has begun', async () => {
			const { work, pump, errors } = setUp({ maximumInFlight: 1 });
			const carryOut = work.carryOut.bind(work);
			work.carryOut = (job) => {
				if (job === 1) throw new Error('1 could not begin');
				return carryOut(job);
			};
			work.waiting = [1, 2];
			pump.start();
			await settle();

			expect(errors).toEqual(['1 could not begin']);
			expect(work.underWay).toEqual([2]);
			await work.end(2);
			await pump.stop();
			expect(work.recorded).toEqual(['2 ended']);
		});

		it('gives up where it is told to', async () => {
			const { work, pump } = setUp({ maximumInFlight: 1, onError: () => 'giveUp' });
			work.waiting = [1, 2];
			pump.start();
			await settle();
			await work.fail(1);
			await pump.idle();

			expect(work.waiting).toEqual([2]);
		});
	});

	describe('stopping', () => {
		it('waits until what is under way has ended and is recorded, and takes no more', async () => {
			const { work, pump } = setUp({ maximumInFlight: 2 });
			work.waiting = [1, 2, 3];
			pump.start();
			await settle();
			const stopped = watch(pump.stop());
			await work.end(1);
			expect(stopped.isKept).toBe(false);
			await work.end(2);

			expect(stopped.isKept).toBe(true);
			expect(work.recorded).toEqual(['1 ended', '2 ended']);
			expect(work.waiting).toEqual([3]);
		});

		it('waits for a store that does not answer', async () => {
			const { work, pump, clock } = setUp();
			work.waiting = [1];
			pump.start();
			await settle();
			work.isStoreDown = true;
			const stopped = watch(pump.stop());
			await work.end(1);
			await clock.advance(60_000);
			expect(stopped.isKept).toBe(false);

			work.isStoreDown = false;
			await clock.advance(1000);
			expect(stopped.isKept).toBe(true);
			expect(work.recorded).toEqual(['1 ended']);
		});

		it('carries out what a step had taken already', async () => {
			const { work, pump } = setUp();
			work.waiting = [1];
			let stopping = Promise.resolve();
			work.duringStep = () => {
				work.duringStep = () => undefined;
				stopping = pump.stop();
			};
			pump.start();
			await settle();
			expect(work.underWay).toEqual([1]);
			await work.end(1);
			await stopping;

			expect(work.recorded).toEqual(['1 ended']);
		});

		it('leaves no timer behind', async () => {
			const { work, pump, clock } = setUp();
			work.waiting = [1];
			pump.start();
			await clock.advance(3000);
			const stopped = pump.stop();
			await work.end(1);
			await stopped;
			await settle();

			expect(clock.timersLeft).toBe(0);
		});

		it('can be asked for twice, before the start as well', async () => {
			const { pump } = setUp();
			await pump.stop();
			await Promise.all([pump.stop(), pump.stop()]);
		});

		it('can be followed by another start', async () => {
			const { work, pump } = setUp();
			pump.start();
			await settle();
			await pump.stop();
			work.waiting = [1];
			pump.start();
			await settle();

			expect(work.underWay).toEqual([1]);
		});
	});

	describe('being idle', () => {
		it('is reached when nothing is under way and nothing waits', async () => {
			const { work, pump } = setUp();
			work.waiting = [1];
			pump.start();
			const idle = watch(pump.idle());
			await settle();
			expect(idle.isKept).toBe(false);
			await work.end(1);

			expect(idle.isKept).toBe(true);
			expect(work.recorded).toEqual(['1 ended']);
		});

		it('is not reached while something is due later', async () => {
			const { work, pump, clock } = setUp();
			work.nextDueAt = clock.now() + 400;
			pump.start();
			const idle = watch(pump.idle());
			await clock.advance(399);
			expect(idle.isKept).toBe(false);
			work.nextDueAt = null;
			await clock.advance(1);

			expect(idle.isKept).toBe(true);
		});

		it('is not reached while it was woken amid the step that found nothing', async () => {
			const { work, pump } = setUp();
			work.duringStep = () => {
				work.duringStep = () => undefined;
				work.waiting = [1];
				pump.wake();
			};
			pump.start();
			const idle = watch(pump.idle());
			await settle();
			expect(work.underWay).toEqual([1]);
			expect(idle.isKept).toBe(false);
			await work.end(1);

			expect(idle.isKept).toBe(true);
		});

		it('is not reached while what ended waits for the store', async () => {
			const { work, pump, clock } = setUp();
			work.waiting = [1];
			pump.start();
			await settle();
			work.isStoreDown = true;
			const idle = watch(pump.idle());
			await work.end(1);
			expect(idle.isKept).toBe(false);
			work.isStoreDown = false;
			await clock.advance(1000);

			expect(idle.isKept).toBe(true);
		});

		it('is told to everybody who waits for it', async () => {
			const { work, pump } = setUp();
			work.waiting = [1];
			pump.start();
			const waiting = [pump.idle(), pump.idle(), pump.idle()];
			await settle();
			await work.end(1);

			await Promise.all(waiting);
		});
	});

	it('never keeps the process alive', async () => {
		const tasks = path.join(__dirname, '../storage/support/store-tasks.ts');
		const other = OtherProcess.start(tasks, 'pumpNothing', null);
		expect(await other.next()).toBe('idle');

		expect(await other.ended).toEqual({ code: 0, signal: null });
	});

	it('never leaves a rejection unhandled', async () => {
		const unhandled: unknown[] = [];
		const listener = (error: unknown) => unhandled.push(error);
		process.on('unhandledRejection', listener);
		const { work, pump, clock } = setUp();
		work.waiting = [1, 2, 3];
		pump.start();
		await settle();
		work.isStoreDown = true;
		await work.fail(1);
		await work.end(2);
		const stopped = pump.stop();
		await work.fail(3);
		work.isStoreDown = false;
		await clock.advance(2000);
		await stopped;
		process.off('unhandledRejection', listener);

		expect(unhandled).toEqual([]);
	});
});

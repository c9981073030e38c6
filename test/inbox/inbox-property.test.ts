import fc from 'fast-check';

import { settle } from '../support/fake-clock';
import { aReceivedEvent, NODE } from '../storage/support/records';
import type { Execution } from './support/fake-n8n';
import { InboxBench } from './support/inbox-bench';
import type { NodeProcess, PumpSettings } from './support/node-process';

const SECOND = 1000;
const LEASE = 30 * SECOND;
/** Of the events that may come; the same ones come again and again. */
const EVENTS = 12;

const settings = fc.record({
	eventsPerBatch: fc.constantFrom(1, 2, 500),
	maximumInFlight: fc.constantFrom(1, 2, 20),
});

/** Whatever may happen to an inbox, in any order. */
const happening = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			kind: fc.constant('receive' as const),
			event: fc.nat({ max: EVENTS - 1 }),
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant('end' as const),
			which: fc.nat({ max: 5 }),
			status: fc.constantFrom('success' as const, 'error' as const, 'canceled' as const),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('restart' as const),
			amidStep: fc.boolean(),
			settings,
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({ kind: fc.constant('powerCut' as const), settings }),
	},
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('republish' as const), settings }) },
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('mood' as const),
			mood: fc.constantFrom('well' as const, 'unable' as const, 'forgetful' as const),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({ kind: fc.constant('store' as const), isDown: fc.boolean() }),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('advance' as const),
			ms: fc.integer({ min: 1, max: 45_000 }),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('pause' as const),
			ms: fc.integer({ min: 1, max: 300_000 }),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('clock' as const),
			ms: fc.integer({ min: -100_000, max: 100_000 }),
		}),
	},
);

type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

/** One n8n that is killed and started, and everything a platform was told about. */
class World {
	readonly answered = new Set<string>();
	private process: NodeProcess;
	private unpublish: () => Promise<void>;

	constructor(
		private readonly bench: InboxBench,
		private readonly first: PumpSettings,
		/** Where power is cut, nobody changes how many events make a batch: not before all has been taken up again. */
		private readonly isPowerCut: boolean,
	) {
		this.process = bench.startProcess();
		this.unpublish = this.process.publish(first);
	}

	async happen(what: Happening): Promise<void> {
		const { bench } = this;
		if (what.kind === 'receive') this.receive(`evt_${what.event}`);
		if (what.kind === 'end') {
			const running = bench.n8n.running[what.which];
			if (running) await bench.n8n.end([running], what.status);
		}
		if (what.kind === 'restart') await this.restart(what.amidStep, what.settings);
		if (what.kind === 'powerCut' && this.isPowerCut) await this.cutPower(what.settings);
		if (what.kind === 'republish') this.republish(what.settings);
		if (what.kind === 'mood') bench.n8n.mood = what.mood;
		if (what.kind === 'store') this.process.isStoreDown = what.isDown;
		if (what.kind === 'advance') await bench.clock.advance(what.ms);
		if (what.kind === 'pause') await bench.clock.pause(what.ms);
		if (what.kind === 'clock') bench.clock.set(what.ms);
		await settle();
	}

	/** From now on nothing goes wrong any more: until nothing is left to do. */
	async recover(): Promise<void> {
		this.bench.n8n.mood = 'well';
		this.process.isStoreDown = false;
		await this.restart(false, this.first);
		for (let round = 0; round < 30; round += 1) {
			await this.bench.clock.advance(LEASE + SECOND);
			await this.bench.n8n.end();
			await this.bench.clock.advance(SECOND);
			const states = Object.values(await this.bench.states());
			if (states.every((state) => /^(done|kept)/.test(state))) return;
		}
	}

	private receive(id: string): void {
		const event = aReceivedEvent(id);
		void this.process.inbox
			.accept({ node: NODE, event, duplicateWindowMs: null, purpose: 'emit' })
			.then(() => this.answered.add(id))
			.catch(() => undefined);
	}

	private async restart(amidStep: boolean, pump: PumpSettings): Promise<void> {
		const dying = this.process;
		if (amidStep) {
			dying.afterStep = () => dying.kill();
			await this.bench.clock.advance(SECOND);
		}
		dying.kill();
		this.start(pump);
	}

	private async cutPower(pump: PumpSettings): Promise<void> {
		await this.bench.cutPower();
		this.start(pump);
	}

	private start(pump: PumpSettings): void {
		this.process = this.bench.startProcess();
		this.publish(pump);
	}

	private republish(pump: PumpSettings): void {
		void this.unpublish();
		this.publish(pump);
	}

	private publish(pump: PumpSettings): void {
		const fixed = this.isPowerCut ? { eventsPerBatch: this.first.eventsPerBatch } : {};
		this.unpublish = this.process.publish({ ...this.first, ...pump, ...fixed });
	}
}

/** Whether an event may have been run again although it had an execution. */
function mayBeRunAgain({ status }: Execution, canBeAsked: boolean): boolean {
	// What ended without being recorded, in a process that then died, is only known where n8n can be asked.
	return status === 'crashed' || !canBeAsked;
}

describe('whatever happens', () => {
	it.each([
		{ cut: 'killed', record: 'with', canBeAsked: true },
		{ cut: 'killed', record: 'without', canBeAsked: false },
		{ cut: 'killed or without power', record: 'with', canBeAsked: true },
		{ cut: 'killed or without power', record: 'without', canBeAsked: false },
	])(
		"no event is lost, and none runs twice but where its process died: $cut, $record n8n's record",
		async ({ cut, canBeAsked }) => {
			await fc.assert(
				fc.asyncProperty(
					settings,
					fc.array(happening, { maxLength: 40, size: 'max' }),
					async (pump, happenings) => {
						const bench = await InboxBench.open();
						bench.n8n.canBeAsked = canBeAsked;
						try {
							const world = new World(bench, { ...pump, afterCrash: 'runAgain' }, cut !== 'killed');
							for (const what of happenings) await world.happen(what);
							await world.recover();

							const states = await bench.states();
							for (const id of world.answered) {
								const runs = bench.n8n.executions.filter(({ eventIds }) => eventIds.includes(id));
								expect(states[id]).toMatch(/^(done|kept crashed)/);
								// What died has been run again, so often as anything is.
								const isOver = states[id] === 'kept crashed' || runs.at(-1)?.status !== 'crashed';
								expect({ id, runs, isOver }).toMatchObject({ isOver: true });
								expect(runs.length).toBeGreaterThanOrEqual(states[id] === 'kept crashed' ? 5 : 1);
								for (const run of runs.slice(0, -1)) {
									expect({ id, run, mayBeRunAgain: mayBeRunAgain(run, canBeAsked) }).toMatchObject({
										mayBeRunAgain: true,
									});
								}
							}
							expect(bench.n8n.overlaps).toEqual([]);
						} finally {
							await bench.close();
						}
					},
				),
				{ numRuns: 60 },
			);
		},
		60_000,
	);
});

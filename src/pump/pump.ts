import type { Clock } from '../model/clock';
import { EndedJobs } from './ended-jobs';

/** What one step found. */
export interface Step<Job> {
	jobs: readonly Job[];
	/** When there will be something to take, in Unix milliseconds; `null` where nothing is known to wait. */
	nextDueAt: number | null;
}

/** Work that is claimed under a lease, carried out, and finished: inbox, outbox and happenings are the users. */
export interface Work<Job, Ended> {
	/** One transaction: records what ended, and takes at most `limit` jobs. */
	step(ended: readonly Ended[], limit: number): Promise<Step<Job>>;
	/** Carries one job out and says how it ended. Must not reject: a failure is part of what it returns. */
	carryOut(job: Job): Promise<Ended>;
	/**
	 * Whether recording it may wait some milliseconds for others while more jobs are taken, so that fewer steps record
	 * something. Left out: nothing waits.
	 */
	mayWait?(ended: Ended): boolean;
}

export interface PumpOptions {
	clock: Clock;
	/** How many jobs may be under way at once. */
	maximumInFlight: number;
	/**
	 * Told when the store did not answer. `goOn`: what ended is kept and recorded with a later step.
	 * `giveUp`: nothing more is taken or recorded; leases run out, and whoever finds them does what is right.
	 */
	onError: (error: unknown) => 'goOn' | 'giveUp';
}

/** How often to look when nobody wakes the pump, and how long to leave a store alone that does not answer. */
const POLL_MS = 1000;
/** A job may be due and not be taken, because its target has no room: look again, but not at once. */
const HELD_BACK_MS = 50;
/** Jobs that end close together share a step: a transaction costs nearly as much for one as for many. */
const GATHER_MS = 2;
/** Of so many or more under way, the last tenth is not waited for; of fewer, the last half. */
const MANY = 10;

/**
 * Takes jobs as there is room for them, and records many results and claims in one step.
 * All timers are unref'd: a pump never keeps the process alive.
 */
export class Pump<Job, Ended> {
	private readonly ended = new EndedJobs<Ended>(() => this.wake());
	/** Whether the last step took all that it had room for. */
	private hasMore = false;
	private readonly waitingForIdle: Array<() => void> = [];
	private inFlight = 0;
	private taking = false;
	private turnScheduled = false;
	private turning = false;
	private turnAgain = false;
	private drained = false;
	private gaveUp = false;
	private cancelTimer: () => void = () => undefined;
	private gathering: NodeJS.Timeout | undefined;
	/** How many were launched by the last step that launched any. */
	private launchedTogether = 0;

	constructor(
		private readonly work: Work<Job, Ended>,
		private readonly options: PumpOptions,
	) {}

	/** Starts taking jobs. */
	start(): void {
		this.taking = true;
		this.wake();
	}

	/** Looks for jobs now. */
	wake(): void {
		this.drained = false;
		if (this.turnScheduled) return;
		this.turnScheduled = true;
		// After the other callbacks of this turn of the event loop: their results share the transaction.
		setImmediate(() => {
			this.turnScheduled = false;
			void this.turn();
		});
	}

	/** Takes no more jobs; resolves when those under way have ended and are recorded. */
	async stop(): Promise<void> {
		this.taking = false;
		this.cancelTimer();
		this.wake();
		await this.idle();
	}

	/** Resolves when nothing is under way, everything is recorded, and nothing more could be taken. */
	async idle(): Promise<void> {
		if (this.isIdle()) return;
		await new Promise<void>((resolve) => this.waitingForIdle.push(resolve));
	}

	private isIdle(): boolean {
		const nothingToTake = this.drained || !this.taking;
		const nothingLeft = this.inFlight === 0 && this.ended.size === 0;
		return nothingToTake && nothingLeft && !this.turning && !this.turnScheduled;
	}

	private async turn(): Promise<void> {
		if (this.turning) {
			this.turnAgain = true;
			return;
		}
		this.turning = true;
		do {
			this.turnAgain = false;
			await this.stepOnce();
		} while (this.turnAgain);
		this.turning = false;
		if (!this.isIdle()) return;
		for (const resolve of this.waitingForIdle.splice(0)) resolve();
	}

	private async stepOnce(): Promise<void> {
		const room = this.taking ? this.options.maximumInFlight - this.inFlight : 0;
		if (room <= 0 && this.ended.size === 0) return;
		const ended = this.takeEnded(room);
		try {
			const { jobs, nextDueAt } = await this.work.step(ended, room);
			for (const job of jobs) void this.launch(job);
			if (jobs.length > 0) this.launchedTogether = jobs.length;
			this.hasMore = jobs.length > 0 && jobs.length >= room;
			if (jobs.length === 0 && this.ended.size > 0) this.turnAgain = true;
			this.drained = jobs.length === 0 && nextDueAt === null;
			this.lookAgain(nextDueAt);
		} catch (error) {
			this.ended.putBack(ended);
			if (this.options.onError(error) === 'goOn') this.after(POLL_MS);
			else this.giveUp();
		}
	}

	/** What the next step records: nothing, while all that has ended may wait and there are more jobs to take. */
	private takeEnded(room: number): Ended[] {
		if (room <= 0 || !this.hasMore || !this.ended.mayWait) return this.ended.take();
		this.ended.leave();
		return [];
	}

	private giveUp(): void {
		this.taking = false;
		this.gaveUp = true;
		this.ended.take();
	}

	private lookAgain(nextDueAt: number | null): void {
		if (!this.taking) return;
		const delayMs = nextDueAt === null ? POLL_MS : nextDueAt - this.options.clock.now();
		this.after(Math.min(Math.max(delayMs, HELD_BACK_MS), POLL_MS));
	}

	private after(delayMs: number): void {
		this.cancelTimer();
		this.cancelTimer = this.options.clock.after(delayMs, () => this.wake());
	}

	private async launch(job: Job): Promise<void> {
		this.inFlight += 1;
		try {
			const ended = await this.work.carryOut(job);
			if (!this.gaveUp) this.ended.add(ended, this.work.mayWait?.(ended) ?? false);
		} catch (error) {
			if (this.options.onError(error) === 'giveUp') this.giveUp();
		}
		this.inFlight -= 1;
		this.gather();
	}

	/**
	 * Waits for others that are about to end, but not for the last ones, nor for those that were launched long before
	 * and may never end.
	 */
	private gather(): void {
		const ended = this.ended.sinceLastStep;
		const all = ended + this.inFlight;
		const expected = Math.max(this.launchedTogether, all / 2);
		const waitedFor = all < MANY ? all / 2 : expected * 0.9;
		if (ended >= waitedFor) {
			clearTimeout(this.gathering);
			this.gathering = undefined;
			this.wake();
		} else {
			this.gathering ??= setTimeout(() => {
				this.gathering = undefined;
				this.wake();
			}, GATHER_MS).unref();
		}
	}
}

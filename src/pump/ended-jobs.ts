/** So many of those that may wait are recorded together, and none waits for longer than this. */
const RECORDED_TOGETHER = 64;
const LONGEST_WAIT_MS = 5;

/** What has ended and is not recorded yet, in the order of the ends. */
export class EndedJobs<Ended> {
	private readonly jobs: Ended[] = [];
	/** How many of them a step has left to a later one. */
	private left = 0;
	private isUrgent = false;
	private timer: NodeJS.Timeout | undefined;

	/** `onUrgent` is called when they have waited for as long as they may. */
	constructor(private readonly onUrgent: () => void) {}

	get size(): number {
		return this.jobs.length;
	}

	/** How many have ended since the last step. */
	get sinceLastStep(): number {
		return this.jobs.length - this.left;
	}

	/** Whether there are few, all of which may wait for more. */
	get mayWait(): boolean {
		return !this.isUrgent && this.jobs.length < RECORDED_TOGETHER;
	}

	add(job: Ended, mayWait: boolean): void {
		this.jobs.push(job);
		if (!mayWait) this.isUrgent = true;
	}

	/** For a step that records all of them. */
	take(): Ended[] {
		clearTimeout(this.timer);
		this.timer = undefined;
		this.left = 0;
		this.isUrgent = false;
		return this.jobs.splice(0);
	}

	/** Before a step that records none of them. */
	leave(): void {
		this.left = this.jobs.length;
		if (this.left === 0) return;
		this.timer ??= setTimeout(() => {
			this.isUrgent = true;
			this.onUrgent();
		}, LONGEST_WAIT_MS).unref();
	}

	/** What was taken by a step that failed. */
	putBack(jobs: readonly Ended[]): void {
		this.jobs.unshift(...jobs);
		this.isUrgent = true;
	}
}

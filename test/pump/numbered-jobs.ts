import type { Step, Work } from '../../src/pump';
import { settle } from '../support/fake-clock';

/** What a step was given, and what it gave. */
interface RecordedStep {
	ended: string[];
	limit: number;
	taken: number[];
}

/** Jobs with numbers: a test says which wait, when each ends, and when the store does not answer. */
export class NumberedJobs implements Work<number, string> {
	waiting: number[] = [];
	/** What a step that finds nothing says of the future. */
	nextDueAt: number | null = null;
	isStoreDown = false;
	/** Jobs whose records may wait for others. */
	readonly patient = new Set<number>();
	/** Called amid each step, when it has looked for jobs. */
	duringStep: () => Promise<void> | void = () => undefined;
	readonly steps: RecordedStep[] = [];
	mostUnderWay = 0;
	private readonly jobs = new Map<number, { end: () => void; fail: (error: unknown) => void }>();

	get underWay(): number[] {
		return [...this.jobs.keys()];
	}

	/** What is recorded for good, in order. */
	get recorded(): string[] {
		return this.steps.flatMap(({ ended }) => ended);
	}

	async step(ended: readonly string[], limit: number): Promise<Step<number>> {
		if (this.isStoreDown) throw new Error('the store does not answer');
		const taken = this.waiting.splice(0, limit);
		this.steps.push({ ended: [...ended], limit, taken });
		await this.duringStep();
		const hasMore = this.waiting.length > 0 && taken.length > 0;
		return { jobs: taken, nextDueAt: hasMore ? 0 : this.nextDueAt };
	}

	async carryOut(job: number): Promise<string> {
		const ended = new Promise<void>((resolve, reject) => {
			this.jobs.set(job, { end: resolve, fail: reject });
		});
		this.mostUnderWay = Math.max(this.mostUnderWay, this.jobs.size);
		try {
			await ended;
		} finally {
			this.jobs.delete(job);
		}
		return `${job} ended`;
	}

	mayWait(ended: string): boolean {
		return this.patient.has(Number.parseInt(ended, 10));
	}

	/** Ends jobs in the same turn of the event loop. */
	async end(...numbers: number[]): Promise<void> {
		for (const number of numbers) this.jobs.get(number)?.end();
		await settle();
	}

	async fail(number: number): Promise<void> {
		this.jobs.get(number)?.fail(new Error(`${number} failed`));
		await settle();
	}
}

import type { Clock } from '../../src/model/clock';

interface Timer {
	at: number;
	callback: () => void;
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
	private readonly timers = new Set<Timer>();

	/** Starts at the real time, since verifiers refuse old and future timestamps. */
	constructor(private instant = Date.now()) {}

	now(): number {
		return this.instant;
	}

	after(delayMs: number, callback: () => void): () => void {
		const timer = { at: this.instant + Math.max(0, delayMs), callback };
		this.timers.add(timer);
		return () => void this.timers.delete(timer);
	}

	/** Moves on by `ms`, calling back what comes due on the way, in order. */
	advance(ms: number): void {
		const end = this.instant + ms;
		for (let next = this.next(end); next; next = this.next(end)) {
			this.timers.delete(next);
			this.instant = Math.max(this.instant, next.at);
			next.callback();
		}
		this.instant = end;
	}

	/** Steps to an instant, back as well, without calling anything back. */
	set(instant: number): void {
		this.instant = instant;
	}

	private next(end: number): Timer | undefined {
		const due = [...this.timers].filter(({ at }) => at <= end);
		return due.sort((one, other) => one.at - other.at)[0];
	}
}

import { setImmediate as turn } from 'node:timers/promises';

import type { Clock } from '../../src/model/clock';

interface Timer {
	dueAt: number;
	callback: () => void;
}

/** So many quiet turns of the event loop let what a timer or a job began come to rest; nothing here waits for real time. */
const TURNS_TO_SETTLE = 8;

/**
 * Time that passes when a test says so. As with the real clock, timers follow the time that has passed,
 * whatever the wall clock shows: `set` moves the wall clock alone, as a correction of it would.
 */
export class FakeClock implements Clock {
	private elapsedMs = 0;
	private readonly timers = new Set<Timer>();

	constructor(private startedAt = Date.UTC(2026, 0, 5, 12)) {}

	now(): number {
		return this.startedAt + this.elapsedMs;
	}

	after(delayMs: number, callback: () => void): () => void {
		const timer = { dueAt: this.elapsedMs + Math.max(0, delayMs), callback };
		this.timers.add(timer);
		return () => void this.timers.delete(timer);
	}

	/** How many timers have been set and neither fired nor been cancelled. */
	get timersLeft(): number {
		return this.timers.size;
	}

	/** How long until the next timer, in milliseconds; `null` where there is none. */
	get nextTimerMs(): number | null {
		const next = this.next();
		return next ? next.dueAt - this.elapsedMs : null;
	}

	/** Lets time pass, and each timer that becomes due do its work before the next one. */
	async advance(durationMs: number): Promise<void> {
		const until = this.elapsedMs + durationMs;
		await settle();
		for (let timer = this.next(); timer && timer.dueAt <= until; timer = this.next()) {
			this.elapsedMs = Math.max(this.elapsedMs, timer.dueAt);
			this.timers.delete(timer);
			timer.callback();
			await settle();
		}
		this.elapsedMs = until;
	}

	/** The process stands still, as on a computer that sleeps: all timers are late, and come in order. */
	async pause(durationMs: number): Promise<void> {
		this.elapsedMs += durationMs;
		await this.advance(0);
	}

	/** Sets the wall clock forward or, by a negative number, back. */
	set(byMs: number): void {
		this.startedAt += byMs;
	}

	/** Forgets all timers, as the end of the process does. */
	stop(): void {
		this.timers.clear();
	}

	private next(): Timer | undefined {
		let next: Timer | undefined;
		for (const timer of this.timers) if (!next || timer.dueAt < next.dueAt) next = timer;
		return next;
	}
}

/** Resolves when what is under way has come to rest, as far as it waits for its own promises and the disk alone. */
export async function settle(): Promise<void> {
	for (let quiet = 0; quiet < TURNS_TO_SETTLE; ) {
		await turn();
		quiet = process.getActiveResourcesInfo().includes('FSReqPromise') ? 0 : quiet + 1;
	}
}

/** Time as an argument, so that tests need not wait. */
export interface Clock {
	/** Unix time in milliseconds. */
	now(): number;
	/** Calls `callback` once after `delayMs`, without keeping the process alive; returns a function that cancels it. */
	after(delayMs: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
	now: () => Date.now(),
	after: (delayMs, callback) => {
		const timer = setTimeout(callback, delayMs);
		timer.unref();
		return () => clearTimeout(timer);
	},
};

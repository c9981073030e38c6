interface Origin {
	running: number;
	waiting: Set<() => void>;
}

/**
 * Lets at most `limit` calls to one origin run at once and the others wait in order of arrival. undici's own
 * queue keeps what was given up until a connection is free, which at a dead origin is never.
 */
export class OriginGate {
	readonly #limit: number;
	readonly #origins = new Map<string, Origin>();

	constructor(limit: number) {
		this.#limit = limit;
	}

	/** Calls `start` now or when there is room; each start is followed by one `leave`. */
	enter(name: string, start: () => void): void {
		const origin = this.#origins.get(name) ?? { running: 0, waiting: new Set() };
		if (origin.running >= this.#limit) {
			origin.waiting.add(start);
			return;
		}
		origin.running++;
		this.#origins.set(name, origin);
		start();
	}

	/** Takes out one that still waits: it will not start. */
	giveUp(name: string, start: () => void): void {
		this.#origins.get(name)?.waiting.delete(start);
	}

	leave(name: string): void {
		const origin = this.#origins.get(name);
		if (origin === undefined) return;
		const [next] = origin.waiting;
		if (next !== undefined) {
			origin.waiting.delete(next);
			// Not from within undici's parser, where this is called.
			queueMicrotask(next);
		} else if (--origin.running === 0) this.#origins.delete(name);
	}
}

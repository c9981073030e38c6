interface Origin {
	running: number;
	waiting: Set<() => void>;
}

/**
 * Lets at most `limit` calls to one origin run at once and the others wait in order of arrival.
 * undici's own queue keeps what was given up, and makes a connection for each of it: at a dead
 * origin that never ends.
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

	/**
	 * Makes room. What waits starts a turn later: neither within undici's parser nor at its own
	 * deadline.
	 */
	leave(name: string): void {
		const origin = this.#origins.get(name);
		if (origin === undefined) return;
		if (origin.waiting.size > 0) setImmediate(() => this.#next(name, origin));
		else this.#close(name, origin);
	}

	#next(name: string, origin: Origin): void {
		const [start] = origin.waiting;
		if (start === undefined) return this.#close(name, origin);
		origin.waiting.delete(start);
		start();
	}

	#close(name: string, origin: Origin): void {
		origin.running--;
		if (origin.running === 0) this.#origins.delete(name);
	}
}

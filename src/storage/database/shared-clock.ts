/** Hosts whose clocks agree so far share one clock: less than a lease is longer than what it covers. */
const AGREEMENT_MS = 1000;
const MEASURE_EVERY_MS = 60_000;

/** The database's clock as this process knows it: leases of several hosts are told by one clock. */
export class SharedClock {
	private offsetMs = 0;
	private measuredAt = -Infinity;

	/** `ask` gives the database's Unix time in milliseconds. */
	constructor(private readonly ask: () => Promise<number>) {}

	/** The instant `now` of this host's clock by the database's clock. */
	at(now: number): number {
		if (performance.now() - this.measuredAt > MEASURE_EVERY_MS) void this.measure().catch(() => {});
		return now + this.offsetMs;
	}

	/** Compares both clocks; the answer was on its way for half of the time it took. */
	async measure(): Promise<void> {
		this.measuredAt = performance.now();
		const before = Date.now();
		const theirs = await this.ask();
		const offsetMs = Math.round(theirs - (before + Date.now()) / 2);
		this.offsetMs = Math.abs(offsetMs) < AGREEMENT_MS ? 0 : offsetMs;
	}
}

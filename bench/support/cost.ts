/** What it took to send so many deliveries. */
export interface Cost {
	perSecond: number;
	/** User and system time of the whole process, for each delivery. */
	cpuMs: number;
}

/** Measures the time and this process's CPU time of something that makes `count` deliveries. */
export async function costOf(count: number, work: () => Promise<unknown>): Promise<Cost> {
	const cpuBefore = process.cpuUsage();
	const startedAt = performance.now();
	await work();
	const seconds = (performance.now() - startedAt) / 1000;
	const { user, system } = process.cpuUsage(cpuBefore);
	return { perSecond: count / seconds, cpuMs: (user + system) / 1000 / count };
}

import type { Cost } from '../support/cost';
import { interleave } from '../support/measure';
import { startSubject } from '../support/subject-process';
import type { RowTools } from './row';

/** Requests under way at once, on either side: what the package sends to one origin. */
const CONCURRENCY = 20;

interface Options {
	engine: 'sqlite' | 'postgres';
	/** Deliveries a run. */
	count: number;
	/** By default one. */
	origins?: number;
	subscriptions?: number;
}

/** The engine and undici send the same to the same receivers, in turn. */
export async function againstUndici(
	{ subjects, say }: RowTools,
	{ engine: kind, count, origins = 1, subscriptions = 1 }: Options,
): Promise<{ engine: Cost[]; undici: Cost[] }> {
	const receiver = await startSubject('receiver', { origins }, subjects);
	const urls = await receiver.call('urls');
	const engine = await startSubject('engine', { engine: kind, urls, subscriptions }, subjects);
	const undici = await startSubject('undiciSender', {}, subjects);
	const counted = async (send: Promise<Cost>) => {
		const cost = await send;
		const received = await receiver.call('takeCount');
		if (received !== count) throw new Error(`${received} of ${count} requests arrived`);
		return cost;
	};
	const sides = {
		engine: async () => {
			const events = count / subscriptions;
			return await counted(engine.call('dispatch', { events, concurrency: CONCURRENCY }));
		},
		undici: async () =>
			await counted(undici.call('send', { urls, count, concurrency: CONCURRENCY })),
	};
	try {
		// The first run of either warms up what Node.js compiles, and is not counted.
		await interleave(sides, { runs: 1, say: (text) => say(`warming up, ${text}`) });
		return await interleave(sides, { say });
	} finally {
		for (const one of [engine, undici, receiver]) await one.stop();
	}
}

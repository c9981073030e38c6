import type { Cost } from '../support/cost';
import type { Figure } from '../support/figures';
import { interleave } from '../support/measure';
import { startSubject } from '../support/subject-process';
import type { RowTools } from './row';

/** A run takes less than a second, and what disturbs the machine takes longer: so the median is of many. */
const RUNS = 15;

/** Requests under way at once: those of a dispatch where nothing is said, and the most that one origin is sent. */
export const CONCURRENCIES = [20, 64] as const;

interface Options {
	engine: 'sqlite' | 'postgres';
	/** Deliveries a run. */
	count: number;
	/** Requests under way at once, on either side. */
	concurrency: number;
	/** By default one. */
	origins?: number;
	subscriptions?: number;
}

/** What sending events to one receiver costs, for each number of requests under way at once. */
export async function eventsToOneReceiver(
	tools: RowTools,
	options: Pick<Options, 'engine' | 'count'>,
	of: (cost: Cost) => number,
	figure: Pick<Figure, 'unit' | 'goals'>,
): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const concurrency of CONCURRENCIES) {
		const { engine, undici } = await againstUndici(tools, { ...options, concurrency });
		const what = `${options.count} events to one receiver, ${concurrency} at once`;
		figures.push({ ...figure, what, ours: engine.map(of), peer: undici.map(of) });
	}
	return figures;
}

/** The engine and undici send the same to the same receivers, in turn. */
export async function againstUndici(
	{ subjects, say }: RowTools,
	{ engine: kind, count, concurrency, origins = 1, subscriptions = 1 }: Options,
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
			return await counted(engine.call('dispatch', { events, concurrency }));
		},
		undici: async () => await counted(undici.call('send', { urls, count, concurrency })),
	};
	try {
		// The first runs of either warm up what Node.js compiles and its memory; they are not counted.
		await interleave(sides, { runs: 3, say: (text) => say(`warming up, ${text}`) });
		return await interleave(sides, { runs: RUNS, say });
	} finally {
		for (const one of [engine, undici, receiver]) await one.stop();
	}
}

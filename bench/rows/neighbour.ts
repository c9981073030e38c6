import { percentile } from '../support/figures';
import { interleave } from '../support/measure';
import { startSubject } from '../support/subject-process';
import type { Row, RowTools } from './row';

const EVENTS = 400;
/** What Node.js compiles, and requests that the dead receiver holds: not measured. */
const WARM_UP_EVENTS = 100;
/** The slowest twentieth of a run is some twenty dispatches: what disturbs the machine is among them. */
const RUNS = 9;

export const neighbourRow: Row = {
	name: 'neighbour',
	what: 'a healthy receiver beside one that never answers',
	peer: 'without it',
	usuallySeconds: 90,
	needsN8n: false,
	measure: async (tools) => {
		const { subjects, say } = tools;
		const receiver = await startSubject('receiver', {}, subjects);
		const silent = await startSubject('receiver', { silent: true }, subjects);
		const [healthyUrl = ''] = await receiver.call('urls');
		const [silentUrl = ''] = await silent.call('urls');
		try {
			const { beside, alone } = await interleave(
				{
					beside: async () => await p95(tools, healthyUrl, silentUrl),
					alone: async () => await p95(tools, healthyUrl, null),
				},
				{ runs: RUNS, say },
			);
			return [
				{
					what: `p95 from dispatch to answer, ${EVENTS} dispatches, one every 10 ms`,
					unit: 'ms',
					ours: beside,
					peer: alone,
					goals: [{ of: 'ratio', is: 'at most', value: 1.2 }],
				},
			];
		} finally {
			for (const one of [receiver, silent]) await one.stop();
		}
	},
};

/** In a process of its own each time: what waits for the dead receiver would disturb the next run. */
async function p95({ subjects }: RowTools, healthyUrl: string, deadUrl: string | null) {
	const neighbour = await startSubject('neighbour', { healthyUrl, deadUrl }, subjects);
	try {
		await neighbour.call('run', WARM_UP_EVENTS);
		return percentile(await neighbour.call('run', EVENTS), 95);
	} finally {
		await neighbour.stop();
	}
}

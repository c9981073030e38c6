import { median } from '../support/figures';
import { startSubject } from '../support/subject-process';
import type { Row } from './row';

const WARM_UP = 1000;
const DELIVERIES = 100_000;
const EVERY = 1000;
const BEGINNING = 20_000;
/** So many samples are of ten thousand deliveries. */
const SAMPLES = 10;

export const memoryRow: Row = {
	name: 'memory',
	what: `memory: ${DELIVERIES} deliveries one after the other, one run, SQLite`,
	peer: '',
	usuallySeconds: 240,
	needsN8n: false,
	measure: async ({ subjects, say }) => {
		const receiver = await startSubject('receiver', {}, subjects);
		const [url = ''] = await receiver.call('urls');
		const longRun = await startSubject('longRun', { url }, subjects);
		try {
			const before = await longRun.call('run', { count: WARM_UP, every: WARM_UP });
			const beginning = await longRun.call('run', { count: BEGINNING, every: EVERY });
			const keptThen = await longRun.call('kept');
			const rest = await longRun.call('run', { count: DELIVERIES - BEGINNING, every: EVERY });
			const kept = await longRun.call('kept');
			const samples = [...beginning.samples, ...rest.samples];
			say(`MiB: ${samples.map(({ resident }) => Math.round(resident)).join(' ')}`);
			const growth = (of: (sample: (typeof samples)[number]) => number) =>
				median(rest.samples.slice(-SAMPLES).map(of)) -
				median(beginning.samples.slice(-SAMPLES).map(of));
			const peak = Math.max(beginning.peak, rest.peak);
			return [
				{
					what: `peak growth of resident memory, after ${WARM_UP} to warm up`,
					unit: 'MiB',
					ours: [peak - (before.samples[0]?.resident ?? 0)],
					peer: [],
					goals: [{ of: 'value', is: 'at most', value: 64 }],
				},
				{
					what: 'resident memory without V8’s space for young objects, from the second 10,000 to the last',
					unit: 'MiB',
					ours: [growth(({ withoutYoung }) => withoutYoung)],
					peer: [],
					goals: [{ of: 'value', is: 'at most', value: 8 }],
				},
				{
					what: 'resident memory, all of it, from the second 10,000 to the last',
					unit: 'MiB',
					ours: [growth(({ resident }) => resident)],
					peer: [],
					goals: [],
				},
				{
					what: `what is left after a collection of all garbage, from ${BEGINNING} to the last`,
					unit: 'MiB',
					ours: [kept - keptThen],
					peer: [],
					goals: [],
				},
			];
		} finally {
			for (const one of [longRun, receiver]) await one.stop();
		}
	},
};

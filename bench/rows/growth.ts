import { interleave } from '../support/measure';
import { startSubject } from '../support/subject-process';
import type { Row } from './row';

const SMALL = 1000;
const MEDIUM = 10_000;
const LARGE = 100_000;
/** A thousand take some 60 ms, and what disturbs the machine takes longer: so the median is of many. */
const RUNS = 15;

export const growthRow: Row = {
	name: 'growth',
	what: 'how cost grows: deliveries that wait, sent in the background, SQLite',
	peer: `the same with ${SMALL} (linear)`,
	usuallySeconds: 240,
	needsN8n: false,
	measure: async ({ subjects, say }) => {
		const receiver = await startSubject('receiver', {}, subjects);
		const [url = ''] = await receiver.call('urls');
		const backlog = await startSubject('backlog', { url }, subjects);
		const drain = (count: number) => async () => await backlog.call('drain', count);
		try {
			await drain(MEDIUM)();
			const { small, medium, large } = await interleave(
				{ small: drain(SMALL), medium: drain(MEDIUM), large: drain(LARGE) },
				{ runs: RUNS, say },
			);
			return [
				{ count: MEDIUM, ours: medium },
				{ count: LARGE, ours: large },
			].map(({ count, ours }) => ({
				what: `${count} waiting`,
				unit: 'ms a delivery',
				ours,
				peer: small,
				goals: [
					{ of: 'ratio', is: 'at least', value: 0.8 },
					{ of: 'ratio', is: 'at most', value: 1.2 },
				],
			}));
		} finally {
			for (const one of [backlog, receiver]) await one.stop();
		}
	},
};

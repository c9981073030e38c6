import { readFileSync } from 'node:fs';
import path from 'node:path';

import { ratioOf, type Figure } from '../../bench/support/figures';
import { page, tablesOf } from './support/markdown';
import { root } from './support/script';

/** What the README says is fast, and which figure of the bench says how fast. */
const SOURCES: Readonly<Record<string, readonly [row: string, what: string]>> = {
	'answers a second to a burst of 1,000 events, each stored': ['ack', 'burst of 1000 at once'],
	'time until 95 of 100 are answered, 50 senders at once': ['ack', 'p95 of the answer, 50 at once'],
	'events a second through executions, 50 an execution': ['through', 'eventsPerExecution 50'],
	'events a second through executions, one an execution': ['through', 'eventsPerExecution 1'],
	'items a second dispatched, signed, with history, 20 at once': [
		'dispatch',
		'5000 items of 250 bytes in one execution, 20 at once, by the time of the node',
	],
	'the same, 64 at once': [
		'dispatch',
		'5000 items of 250 bytes in one execution, 64 at once, by the time of the node',
	],
};

const results = JSON.parse(
	readFileSync(path.join(root, 'bench', 'results.json'), 'utf8'),
) as Record<string, { figures: Figure[] }>;

test('each figure of the README is the one that was measured last', () => {
	const rows = tablesOf(page('README.md'))
		.flatMap((table) => table.rows)
		.filter(({ what = '' }) => what in SOURCES);
	expect(rows.map(({ what }) => what).sort()).toEqual(Object.keys(SOURCES).sort());

	for (const { what = '', ratio: said = '' } of rows) {
		const [row, name] = SOURCES[what] ?? ['', ''];
		const figure = results[row]?.figures.find((one) => one.what === name);
		const measured = figure ? (ratioOf(figure) ?? NaN) : NaN;
		const digits = said.replace(/^0\.0*|\./g, '').length;
		expect([what, said]).toEqual([what, String(Number(measured.toPrecision(digits)))]);
	}
});

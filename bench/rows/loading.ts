import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { interleave } from '../support/measure';
import { startSubject } from '../support/subject-process';
import type { Row } from './row';

const RUNS = 9;
const MEGABYTE = 1000 ** 2;

export const loadingRow: Row = {
	name: 'load',
	what: 'loading all nodes in n8n',
	peer: 'an empty package',
	usuallySeconds: 60,
	needsN8n: true,
	measure: async ({ n8n, subjects, say }) => {
		if (!n8n) throw new Error('This row needs n8n');
		const folder = mkdtempSync(path.join(tmpdir(), 'commerce-webhooks-bench-packages-'));
		const ours = path.join(folder, 'ours');
		mkdirSync(ours);
		execFileSync('tar', ['-xzf', n8n.tarball, '-C', ours, '--strip-components=1']);
		const load = (place: string) => async () => {
			const options = { folder: place, coreFrom: n8n.programs.n8n };
			const loader = await startSubject('packageLoader', options, subjects);
			return await loader.call('load').finally(loader.stop);
		};
		try {
			const sides = { ours: load(ours), empty: load(emptyPackage(folder)) };
			await interleave(sides, { runs: 1 });
			const measured = await interleave(sides, { runs: RUNS, say });
			return [
				{
					what: 'all nodes and credentials, by n8n-core, in a new process',
					unit: 'ms',
					ours: measured.ours,
					peer: measured.empty,
					goals: [{ of: 'difference', is: 'at most', value: 150 }],
				},
				{
					what: 'unpacked package',
					unit: 'MB',
					ours: [bytesIn(ours) / MEGABYTE],
					peer: [],
					goals: [{ of: 'value', is: 'at most', value: 3 }],
				},
			];
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

function emptyPackage(folder: string): string {
	const empty = path.join(folder, 'empty');
	mkdirSync(empty);
	const description = {
		name: 'n8n-nodes-empty',
		version: '1.0.0',
		n8n: { nodes: [], credentials: [] },
	};
	writeFileSync(path.join(empty, 'package.json'), JSON.stringify(description));
	return empty;
}

function bytesIn(folder: string): number {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => statSync(path.join(folder, name)))
		.filter((found) => found.isFile())
		.reduce((sum, { size }) => sum + size, 0);
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { root } from './support/script';

interface FileResult {
	filePath: string;
	messages: { ruleId: string | null; line: number }[];
}

const files = {
	'src/delivery/across-zones.ts': [
		"import { Inbox } from '../inbox';",
		"export { receive } from '../platforms';",
		"import type { Agent } from 'undici';",
		"export const lazy = async () => await import('node:sqlite');",
		"export type Far = import('pg').Pool;",
		'export const use = (agent: Agent) => [Inbox, agent];',
	],
	'src/platforms/with-timer.ts': [
		'export const later = () => {',
		'	setTimeout(() => undefined, 1);',
		'	return process.env;',
		'};',
	],
	'src/model/one.ts': ["import { two } from './two';", 'export const one = () => two;'],
	'src/model/two.ts': ["import { one } from './one';", 'export const two = () => one;'],
};

const folder = mkdtempSync(path.join(tmpdir(), 'lint-rules-'));
let results: FileResult[];

/** ESLint runs as `npm run lint` runs it: its configuration is an ES module, which jest cannot load itself. */
beforeAll(() => {
	for (const [file, lines] of Object.entries(files)) {
		mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
		writeFileSync(path.join(folder, file), `${lines.join('\n')}\n`);
	}
	const program = path.join(root, 'node_modules/eslint/bin/eslint.js');
	const config = path.join(root, 'eslint.config.mjs');
	const { stdout, stderr } = spawnSync(
		process.execPath,
		[program, '--config', config, '--format', 'json', '.'],
		{ cwd: folder, encoding: 'utf8' },
	);
	if (!stdout) throw new Error(stderr);
	results = JSON.parse(stdout) as FileResult[];
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lines of a file where a rule found something. */
function linesWith(rule: string, file: keyof typeof files): number[] {
	const result = results.find(({ filePath }) => filePath.endsWith(path.normalize(file)));
	return (result?.messages ?? []).filter(({ ruleId }) => ruleId === rule).map(({ line }) => line);
}

test('an import across the zones is an error, in whatever form it stands', () => {
	expect(linesWith('zones/imports', 'src/delivery/across-zones.ts')).toEqual([1, 2, 3, 4, 5]);
});

test('a timer or the environment in src/platforms is an error', () => {
	const rule = '@n8n/community-nodes/no-restricted-globals';
	expect(linesWith(rule, 'src/platforms/with-timer.ts')).toEqual([2, 3]);
});

test('an import cycle is an error in both its files', () => {
	expect(linesWith('import-x/no-cycle', 'src/model/one.ts')).toEqual([1]);
	expect(linesWith('import-x/no-cycle', 'src/model/two.ts')).toEqual([1]);
});

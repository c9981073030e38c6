// Runs the tests: `all` (unit, e2e, a short soak), `unit`, or `soak` (the long one). What follows goes to jest.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildPackage } from './lib/build-package.mjs';
import { repositoryFolder } from './lib/paths.mjs';
import { runShown } from './lib/processes.mjs';
import { closingLine, countsOf, sumOf } from './lib/test-counts.mjs';
import { runCommand, ToolError } from './lib/tool-error.mjs';
import { ensureDependencies, ensureN8n, ensureNode24 } from './lib/toolchain.mjs';

/**
 * Suites by name. A whole n8n fills a core, and the soak measures what a kill interrupts: it runs alone.
 *
 * @type {Record<string, { workers: number, needsN8n: boolean, reporter: string }>}
 */
const suites = {
	unit: { workers: 2, needsN8n: false, reporter: 'default' },
	e2e: { workers: 2, needsN8n: true, reporter: './scripts/lib/progress-reporter.cjs' },
	soak: { workers: 1, needsN8n: true, reporter: './scripts/lib/progress-reporter.cjs' },
};

/** @type {Record<string, { suites: string[], soak: 'short' | 'long' }>} */
const commands = {
	all: { suites: ['unit', 'e2e', 'soak'], soak: 'short' },
	unit: { suites: ['unit'], soak: 'short' },
	soak: { suites: ['soak'], soak: 'long' },
};

await runCommand(async () => {
	const [name = 'all', ...jestArgs] = process.argv.slice(2);
	const command = commands[name];
	if (!command) {
		throw new ToolError(`There are no tests called ${name}.`, {
			remedy: `Choose one of ${Object.keys(commands).join(', ')}.`,
		});
	}
	await ensureDependencies();
	const node = await ensureNode24();
	// Types are checked where everything is: the quick part stays quick.
	await buildPackage({ root: repositoryFolder, check: name === 'all' });
	if (command.suites.some((suite) => suites[suite]?.needsN8n)) await ensureN8n();

	const results = [];
	for (const suite of command.suites)
		results.push(await runSuite(suite, node, command.soak, jestArgs));
	const counts = sumOf(results);
	if (counts.passed + counts.failed === 0) {
		throw new ToolError('No test ran.', { remedy: 'Look at the paths and names that were given.' });
	}
	console.log(`\n${closingLine(counts)}`);
	return counts.failed === 0 ? 0 : 1;
});

/**
 * @param {string} suite
 * @param {string} node
 * @param {'short' | 'long'} soak
 * @param {readonly string[]} jestArgs
 */
async function runSuite(suite, node, soak, jestArgs) {
	const { workers = 1, reporter = 'default' } = suites[suite] ?? {};
	const started = Date.now();
	console.log(`\n== ${suite}${suite === 'soak' ? ` (${soak})` : ''}`);
	const folder = await mkdtemp(path.join(tmpdir(), 'commerce-webhooks-test-'));
	const output = path.join(folder, 'result.json');
	const code = await runShown(
		node,
		[
			// `node:sqlite` says at every start that it is new.
			'--disable-warning=ExperimentalWarning',
			path.join(repositoryFolder, 'node_modules/jest/bin/jest.js'),
			'--selectProjects',
			suite,
			'--passWithNoTests',
			`--maxWorkers=${workers}`,
			`--reporters=${reporter}`,
			'--json',
			`--outputFile=${output}`,
			...jestArgs,
		],
		{ cwd: repositoryFolder, env: { ...process.env, SOAK: process.env.SOAK || soak } },
	);
	const result = await readFile(output, 'utf8').then(JSON.parse, () => null);
	await rm(folder, { recursive: true, force: true });
	const counts = countsOf(result, code);
	const seconds = Math.round((Date.now() - started) / 1000);
	console.log(`== ${suite}: ${closingLine(counts)} (${seconds} s)`);
	return counts;
}

// Measures the package beside what people use instead, and writes bench/results.md: `npm run bench`, or `npm run bench -- engine ack` for
// some rows; with `-- --profile` CPU profiles of everything that is measured are kept.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { buildPackage } from './lib/build-package.mjs';
import { requireSpace } from './lib/disk-space.mjs';
import { npmPack } from './lib/npm.mjs';
import { repositoryFolder } from './lib/paths.mjs';
import { runCaptured } from './lib/processes.mjs';
import { runCommand, ToolError } from './lib/tool-error.mjs';
import { ensureDependencies, ensureN8n, ensureNode24 } from './lib/toolchain.mjs';

/** A store with a million deliveries, and n8n's databases. */
const neededBytes = 6 * 1024 ** 3;

await runCommand(async () => {
	const { names, profile } = readArguments();
	await ensureDependencies();
	const folder = await mkdtemp(path.join(tmpdir(), 'commerce-webhooks-bench-'));
	try {
		const { rowsNamed, usualMinutes, runBench } = await loadBench(folder);
		const rows = chosen(rowsNamed, names);
		await requireSpace(tmpdir(), neededBytes, 'the benchmark');
		console.log(
			`${rows.length} rows, usually ${usualMinutes(rows)} minutes. Leave the machine alone meanwhile.`,
		);
		const node = await ensureNode24();
		const n8n = rows.some(({ needsN8n }) => needsN8n) ? await packed(folder) : null;
		const profileFolder = profile ? path.join(tmpdir(), 'commerce-webhooks-profiles') : null;
		if (profileFolder) await mkdir(profileFolder, { recursive: true });
		const broken = await runBench({
			rows,
			n8n,
			subjects: { node, bundle: path.join(folder, 'subjects.cjs'), profileFolder },
			folder: path.join(repositoryFolder, 'bench'),
			versions: await versions(node),
		});
		if (profileFolder) console.log(`\nThe profiles are in ${profileFolder}`);
		console.log('\nThe results are in bench/results.md');
		// A goal that is missed is told and breaks nothing; a row that could not be measured does.
		return broken.length === 0 ? 0 : 1;
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	}
});

function readArguments() {
	try {
		const { values, positionals } = parseArgs({
			options: { profile: { type: 'boolean' } },
			allowPositionals: true,
		});
		return { names: positionals, profile: values.profile ?? false };
	} catch (cause) {
		throw new ToolError(cause instanceof Error ? cause.message : String(cause), {
			remedy: 'Usage: npm run bench -- [--profile] [row …]',
			cause,
		});
	}
}

/**
 * @typedef {{ name: string, needsN8n: boolean }} Row
 * @typedef {object} Bench
 * @property {(names: readonly string[]) => readonly Row[]} rowsNamed
 * @property {(rows: readonly Row[]) => number} usualMinutes
 * @property {(options: object) => Promise<readonly string[]>} runBench
 */

/**
 * @param {Bench['rowsNamed']} rowsNamed
 * @param {readonly string[]} names
 */
function chosen(rowsNamed, names) {
	try {
		return rowsNamed(names);
	} catch (cause) {
		throw new ToolError(cause instanceof Error ? cause.message : String(cause), { cause });
	}
}

/**
 * n8n, and the package as it is published.
 *
 * @param {string} folder
 */
async function packed(folder) {
	const programs = await ensureN8n();
	await buildPackage({ root: repositoryFolder, check: false });
	return { programs, tarball: await npmPack({ folder: repositoryFolder, destination: folder }) };
}

/**
 * The benchmark is TypeScript and uses the tests' n8n lab. What is measured runs in processes of its own, built as the package is.
 *
 * @param {string} folder
 * @returns {Promise<Bench>}
 */
async function loadBench(folder) {
	const { build } = await import('esbuild');
	const bundles = { 'main.ts': 'main.cjs', 'subjects/index.ts': 'subjects.cjs' };
	for (const [source, bundle] of Object.entries(bundles)) {
		await build({
			entryPoints: [path.join(repositoryFolder, 'bench', source)],
			outfile: path.join(folder, bundle),
			bundle: true,
			platform: 'node',
			target: 'node20',
			format: 'cjs',
			external: ['n8n-core', 'n8n-workflow', 'pg-native'],
			logLevel: 'warning',
		});
	}
	process.env.COMMERCE_WEBHOOKS_LAB_FOLDER = path.join(repositoryFolder, 'test/support/lab');
	return createRequire(import.meta.url)(path.join(folder, 'main.cjs'));
}

/** @param {string} node */
async function versions(node) {
	/** @param {string} name */
	const installed = async (name) => {
		const file = path.join(repositoryFolder, 'node_modules', name, 'package.json');
		return JSON.parse(await readFile(file, 'utf8')).version;
	};
	const { output } = await runCaptured(node, [
		'--print',
		'`${process.version} ${process.versions.sqlite}`',
	]);
	const [nodeVersion = '', sqlite = ''] = output.trim().split(' ');
	return {
		'Node.js': nodeVersion.slice(1),
		SQLite: sqlite,
		n8n: await installed('n8n-core'),
		undici: await installed('undici'),
		pg: await installed('pg'),
	};
}

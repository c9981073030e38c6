// The main job, shown on this machine: `npm run demo`; with `-- --exit` it stops by itself, with `-- --port N` n8n takes that port.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { buildPackage } from './lib/build-package.mjs';
import { requireSpace } from './lib/disk-space.mjs';
import { npmPack } from './lib/npm.mjs';
import { repositoryFolder } from './lib/paths.mjs';
import { runCommand, ToolError } from './lib/tool-error.mjs';
import { ensureDependencies, ensureN8n } from './lib/toolchain.mjs';

const defaultPort = 5678;

/** n8n's database, its files for the editor, and the package. */
const neededBytes = 0.3 * 1024 ** 3;

await runCommand(async () => {
	const { port, exit } = readArguments();
	// Asked first: nobody wants to hear of it after minutes of installing.
	await requireFreePorts(port);
	await requireSpace(tmpdir(), neededBytes, 'the demo');
	await ensureDependencies();
	const programs = await ensureN8n();
	await buildPackage({ root: repositoryFolder, check: false });

	const folder = await mkdtemp(path.join(tmpdir(), 'commerce-webhooks-demo-'));
	try {
		const tarball = await npmPack({ folder: repositoryFolder, destination: folder });
		const { runDemo } = await loadDemo(folder);
		return await runDemo({ port, exit, programs, tarball, folder, repositoryFolder });
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	}
});

function readArguments() {
	const { values } = parseArguments();
	const port = Number(values.port ?? defaultPort);
	if (!Number.isInteger(port) || port < 1 || port > 65_534) {
		throw new ToolError(`${values.port} is no port.`, {
			remedy: 'Choose a number from 1 to 65534, e.g. `npm run demo -- --port 5700`.',
		});
	}
	return { port, exit: values.exit ?? false };
}

function parseArguments() {
	try {
		return parseArgs({ options: { exit: { type: 'boolean' }, port: { type: 'string' } } });
	} catch (cause) {
		throw new ToolError(cause instanceof Error ? cause.message : String(cause), {
			remedy: 'Usage: npm run demo -- [--exit] [--port N]',
			cause,
		});
	}
}

/** @param {number} first n8n's own port; its task broker takes the next one */
async function requireFreePorts(first) {
	for (const port of [first, first + 1]) {
		const problem = await new Promise((resolve) => {
			const server = createServer();
			server.once('error', (error) => resolve('code' in error ? error.code : error.message));
			server.listen(port, '127.0.0.1', () => server.close(() => resolve(null)));
		});
		if (problem === null) continue;
		const reason =
			problem === 'EADDRINUSE' ? 'is in use already' : `cannot be listened on (${problem})`;
		throw new ToolError(
			`Port ${port} ${reason}. The demo's n8n needs ports ${first} and ${first + 1}.`,
			{ remedy: `Choose another one, e.g. \`npm run demo -- --port ${first + 100}\`.` },
		);
	}
}

/**
 * The demo itself is TypeScript, and uses the tests' n8n lab.
 *
 * @param {string} folder
 * @returns {Promise<{ runDemo: (options: object) => Promise<number> }>}
 */
async function loadDemo(folder) {
	const { build } = await import('esbuild');
	const outfile = path.join(folder, 'demo.cjs');
	await build({
		entryPoints: [path.join(repositoryFolder, 'scripts/demo/run-demo.ts')],
		outfile,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		logLevel: 'warning',
	});
	process.env.COMMERCE_WEBHOOKS_LAB_FOLDER = path.join(repositoryFolder, 'test/support/lab');
	return createRequire(import.meta.url)(outfile);
}

// Makes the pictures of the documentation, of the real editor: `npm run screenshots`. Needs Chromium.
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildPackage } from './lib/build-package.mjs';
import { npmPack } from './lib/npm.mjs';
import { repositoryFolder } from './lib/paths.mjs';
import { runCommand, ToolError } from './lib/tool-error.mjs';
import { ensureDependencies, ensureN8n } from './lib/toolchain.mjs';

/** A page of the documentation is opened on telephones too. */
const maximumBytes = 300_000;

await runCommand(async () => {
	await ensureDependencies();
	const programs = await ensureN8n();
	await buildPackage({ root: repositoryFolder, check: false });
	const target = path.join(repositoryFolder, 'docs/images');
	await mkdir(target, { recursive: true });
	const folder = await mkdtemp(path.join(tmpdir(), 'commerce-webhooks-screenshots-'));
	try {
		const tarball = await npmPack({ folder: repositoryFolder, destination: folder });
		const { chromiumPath, takeScreenshots } = await loadScreenshots(folder);
		if (chromiumPath() === null) {
			throw new ToolError('There is no Chromium on this machine.', {
				remedy: 'Install it (`apt-get install chromium`), or name its place in CHROMIUM_PATH.',
			});
		}
		const home = path.join(folder, 'n8n-home');
		const files = await takeScreenshots({ programs, tarball, home, target });
		for (const file of files) await requireSmall(file);
		return 0;
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	}
});

/** @param {string} file */
async function requireSmall(file) {
	const { size } = await stat(file);
	console.log(`${path.relative(repositoryFolder, file)}: ${Math.round(size / 1000)} kB`);
	if (size <= maximumBytes) return;
	throw new ToolError(`${file} is larger than ${maximumBytes / 1000} kB.`, {
		remedy: 'Take less of the page, in scripts/screenshots.',
	});
}

/**
 * What is done in the editor is TypeScript, and uses the tests' n8n lab.
 *
 * @param {string} folder
 * @returns {Promise<{ chromiumPath: () => string | null, takeScreenshots: (options: object) => Promise<string[]> }>}
 */
async function loadScreenshots(folder) {
	const { build } = await import('esbuild');
	const outfile = path.join(folder, 'screenshots.cjs');
	await build({
		entryPoints: [path.join(repositoryFolder, 'scripts/screenshots/take-screenshots.ts')],
		outfile,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		// It finds its own files beside itself.
		alias: { 'playwright-core': path.join(repositoryFolder, 'node_modules/playwright-core') },
		external: [path.join(repositoryFolder, 'node_modules/playwright-core')],
		logLevel: 'warning',
	});
	process.env.COMMERCE_WEBHOOKS_LAB_FOLDER = path.join(repositoryFolder, 'test/support/lab');
	return createRequire(import.meta.url)(outfile);
}

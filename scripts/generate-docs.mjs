// Writes the pages of the documentation that derive from the code: `npm run docs`.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { repositoryFolder } from './lib/paths.mjs';
import { runCommand } from './lib/tool-error.mjs';
import { ensureDependencies } from './lib/toolchain.mjs';

await runCommand(async () => {
	await ensureDependencies();
	const target = path.join(repositoryFolder, 'docs/platforms');
	await mkdir(target, { recursive: true });
	const pages = await platformPages();
	for (const [name, page] of pages) await writeFile(path.join(target, name), page);
	console.log(`Wrote ${pages.size} pages to docs/platforms.`);
	return 0;
});

/** @returns {Promise<Map<string, string>>} */
async function platformPages() {
	const { build } = await import('esbuild');
	const folder = await mkdtemp(path.join(tmpdir(), 'commerce-webhooks-docs-'));
	try {
		const outfile = path.join(folder, 'pages.cjs');
		await build({
			entryPoints: [path.join(repositoryFolder, 'scripts/docs/platform-page.ts')],
			outfile,
			bundle: true,
			platform: 'node',
			format: 'cjs',
			logLevel: 'warning',
		});
		return createRequire(import.meta.url)(outfile).platformPages();
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

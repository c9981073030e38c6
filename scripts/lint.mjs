// Checks everything: n8n's lint with the import zones, formatting, types. `--fix` mends what can be mended.
import path from 'node:path';

import { checkTypes } from './lib/check-types.mjs';
import { repositoryFolder } from './lib/paths.mjs';
import { runShown } from './lib/processes.mjs';
import { runCommand, ToolError } from './lib/tool-error.mjs';
import { ensureDependencies } from './lib/toolchain.mjs';

const fix = process.argv.includes('--fix');

await runCommand(async () => {
	await ensureDependencies();
	const failed = [];
	const steps = [
		{
			name: 'eslint',
			run: () =>
				tool('eslint/bin/eslint.js', [
					'--max-warnings=0',
					...(fix ? ['--fix'] : []),
					'.',
					'package.json',
				]),
		},
		{
			name: 'prettier',
			run: () =>
				tool('prettier/bin/prettier.cjs', [fix ? '--write' : '--check', '--log-level=warn', '.']),
		},
		{ name: 'types', run: () => types('tsconfig.json') },
		{ name: 'types of the scripts', run: () => types('scripts/tsconfig.json') },
	];
	for (const { name, run } of steps) {
		const started = Date.now();
		const passed = await run();
		console.log(
			`${passed ? 'ok' : 'FAILED'}: ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
		);
		if (!passed) failed.push(name);
	}
	if (failed.length > 0)
		throw new ToolError(`The lint failed: ${failed.join(', ')}.`, {
			remedy: '`npm run lint -- --fix` mends what can be mended by itself.',
		});
});

/**
 * @param {string} script below node_modules
 * @param {readonly string[]} args
 */
async function tool(script, args) {
	const file = path.join(repositoryFolder, 'node_modules', script);
	return (await runShown(process.execPath, [file, ...args], { cwd: repositoryFolder })) === 0;
}

/** @param {string} project */
async function types(project) {
	try {
		await checkTypes(repositoryFolder, project);
		return true;
	} catch (error) {
		if (error instanceof ToolError) return false;
		throw error;
	}
}

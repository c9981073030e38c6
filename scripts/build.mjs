// Builds dist/. `--no-check` leaves out the type check.
import { buildPackage } from './lib/build-package.mjs';
import { repositoryFolder } from './lib/paths.mjs';
import { runCommand } from './lib/tool-error.mjs';
import { ensureDependencies } from './lib/toolchain.mjs';

await runCommand(async () => {
	await ensureDependencies();
	await buildPackage({
		root: repositoryFolder,
		check: !process.argv.includes('--no-check'),
	});
});

// Writes the fields of the Webhook Dispatcher's outputs, which n8n's editor shows before the first run: `npm run schemas`.
// The test that keeps them true runs every operation; told to, it writes down what it saw.
import path from 'node:path';

import { repositoryFolder } from './lib/paths.mjs';
import { runShown } from './lib/processes.mjs';
import { runCommand } from './lib/tool-error.mjs';
import { ensureDependencies, ensureNode24 } from './lib/toolchain.mjs';

await runCommand(async () => {
	await ensureDependencies();
	return await runShown(
		await ensureNode24(),
		[
			'--disable-warning=ExperimentalWarning',
			path.join(repositoryFolder, 'node_modules/jest/bin/jest.js'),
			'test/nodes/WebhookDispatcher/output-schemas.test.ts',
			'--selectProjects',
			'unit',
		],
		{ cwd: repositoryFolder, env: { ...process.env, UPDATE_OUTPUT_SCHEMAS: '1' } },
	);
});

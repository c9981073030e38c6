import path from 'node:path';

import { runShown } from './processes.mjs';
import { ToolError } from './tool-error.mjs';

/**
 * Checks the types of a TypeScript project, remembering what did not change since the last time.
 *
 * @param {string} root
 * @param {string} [project]
 */
export async function checkTypes(root, project = 'tsconfig.json') {
	const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
	const memory = path.join(
		root,
		'node_modules/.cache',
		`${project.replaceAll('/', '-')}.tsbuildinfo`,
	);
	const args = ['--noEmit', '--project', project, '--incremental', '--tsBuildInfoFile', memory];
	const code = await runShown(process.execPath, [compiler, ...args], { cwd: root });
	if (code !== 0) throw new ToolError('The type check found errors; they are listed above.');
}

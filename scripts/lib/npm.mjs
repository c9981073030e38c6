import path from 'node:path';

import { runCaptured, runLogged } from './processes.mjs';
import { ToolError } from './tool-error.mjs';

/** Bounded, so that a machine without network hears of it in seconds and not in minutes. */
const networkFlags = [
	'--fetch-retries=2',
	'--fetch-retry-mintimeout=1000',
	'--fetch-retry-maxtimeout=5000',
	'--no-audit',
	'--no-fund',
	'--no-update-notifier',
	'--no-progress',
];

/**
 * Runs npm quietly; what it prints goes to a log file that the error names.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, log: string, purpose: string, env?: NodeJS.ProcessEnv, remedy?: string }} options
 *   `purpose` completes "npm could not …"; `remedy` is what to do when the cause is not a known one
 */
export async function npm(args, { cwd, log, purpose, env = process.env, remedy }) {
	const { program, first, environment } = npmProgram(env);
	const { code, output } = await runLogged(program, [...first, ...args, ...networkFlags], {
		cwd,
		env: environment,
		log,
	}).catch((cause) => {
		throw new ToolError('npm could not be started.', {
			remedy: 'Install Node.js 20 or newer together with npm.',
			cause,
		});
	});
	if (code !== 0) throw npmFailure(output, { purpose, log, remedy });
}

/**
 * Packs a folder into a tarball and gives the tarball's path.
 *
 * @param {{ folder: string, destination: string }} options
 */
export async function npmPack({ folder, destination }) {
	const { program, first, environment } = npmProgram(process.env);
	const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', destination];
	const { code, output } = await runCaptured(program, [...first, ...args], {
		cwd: folder,
		env: environment,
	});
	const name = output.trim().split('\n').at(-1);
	if (code !== 0 || !name) throw new ToolError(`npm could not pack ${folder}:\n${output}`);
	return path.join(destination, name);
}

/**
 * Tells the causes a person can mend from what npm printed.
 *
 * @param {string} output
 * @param {{ purpose: string, log: string, remedy?: string }} context
 */
export function npmFailure(output, { purpose, log, remedy }) {
	const known = knownCauses.find(({ sign }) => sign.test(output));
	const tail = output.trim().split('\n').slice(-8).join('\n');
	const reason = known ? `: ${known.reason}` : '';
	return new ToolError(`npm could not ${purpose}${reason}. What it printed last:\n${tail}`, {
		remedy: [known?.remedy ?? remedy, `The whole log is in ${log}`].filter(Boolean).join('\n'),
	});
}

const knownCauses = [
	{
		sign: /ENOSPC|no space left on device/i,
		reason: 'the disk is full',
		remedy: 'Free some space, or choose another disk with COMMERCE_WEBHOOKS_CACHE.',
	},
	{
		sign: /code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)/,
		reason: 'the package registry cannot be reached',
		remedy: 'Check the network (and the proxy, if there is one), then run the command again.',
	},
	{
		sign: /code (EACCES|EPERM|EROFS)/,
		reason: 'a folder cannot be written',
		remedy: 'Correct its permissions, or choose another folder with COMMERCE_WEBHOOKS_CACHE.',
	},
];

/**
 * How to start npm: the one that runs this script where there is one. What it tells its own scripts is taken out
 * of the environment, or a nested npm would work on the wrong folder.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function npmProgram(env) {
	const environment = Object.fromEntries(
		Object.entries(env).filter(([name]) => !/^npm_(package_|lifecycle_|config_local_)/.test(name)),
	);
	// On Windows npm is a shell script, which Node.js does not start without a shell: run what is behind it.
	const beside = path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
	const script = env.npm_execpath ?? (process.platform === 'win32' ? beside : undefined);
	if (script && /\.c?js$/.test(script)) {
		return { program: process.execPath, first: [script], environment };
	}
	return { program: 'npm', first: [], environment };
}

import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv }} Place
 * @typedef {{ code: number, output: string }} Finished
 */

/**
 * Runs a program with its output shown.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Place} [place]
 * @returns {Promise<number>} its exit code; 128 and more when a signal ended it
 */
export function runShown(program, args, place = {}) {
	const child = spawn(program, args, { ...place, stdio: 'inherit' });
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => resolve(code ?? (signal ? 128 : 1)));
	});
}

/**
 * Runs a program with its output kept in a file.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Place & { log: string }} options
 * @returns {Promise<Finished>}
 */
export async function runLogged(program, args, { log, ...place }) {
	await mkdir(path.dirname(log), { recursive: true });
	const file = createWriteStream(log);
	const child = spawn(program, args, { ...place, stdio: ['ignore', 'pipe', 'pipe'] });
	child.stdout.pipe(file, { end: false });
	child.stderr.pipe(file, { end: false });
	const code = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (exitCode) => resolve(exitCode ?? 1));
	});
	await new Promise((resolve) => file.end(() => resolve(undefined)));
	return { code, output: await readFile(log, 'utf8') };
}

/**
 * Runs a program and gives what it printed.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Place} [place]
 * @returns {Promise<Finished>}
 */
export function runCaptured(program, args, place = {}) {
	const child = spawn(program, args, { ...place, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => (output += text));
	}
	return new Promise((resolve) => {
		child.once('error', (error) => resolve({ code: 1, output: String(error) }));
		child.once('close', (code) => resolve({ code: code ?? 1, output }));
	});
}

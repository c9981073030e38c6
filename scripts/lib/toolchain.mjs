import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { requireSpace } from './disk-space.mjs';
import { withLock } from './lock.mjs';
import { holdsAllOf, isMarked, mark } from './marker.mjs';
import { npm } from './npm.mjs';
import { cacheFolder, repositoryFolder } from './paths.mjs';
import { runCaptured } from './processes.mjs';
import { withProgress } from './progress.mjs';
import { ToolError } from './tool-error.mjs';

/** Pinned: some later versions do not install, because a dependency is missing in the registry. */
const n8nVersion = '2.41.1';

/** n8n 2.41 asks for it, and `node:sqlite` as this package uses it is there. */
const nodeMajor = 24;

const gigabyte = 1024 ** 3;

/**
 * Installs this repository's own dependencies, unless those of the lock file are there already.
 * Compares content and not times: a checkout gives files any time it likes.
 */
export async function ensureDependencies() {
	const lockFile = path.join(repositoryFolder, 'package-lock.json');
	const modules = path.join(repositoryFolder, 'node_modules');
	const marker = path.join(modules, '.commerce-webhooks-installed');
	const wanted = await readFile(lockFile, 'utf8');
	const hash = createHash('sha256').update(wanted).digest('hex');
	if (await isMarked(marker, hash)) return;

	await exclusively(`dependencies-${shortHash(repositoryFolder)}`, async () => {
		if (await isMarked(marker, hash)) return;
		if (!(await installedByHand(wanted, modules))) {
			await requireSpace(repositoryFolder, 1.2 * gigabyte, 'the dependencies');
			await withProgress({ doing: 'Installing the dependencies', usually: '2 minutes' }, () =>
				npm(['ci', '--ignore-scripts', '--include=dev'], {
					cwd: repositoryFolder,
					log: logFile('dependencies'),
					purpose: 'install the dependencies',
				}),
			);
		}
		await mark(marker, hash);
	});
}

/**
 * Whether `npm install` brought `node_modules` to the lock file's state already.
 *
 * @param {string} wanted
 * @param {string} modules
 */
async function installedByHand(wanted, modules) {
	const found = await readFile(path.join(modules, '.package-lock.json'), 'utf8').catch(() => null);
	return found !== null && holdsAllOf(JSON.parse(wanted), JSON.parse(found));
}

/**
 * A Node.js that can run n8n: the present one if it is new enough, else one from the registry.
 *
 * @returns {Promise<string>} the program's path
 */
export async function ensureNode24() {
	if (Number(process.versions.node.split('.')[0]) >= nodeMajor) return process.execPath;

	const system = process.platform === 'win32' ? 'win' : process.platform;
	const name = `node-${system}-${process.arch}`;
	const folder = path.join(cacheFolder(), `node-${nodeMajor}`);
	const program = path.join(
		folder,
		'node_modules',
		name,
		'bin',
		process.platform === 'win32' ? 'node.exe' : 'node',
	);
	const marker = path.join(folder, '.complete');
	const spec = `${name}@${nodeMajor}`;
	if ((await isMarked(marker, spec)) && existsSync(program)) return program;

	const byHand = `Or install Node.js ${nodeMajor} yourself and run the command with it.`;
	await exclusively(`node-${nodeMajor}`, async () => {
		if ((await isMarked(marker, spec)) && existsSync(program)) return;
		if (!(await runsNode(program))) {
			await prepare(folder, 0.4 * gigabyte, `Node.js ${nodeMajor}`);
			await withProgress({ doing: `Installing Node.js ${nodeMajor}`, usually: '10 seconds' }, () =>
				npm(['install', '--ignore-scripts', '--prefix', folder, spec], {
					cwd: folder,
					log: logFile(`node-${nodeMajor}`),
					purpose: `install Node.js ${nodeMajor} for ${system} on ${process.arch}`,
					remedy: byHand,
				}),
			);
			if (!(await runsNode(program))) {
				throw new ToolError(
					`Node.js ${nodeMajor} was installed as ${program}, but does not start.`,
					{
						remedy: byHand,
					},
				);
			}
		}
		await mark(marker, spec);
	});
	return program;
}

/** @param {string} program */
async function runsNode(program) {
	if (!existsSync(program)) return false;
	const { code, output } = await runCaptured(program, ['--version']);
	return code === 0 && output.startsWith(`v${nodeMajor}.`);
}

/**
 * n8n of the pinned version, with its SQLite driver compiled.
 *
 * @returns {Promise<{ node: string, n8n: string }>} the programs' paths: run n8n as `node n8n start`
 */
export async function ensureN8n() {
	const node = await ensureNode24();
	const folder = path.join(cacheFolder(), `n8n-${n8nVersion}`);
	const n8n = path.join(folder, 'node_modules/n8n/bin/n8n');
	const marker = path.join(folder, '.complete');
	if ((await isMarked(marker, n8nVersion)) && existsSync(n8n)) return { node, n8n };

	await exclusively(`n8n-${n8nVersion}`, async () => {
		if ((await isMarked(marker, n8nVersion)) && existsSync(n8n)) return;
		// npm writes this file when everything else is in place: without it the installation was interrupted.
		if (!existsSync(path.join(folder, 'node_modules/.package-lock.json'))) {
			await rm(path.join(folder, 'node_modules'), { recursive: true, force: true });
			await installN8n(folder);
		}
		if (!(await loadsSqlite(node, folder))) await compileSqlite(node, folder);
		await checkN8n(node, n8n);
		await mark(marker, n8nVersion);
	});
	return { node, n8n };
}

/** @param {string} folder */
async function installN8n(folder) {
	await prepare(folder, 3.5 * gigabyte, `n8n ${n8nVersion}`);
	await withProgress({ doing: `Installing n8n ${n8nVersion}`, usually: '3 minutes' }, () =>
		// One of n8n's drivers wants to download a binary of its own when its script runs; nothing here needs it.
		npm(['install', '--ignore-scripts', '--save-exact', '--prefix', folder, `n8n@${n8nVersion}`], {
			cwd: folder,
			log: logFile(`n8n-${n8nVersion}`),
			purpose: `install n8n ${n8nVersion}`,
		}),
	);
}

/**
 * Fetches or compiles the driver of n8n's own database, the only compiled thing that n8n needs to start.
 *
 * @param {string} node
 * @param {string} folder
 */
async function compileSqlite(node, folder) {
	const nodeFolder = path.dirname(path.dirname(node));
	const headers = existsSync(path.join(nodeFolder, 'include/node/node_api.h'));
	const log = logFile('sqlite3');
	const remedy = [
		'No ready-made sqlite3 could be fetched, and compiling it failed.',
		'Compiling needs Python 3 and a C++ compiler: on Debian and Ubuntu `apt-get install python3 make g++`,',
		'on macOS `xcode-select --install`, on Windows the Visual Studio Build Tools.',
	].join('\n');
	await withProgress({ doing: "Compiling n8n's SQLite driver", usually: '2 minutes' }, () =>
		npm(['rebuild', '--ignore-scripts=false', '--prefix', folder, 'sqlite3'], {
			cwd: folder,
			env: {
				...process.env,
				PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
				// The headers that came with Node.js: else node-gyp downloads them.
				...(headers && { npm_config_nodedir: nodeFolder }),
			},
			log,
			purpose: "compile n8n's SQLite driver",
			remedy,
		}),
	);
	if (!(await loadsSqlite(node, folder))) {
		throw new ToolError("n8n's SQLite driver was compiled, but does not load.", {
			remedy: `${remedy}\nThe whole log is in ${log}`,
		});
	}
}

/**
 * @param {string} node
 * @param {string} folder
 */
async function loadsSqlite(node, folder) {
	const { code } = await runCaptured(node, ['--eval', "require('sqlite3')"], { cwd: folder });
	return code === 0;
}

/**
 * @param {string} node
 * @param {string} n8n
 */
async function checkN8n(node, n8n) {
	const { code, output } = await runCaptured(node, [n8n, '--version']);
	if (code === 0 && output.includes(n8nVersion)) return;
	const folder = path.dirname(path.dirname(path.dirname(path.dirname(n8n))));
	throw new ToolError(`n8n ${n8nVersion} was installed, but does not start:\n${output.trim()}`, {
		remedy: `Delete the folder ${folder} and run the command again.`,
	});
}

/**
 * An empty package of its own, so that npm installs here and not in a folder above.
 *
 * @param {string} folder
 * @param {number} bytes
 * @param {string} what
 */
async function prepare(folder, bytes, what) {
	await requireSpace(folder, bytes, what);
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
}

/**
 * @param {string} name
 * @param {() => Promise<void>} work
 */
async function exclusively(name, work) {
	const locks = path.join(cacheFolder(), 'locks');
	try {
		await mkdir(locks, { recursive: true });
		// A folder that exists can be unwritable all the same.
		await writeFile(path.join(locks, '.writable'), '');
	} catch (cause) {
		throw new ToolError(`The cache folder ${cacheFolder()} cannot be written (${cause}).`, {
			remedy: 'Correct its permissions, or choose another folder with COMMERCE_WEBHOOKS_CACHE.',
			cause,
		});
	}
	await withLock(path.join(locks, `${name}.lock`), work, {
		onWait: () => console.log(`Waiting for another command that is installing ${name} …`),
	});
}

/** @param {string} name */
function logFile(name) {
	return path.join(cacheFolder(), 'logs', `${name}.log`);
}

/** @param {string} text */
function shortHash(text) {
	return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

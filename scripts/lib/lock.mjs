import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const heartbeatMs = 5_000;

/**
 * Does some work while holding a lock folder, so that two commands at once do not spoil one cache.
 * A lock whose process is gone, or whose heartbeat stopped, is taken over.
 *
 * @template T
 * @param {string} folder the lock: it exists exactly as long as somebody holds it
 * @param {() => Promise<T>} work
 * @param {{ onWait?: () => void, pollMs?: number, staleMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(folder, work, { onWait, pollMs = 500, staleMs = 60_000 } = {}) {
	const id = randomUUID();
	await mkdir(path.dirname(folder), { recursive: true });
	for (let waited = false; !(await tryToHold(folder, id)); ) {
		if (await isAbandoned(folder, staleMs)) {
			await removeAbandoned(folder);
			continue;
		}
		if (!waited) onWait?.();
		waited = true;
		await sleep(pollMs);
	}
	const heartbeat = setInterval(() => {
		const now = new Date();
		utimes(folder, now, now).catch(() => undefined); // Taken away by hand: the work goes on.
	}, heartbeatMs);
	try {
		return await work();
	} finally {
		clearInterval(heartbeat);
		if ((await owner(folder))?.id === id) await rm(folder, { recursive: true, force: true });
	}
}

/**
 * @param {string} folder
 * @param {string} id
 */
async function tryToHold(folder, id) {
	try {
		await mkdir(folder);
	} catch (error) {
		if (hasCode(error, 'EEXIST')) return false;
		throw error;
	}
	const self = { id, pid: process.pid, host: hostname() };
	await writeFile(path.join(folder, 'owner.json'), JSON.stringify(self));
	return true;
}

/**
 * @param {string} folder
 * @param {number} staleMs
 */
async function isAbandoned(folder, staleMs) {
	const held = await stat(folder).catch(() => undefined);
	if (!held) return false;
	if (Date.now() - held.mtimeMs > staleMs) return true;
	const by = await owner(folder);
	return by?.host === hostname() && !isAlive(by.pid);
}

/**
 * Moves the lock aside before deleting it: of several that find it abandoned, one succeeds.
 *
 * @param {string} folder
 */
async function removeAbandoned(folder) {
	const aside = `${folder}.${randomUUID()}`;
	try {
		await rename(folder, aside);
	} catch (error) {
		if (hasCode(error, 'ENOENT')) return;
		throw error;
	}
	await rm(aside, { recursive: true, force: true });
}

/**
 * @param {string} folder
 * @returns {Promise<{ id: string, pid: number, host: string } | undefined>}
 */
async function owner(folder) {
	try {
		return JSON.parse(await readFile(path.join(folder, 'owner.json'), 'utf8'));
	} catch {
		return undefined; // Just made and not yet signed, or just gone.
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return hasCode(error, 'EPERM');
	}
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
	return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

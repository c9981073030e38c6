import { readFile, writeFile } from 'node:fs/promises';

/**
 * Whether an installation was finished for this very content: its marker is written last.
 *
 * @param {string} file
 * @param {string} content
 */
export async function isMarked(file, content) {
	const found = await readFile(file, 'utf8').catch(() => undefined);
	return found === content;
}

/**
 * @param {string} file
 * @param {string} content
 */
export async function mark(file, content) {
	await writeFile(file, content);
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} LockFile
 */

/**
 * Whether what npm wrote down as installed (`node_modules/.package-lock.json`, its own last write) is what a lock file asks for.
 *
 * @param {LockFile} wanted
 * @param {LockFile} installed
 */
export function holdsAllOf(wanted, installed) {
	return Object.entries(wanted.packages ?? {}).every(([location, { version, optional }]) => {
		if (location === '') return true;
		const there = installed.packages?.[location];
		return there ? there.version === version : optional === true;
	});
}

import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';

import { ToolError } from './tool-error.mjs';

/**
 * Throws when the disk of a folder, which need not exist yet, has less room than is needed.
 *
 * @param {string} folder
 * @param {number} bytes
 * @param {string} what completes "There is no room for …"
 * @param {(folder: string) => Promise<number>} [measure] free bytes, for tests
 */
export async function requireSpace(folder, bytes, what, measure = freeBytes) {
	const free = await measure(existingAncestor(folder));
	if (free >= bytes) return;
	throw new ToolError(
		`There is no room for ${what}: it needs about ${inGigabytes(bytes)} GB below ${folder}, ${inGigabytes(free)} GB are free.`,
		{ remedy: 'Free some space, or choose another disk with COMMERCE_WEBHOOKS_CACHE.' },
	);
}

/** @param {string} folder */
async function freeBytes(folder) {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}

/**
 * @param {string} folder
 * @returns {string}
 */
function existingAncestor(folder) {
	return existsSync(folder) ? folder : existingAncestor(path.dirname(folder));
}

/** @param {number} bytes */
function inGigabytes(bytes) {
	return (bytes / 1024 ** 3).toFixed(1);
}

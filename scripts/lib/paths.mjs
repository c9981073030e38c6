import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
export const repositoryFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Where Node 24 and n8n are kept between runs, outside the repository.
 *
 * @param {{ env?: NodeJS.ProcessEnv, platform?: string, home?: string }} [machine]
 * @returns {string}
 */
export function cacheFolder({
	env = process.env,
	platform = process.platform,
	home = homedir(),
} = {}) {
	if (env.COMMERCE_WEBHOOKS_CACHE) return path.resolve(env.COMMERCE_WEBHOOKS_CACHE);
	const windows = platform === 'win32' ? env.LOCALAPPDATA : undefined;
	const base = windows || env.XDG_CACHE_HOME || path.join(home, '.cache');
	return path.join(base, 'n8n-nodes-commerce-webhooks');
}

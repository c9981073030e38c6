import path from 'node:path';

import { script } from './support/script';

const { cacheFolder } = script<{
	cacheFolder(machine: { env: object; platform?: string; home: string }): string;
}>('paths.mjs');
const { requireSpace } = script<{
	requireSpace(
		folder: string,
		bytes: number,
		what: string,
		measure: (folder: string) => Promise<number>,
	): Promise<void>;
}>('disk-space.mjs');
const { npmFailure } = script<{
	npmFailure(
		output: string,
		context: { purpose: string; log: string; remedy?: string },
	): Error & { remedy: string };
}>('npm.mjs');

describe('the cache folder', () => {
	const home = path.join('/home/somebody');

	test.each([
		['is below the home folder', {}, 'linux', '/home/somebody/.cache/n8n-nodes-commerce-webhooks'],
		['follows XDG_CACHE_HOME', { XDG_CACHE_HOME: '/x' }, 'linux', '/x/n8n-nodes-commerce-webhooks'],
		['is the one that was named', { COMMERCE_WEBHOOKS_CACHE: '/here' }, 'linux', '/here'],
		[
			'follows LOCALAPPDATA on Windows',
			{ LOCALAPPDATA: '/local', XDG_CACHE_HOME: '/x' },
			'win32',
			'/local/n8n-nodes-commerce-webhooks',
		],
	])('%s', (_name, env, platform, expected) => {
		expect(cacheFolder({ env, platform, home })).toBe(path.resolve(expected));
	});
});

describe('disk space', () => {
	const gigabyte = 1024 ** 3;

	test('is measured at the nearest folder that exists', async () => {
		const asked: string[] = [];
		await requireSpace(path.join(__dirname, 'not/yet'), gigabyte, 'n8n', async (folder) => {
			asked.push(folder);
			return gigabyte;
		});
		expect(asked).toEqual([__dirname]);
	});

	test('that is too little is refused with both amounts', async () => {
		const check = requireSpace(__dirname, 3.5 * gigabyte, 'n8n', async () => gigabyte / 2);
		await expect(check).rejects.toThrow(
			`There is no room for n8n: it needs about 3.5 GB below ${__dirname}, 0.5 GB are free.`,
		);
	});
});

describe("npm's failures", () => {
	const context = { purpose: 'install n8n', log: '/logs/n8n.log', remedy: 'Install a compiler.' };

	test.each([
		['npm error code ENOTFOUND', 'the package registry cannot be reached'],
		['npm error code ECONNREFUSED', 'the package registry cannot be reached'],
		['npm error code ENOSPC\nnpm error nospc', 'the disk is full'],
		['g++: error: No space left on device', 'the disk is full'],
		['npm error code EACCES', 'a folder cannot be written'],
	])('are told by their cause: %s', (output, reason) => {
		const { message, remedy } = npmFailure(output, context);
		expect(message).toContain(`npm could not install n8n: ${reason}.`);
		expect(remedy).toContain('/logs/n8n.log');
		expect(remedy).not.toContain('compiler');
	});

	test('of another kind show the end of the output and the remedy of the step', () => {
		const { message, remedy } = npmFailure('first\ngyp ERR! stack Error: not found: make', context);
		expect(message).toContain('gyp ERR! stack Error: not found: make');
		expect(remedy).toBe('Install a compiler.\nThe whole log is in /logs/n8n.log');
	});
});

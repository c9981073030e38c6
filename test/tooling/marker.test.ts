import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { script } from './support/script';

interface LockFile {
	packages?: Record<string, { version?: string; optional?: boolean }>;
}

const { isMarked, mark, holdsAllOf } = script<{
	isMarked(file: string, content: string): Promise<boolean>;
	mark(file: string, content: string): Promise<void>;
	holdsAllOf(wanted: LockFile, installed: LockFile): boolean;
}>('marker.mjs');

const folder = mkdtempSync(path.join(tmpdir(), 'marker-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an installation is complete only for the content it was marked with', async () => {
	const file = path.join(folder, '.complete');
	await expect(isMarked(file, 'v1')).resolves.toBe(false);
	await mark(file, 'v1');
	await expect(isMarked(file, 'v1')).resolves.toBe(true);
	await expect(isMarked(file, 'v2')).resolves.toBe(false);
});

const wanted: LockFile = {
	packages: {
		'': { version: '0.1.0' },
		'node_modules/zod': { version: '4.6.7' },
		'node_modules/fsevents': { version: '2.3.3', optional: true },
	},
};

test('what npm installed by hand is enough when every needed package has the wanted version', () => {
	expect(holdsAllOf(wanted, { packages: { 'node_modules/zod': { version: '4.6.7' } } })).toBe(true);
});

test.each<[string, LockFile]>([
	['nothing is there', {}],
	['a package is missing', { packages: { 'node_modules/pg': { version: '8.0.0' } } }],
	['a package has another version', { packages: { 'node_modules/zod': { version: '4.6.6' } } }],
])('it is not enough when %s', (_name, installed) => {
	expect(holdsAllOf(wanted, installed)).toBe(false);
});

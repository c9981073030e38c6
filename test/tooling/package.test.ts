import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { loadPackage } from '../support/in-process';
import { root, script } from './support/script';

const { classesOf } = script<{
	classesOf(section: object): { name: string; source: string; output: string }[];
}>('build-package.mjs');
const { packageFoldersOf } = script<{ packageFoldersOf(files: string[]): string[] }>('notices.mjs');

const description = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	name: string;
	dependencies?: object;
	n8n: { nodes: string[]; credentials: string[] };
};

interface Packed {
	files: { path: string }[];
	unpackedSize: number;
}

const isOurs = (file: string) => file.startsWith(`dist${path.sep}`);

describe('the packed package', () => {
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	) as [Packed];
	const files = packed.files.map((file) => file.path);

	test('has every file that n8n is told of, the bundle, the icons and the notices', () => {
		const named = [...description.n8n.nodes, ...description.n8n.credentials];
		expect(files).toEqual(expect.arrayContaining(named));
		expect(files).toEqual(
			expect.arrayContaining([
				'package.json',
				'LICENSE',
				'THIRD-PARTY-NOTICES.md',
				'dist/commerce-webhooks.js',
				'dist/guarded-agent.js',
				'dist/pg.js',
			]),
		);
		const icons = files.filter((file) => /^dist\/nodes\/.*\.svg$/.test(file));
		expect(icons.length).toBeGreaterThanOrEqual(description.n8n.nodes.length);
	});

	test('has no sources, no tests and no runtime dependencies', () => {
		expect(files.filter((file) => /\.ts$|^(src|test|scripts)\//.test(file))).toEqual([]);
		expect(description.dependencies).toBeUndefined();
	});

	test('has undici ask for nothing with the function of Node.js that spreads its arguments', () => {
		const code = readFileSync(path.join(root, 'dist/guarded-agent.js'), 'utf8');
		// The one is of the function that it asks instead, for what does not hold.
		expect(code.match(/require\("(node:)?assert"\)/g)).toEqual(['require("node:assert")']);
	});

	test('names the licences of what it bundles', () => {
		const notices = readFileSync(path.join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');
		expect(notices).toMatch(/^## undici 8\./m);
		expect(notices).toMatch(/^## zod 4\./m);
	});
});

test("n8n's own loader loads every node and credential under its real name", async () => {
	const { nodeNames, credentialNames, nodeType } = await loadPackage();
	expect(nodeNames).toHaveLength(description.n8n.nodes.length);
	expect(credentialNames).toHaveLength(description.n8n.credentials.length);
	for (const name of nodeNames) {
		expect(name.startsWith(`${description.name}.`)).toBe(true);
		expect(nodeType(name.slice(description.name.length + 1)).description.displayName).not.toBe('');
	}
});

test('all nodes come from one module, so that they share one store and one pump', () => {
	const bundle = jest.requireActual<Record<string, unknown>>(
		path.join(root, 'dist/commerce-webhooks.js'),
	);
	for (const { name, output } of classesOf(description.n8n)) {
		const file = jest.requireActual<Record<string, unknown>>(path.join(root, output));
		expect(file[name]).toBe(bundle[name]);
	}
});

test('n8n reads neither undici nor pg before anything is sent or stored', () => {
	const load = `require('./dist/commerce-webhooks.js'); console.log(JSON.stringify(Object.keys(require.cache)))`;
	const loaded = JSON.parse(
		execFileSync(process.execPath, ['-e', load], { cwd: root, encoding: 'utf8' }),
	) as string[];
	const ours = loaded.map((file) => path.relative(root, file)).filter(isOurs);

	expect(ours).toEqual([path.join('dist', 'commerce-webhooks.js')]);
});

test.each(['commerce-webhooks', 'guarded-agent', 'pg'])('%s.js is quick to read: ASCII', (name) => {
	expect(readFileSync(path.join(root, `dist/${name}.js`), 'utf8')).not.toMatch(/[^\0-\x7f]/);
});

test('a path in the n8n section that is none of a node or credential is refused', () => {
	const section = { nodes: ['dist/nodes/Odd.js'], credentials: [] };
	expect(() => classesOf(section)).toThrow('dist/nodes/Odd.js');
});

test('bundled packages are told by their innermost folder, each once', () => {
	const files = [
		'src/a.ts',
		'node_modules/zod/v4/core.js',
		'node_modules/zod/index.js',
		'node_modules/pg/node_modules/@scope/inner/index.js',
	];
	expect(packageFoldersOf(files)).toEqual([
		'node_modules/pg/node_modules/@scope/inner',
		'node_modules/zod',
	]);
});

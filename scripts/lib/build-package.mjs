import { copyFile, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { checkTypes } from './check-types.mjs';
import { noticesOf } from './notices.mjs';
import { ToolError } from './tool-error.mjs';

// Why not `n8n-node build`: it compiles file by file and bundles nothing, but a package of nodes may have no runtime
// dependencies, and all nodes must share one store, one pump and one connection pool. So: one bundle that is
// evaluated once, and for each node and credential a file at the path where n8n looks, which only names its class.

const bundleName = 'commerce-webhooks.js';
const noticesName = 'THIRD-PARTY-NOTICES.md';

/** n8n's own copies, which a node finds by `require`; everything else is bundled. */
const external = ['n8n-workflow', 'n8n-core', '@n8n/di', 'pg-native'];

/** Files that n8n looks for beside a node or credential: icons, codex, and the fields of outputs. */
const companions = /\.(svg|png|node\.json)$|(^|[/\\])__schema__[/\\].+\.json$/;

/**
 * Makes `dist/` and the notices complete, from the `n8n` section of package.json.
 *
 * @param {{ root: string, check?: boolean, print?: (line: string) => void }} options
 */
export async function buildPackage({ root, check = true, print = console.log }) {
	const started = Date.now();
	if (check) await checkTypes(root);

	const description = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
	const classes = classesOf(description.n8n);
	await requireSources(root, classes);

	const dist = path.join(root, 'dist');
	await rm(dist, { recursive: true, force: true });
	const metafile = await bundle(root, classes);
	await writeClassFiles(root, classes);
	for (const folder of ['nodes', 'credentials']) await copyCompanions(root, folder);
	await writeFile(path.join(root, noticesName), await noticesOf(metafile, root));

	const size = await sizeOf(dist);
	print(
		`Built ${classes.length} nodes and credentials: dist is ${(size / 1024 ** 2).toFixed(2)} MB, ` +
			`after ${((Date.now() - started) / 1000).toFixed(1)} s`,
	);
}

/**
 * @typedef {object} NodeClass
 * @property {string} name the class
 * @property {string} source its TypeScript file, without the extension, below the repository
 * @property {string} output its JavaScript file below the repository
 */

/**
 * @param {{ nodes: string[], credentials: string[] }} section
 * @returns {NodeClass[]}
 */
export function classesOf({ nodes, credentials }) {
	return [...nodes, ...credentials].map((output) => {
		const match =
			/^dist\/((?:nodes|credentials)\/(?:.+\/)?([^/]+)\.(?:node|credentials))\.js$/.exec(output);
		if (!match?.[1] || !match[2]) {
			throw new ToolError(
				`package.json names ${output} in its n8n section, which is no such path.`,
				{
					remedy:
						'Name dist/nodes/<Name>/<Name>.node.js or dist/credentials/<Name>.credentials.js.',
				},
			);
		}
		return { name: match[2], source: match[1], output };
	});
}

/**
 * @param {string} root
 * @param {readonly NodeClass[]} classes
 */
async function requireSources(root, classes) {
	for (const { source, output } of classes) {
		const file = `${source}.ts`;
		if (await stat(path.join(root, file)).catch(() => null)) continue;
		throw new ToolError(`package.json names ${output}, but there is no ${file}.`, {
			remedy: 'Write it, or take it out of the n8n section of package.json.',
		});
	}
}

/**
 * What is imported by `import()` is a bundle of its own, beside the first: n8n reads all nodes whenever it starts, and
 * needs undici or pg only when something is sent or a store is opened.
 *
 * @param {string} root
 * @param {readonly NodeClass[]} classes
 * @returns {Promise<{ inputs: Record<string, unknown> }>} the files that went into the bundles
 */
async function bundle(root, classes) {
	// Loaded here and not above: before the dependencies are installed there is no esbuild.
	const { build } = await import('esbuild');
	/** @type {Map<string, string>} */
	const apart = new Map();
	/** @type {import('esbuild').BuildOptions & { metafile: true, write: false }} */
	const options = {
		absWorkingDir: root,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		external,
		// n8n hands its own packages out through NODE_PATH, which require() follows and import() does not.
		supported: { 'dynamic-import': false },
		charset: 'ascii',
		legalComments: 'none',
		metafile: true,
		write: false,
		logLevel: 'warning',
	};
	const main = await build({
		...options,
		stdin: {
			contents: classes
				.map(({ name, source }) => `export { ${name} } from './${source}';`)
				.join('\n'),
			resolveDir: root,
			sourcefile: 'commerce-webhooks.ts',
			loader: 'ts',
		},
		outfile: `dist/${bundleName}`,
		plugins: [englishOnly, leaveApart(apart)],
	});
	const parts = await build({
		...options,
		entryPoints: Object.fromEntries(apart),
		outdir: 'dist',
		plugins: [englishOnly, briefAsserts],
	});
	const inMain = new Set(Object.keys(main.metafile.inputs));
	const twice = Object.keys(parts.metafile.inputs).filter((file) => inMain.has(file));
	if (twice.length > 0) {
		throw new ToolError(
			`Two bundles contain ${twice.join(', ')}: what it holds would be there twice.`,
			{
				remedy:
					'Import types only from a file that is imported by import(), and nothing of ours into it.',
			},
		);
	}
	await mkdir(path.join(root, 'dist'), { recursive: true });
	for (const { path: file, text } of [...main.outputFiles, ...parts.outputFiles]) {
		await writeFile(file, inAscii(text));
	}
	return { inputs: { ...main.metafile.inputs, ...parts.metafile.inputs } };
}

/**
 * Notes what is imported by `import()`, by the name of the bundle it becomes.
 *
 * @param {Map<string, string>} entries
 * @returns {import('esbuild').Plugin}
 */
const leaveApart = (entries) => ({
	name: 'leave-apart',
	setup: ({ onResolve, resolve }) => {
		onResolve({ filter: /.*/ }, async ({ kind, path: specifier, importer, resolveDir }) => {
			if (kind !== 'dynamic-import') return;
			const found = await resolve(specifier, { kind: 'import-statement', importer, resolveDir });
			if (found.external) return;
			const name = path.basename(specifier);
			entries.set(name, found.path);
			return { path: `./${name}.js`, external: true };
		});
	},
});

/**
 * V8 reads and compiles a text of one byte a letter quicker; esbuild leaves other letters in templates and comments.
 *
 * @param {string} code
 */
function inAscii(code) {
	if (/\bString\.raw`[^`]*[^\0-\x7f]/.test(code)) {
		throw new ToolError(
			'A template of String.raw has letters beyond ASCII, which would be escaped in it.',
			{
				remedy: 'Write them in a template or string of another kind.',
			},
		);
	}
	return code.replaceAll(
		/[^\0-\x7f]/g,
		(letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

/**
 * zod carries its messages in fifty languages, a tenth of the bundle. Ours are said in our own words: see
 * `src/model/input-issues.ts`.
 *
 * @type {import('esbuild').Plugin}
 */
const englishOnly = {
	name: 'english-only',
	setup: ({ onLoad }) => {
		onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.c?js$/ }, () => ({
			contents: "export { default as en } from './en.js';",
		}));
	},
};

/**
 * undici asserts some thirty times a request. Node.js's own function spreads its arguments, which V8 does by way of an
 * iterator where somebody has changed those of arrays, as in n8n. What does not hold is told by Node.js's all the same.
 *
 * @type {import('esbuild').Plugin}
 */
const briefAsserts = {
	name: 'brief-asserts',
	setup: ({ onResolve, onLoad }) => {
		const name = 'brief-assert';
		onResolve({ filter: /^node:assert$/ }, ({ importer }) =>
			/[\\/]node_modules[\\/]undici[\\/]/.test(importer)
				? { path: name, namespace: name }
				: undefined,
		);
		onLoad({ filter: /.*/, namespace: name }, () => ({
			contents: `const { ok } = require('node:assert');
				module.exports = (value, message) => { if (!value) ok(value, message); };`,
		}));
	},
};

/**
 * @param {string} root
 * @param {readonly NodeClass[]} classes
 */
async function writeClassFiles(root, classes) {
	for (const { name, output } of classes) {
		const file = path.join(root, output);
		const toBundle = path.posix.relative(path.posix.dirname(output), `dist/${bundleName}`);
		const specifier = toBundle.startsWith('.') ? toBundle : `./${toBundle}`;
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, `'use strict';\nexports.${name} = require('${specifier}').${name};\n`);
	}
}

/**
 * @param {string} root
 * @param {string} folder
 */
async function copyCompanions(root, folder) {
	const entries = await readdir(path.join(root, folder), { recursive: true }).catch(() => []);
	for (const entry of entries.filter((name) => companions.test(name))) {
		const target = path.join(root, 'dist', folder, entry);
		await mkdir(path.dirname(target), { recursive: true });
		await copyFile(path.join(root, folder, entry), target);
	}
}

/**
 * @param {string} folder
 * @returns {Promise<number>} bytes
 */
async function sizeOf(folder) {
	const entries = await readdir(folder, { recursive: true });
	const sizes = await Promise.all(
		entries.map(async (entry) => {
			const found = await stat(path.join(folder, entry));
			return found.isFile() ? found.size : 0;
		}),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

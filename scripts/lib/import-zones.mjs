import path from 'node:path';

/**
 * Who may import whom (design.md, "Folders"): for each area of `src`, the modules of other areas it may use.
 * An area's name alone is its `index.ts`; `model` has none, each of its files is one noun.
 *
 * @type {Record<string, readonly string[]>}
 */
const mayImport = {
	model: [],
	net: ['model/*'],
	platforms: ['model/*'],
	pump: ['model/*'],
	storage: ['model/*'],
	history: ['model/*', 'storage/contracts'],
	inbox: ['model/*', 'storage/contracts', 'pump'],
	delivery: ['model/*', 'storage/contracts', 'pump', 'net'],
	subscriptions: ['model/*', 'storage/contracts', 'net', 'delivery'],
};

/** What nodes may use of `src`: every area by its `index.ts`. */
const nodesMayImport = ['model/*', ...Object.keys(mayImport).filter((area) => area !== 'model')];

/** The one thing of ours that credentials may import: their texts are shown in several languages too. */
const CREDENTIALS_MAY_IMPORT = 'nodes/shared/localized';

/**
 * Packages that only some files may import: a folder with everything in it, or one file.
 *
 * @type {Record<string, readonly string[]>}
 */
const owners = {
	'n8n-workflow': ['nodes/', 'credentials/'],
	'n8n-core': ['nodes/shared/n8n-instance.ts'],
	'@n8n/di': ['nodes/shared/n8n-instance.ts'],
	undici: ['src/delivery/guarded-agent.ts', 'src/delivery/undici-parts.d.ts'],
	pg: ['src/storage/database/postgres-database.ts'],
	'node:sqlite': ['src/storage/database/sqlite-database.ts'],
	'node:worker_threads': ['src/storage/database/checkpoints.ts'],
};

/** n8n's rules for verified packages hold in `src/platforms`, so that its triggers can be offered on n8n Cloud. */
const platformPackages = ['zod', 'node:crypto'];

/**
 * Why a file may not import a module; `null` where it may.
 *
 * @param {string} file below the repository, with forward slashes, e.g. `src/delivery/engine.ts`
 * @param {string} specifier as it stands in the import
 * @returns {string | null}
 */
export function importViolation(file, specifier) {
	if (!/^(src|nodes|credentials)\//.test(file)) return null;
	return specifier.startsWith('.')
		? moduleViolation(file, path.posix.join(path.posix.dirname(file), specifier))
		: packageViolation(file, specifier);
}

/**
 * @param {string} file
 * @param {string} module below the repository, without extension
 */
function moduleViolation(file, module) {
	const from = zoneOf(file);
	const to = zoneOf(module);
	if (from === to || module === 'package.json') return null;
	if (from === 'credentials') {
		if (module === CREDENTIALS_MAY_IMPORT) return null;
		return `Credentials import nothing of ours but ${CREDENTIALS_MAY_IMPORT}: they are fields and tests.`;
	}
	if (from.startsWith('nodes/')) {
		if (to === 'nodes/shared' && from !== 'nodes/shared') return null;
		if (allows(nodesMayImport, module)) return null;
		return `${from} may import nodes/shared, src/model and the index of an area of src, not ${module}.`;
	}
	const allowed = mayImport[from.slice('src/'.length)];
	if (!allowed) return `${file} is in no area of src that design.md names.`;
	if (allows(allowed, module)) return null;
	const names = allowed.map((name) => `src/${name}`).join(', ') || 'nothing of ours';
	return `${from} may import ${names}, not ${module}.`;
}

/**
 * @param {string} file
 * @param {string} name
 */
function packageViolation(file, name) {
	if (file.startsWith('src/platforms/')) {
		if (platformPackages.includes(name)) return null;
		return `src/platforms uses nothing but ${platformPackages.join(' and ')}, not ${name}.`;
	}
	const owned = Object.keys(owners).find((owner) => name === owner || name.startsWith(`${owner}/`));
	const places = owned ? (owners[owned] ?? []) : [];
	if (
		!owned ||
		places.some((place) => file === place || (place.endsWith('/') && file.startsWith(place)))
	) {
		return null;
	}
	return `${owned} is imported in ${places.join(' and ')} only.`;
}

/**
 * `src/<area>`, `nodes/<folder>`, or the top folder.
 *
 * @param {string} module
 */
function zoneOf(module) {
	const [top = '', second] = module.split('/');
	return (top === 'src' || top === 'nodes') && second ? `${top}/${second}` : top;
}

/**
 * @param {readonly string[]} allowed
 * @param {string} module
 */
function allows(allowed, module) {
	const name = module
		.replace(/^src\//, '')
		.replace(/\.ts$/, '')
		.replace(/\/index$/, '');
	return (
		module.startsWith('src/') &&
		allowed.some((one) => (one.endsWith('/*') ? name.startsWith(one.slice(0, -1)) : name === one))
	);
}

/**
 * The zones as an ESLint rule: static and dynamic imports, exports from, `import type`, and `require`.
 *
 * It takes ESLint's working folder for the repository.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const importZonesRule = {
	meta: { type: 'problem', schema: [], messages: { forbidden: '{{ reason }}' } },
	create(context) {
		const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
		/** @param {import('estree').Node | null | undefined} source */
		const check = (source) => {
			if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
			const reason = importViolation(file, source.value);
			if (reason) context.report({ node: source, messageId: 'forbidden', data: { reason } });
		};
		return {
			ImportDeclaration: ({ source }) => check(source),
			ExportAllDeclaration: ({ source }) => check(source),
			ExportNamedDeclaration: ({ source }) => check(source),
			ImportExpression: ({ source }) => check(source),
			// `import('…')` in the place of a type: known to the TypeScript parser only.
			TSImportType: (/** @type {any} */ { argument }) => check(argument?.literal ?? argument),
			CallExpression: ({ callee, arguments: [first] }) => {
				if (callee.type === 'Identifier' && callee.name === 'require') check(first);
			},
		};
	},
};

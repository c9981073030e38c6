import { createRequire } from 'node:module';

import { configWithoutCloudSupport } from '@n8n/node-cli/eslint';

import { importZonesRule } from './scripts/lib/import-zones.mjs';

// ESLint's own recommended rules come with ESLint and are no dependency of this package.
const { configs } = createRequire(createRequire(import.meta.url).resolve('eslint'))('@eslint/js');

/** n8n's own lint for community nodes that are self-hosted, and the zones of design.md. */
export default [
	{ ignores: ['dist', 'coverage', 'test/fixtures'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	...configWithoutCloudSupport,
	{
		files: ['**/*.ts'],
		plugins: { zones: { rules: { imports: importZonesRule } } },
		settings: {
			// Without the parser named here the cycle rule reads no TypeScript and is silent.
			'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
		},
		rules: {
			'zones/imports': 'error',
			'import-x/no-cycle': 'error',
			'import-x/no-default-export': 'error',
			// The lint may run on a Node.js that has no SQLite; n8n's has.
			'import-x/no-unresolved': ['error', { ignore: ['^node:sqlite$'] }],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
		},
	},
	{
		files: ['src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'],
		rules: {
			// design.md: n8n's errors belong to nodes/, where every error of src is turned into one.
			'@n8n/community-nodes/require-node-api-error': 'off',
		},
	},
	{
		files: ['src/platforms/**/*.ts'],
		rules: {
			// n8n's rule for verified packages: the platforms' code is to be offered on n8n Cloud too.
			'@n8n/community-nodes/no-restricted-globals': 'error',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			// It guesses from names, and does not know that a hottok is a secret.
			'@n8n/community-nodes/credential-unnecessary-password': 'off',
		},
	},
	{
		files: ['test/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'],
		rules: {
			// Tests and tools are no nodes: they talk to a person at a terminal and start n8n.
			'no-console': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			// Their secrets are made up, and some are published test vectors.
			'@n8n/community-nodes/no-hardcoded-secrets': 'off',
			// `fc.…` is how fast-check is documented.
			'import-x/no-named-as-default-member': 'off',
		},
	},
	{
		files: ['package.json'],
		rules: {
			// There is no public address of the project yet, and an invented one would be false.
			'@n8n/community-nodes/require-homepage': 'off',
			'@n8n/community-nodes/valid-author': 'off',
		},
	},
	{
		files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
		...configs.recommended,
		rules: {
			...configs.recommended.rules,
			// The type check of scripts/tsconfig.json knows what is defined.
			'no-undef': 'off',
		},
	},
];

/** Three suites of one run: quick ones in `unit`, whole n8n servers in `e2e`, long ones in `soak`. */
const base = {
	rootDir: __dirname,
	testEnvironment: 'node',
	// The scripts' own modules are tested too; what is JavaScript in `node_modules` is taken as it is.
	transform: { '^.+\\.(ts|mjs)$': ['@swc/jest', {}] },
	moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

const withN8n = {
	...base,
	globalSetup: '<rootDir>/test/support/lab/global-setup.mjs',
	globalTeardown: '<rootDir>/test/support/lab/global-teardown.mjs',
	setupFilesAfterEnv: ['<rootDir>/test/support/lab/patience.ts'],
};

module.exports = {
	maxWorkers: 2,
	projects: [
		{
			...base,
			displayName: 'unit',
			setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
			testMatch: ['<rootDir>/test/**/*.test.ts'],
			// What needs a service beside Node.js is slower, and not for every few minutes.
			testPathIgnorePatterns: [
				'<rootDir>/test/e2e/',
				'<rootDir>/test/soak/',
				'<rootDir>/test/storage/postgres-',
			],
		},
		{
			...withN8n,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts', '<rootDir>/test/storage/postgres-*.test.ts'],
		},
		{ ...withN8n, displayName: 'soak', testMatch: ['<rootDir>/test/soak/**/*.test.ts'] },
	],
};

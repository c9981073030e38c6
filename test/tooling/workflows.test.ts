import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

import { root } from './support/script';

const folder = path.join(root, '.github/workflows');

/** As far as it matters whether GitHub would take and run it. */
const workflowSchema = z.object({
	name: z.string(),
	on: z.record(z.string(), z.unknown()),
	permissions: z.record(z.string(), z.string()),
	jobs: z.record(
		z.string(),
		z.object({
			'runs-on': z.string(),
			'timeout-minutes': z.number(),
			permissions: z.record(z.string(), z.string()).optional(),
			steps: z.array(
				z.union([
					z.strictObject({
						uses: z.string().regex(/^[\w-]+\/[\w-]+@v\d+$/),
						with: z.record(z.string(), z.unknown()),
					}),
					z.strictObject({ name: z.string().optional(), run: z.string() }),
				]),
			),
		}),
	),
});

const manifestSchema = z.object({
	scripts: z.record(z.string(), z.string()),
	engines: z.object({ node: z.string() }),
});
const manifest = manifestSchema.parse(
	JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')),
);

/** What npm does itself, without a script of ours. */
const NPM_COMMANDS = ['ci', 'install', 'pkg', 'publish', 'test'];

describe.each(readdirSync(folder))('the workflow %s', (file) => {
	const { jobs } = workflowSchema.parse(parse(readFileSync(path.join(folder, file), 'utf8')));
	const steps = Object.values(jobs).flatMap((job) => job.steps);
	const scripts = steps.flatMap((step) => ('run' in step ? [step.run] : []));

	test('runs scripts that a shell can read', () => {
		expect(scripts).not.toEqual([]);
		for (const script of scripts) execFileSync('bash', ['-n'], { input: script });
	});

	test('runs commands that are there', () => {
		const commands = scripts.flatMap((script) => script.split('\n')).filter((line) => line !== '');
		for (const command of commands) {
			const [program = '', first = '', second = ''] = command.trim().split(/\s+/);
			if (program.startsWith('.')) accessSync(path.join(root, program), constants.X_OK);
			if (program !== 'npm') continue;
			if (first === 'run') expect(Object.keys(manifest.scripts)).toContain(second);
			else expect(NPM_COMMANDS).toContain(first);
		}
	});

	test('uses a Node.js that the package takes', () => {
		const versions = steps.flatMap((step) =>
			'uses' in step && step.uses.startsWith('actions/setup-node')
				? [Number(step.with['node-version'])]
				: [],
		);
		const least = Number(/\d+/.exec(manifest.engines.node));
		expect(versions).toHaveLength(Object.keys(jobs).length);
		for (const version of versions) expect(version).toBeGreaterThanOrEqual(least);
	});
});

test('publishing is proven by npm to come from this workflow: it may ask GitHub for an identity', () => {
	const text = readFileSync(path.join(folder, 'publish.yml'), 'utf8');
	const { on, permissions, jobs } = workflowSchema.parse(parse(text));

	expect(on).toEqual({ push: { tags: ['v*.*.*'] } });
	expect(permissions).toEqual({ contents: 'read' });
	expect(jobs.publish?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
	expect(text).toContain('npm publish --provenance --access public');
	expect(text).not.toContain('secrets.');
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { platforms } from '../../src/platforms';
import { pageOf } from '../../scripts/docs/platform-page';

const root = path.resolve(__dirname, '../..');

const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};

interface Icon {
	light: string;
	dark: string;
}

interface Described {
	name: string;
	displayName: string;
	icon: Icon;
}

/** The only export of a file of n8n's kind, as an object. */
function load<Type>(file: string, className: string): Type {
	const exported = jest.requireActual<Record<string, new () => Type>>(path.join(root, file));
	const Class = exported[className];
	if (!Class) throw new Error(`${file} exports no ${className}`);
	return new Class();
}

function pascalCase(text: string): string {
	return text.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function iconFile(folder: string, icon: string): string {
	return path.join(root, folder, icon.replace(/^file:/, ''));
}

/** Being in the registry is not enough: what each platform must have besides. */
describe.each(platforms.map((platform) => [platform.displayName, platform] as const))(
	'%s',
	(_name, platform) => {
		const nodeClass = `${pascalCase(platform.id)}Trigger`;
		const nodeFolder = `nodes/${nodeClass}`;
		const credentialClass = pascalCase(platform.credential.replace(/^./, (sign) => `-${sign}`));
		const node = () =>
			load<{
				description: Described & { credentials: { name: string }[]; webhooks: { path: string }[] };
			}>(`${nodeFolder}/${nodeClass}.node.ts`, nodeClass).description;
		const credential = () =>
			load<Described & { properties: { name: string }[] }>(
				`credentials/${credentialClass}.credentials.ts`,
				credentialClass,
			);

		it('has a node that n8n is told of, with its endpoints and its credential', () => {
			expect(n8n.nodes).toContain(`dist/${nodeFolder}/${nodeClass}.node.js`);
			const { displayName, credentials, webhooks } = node();
			expect(displayName).toBe(`${platform.displayName} Trigger`);
			expect(credentials.map(({ name }) => name)).toEqual([platform.credential, 'webhookStoreApi']);
			expect([...new Set(webhooks.map((webhook) => webhook.path))]).toEqual(
				platform.endpoints.map((endpoint) => endpoint.path),
			);
		});

		it('has a credential that n8n is told of, with each secret it is verified by', () => {
			expect(n8n.credentials).toContain(`dist/credentials/${credentialClass}.credentials.js`);
			expect(credential().name).toBe(platform.credential);
			const fields = credential().properties.map(({ name }) => name);
			for (const { secret } of platform.verification) expect(fields).toContain(secret);
		});

		it.each(['light', 'dark'] as const)('has a %s icon of its own', (theme) => {
			const ofNode = iconFile(nodeFolder, node().icon[theme]);
			expect(existsSync(ofNode)).toBe(true);
			expect(iconFile('credentials', credential().icon[theme])).toBe(ofNode);
			expect(readFileSync(ofNode, 'utf8')).toMatch(/^<svg [^]*<\/svg>\s*$/);
			expect(readFileSync(ofNode, 'utf8')).not.toMatch(/<script|<image|href=/);
		});

		it('is found by words in three languages', () => {
			const codex = JSON.parse(
				readFileSync(path.join(root, nodeFolder, `${nodeClass}.node.json`), 'utf8'),
			) as { node: string; alias: string[] };
			expect(codex.node).toBe(`n8n-nodes-commerce-webhooks.${node().name}`);
			expect(codex.alias).toEqual([...new Set(codex.alias)]);
			expect(codex.alias.length).toBeGreaterThan(10);
		});

		it('has a fixture of each event', () => {
			const folder = path.join(root, 'test/fixtures/platforms', platform.id);
			const missing = platform.events
				.map(({ name }) => fixtureNames(name).map((name) => path.join(folder, name)))
				.filter((files) => !files.some((file) => existsSync(file)))
				.map(([file]) => path.relative(root, file ?? ''));
			expect(missing).toEqual([]);
		});

		it('has documentation that is up to date: npm run docs', () => {
			const file = path.join(root, 'docs/platforms', `${platform.id}.md`);
			expect(existsSync(file)).toBe(true);
			expect(readFileSync(file, 'utf8')).toBe(pageOf(platform));
		});
	},
);

function fixtureNames(event: string): string[] {
	return [`${event}.json`, `live/${event.toLowerCase().replaceAll('_', '-')}/1.json`];
}

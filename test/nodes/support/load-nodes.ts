import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

/** What n8n shows of each node and credential of the package, by the name of its class. */
export type Descriptions = Record<string, unknown>;

const root = path.join(__dirname, '../../..');

/** Makes all nodes and credentials as n8n does, from the sources; `locale` is n8n's setting. */
export function loadNodes(locale?: string): Descriptions {
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
	let descriptions: Descriptions = {};
	const load = () => {
		descriptions = Object.fromEntries(
			[...n8n.nodes, ...n8n.credentials].map((output) => {
				const source = output.replace(/^dist\//, '').replace(/\.js$/, '');
				const name = path.basename(source).replace(/\..*$/, '');
				const exported = jest.requireActual<Record<string, new () => Made>>(
					path.join(root, source),
				);
				const { description, properties } = new (exported[name] as new () => Made)();
				return [name, description ?? properties];
			}),
		);
	};
	if (locale === undefined) load();
	else withLocale(locale, load);
	return descriptions;
}

/** Runs something on modules of its own that were loaded with this locale. */
export function withLocale(locale: string, run: () => void): void {
	const before = process.env.N8N_DEFAULT_LOCALE;
	process.env.N8N_DEFAULT_LOCALE = locale;
	try {
		jest.isolateModules(run);
	} finally {
		if (before === undefined) delete process.env.N8N_DEFAULT_LOCALE;
		else process.env.N8N_DEFAULT_LOCALE = before;
	}
}

interface Made {
	description?: unknown;
	properties?: unknown;
}

import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type {
	CredentialReference,
	N8nLab,
	NodeDefinition,
	WorkflowReference,
} from '../../support/n8n-lab';

export const TEMPLATES_FOLDER = path.join(__dirname, '../../../templates');

/** A workflow as its file under `templates/` has it. */
export interface Template {
	name: string;
	nodes: NodeDefinition[];
	connections: Record<string, unknown>;
	settings: Record<string, unknown>;
}

/** What a person fills in after the import. */
interface Filling {
	/** Chosen in each node that takes a credential of this type. */
	credentials?: Readonly<Record<string, CredentialReference>>;
	/** New values of parameters, by the node's name; of a Set node, of its fields. */
	parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A template in an n8n, with what was filled in. */
export interface ImportedTemplate extends WorkflowReference {
	node(name: string): NodeDefinition;
}

/** Which credentials a node takes, by its type without the package. */
const CREDENTIALS: Readonly<Record<string, readonly string[]>> = {
	hotmartTrigger: ['hotmartWebhookApi', 'webhookStoreApi'],
	ipagTrigger: ['ipagApi', 'webhookStoreApi'],
	isetTrigger: ['isetWebhookApi', 'webhookStoreApi'],
	emailSend: ['smtp'],
	webhookDispatcher: ['webhookStoreApi'],
	webhookDispatcherTrigger: ['webhookStoreApi'],
};

export function templateFiles(): string[] {
	return readdirSync(TEMPLATES_FOLDER).filter((file) => file.endsWith('.json'));
}

export function readTemplate(file: string): Template {
	return JSON.parse(readFileSync(path.join(TEMPLATES_FOLDER, file), 'utf8')) as Template;
}

/** Imports a template as the editor does, and fills in what a person would. */
export async function importTemplate(
	lab: N8nLab,
	file: string,
	{ credentials = {}, parameters = {} }: Filling,
): Promise<ImportedTemplate> {
	const template = readTemplate(file);
	const nodes = template.nodes.map((node) => {
		const [, type = ''] = node.type.split('.');
		const taken = (CREDENTIALS[type] ?? []).flatMap((name) =>
			credentials[name] ? [[name, credentials[name]] as const] : [],
		);
		return {
			...node,
			// The editor gives each its own.
			id: randomUUID(),
			...(/Trigger$|\.wait$/.test(node.type) && { webhookId: randomUUID() }),
			credentials: Object.fromEntries(taken),
			parameters: filled(node, parameters[node.name] ?? {}),
		};
	});
	const unknown = Object.keys(parameters).filter((name) => !nodes.some((one) => one.name === name));
	if (unknown.length > 0) throw new Error(`${file} has no node ${unknown.join(', ')}`);
	const workflow = await lab.rest<WorkflowReference>('POST', '/rest/workflows', {
		...template,
		nodes,
	});
	return {
		...workflow,
		node: (name) => {
			const found = nodes.find((one) => one.name === name);
			if (!found) throw new Error(`${file} has no node ${name}`);
			return found;
		},
	};
}

/** Only what the template shows can be changed: nobody looks for a place that is not there. */
function filled(
	{ name, parameters }: NodeDefinition,
	values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const fields = (parameters.assignments as { assignments?: Field[] } | undefined)?.assignments;
	const places = new Set(fields ? fields.map((field) => field.name) : Object.keys(parameters));
	const missing = Object.keys(values).filter((key) => !places.has(key));
	if (missing.length > 0) throw new Error(`${name} has no place for ${missing.join(', ')}`);
	if (!fields) return { ...parameters, ...values };
	const assignments = fields.map((field) => ({
		...field,
		value: values[field.name] ?? field.value,
	}));
	return { ...parameters, assignments: { assignments } };
}

interface Field {
	name: string;
	value: unknown;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodeType } from 'n8n-workflow';

import { HotmartTrigger } from '../../nodes/HotmartTrigger/HotmartTrigger.node';
import { IpagTrigger } from '../../nodes/IpagTrigger/IpagTrigger.node';
import { IsetTrigger } from '../../nodes/IsetTrigger/IsetTrigger.node';
import { WebhookDispatcher } from '../../nodes/WebhookDispatcher/WebhookDispatcher.node';
import { WebhookDispatcherTrigger } from '../../nodes/WebhookDispatcherTrigger/WebhookDispatcherTrigger.node';
import { readTemplate, templateFiles } from '../e2e/support/template';
import { page } from './support/markdown';
import { root } from './support/script';

const PACKAGE = 'n8n-nodes-commerce-webhooks.';

const nodeTypes = new Map<string, INodeType>(
	[
		new HotmartTrigger(),
		new IpagTrigger(),
		new IsetTrigger(),
		new WebhookDispatcher(),
		new WebhookDispatcherTrigger(),
	].map((type) => [type.description.name, type]),
);

/** Of a node on the canvas, in its pixels. */
const NODE_SIZE = 96;

/** What people click, and what stands for something they see. */
const WORDS =
	/^(Execute workflow|Publish|Publique|Publica|production URL|URL de produção|URL de producción|every|todos|Webhook Store API)$/i;

describe.each(templateFiles())('the template %s', (file) => {
	const { nodes, connections } = readTemplate(file);
	const notes = nodes.flatMap(({ type, parameters }) =>
		type === 'n8n-nodes-base.stickyNote' ? [String(parameters.content)] : [],
	);

	test('is run by a test and described', () => {
		const tests = readFileSync(path.join(root, 'test/e2e/templates.test.ts'), 'utf8');
		expect(tests).toContain(`'${file}'`);
		expect(page('templates/README.md').text).toContain(`(${file})`);
	});

	test('brings no credential, and no URL of a webhook', () => {
		expect(nodes.filter((node) => 'credentials' in node || 'webhookId' in node)).toEqual([]);
	});

	test('says the steps in English, Portuguese and Spanish, and names nodes that are there', () => {
		expect(
			nodes.filter(({ name }) => /^(How it works|Como funciona|Cómo funciona)$/.test(name)),
		).toHaveLength(3);
		const named = notes.flatMap((note) =>
			[...note.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name),
		);
		const names = nodes.map(({ name }) => name);
		expect(named.filter((name) => !names.includes(name) && !WORDS.test(name))).toEqual([]);
	});

	test('has its notes beside the nodes and not below them', () => {
		const isNote = ({ type }: (typeof nodes)[number]) => type === 'n8n-nodes-base.stickyNote';
		const hidden = nodes.filter(isNote).flatMap(({ name, position: [left, top], parameters }) => {
			const [right, bottom] = [left + Number(parameters.width), top + Number(parameters.height)];
			const covers = ({ position: [x, y] }: (typeof nodes)[number]) =>
				x + NODE_SIZE > left && x < right && y + NODE_SIZE > top && y < bottom;
			return nodes.filter((one) => !isNote(one) && covers(one)).map((one) => [name, one.name]);
		});
		expect(hidden).toEqual([]);
	});

	test('connects nodes that are there', () => {
		const ends = JSON.stringify(connections).match(/(?<="node":")[^"]+/g) ?? [];
		const names = nodes.map(({ name }) => name);
		expect([...Object.keys(connections), ...ends].filter((name) => !names.includes(name))).toEqual(
			[],
		);
	});

	test('sets parameters that are there, to values that are there', () => {
		const wrong = nodes
			.filter(({ type }) => type.startsWith(PACKAGE))
			.flatMap(({ type, parameters }) => {
				const node = nodeTypes.get(type.slice(PACKAGE.length));
				return node ? problemsOf(parameters, node.description.properties) : [type];
			});
		expect(wrong).toEqual([]);
	});
});

/** Names that no property has, and values that no list of a property of that name has. */
function problemsOf(
	parameters: Readonly<Record<string, unknown>>,
	properties: readonly INodeProperties[],
): string[] {
	return Object.entries(parameters).flatMap(([name, value]) => {
		const found = properties.filter((property) => property.name === name);
		if (found.length === 0) return [name];
		const inner = found.filter(({ type }) => type === 'collection').flatMap(optionsOf);
		if (inner.length > 0) return problemsOf(value as Record<string, unknown>, inner);
		const choices = found.flatMap(({ options = [] }) =>
			options.flatMap((option) => ('value' in option ? [option.value] : [])),
		);
		if (choices.length === 0) return [];
		return [value]
			.flat()
			.filter((one) => one !== '' && !choices.includes(one as string))
			.map((one) => `${name}: ${String(one)}`);
	});
}

function optionsOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options as INodeProperties[];
}

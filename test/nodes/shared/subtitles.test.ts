import { Workflow, type INodeParameters, type INodeType } from 'n8n-workflow';

import { HotmartTrigger } from '../../../nodes/HotmartTrigger/HotmartTrigger.node';
import { WebhookDispatcher } from '../../../nodes/WebhookDispatcher/WebhookDispatcher.node';
import { WebhookDispatcherTrigger } from '../../../nodes/WebhookDispatcherTrigger/WebhookDispatcherTrigger.node';
import { subtitleOfChosen } from '../../../nodes/shared/subtitles';
import { loadNodes } from '../support/load-nodes';

/** What the editor shows below a node: n8n's own evaluation of the subtitle. */
function shown(type: INodeType, parameters: INodeParameters): unknown {
	const name = 'The Node';
	const workflow = new Workflow({
		nodes: [{ id: name, name, type: 'any', typeVersion: 1, position: [0, 0], parameters }],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	return workflow.expression.getSimpleParameterValue(
		{ id: name, name, type: 'any', typeVersion: 1, position: [0, 0], parameters },
		type.description.subtitle,
		'internal',
		{},
	);
}

test.each<[INodeType, INodeParameters, string]>([
	[new HotmartTrigger(), { events: ['*'] }, 'All Events'],
	[
		new HotmartTrigger(),
		{ events: ['PURCHASE_APPROVED', 'PURCHASE_REFUNDED'] },
		'Purchase Approved, Purchase Refunded',
	],
	[new HotmartTrigger(), { events: ['A_NEW_EVENT'] }, 'A_NEW_EVENT'],
	[new HotmartTrigger(), { events: [] }, ''],
	[new HotmartTrigger(), {}, ''],
	[new WebhookDispatcherTrigger(), { on: ['deliveryFailed'] }, 'Delivery Failed'],
	[new WebhookDispatcher(), { resource: 'event', operation: 'dispatch' }, 'Dispatch event'],
	[new WebhookDispatcher(), { resource: 'delivery', operation: 'getAll' }, 'Get many deliveries'],
])('is made of names that people know: %#', (node, parameters, expected) => {
	expect(shown(node, parameters)).toBe(expected);
});

test('every operation of the dispatcher has a subtitle of its own', () => {
	const node = new WebhookDispatcher();
	const operations = node.description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.map((option) => ({
				resource: String(displayOptions?.show?.resource?.[0]),
				operation: 'value' in option ? String(option.value) : '',
			})),
		);
	const subtitles = operations.map((parameters) => shown(node, parameters));

	expect(operations.length).toBeGreaterThan(20);
	expect(new Set(subtitles).size).toBe(operations.length);
	expect(subtitles).not.toContain(undefined);
});

test('is in the language of the n8n', () => {
	const descriptions = loadNodes('pt-BR') as Record<string, INodeType['description']>;
	const said = (name: string, parameters: INodeParameters) => {
		const description = descriptions[name];
		return description && shown({ description }, parameters);
	};

	expect(said('HotmartTrigger', { events: ['PURCHASE_APPROVED'] })).toBe('Compra aprovada');
	expect(said('HotmartTrigger', { events: ['*'] })).toBe('Todos os eventos');
	expect(said('WebhookDispatcher', { resource: 'event', operation: 'dispatch' })).toBe(
		'Disparar evento',
	);
});

test('a name that would end the expression does not', () => {
	const property = {
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions' as const,
		default: [],
		options: [{ name: 'A }} "quoted" name', value: 'a' }],
	};

	const { description } = new HotmartTrigger();
	const subtitle = subtitleOfChosen({ properties: [property] }, 'events');

	expect(shown({ description: { ...description, subtitle } }, { events: ['a'] })).toBe(
		'A }} "quoted" name',
	);
});

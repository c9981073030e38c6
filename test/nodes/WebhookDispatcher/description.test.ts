import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { WebhookDispatcher } from '../../../nodes/WebhookDispatcher/WebhookDispatcher.node';
import { operations } from '../../../nodes/WebhookDispatcher/operations';

const { description, methods } = new WebhookDispatcher();
const { properties } = description;

const sendTo = ['sendTo', 'subscriptionIds', 'url', 'signingSecret', 'headers', 'format'];
/** The parameters of `contract.md`, which stand in people's saved workflows. */
const contract: Record<string, Record<string, string[]>> = {
	event: {
		dispatch: [
			'eventSource',
			'eventType',
			'eventId',
			'occurredAt',
			'productIds',
			'payload',
			...sendTo,
			'waitForFinalResult',
			'options',
		],
		sendTest: ['platform', 'event', ...sendTo],
	},
	subscription: {
		create: ['name', 'url', 'events', 'additionalFields'],
		delete: ['subscriptionId'],
		disable: ['subscriptionId'],
		enable: ['subscriptionId'],
		get: ['subscriptionId'],
		getAll: ['returnAll', 'limit'],
		rotateSecret: ['subscriptionId'],
		update: ['subscriptionId', 'updateFields'],
		validateUrl: ['url'],
	},
	delivery: {
		cancel: ['deliveryId'],
		get: ['deliveryId'],
		getAll: ['returnAll', 'limit', 'filters'],
		getStatistics: ['since', 'until', 'subscriptionId', 'output'],
		resend: ['deliveryId'],
		resendMany: ['filters', 'limit'],
	},
	receivedEvent: {
		get: ['receivedEventId'],
		getAll: ['returnAll', 'limit', 'filters'],
		replay: ['receivedEventId'],
	},
	catalog: { get: ['platform', 'event'], getAll: ['platform'] },
};
const collections: Record<string, string[]> = {
	'event dispatch options': ['failOnFailure', 'maximumConcurrent'],
	'delivery getAll filters': [
		'state',
		'subscriptionId',
		'eventType',
		'eventId',
		'statusCode',
		'since',
		'until',
	],
	'delivery resendMany filters': [
		'state',
		'subscriptionId',
		'eventType',
		'eventId',
		'statusCode',
		'since',
		'until',
	],
	'receivedEvent getAll filters': ['platform', 'event', 'state', 'eventId', 'since', 'until'],
	'subscription create additionalFields': [
		'platforms',
		'productIds',
		'audience',
		'shareBuyerData',
		'format',
		'headers',
		'tokenHeader',
		'tokenQueryParameter',
		'tokenValue',
		'signingSecret',
		'timeoutSeconds',
		'retrySchedule',
		'rateLimitPerSecond',
		'maximumConcurrent',
	],
};

const existing = Object.entries(operations).flatMap(([resource, byName]) =>
	Object.keys(byName).map((operation): [string, string] => [resource, operation]),
);

function shown(resource: string, operation: string): INodeProperties[] {
	return properties.filter(
		({ displayOptions }) =>
			displayOptions?.show?.resource?.includes(resource) === true &&
			displayOptions.show.operation?.includes(operation) === true,
	);
}

function optionValues(property: INodeProperties | undefined): unknown[] {
	return (property?.options as INodePropertyOptions[] | undefined)?.map(({ value }) => value) ?? [];
}

/** The properties themselves, and those in their collections. */
function withNested(list: readonly INodeProperties[]): INodeProperties[] {
	return list.flatMap((property) => [
		property,
		...(property.type === 'collection'
			? withNested((property.options ?? []) as INodeProperties[])
			: []),
	]);
}

describe('the operations', () => {
	test('are those of the contract, and the lists name each that there is', () => {
		const resource = properties.find(({ name }) => name === 'resource');
		expect(optionValues(resource).sort()).toEqual(Object.keys(operations).sort());
		for (const [name, byName] of Object.entries(operations)) {
			const list = properties.find(
				(property) =>
					property.name === 'operation' && property.displayOptions?.show?.resource?.includes(name),
			);
			expect(optionValues(list).sort()).toEqual(Object.keys(byName).sort());
			expect(optionValues(list)).toContain(list?.default);
			expect(Object.keys(contract[name] ?? {})).toEqual(
				expect.arrayContaining(Object.keys(byName)),
			);
		}
	});

	test.each(existing)('%s: %s has the parameters of the contract', (resource, operation) => {
		const names = shown(resource, operation)
			.filter(({ type }) => type !== 'notice')
			.map(({ name }) => name);

		// One name may stand for several lists, of which one is shown.
		expect([...new Set(names)].sort()).toEqual([...(contract[resource]?.[operation] ?? [])].sort());
	});

	test.each(Object.entries(collections))(
		'the collection %s has the fields of the contract',
		(key, fields) => {
			const [resource = '', operation = '', name = ''] = key.split(' ');
			if (!operations[resource]?.[operation]) return;
			const collection = shown(resource, operation).find((property) => property.name === name);

			expect(
				((collection?.options ?? []) as INodeProperties[]).map((field) => field.name).sort(),
			).toEqual([...fields].sort());
		},
	);

	test('update takes what create takes', () => {
		const [, updateFields] = shown('subscription', 'update');

		expect(
			((updateFields?.options ?? []) as INodeProperties[]).map(({ name }) => name).sort(),
		).toEqual(
			[
				'name',
				'url',
				'events',
				...(collections['subscription create additionalFields'] ?? []),
			].sort(),
		);
	});
});

describe('every property', () => {
	const all = withNested(properties);

	test('has choices that differ, in value and in name', () => {
		for (const property of all) {
			if (property.type !== 'options' && property.type !== 'multiOptions') continue;
			const options = (property.options ?? []) as INodePropertyOptions[];
			const values = options.map(({ value }) => value);
			expect([property.name, values]).toEqual([property.name, [...new Set(values)]]);
			const names = options.map(({ name }) => name);
			expect([property.name, names]).toEqual([property.name, [...new Set(names)]]);
		}
	});

	test('has a default that is one of its choices, or none', () => {
		for (const { name, type, options, typeOptions, default: initial } of all) {
			const isToBeChosen = initial === '';
			if (type === 'options' && !typeOptions?.loadOptionsMethod && !isToBeChosen) {
				expect([name, (options as INodePropertyOptions[]).map(({ value }) => value)]).toEqual([
					name,
					expect.arrayContaining([initial]),
				]);
			}
			if (type === 'boolean') expect([name, typeof initial]).toEqual([name, 'boolean']);
			if (type === 'number') expect([name, typeof initial]).toEqual([name, 'number']);
		}
	});

	test('that is a collection begins empty, but for Resend Many, which must not mean everything', () => {
		const begun = all.filter(
			({ type, default: initial }) =>
				type === 'collection' && JSON.stringify(initial) !== JSON.stringify({}),
		);

		expect(
			begun.map(({ displayOptions, default: initial }) => [displayOptions?.show, initial]),
		).toEqual([[{ resource: ['delivery'], operation: ['resendMany'] }, { state: 'failed' }]]);
	});

	test('names methods that there are', () => {
		for (const { typeOptions, modes = [] } of all) {
			if (typeOptions?.loadOptionsMethod) {
				expect(Object.keys(methods.loadOptions)).toContain(typeOptions.loadOptionsMethod);
			}
			for (const mode of modes) {
				const method = mode.typeOptions?.searchListMethod;
				if (method) expect(Object.keys(methods.listSearch)).toContain(method);
			}
		}
	});

	test('that holds a secret is entered as a password', () => {
		const secrets = all.filter(({ name }) => ['signingSecret', 'tokenValue'].includes(name));

		expect(secrets.length).toBeGreaterThan(0);
		for (const { typeOptions } of secrets) expect(typeOptions?.password).toBe(true);
	});

	test('is not there twice for one operation under the same conditions', () => {
		for (const [resource, operation] of existing) {
			const keys = shown(resource, operation).map(({ name, displayOptions }) =>
				JSON.stringify([name, displayOptions?.show]),
			);
			expect(new Set(keys).size).toBe(keys.length);
		}
	});
});

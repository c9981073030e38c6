import { sourcePackage } from '../../support/source-package';
import { Bench, outputOf } from '../../support/in-process';
import type { INodeProperties } from 'n8n-workflow';
import * as z from 'zod';

import { WebhookDispatcher } from '../../../nodes/WebhookDispatcher/WebhookDispatcher.node';
import { platforms } from '../../../src/platforms';

/** An expression: n8n itself asks for a required parameter that is empty in the editor. */
const empty = "={{ '' }}";

const fieldSchema = z.strictObject({
	name: z.string().min(1),
	type: z.string(),
	size: z.number().nullable(),
	required: z.boolean(),
	sentToAffiliates: z.boolean(),
	description: z.string().min(1),
});

const formShape = {
	fields: z.array(fieldSchema).min(1),
	jsonSchema: z.looseObject({ $schema: z.string() }),
	sample: z.looseObject({}),
};

const itemSchema = z.strictObject({
	platform: z.enum(platforms.map(({ id }) => id)),
	event: z.string().min(1),
	type: z.string().includes('.'),
	family: z.string().min(1),
	title: z.string().min(1),
	when: z.string().min(1),
	...formShape,
	variants: z.array(z.strictObject({ name: z.string(), contentType: z.string(), ...formShape })),
});

describe('the catalog resource', () => {
	const node = new WebhookDispatcher();
	const loaded = sourcePackage([node]);

	async function run(parameters: Record<string, unknown>, onError = 'stopWorkflow') {
		const bench = new Bench(loaded, {
			nodes: [
				{
					name: 'Webhook Dispatcher',
					type: 'webhookDispatcher',
					parameters: { resource: 'catalog', ...parameters },
					settings: { onError: onError as 'stopWorkflow' },
				},
			],
		});
		const result = await bench.run({ from: 'Webhook Dispatcher' });
		return {
			error: result.data.resultData.error,
			items: outputOf(result, 'Webhook Dispatcher').map(({ json }) => json),
		};
	}

	it('needs no store: it answers where none can be opened', async () => {
		const bench = new Bench(loaded, {
			credentials: {
				webhookStoreApi: {
					engine: 'sqlite',
					path: '/proc/none/store.sqlite',
					encryptionKey: 'key',
				},
			},
			nodes: [
				{
					name: 'Webhook Dispatcher',
					type: 'webhookDispatcher',
					parameters: { resource: 'catalog', operation: 'getAll' },
					credentials: ['webhookStoreApi'],
				},
			],
		});

		const result = await bench.run({ from: 'Webhook Dispatcher' });

		expect(result.data.resultData.error).toBeUndefined();
		expect(outputOf(result, 'Webhook Dispatcher')).toHaveLength(
			platforms.flatMap(({ events }) => events).length,
		);
	});

	it('gives everything that is known of an event', async () => {
		const { items } = await run({
			operation: 'get',
			platform: 'hotmart',
			event: 'PURCHASE_APPROVED',
		});
		const [item] = z.tuple([itemSchema]).parse(items);

		expect(item).toMatchObject({
			platform: 'hotmart',
			event: 'PURCHASE_APPROVED',
			type: 'purchase.approved',
			family: 'purchase',
		});
		expect(item.fields.map(({ name }) => name)).toContain('data.purchase.price.value');
		expect(item.fields.find(({ name }) => name === 'data.buyer.email')).toMatchObject({
			sentToAffiliates: false,
		});
		expect(item.sample).toMatchObject({ event: 'PURCHASE_APPROVED' });
		expect(item.variants.length).toBeGreaterThan(0);
	});

	it('gives a sample of its own each time: what comes after may change it', async () => {
		const parameters = { operation: 'get', platform: 'hotmart', event: 'PURCHASE_APPROVED' };
		const first = await run(parameters);
		Object.assign(first.items[0]?.sample ?? {}, { event: 'changed' });

		expect((await run(parameters)).items[0]).toMatchObject({
			sample: { event: 'PURCHASE_APPROVED' },
		});
	});

	it('gives one item for each event of all platforms, or of one', async () => {
		const all = await run({ operation: 'getAll' });
		const items = all.items.map((item) => itemSchema.parse(item));
		const known = platforms.flatMap(({ id, events }) => events.map(({ name }) => `${id} ${name}`));
		expect(items.map(({ platform, event }) => `${platform} ${event}`)).toEqual(known);

		for (const { id, events } of platforms) {
			const ofOne = await run({ operation: 'getAll', platform: id });
			expect(ofOne.items.map(({ event }) => event)).toEqual(events.map(({ name }) => name));
		}
	});

	it.each([
		['platform', { operation: 'get', platform: empty, event: 'PURCHASE_APPROVED' }],
		['platform', { operation: 'get', platform: 'shopify', event: 'PURCHASE_APPROVED' }],
		['event', { operation: 'get', platform: 'hotmart', event: empty }],
		['event', { operation: 'get', platform: 'hotmart', event: 'ORDER_SAVED' }],
		['platform', { operation: 'getAll', platform: 'shopify' }],
	])('names the parameter %s that is wrong in %j', async (parameter, parameters) => {
		const { items } = await run(parameters, 'continueRegularOutput');
		expect(items).toEqual([
			{ error: expect.any(String), remedy: expect.any(String), parameter, code: 'invalid_input' },
		]);
		const { error } = await run(parameters);
		expect(error?.message).toContain(`[parameter: ${parameter}]`);
	});

	it('lists in the editor the events of the platform that is chosen', () => {
		const { properties } = node.description;
		const shown = (name: string, parameters: Record<string, string>) =>
			properties.filter((property) => property.name === name && isShown(property, parameters));
		const get = { resource: 'catalog', operation: 'get' };

		expect(shown('platform', get)).toHaveLength(1);
		for (const { id, events } of platforms) {
			const [property, ...others] = shown('event', { ...get, platform: id });
			expect(others).toEqual([]);
			const values = property?.options?.map((option) => 'value' in option && option.value);
			expect([...(values ?? [])].sort()).toEqual(events.map(({ name }) => name).sort());
		}
	});
});

function isShown({ displayOptions }: INodeProperties, parameters: Record<string, string>): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
		values?.includes(parameters[name] ?? ''),
	);
}

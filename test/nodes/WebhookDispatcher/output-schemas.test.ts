import { byId, DispatcherBench } from './dispatcher-bench';
import { Bench } from '../../support/in-process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { HotmartTrigger } from '../../../nodes/HotmartTrigger/HotmartTrigger.node';
import { operations } from '../../../nodes/WebhookDispatcher/operations';
import { hotmart } from '../../../src/platforms';
import { waitFor } from '../../support/lab/wait-for';
import { startReceiver, type Receiver } from '../../support/receiver';
import { sourcePackage } from '../../support/source-package';
import { schemaOf } from './support/schema-of';

// The files that n8n's editor shows as the fields of a node that has not run yet. They are what each operation
// really puts out, so that they cannot say anything else: `npm run schemas` writes them.

const FOLDER = path.join(__dirname, '../../../nodes/WebhookDispatcher/__schema__/v1.0.0');
const isUpdate = process.env.UPDATE_OUTPUT_SCHEMAS === '1';

type Item = Record<string, unknown>;

const HOTTOK = 'hottok-of-the-tests';
const outputs: Record<string, Item[]> = {};
const receivers: Receiver[] = [];
let bench: DispatcherBench;

beforeAll(async () => {
	bench = new DispatcherBench();
	await runSubscriptions();
	await runDeliveries();
	await runReceivedEvents();
	await run('catalog', 'get', { platform: 'hotmart', event: 'PURCHASE_APPROVED' });
	await run('catalog', 'getAll', {});
});

afterAll(async () => {
	for (const receiver of receivers) await receiver.close();
	await bench.close();
});

const all = Object.entries(operations).flatMap(([resource, byName]) =>
	Object.keys(byName).map((operation): [string, string] => [resource, operation]),
);

describe('the preview of the output', () => {
	test.each(all)('of %s: %s is what the operation puts out', (resource, operation) => {
		const items = outputs[`${resource}/${operation}`] ?? [];
		expect(items).not.toEqual([]);
		const file = path.join(FOLDER, resource, `${operation}.json`);
		const schema = `${JSON.stringify({ ...schemaOf(items), version: 1 }, null, '\t')}\n`;
		if (isUpdate) {
			mkdirSync(path.dirname(file), { recursive: true });
			writeFileSync(file, schema);
		}

		// Else: npm run schemas
		expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(schema));
	});

	test('is there for every operation and for nothing else', () => {
		const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });

		expect(files.filter((name) => name.endsWith('.json')).sort()).toEqual(
			all.map(([resource, operation]) => path.join(resource, `${operation}.json`)).sort(),
		);
	});
});

async function run(resource: string, operation: string, parameters: Item): Promise<Item[]> {
	const items = await bench.get(resource, operation, parameters);
	(outputs[`${resource}/${operation}`] ??= []).push(...items);
	return items;
}

async function receiver(status: number): Promise<Receiver> {
	const headers = { 'content-type': 'text/plain' };
	const started = await startReceiver({ answer: () => ({ status, headers, body: 'seen' }) });
	receivers.push(started);
	return started;
}

async function runSubscriptions(): Promise<void> {
	const members = await receiver(200);
	const created = await run('subscription', 'create', {
		name: 'Member area',
		url: members.url,
		events: ['*'],
		additionalFields: {
			platforms: ['hotmart'],
			productIds: '1355458',
			tokenHeader: 'x-token',
			tokenValue: 'token-of-the-tests',
		},
	});
	const subscriptionId = byId(created[0]?.id);
	const refusing = await bench.subscribe((await receiver(410)).url);
	await bench.get('event', 'sendTest', {
		platform: 'hotmart',
		event: 'PURCHASE_APPROVED',
		sendTo: 'selected',
		subscriptionIds: [created[0]?.id, refusing.id],
	});
	for (const operation of ['get', 'disable', 'get', 'enable', 'rotateSecret'])
		await run('subscription', operation, { subscriptionId });
	await run('subscription', 'update', { subscriptionId, updateFields: { name: 'Members' } });
	await bench.get('subscription', 'disable', { subscriptionId });
	await run('subscription', 'getAll', { returnAll: true });
	await run('subscription', 'validateUrl', { url: members.url });
	await run('subscription', 'validateUrl', { url: 'http://127.0.0.1:1/' });
	await run('subscription', 'delete', { subscriptionId });
	// What every other operation gives of a subscription has the same fields.
	const whole = [...(outputs['subscription/get'] ?? []), ...(outputs['subscription/getAll'] ?? [])];
	for (const operation of [
		'create',
		'get',
		'disable',
		'enable',
		'rotateSecret',
		'update',
		'getAll',
	])
		outputs[`subscription/${operation}`]?.push(...whole);
}

async function runDeliveries(): Promise<void> {
	await bench.subscribe((await receiver(200)).url);
	await bench.subscribe((await receiver(410)).url);
	await bench.subscribe((await receiver(503)).url, { retrySchedule: '1h' });
	await bench.subscribe('http://127.0.0.1:1/', { retrySchedule: '1h' });
	const event = { eventSource: 'define', eventType: 'order.paid', payload: '{"order":42}' };
	await run('event', 'dispatch', event);
	await run('event', 'sendTest', { platform: 'hotmart', event: 'PURCHASE_APPROVED' });
	const deliveries = await run('delivery', 'getAll', { returnAll: true });
	for (const { deliveryId } of deliveries)
		await run('delivery', 'get', { deliveryId: byId(deliveryId) });
	await run('delivery', 'getStatistics', {});
	const waiting = deliveries.filter(({ state }) => state === 'pending');
	const [first, second] = waiting;
	await run('delivery', 'resend', { deliveryId: byId(first?.deliveryId) });
	await run('delivery', 'cancel', { deliveryId: byId(second?.deliveryId) });
	await run('delivery', 'resendMany', { filters: { state: 'canceled' }, limit: 10 });
	for (const operation of ['cancel', 'get', 'getAll', 'resend'])
		outputs[`delivery/${operation}`]?.push(...deliveries);
}

async function runReceivedEvents(): Promise<void> {
	const received = new Bench(sourcePackage([new HotmartTrigger()]), {
		credentials: { hotmartWebhookApi: { hottok: HOTTOK }, webhookStoreApi: bench.credential },
		nodes: [
			{
				name: 'Hotmart Trigger',
				type: 'hotmartTrigger',
				parameters: { events: ['*'], options: { binaryData: true, invalidPayloads: 'keep' } },
				credentials: ['hotmartWebhookApi', 'webhookStoreApi'],
			},
		],
	});
	const trigger = await received.startTrigger('Hotmart Trigger');
	const webhook = await received.serveWebhook('Hotmart Trigger');
	const headers = { 'x-hotmart-hottok': HOTTOK };
	for (const { sample, name } of hotmart.events)
		await webhook.request({ headers, body: { ...sample, id: name } });
	await webhook.request({ headers, body: { ...hotmart.events[0]?.sample, data: 'nothing' } });
	await webhook.close();
	const kept = await bench.get('receivedEvent', 'getAll', { filters: { state: 'kept' } });
	const receivedEventId = byId(kept[0]?.id);
	await waitFor(() => trigger.emissions.length > 0, { what: 'the first event' });
	trigger.emissions[0]?.end({ status: 'success' });
	await waitFor(
		async () =>
			(await bench.get('receivedEvent', 'getAll', { filters: { state: 'done' } })).length > 0,
		{ what: 'the end of its execution' },
	);
	await trigger.close();
	await run('receivedEvent', 'replay', { receivedEventId });
	const events = await run('receivedEvent', 'getAll', { returnAll: true });
	await run('receivedEvent', 'get', { receivedEventId });
	for (const operation of ['get', 'replay']) outputs[`receivedEvent/${operation}`]?.push(...events);
}

import { DispatcherBench } from './dispatcher-bench';

import type { IDataObject } from 'n8n-workflow';

import { waitFor } from '../../support/lab/wait-for';
import { inTurn, startReceiver, type Answer, type Receiver } from '../../support/receiver';
import { verifyWebhooks } from '../../support/verify-webhooks';

const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const receivers: Receiver[] = [];
let bench: DispatcherBench;

beforeEach(() => {
	bench = new DispatcherBench();
});

afterEach(async () => {
	for (const receiver of receivers.splice(0)) await receiver.close();
	await bench.close();
});

async function receive(...answers: Answer[]): Promise<Receiver> {
	const [first = 200, ...rest] = answers;
	const receiver = await startReceiver({ answer: inTurn(first, ...rest) });
	receivers.push(receiver);
	return receiver;
}

/** What a trigger of this package emits, by `contract.md`. */
const item = {
	platform: 'hotmart',
	event: 'PURCHASE_APPROVED',
	type: 'purchase.approved',
	family: 'purchase',
	id: 'a51689a6-8e24-4b9a-b8b6-9214cb0ec15e',
	occurredAt: '2025-04-29T18:50:31.331Z',
	receivedAt: '2026-01-05T12:00:00.000Z',
	test: false,
	valid: true,
	issues: [],
	product: { id: '1355458', name: 'Curso' },
	customer: { name: 'Ana', email: 'ana@example.com', phone: null, document: null },
	order: null,
	subscription: null,
	payload: { z: 1, id: 'a51689a6-8e24-4b9a-b8b6-9214cb0ec15e', a: ['ção'] },
};
const { valid: _valid, issues: _issues, receivedAt: _receivedAt, ...sent } = item;

describe('what dispatch puts out', () => {
	test('is exactly the item of the contract', async () => {
		const receiver = await receive({ status: 201, headers: { 'x-a': 'b' }, body: 'thanks' });
		const subscription = await bench.subscribe(receiver.url);

		const { items, output } = await bench.run(
			{ resource: 'event', operation: 'dispatch' },
			{ items: [item] },
		);

		expect(items).toEqual([
			{
				deliveryId: expect.stringMatching(/^dlv_/),
				eventId: item.id,
				type: 'purchase.approved',
				subscription: { id: subscription.id, name: 'Member area' },
				url: receiver.url,
				state: 'delivered',
				attemptsMade: 1,
				maximumAttempts: 5,
				nextAttemptAt: null,
				attempts: [
					{
						number: 1,
						trigger: 'automatic',
						startedAt: isoTime,
						durationMs: expect.any(Number),
						outcome: 'delivered',
						request: {
							headers: {
								'content-type': 'application/json',
								'user-agent': expect.stringMatching(/^n8n-nodes-commerce-webhooks\//),
								'webhook-id': item.id,
								'webhook-timestamp': expect.stringMatching(/^\d+$/),
								'webhook-signature': expect.stringMatching(/^v1,/),
							},
							body: receiver.requests[0]?.body.toString(),
						},
						response: {
							status: 201,
							statusText: 'Created',
							statusClass: 'success',
							headers: { 'x-a': 'b', 'content-length': '6' },
							body: 'thanks',
							truncated: false,
						},
						error: null,
					},
				],
			},
		]);
		expect(Object.keys(items[0] ?? {})).toEqual([
			'deliveryId',
			'eventId',
			'type',
			'subscription',
			'url',
			'state',
			'attemptsMade',
			'maximumAttempts',
			'nextAttemptAt',
			'attempts',
		]);
		expect(output[0]?.pairedItem).toEqual({ item: 0 });
	});

	test('says what is to come where there was no answer', async () => {
		const receiver = await receive((socket) => void socket.resetAndDestroy());
		await bench.subscribe(receiver.url);

		const { items } = await bench.dispatch({});

		expect(items).toMatchObject([
			{
				state: 'pending',
				attemptsMade: 1,
				nextAttemptAt: isoTime,
				attempts: [
					{
						outcome: 'retry',
						response: null,
						error: { code: 'connection_reset', message: expect.any(String) },
					},
				],
			},
		]);
	});

	test('is one item a delivery, in the order of the input and paired with it', async () => {
		const [one, two] = [await receive(), await receive()];
		await bench.subscribe(one.url);
		await bench.subscribe(two.url, {}, ['order.paid']);

		const { output } = await bench.dispatch(
			{ eventId: '={{ $json.id }}', eventType: '={{ $json.type }}' },
			{
				items: [
					{ id: 'a', type: 'order.paid' },
					{ id: 'b', type: 'order.refunded' },
					{ id: 'c', type: 'order.paid' },
				],
			},
		);

		expect(output.map(({ json, pairedItem }) => [json.eventId, json.url, pairedItem])).toEqual([
			['a', one.url, { item: 0 }],
			['a', two.url, { item: 0 }],
			['b', one.url, { item: 1 }],
			['c', one.url, { item: 2 }],
			['c', two.url, { item: 2 }],
		]);
	});

	test('is nothing where nobody wants the event, with a hint that says so', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url, {}, ['purchase.*']);

		const { items, hints, error } = await bench.dispatch({});

		expect(error).toBeUndefined();
		expect(items).toEqual([]);
		expect(hints).toEqual([
			expect.stringMatching(/No subscription wants order\.paid.*Create a subscription/),
		]);
	});

	test('comes with hints of what failed for good and of what has not arrived yet', async () => {
		const [taken, gone, busy] = [await receive(), await receive(410), await receive(503)];
		for (const { url } of [taken, gone, busy]) await bench.subscribe(url);

		const { items, hints, error } = await bench.dispatch({});

		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
		expect(hints).toEqual([
			expect.stringMatching(/^Failed for good: 1 of 3\./),
			expect.stringMatching(/^Not delivered yet: 1 of 3\./),
		]);
	});

	test('has no hint where everything arrived', async () => {
		await bench.subscribe((await receive()).url);

		expect((await bench.dispatch({})).hints).toEqual([]);
	});

	test('is what is there where the event was dispatched before', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url);
		const first = await bench.dispatch({ eventId: 'order-42' });

		const second = await bench.dispatch({ eventId: 'order-42' });

		expect(second.items).toEqual(first.items);
		expect(receiver.requests).toHaveLength(1);
	});

	test('counts each delivery once, however many items name it', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url);

		const { metadata, items } = await bench.dispatch({ eventId: 'same' }, { items: [{}, {}, {}] });

		expect(items).toHaveLength(3);
		expect(metadata).toMatchObject({ webhook_event_id: 'same', webhook_deliveries: '1' });
	});
});

describe('on the wire', () => {
	test('an item in an envelope is what was emitted, without how it was received', async () => {
		const receiver = await receive();
		const { signingSecret } = await bench.subscribe(receiver.url);

		await bench.run(
			{ resource: 'event', operation: 'dispatch' },
			{ items: [{ ...item, replayOf: 'rcv_1' }] },
		);

		expect(receiver.requests[0]?.body.toString()).toBe(
			JSON.stringify({ type: item.type, timestamp: item.occurredAt, data: sent }),
		);
		expect(verifyWebhooks(receiver.requests, String(signingSecret))).toEqual([
			{ standardwebhooks: 'genuine', svix: 'genuine' },
		]);
	});

	test('an item as payload is the body of the platform and nothing around it', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url, {
			format: 'payload',
			tokenHeader: 'X-HOTMART-HOTTOK',
			tokenValue: 'the hottok',
		});

		const { run } = await bench.run(
			{ resource: 'event', operation: 'dispatch' },
			{ items: [item] },
		);

		const [request] = receiver.requests;
		expect(request?.body.toString()).toBe(JSON.stringify(item.payload));
		expect(request?.header('x-hotmart-hottok')).toBe('the hottok');
		expect(JSON.stringify(run)).not.toContain('the hottok');
	});

	test('a defined event has the fields of the node', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url);

		await bench.dispatch({
			eventId: 'order-42',
			occurredAt: '2026-01-05T12:00:00+03:00',
			payload: '{"b":1,"a":"ção"}',
		});

		expect(receiver.requests[0]?.header('webhook-id')).toBe('order-42');
		expect(receiver.requests[0]?.body.toString()).toBe(
			'{"type":"order.paid","timestamp":"2026-01-05T09:00:00.000Z","data":{"b":1,"a":"ção"}}',
		);
	});

	test('expressions may give objects, times and numbers', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url, { productIds: '7' });

		const { error } = await bench.dispatch(
			{
				eventId: '={{ $json.number }}',
				occurredAt: '={{ $now }}',
				productIds: '={{ [$json.product] }}',
				payload: '={{ $json.order }}',
			},
			{ items: [{ number: 42, product: 7, order: { total: 1.5, lines: [] } }] },
		);

		expect(error).toBeUndefined();
		expect(receiver.requests[0]?.header('webhook-id')).toBe('42');
		const body = JSON.parse(String(receiver.requests[0]?.body)) as Record<string, unknown>;
		expect(body).toEqual({
			type: 'order.paid',
			timestamp: isoTime,
			data: { total: 1.5, lines: [] },
		});
		expect(Math.abs(Date.now() - Date.parse(String(body.timestamp)))).toBeLessThan(60_000);
	});

	test('an event without an ID gets a new one each time', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url);

		await bench.dispatch({}, { items: [{}, {}] });

		const ids = receiver.requests.map((request) => request.header('webhook-id'));
		expect(ids).toEqual([expect.stringMatching(/^evt_/), expect.stringMatching(/^evt_/)]);
		expect(new Set(ids).size).toBe(2);
	});
});

describe('who gets an event', () => {
	test('are all that match it', async () => {
		const all = await Promise.all([1, 2, 3, 4, 5, 6].map(async () => await receive()));
		const [family, type, name, other, product, platform] = all;
		await bench.subscribe(family?.url ?? '', {}, ['purchase.*']);
		await bench.subscribe(type?.url ?? '', {}, ['purchase.approved']);
		await bench.subscribe(name?.url ?? '', {}, 'PURCHASE_APPROVED');
		await bench.subscribe(other?.url ?? '', {}, ['purchase.canceled']);
		await bench.subscribe(product?.url ?? '', { productIds: '1, 2' });
		await bench.subscribe(platform?.url ?? '', { platforms: ['ipag'] });

		await bench.run({ resource: 'event', operation: 'dispatch' }, { items: [item] });

		expect(all.map(({ requests }) => requests.length)).toEqual([1, 1, 1, 0, 0, 0]);
	});

	test('are those selected, whatever events they want', async () => {
		const [one, two] = [await receive(), await receive()];
		const { id } = await bench.subscribe(one.url, {}, ['purchase.*']);
		await bench.subscribe(two.url);

		await bench.dispatch({ sendTo: 'selected', subscriptionIds: [id, id] });

		expect([one, two].map(({ requests }) => requests.length)).toEqual([1, 0]);
	});

	test('is a URL, signed and with headers that nobody sees', async () => {
		const receiver = await receive({ status: 200, body: 'key-of-the-url' });
		const signingSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

		const { items, run } = await bench.dispatch({
			sendTo: 'url',
			url: receiver.url,
			signingSecret,
			headers: '{"X-Key":"key-of-the-url"}',
			format: 'payload',
		});

		expect(items).toMatchObject([{ subscription: null, url: receiver.url, state: 'delivered' }]);
		expect(receiver.requests[0]?.header('x-key')).toBe('key-of-the-url');
		expect(receiver.requests[0]?.body.toString()).toBe('{"order":42}');
		expect(verifyWebhooks(receiver.requests, signingSecret)).toEqual([
			{ standardwebhooks: 'genuine', svix: 'genuine' },
		]);
		const shown = JSON.stringify(run.data.resultData.runData);
		expect(shown).not.toContain('key-of-the-url');
		expect(shown).not.toContain(signingSecret);
	});

	test('does not get it while it is switched off', async () => {
		const receiver = await receive();
		const { id } = await bench.subscribe(receiver.url);
		await bench.get('subscription', 'disable', { subscriptionId: id });

		const { items } = await bench.dispatch({});

		expect(items).toMatchObject([{ state: 'skipped', attemptsMade: 0, attempts: [] }]);
		expect(receiver.requests).toHaveLength(0);
	});
});

const wrong: Array<[parameters: Record<string, unknown>, parameter: string, message: string]> = [
	[{ eventType: '={{ "" }}' }, 'eventType', 'eventType'],
	[
		{ sendTo: 'selected', subscriptionIds: '={{ [] }}' },
		'subscriptionIds',
		'No subscription is selected',
	],
	[{ sendTo: 'url', url: '={{ "" }}' }, 'url', 'URL'],
	[{ eventType: 'order paid' }, 'eventType', 'words with dots'],
	[{ eventType: 'order.*' }, 'eventType', 'words with dots'],
	[{ eventType: '*' }, 'eventType', 'words with dots'],
	[{ eventType: '={{ $json.missing }}' }, 'eventType', 'eventType'],
	[{ eventId: 'a.b' }, 'eventId', 'characters'],
	[{ eventId: 'a b' }, 'eventId', 'characters'],
	[{ eventId: 'a\nb' }, 'eventId', 'characters'],
	[{ eventId: 'x'.repeat(256) }, 'eventId', 'characters'],
	[{ eventId: '={{ {} }}' }, 'eventId', 'characters'],
	[{ occurredAt: 'yesterday' }, 'occurredAt', 'occurredAt'],
	[{ payload: '{"order":' }, 'payload', 'not JSON'],
	[{ payload: '' }, 'payload', 'not JSON'],
	[{ payload: '={{ undefined }}' }, 'payload', 'JSON'],
	[
		{ payload: `"${'x'.repeat(512 * 1024 - 1)}"` },
		'payload',
		'bytes; at most 524288 bytes (512 KiB)',
	],
	[{ eventSource: 'items' }, 'eventSource', 'eventSource'],
	[{ sendTo: 'everyone' }, 'sendTo', 'sendTo'],
	[
		{ sendTo: 'selected', subscriptionIds: ['sub_none'] },
		'subscriptionIds',
		'There is no subscription "sub_none"',
	],
	[{ sendTo: 'selected', subscriptionIds: '={{ {} }}' }, 'subscriptionIds', 'subscriptionIds'],
	[{ sendTo: 'url', url: 'example.com' }, 'url', 'cannot be read'],
	[{ sendTo: 'url', url: 'http://10.0.0.1/' }, 'url', '10.0.0.1'],
	[{ sendTo: 'url', url: 'https://user:password@example.com/' }, 'url', 'user name or password'],
	[
		{ sendTo: 'url', url: 'https://example.com/', signingSecret: 'secret' },
		'signingSecret',
		'base64',
	],
	[{ sendTo: 'url', url: 'https://example.com/', format: 'xml' }, 'format', 'format'],
	[{ sendTo: 'url', url: 'https://example.com/', headers: '{"host":"x"}' }, 'headers', '"host"'],
	[
		{ sendTo: 'url', url: 'https://example.com/', headers: '{"a":"a secret\\r\\nb:c"}' },
		'headers',
		'"a"',
	],
	[
		{ sendTo: 'url', url: 'https://example.com/', headers: '{"a":"a secret"' },
		'headers',
		'is not JSON',
	],
	[
		{ sendTo: 'url', url: 'https://example.com/', headers: '{"a":{"b":1}}' },
		'headers',
		'not a JSON object',
	],
	[{ sendTo: 'url', url: 'https://example.com/', headers: '[1]' }, 'headers', 'not a JSON object'],
	[{ options: { maximumConcurrent: 0 } }, 'options.maximumConcurrent', 'maximumConcurrent'],
	[{ options: { maximumConcurrent: 'many' } }, 'options.maximumConcurrent', 'maximumConcurrent'],
	[{ options: { failOnFailure: 'perhaps' } }, 'options.failOnFailure', 'failOnFailure'],
];

describe('a wrong parameter', () => {
	test.each(wrong)(
		'%j fails with an error that names it and what to do',
		async (given, parameter, message) => {
			const receiver = await receive();
			await bench.subscribe(receiver.url);

			const { error } = await bench.dispatch(given);

			expect(error?.message).toContain(message);
			expect(error?.message).toContain(`[parameter: ${parameter}]`);
			expect(error?.description).toEqual(expect.any(String));
			expect(receiver.requests).toHaveLength(0);
			expect(await (await bench.store()).history.page({}, 1, null)).toEqual([]);
			// n8n itself keeps the node's parameters beside the error.
			const told = { ...error, node: null, stack: error?.stack, cause: String(error?.cause) };
			expect(JSON.stringify(told)).not.toContain('a secret');
		},
	);

	test.each<[what: string, json: Record<string, unknown>, message: string]>([
		['has nothing of an event', { order: 1 }, 'platform'],
		['has no type', { ...item, type: undefined }, 'type'],
		['has an ID with a dot', { ...item, id: 'a.b' }, 'id'],
		['has no payload', { ...item, payload: undefined }, 'payload'],
		['has a time that is none', { ...item, occurredAt: 'yesterday' }, 'occurredAt'],
	])('an item that %s is refused, and the error says what to set', async (_what, json, message) => {
		const { error } = await bench.run(
			{ resource: 'event', operation: 'dispatch' },
			{ items: [json] },
		);

		expect(error?.message).toContain(`"${message}"`);
		expect(error?.message).toContain('[parameter: eventSource]');
		expect(error?.description).toContain('Define Below');
	});

	test('of the credential fails before anything is stored', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url);

		const { error } = await bench.dispatch({}, { credential: { allowedNetworks: '10.0.0.0/99' } });

		expect(error?.message).toContain('10.0.0.0/99');
		expect(error?.message).toContain('[parameter: allowedNetworks]');
		expect(await (await bench.store()).history.page({}, 1, null)).toEqual([]);
	});

	test('in one of many items sends none of them', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url);

		const { error } = await bench.dispatch(
			{ eventId: '={{ $json.id }}' },
			{ items: [{ id: 'a' }, { id: 'b.c' }] },
		);

		expect(error?.message).toContain('[parameter: eventId]');
		expect((error as { context?: unknown } | undefined)?.context).toMatchObject({ itemIndex: 1 });
		expect(receiver.requests).toHaveLength(0);
		expect(await (await bench.store()).history.page({}, 1, null)).toEqual([]);
	});
});

describe('with Continue On Fail', () => {
	test('a wrong item carries its error, and the others are sent', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url);

		const { output, error } = await bench.dispatch(
			{ eventId: '={{ $json.id }}' },
			{ items: [{ id: 'a' }, { id: 'b.c' }, { id: 'd' }], onError: 'continueRegularOutput' },
		);

		expect(error).toBeUndefined();
		expect(output.map(({ json, pairedItem }) => [json.eventId ?? json.error, pairedItem])).toEqual([
			['a', { item: 0 }],
			[expect.stringContaining('"eventId"'), { item: 1 }],
			['d', { item: 2 }],
		]);
		expect(output[1]?.json).toEqual({
			error: expect.stringContaining('"eventId"'),
			remedy: expect.any(String),
			parameter: 'eventId',
			code: 'invalid_input',
		});
		expect(receiver.requests.map((request) => request.header('webhook-id'))).toEqual(['a', 'd']);
	});

	test('errors leave by the error output, where there is one', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url);

		const { items, errors } = await bench.dispatch(
			{ eventId: '={{ $json.id }}' },
			{ items: [{ id: 'a' }, { id: 'b.c' }], onError: 'continueErrorOutput' },
		);

		expect(items).toMatchObject([{ eventId: 'a', state: 'delivered' }]);
		expect(errors.map(({ json }) => json)).toEqual([
			{
				error: expect.stringContaining('"eventId"'),
				details: { parameter: 'eventId', remedy: expect.any(String), code: 'invalid_input' },
			},
		]);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'what concerns all items is on each of them: %s',
		async (onError) => {
			const { output, errors, error } = await bench.dispatch(
				{ options: { maximumConcurrent: 0 } },
				{ items: [{}, {}], onError },
			);

			expect(error).toBeUndefined();
			const failed = onError === 'continueErrorOutput' ? errors : output;
			expect(
				failed.map(({ json, pairedItem }) => {
					const { parameter, remedy } = (json.details ?? json) as IDataObject;
					return [parameter, remedy, pairedItem];
				}),
			).toEqual([
				['options.maximumConcurrent', expect.any(String), { item: 0 }],
				['options.maximumConcurrent', expect.any(String), { item: 1 }],
			]);
		},
	);

	test('a store that cannot be opened is an error on each item', async () => {
		const { output } = await bench.dispatch(
			{},
			{
				items: [{}],
				onError: 'continueRegularOutput',
				credential: { path: '/proc/none/store.sqlite' },
			},
		);

		expect(output).toMatchObject([
			{
				json: {
					error: expect.stringContaining('/proc/none/store.sqlite'),
					remedy: expect.any(String),
				},
			},
		]);
	});
});

describe('a delivery that has failed for good', () => {
	test('does not fail the execution by itself', async () => {
		const receiver = await receive(410);
		await bench.subscribe(receiver.url);

		const { error, items } = await bench.dispatch({});

		expect(error).toBeUndefined();
		expect(items).toMatchObject([{ state: 'failed' }]);
	});

	test('fails it where that is asked for', async () => {
		const [gone, fine] = [await receive(410), await receive()];
		await bench.subscribe(gone.url);
		await bench.subscribe(fine.url);

		const { error, metadata } = await bench.dispatch({ options: { failOnFailure: true } });

		expect(error?.message).toBe('1 delivery has failed for good');
		expect(error?.description).toContain('Delivery: Get Many');
		expect(fine.requests).toHaveLength(1);
		expect(metadata).toMatchObject({
			webhook_state: 'failed',
			webhook_failed: '1',
			webhook_deliveries: '2',
		});
	});

	test('is an error of its own item where that is asked for and the node goes on', async () => {
		const [gone, fine] = [await receive(410), await receive()];
		await bench.subscribe(gone.url);
		await bench.subscribe(fine.url);

		const { items, errors } = await bench.dispatch(
			{ options: { failOnFailure: true } },
			{ onError: 'continueErrorOutput' },
		);

		expect(items).toMatchObject([{ url: fine.url, state: 'delivered' }]);
		expect(errors).toMatchObject([
			{
				json: {
					error: '1 delivery has failed for good',
					details: { url: gone.url, state: 'failed', attempts: [{ response: { status: 410 } }] },
				},
			},
		]);
	});

	test('is not one that is to be tried again', async () => {
		const receiver = await receive(500);
		await bench.subscribe(receiver.url);

		const { error, metadata } = await bench.dispatch({ options: { failOnFailure: true } });

		expect(error).toBeUndefined();
		expect(metadata).toMatchObject({ webhook_state: 'retrying', webhook_failed: '0' });
	});
});

describe('waiting for the final result', () => {
	test('ends when all has succeeded', async () => {
		const receiver = await receive(500, 200);
		await bench.subscribe(receiver.url, { retrySchedule: '1s' });

		const { items, metadata } = await bench.dispatch({ waitForFinalResult: true });

		expect(items).toMatchObject([{ state: 'delivered', attemptsMade: 2 }]);
		expect(metadata).toMatchObject({ webhook_state: 'delivered' });
	});

	test('ends when the execution is canceled, and the rest goes on without it', async () => {
		const receiver = await receive(500, 200);
		await bench.subscribe(receiver.url, { retrySchedule: '1s' });
		let cancel = () => {};

		const running = bench.dispatch(
			{ waitForFinalResult: true },
			{ onStarted: (stop) => (cancel = stop) },
		);
		await waitFor(() => receiver.requests.length > 0, { what: 'the request', pollMs: 5 });
		cancel();
		await running.catch(() => undefined);

		const { history } = await bench.store();
		await waitFor(
			async () => (await history.page({}, 1, null))[0]?.delivery.state === 'delivered',
			{ what: 'the delivery', pollMs: 50, timeoutMs: 4000 },
		);
		expect(receiver.requests).toHaveLength(2);
	});
});

describe('the custom data of an execution', () => {
	test('says what was dispatched', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url);

		const { metadata } = await bench.dispatch(
			{ eventId: '={{ $json.id }}', eventType: '={{ $json.type }}' },
			{
				items: [
					{ id: 'a', type: 'order.paid' },
					{ id: 'b', type: 'order.sent' },
				],
			},
		);

		expect(metadata).toEqual({
			webhook_event: 'order.paid,order.sent',
			webhook_event_id: 'a,b',
			webhook_state: 'delivered',
			webhook_deliveries: '2',
			webhook_failed: '0',
		});
	});

	test('keeps to n8n’s limits', async () => {
		const items = Array.from({ length: 100 }, (_, index) => ({
			id: `order-${index}-${'x'.repeat(20)}`,
		}));

		const { metadata } = await bench.dispatch({ eventId: '={{ $json.id }}' }, { items });

		expect(metadata?.webhook_event_id).toHaveLength(512);
		expect(metadata?.webhook_event_id).toMatch(/^order-0-x+,order-1-.*…$/);
	});
});

test('two thousand items are all sent by one execution', async () => {
	const receiver = await receive();
	await bench.subscribe(receiver.url);

	const { items, metadata } = await bench.dispatch(
		{ eventId: '={{ $json.id }}' },
		{ items: Array.from({ length: 2000 }, (_, index) => ({ id: `order-${index}` })) },
	);

	expect(items).toHaveLength(2000);
	expect(items.every(({ state }) => state === 'delivered')).toBe(true);
	expect(items.map(({ eventId }) => eventId)).toEqual(
		Array.from({ length: 2000 }, (_, index) => `order-${index}`),
	);
	expect(metadata?.webhook_deliveries).toBe('2000');
	expect(receiver.requests).toHaveLength(2000);
}, 60_000);

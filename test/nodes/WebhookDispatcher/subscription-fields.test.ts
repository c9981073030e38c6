/** What each field of a subscription means for what is sent: from the node's parameters to a real socket. */
import { byId, DispatcherBench } from './dispatcher-bench';

import { inTurn, silence, startReceiver, type Answer, type Receiver } from '../../support/receiver';

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

/** An item as a trigger emits it. */
function emitted(fields: Record<string, unknown>): Record<string, unknown> {
	const event = { platform: 'hotmart', event: 'PURCHASE_APPROVED', type: 'purchase.approved' };
	return { ...event, family: 'purchase', id: 'a', product: null, payload: {}, ...fields };
}

/** The ids of those of the items that a subscription with these fields gets. */
async function wantedOf(
	items: Array<Record<string, unknown>>,
	additionalFields: Record<string, unknown>,
	events: unknown = ['*'],
): Promise<Array<string | undefined>> {
	const receiver = await receive();
	await bench.subscribe(receiver.url, additionalFields, events);
	const { error } = await bench.run({ resource: 'event', operation: 'dispatch' }, { items });
	if (error) throw error;
	return receiver.requests.map((request) => request.header('webhook-id')).sort();
}

describe('events', () => {
	const items = [
		emitted({ id: 'approved' }),
		emitted({ id: 'canceled', event: 'PURCHASE_CANCELED', type: 'purchase.canceled' }),
		emitted({ id: 'plan', event: 'SWITCH_PLAN', type: 'subscription.plan_changed' }),
		emitted({ id: 'new', event: 'NEW_THING', type: 'unknown' }),
	];

	test.each<[events: string[], ids: string[]]>([
		[['*'], ['approved', 'canceled', 'new', 'plan']],
		[['purchase.*'], ['approved', 'canceled']],
		[['purchase.approved'], ['approved']],
		[['PURCHASE_CANCELED'], ['canceled']],
		[['NEW_THING'], ['new']],
		[
			['SWITCH_PLAN', 'purchase.approved'],
			['approved', 'plan'],
		],
		[['purchase'], []],
		[['purchase_approved'], []],
		[['subscription.canceled'], []],
	])('%j are %j', async (events, ids) => {
		expect(await wantedOf(items, {}, events)).toEqual(ids);
	});
});

test('platforms are those of the event; one that is no platform’s passes', async () => {
	const items = [
		emitted({ id: 'hotmart' }),
		emitted({ id: 'ipag', platform: 'ipag', event: 'TransactionCaptured' }),
		emitted({ id: 'iset', platform: 'iset', event: 'ORDER_SAVED' }),
	];
	expect(await wantedOf(items, { platforms: ['ipag', 'iset'] })).toEqual(['ipag', 'iset']);

	await bench.dispatch({ eventId: 'defined' });
	expect(receivers[0]?.requests.at(-1)?.header('webhook-id')).toBe('defined');
});

test('products are those of the event; one that has none passes', async () => {
	const items = [
		emitted({ id: 'one', product: { id: '1', name: 'A' } }),
		emitted({ id: 'two', product: { id: 2, name: 'B' } }),
		emitted({ id: 'none' }),
		emitted({ id: 'nameless', product: { id: null, name: 'C' } }),
	];
	const receiver = await receive();
	await bench.subscribe(receiver.url, { productIds: '3, 4' });
	await bench.dispatch({ eventId: 'defined', productIds: '4,5' });
	await bench.dispatch({ eventId: 'other', productIds: '5' });

	expect(receiver.requests.map((request) => request.header('webhook-id'))).toEqual(['defined']);
	expect(await wantedOf(items, { productIds: '2, 3' })).toEqual(['nameless', 'none', 'two']);
});

test('the token goes in the query, beside what is there, and nobody sees it', async () => {
	const receiver = await receive({ status: 200, body: 'got se%cret +1' });
	await bench.subscribe(`${receiver.url}hooks?shop=1&token=old`, {
		tokenQueryParameter: 'token',
		tokenValue: 'se%cret +1',
	});

	const { items, run } = await bench.dispatch({});

	const [request] = receiver.requests;
	const query = new URL(request?.path ?? '', receiver.url).searchParams;
	expect(Object.fromEntries(query)).toEqual({ shop: '1', token: 'se%cret +1' });
	expect(items).toMatchObject([{ url: `${receiver.url}hooks?shop=1&token=old` }]);
	expect(JSON.stringify(run.data.resultData.runData)).not.toContain('cret');
});

test('headers and a token header go out, and nobody sees their values', async () => {
	const receiver = await receive();
	await bench.subscribe(receiver.url, {
		headers: '{"X-Tenant":"tenant-42","Authorization":"Bearer the-key"}',
		tokenHeader: 'X-Token',
		tokenValue: 'the-token',
	});

	const { items, run } = await bench.dispatch({});

	const [request] = receiver.requests;
	expect(['x-tenant', 'authorization', 'x-token'].map((name) => request?.header(name))).toEqual([
		'tenant-42',
		'Bearer the-key',
		'the-token',
	]);
	expect(items).toMatchObject([
		{
			attempts: [
				{
					request: {
						headers: {
							'x-tenant': '[hidden]',
							authorization: '[hidden]',
							'x-token': '[hidden]',
						},
					},
				},
			],
		},
	]);
	const shown = JSON.stringify(run.data.resultData.runData);
	for (const secret of ['tenant-42', 'the-key', 'the-token']) expect(shown).not.toContain(secret);
});

test('the time-out ends an attempt', async () => {
	await bench.subscribe((await receive(silence())).url, { timeoutSeconds: 1 });

	expect((await bench.dispatch({})).items).toMatchObject([
		{
			state: 'pending',
			attempts: [
				{ response: null, error: { code: 'timeout', message: expect.stringContaining('1000 ms') } },
			],
		},
	]);
});

test('the retry schedule says when the next attempt is', async () => {
	await bench.subscribe((await receive(500)).url, { retrySchedule: '7m, 8m' });

	const [delivery] = (await bench.dispatch({})).items;

	const waitMs = Date.parse(String(delivery?.nextAttemptAt)) - Date.now();
	expect(waitMs).toBeGreaterThan(7 * 60_000 - 5000);
	expect(waitMs).toBeLessThanOrEqual(7 * 60_000 * 1.1);
});

test('the rate limit holds back and uses up no attempt', async () => {
	const receiver = await receive();
	await bench.subscribe(receiver.url, { rateLimitPerSecond: 4 });
	const startedAt = Date.now();

	const { items } = await bench.dispatch(
		{ eventId: '={{ $json.id }}' },
		{ items: Array.from({ length: 6 }, (_, index) => ({ id: `e${index}` })) },
	);
	const durationMs = Date.now() - startedAt;

	expect(receiver.requests).toHaveLength(6);
	expect(durationMs).toBeGreaterThanOrEqual(950);
	expect(items.map(({ state, attemptsMade }) => [state, attemptsMade])).toEqual(
		Array(6).fill(['delivered', 1]),
	);
});

test('no more requests are under way than the subscription allows', async () => {
	let underWay = 0;
	let most = 0;
	const receiver = await startReceiver({
		answer: () => (socket) => {
			most = Math.max(most, ++underWay);
			setTimeout(() => {
				underWay -= 1;
				socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
			}, 20);
		},
	});
	receivers.push(receiver);
	await bench.subscribe(receiver.url, { maximumConcurrent: 2 });

	const { items } = await bench.dispatch(
		{ eventId: '={{ $json.id }}' },
		{ items: Array.from({ length: 12 }, (_, index) => ({ id: `e${index}` })) },
	);

	expect(
		items.every(({ state, attemptsMade }) => state === 'delivered' && attemptsMade === 1),
	).toBe(true);
	expect(most).toBe(2);
});

describe('switching off and on', () => {
	test('410 switches off and says why; later events are skipped; enabling clears and sends what is resent', async () => {
		const receiver = await receive(410, 200);
		const { id } = await bench.subscribe(receiver.url);
		const subscriptionId = byId(id);
		await bench.dispatch({ eventId: 'first' });

		const { items } = await bench.dispatch({ eventId: 'second' });
		expect(items).toMatchObject([{ state: 'skipped', attemptsMade: 0, attempts: [] }]);
		expect(await bench.get('subscription', 'get', { subscriptionId })).toMatchObject([
			{
				active: false,
				disabledReason: expect.stringContaining('410 Gone'),
				disabledAt: expect.any(String),
				consecutiveFailures: 1,
				lastFailureAt: expect.any(String),
			},
		]);

		expect(await bench.get('subscription', 'enable', { subscriptionId })).toMatchObject([
			{ active: true, disabledReason: null, disabledAt: null, consecutiveFailures: 0 },
		]);
		expect(receiver.requests).toHaveLength(1);
		expect(
			await bench.get('delivery', 'resend', { deliveryId: byId(items[0]?.deliveryId) }),
		).toMatchObject([{ state: 'delivered', attempts: [{ trigger: 'manual' }] }]);
		await bench.dispatch({ eventId: 'third' });
		expect(receiver.requests.map((request) => request.header('webhook-id'))).toEqual([
			'first',
			'second',
			'third',
		]);
		expect(await bench.get('subscription', 'get', { subscriptionId })).toMatchObject([
			{ active: true, lastSuccessAt: expect.any(String) },
		]);
	});

	test('what waits when it is switched off is skipped, and not sent when it is on again', async () => {
		const receiver = await receive(500, 200);
		const { id } = await bench.subscribe(receiver.url, { retrySchedule: '1s' });
		const { items } = await bench.dispatch({});

		await bench.get('subscription', 'disable', { subscriptionId: byId(id) });
		await bench.get('subscription', 'enable', { subscriptionId: byId(id) });
		await new Promise((resolve) => setTimeout(resolve, 1300));

		expect(receiver.requests).toHaveLength(1);
		expect(
			await bench.get('delivery', 'get', { deliveryId: byId(items[0]?.deliveryId) }),
		).toMatchObject([{ state: 'skipped', attemptsMade: 1 }]);
	});
});

test('a change of URL, headers and format holds for the next event', async () => {
	const [old, fresh] = [await receive(), await receive()];
	const { id } = await bench.subscribe(old.url, { headers: '{"x-tenant":"1"}' });
	await bench.get('subscription', 'update', {
		subscriptionId: byId(id),
		updateFields: { url: fresh.url, headers: '{"x-tenant":"2"}', format: 'payload' },
	});

	await bench.dispatch({});

	expect(old.requests).toHaveLength(0);
	expect(fresh.requests[0]?.header('x-tenant')).toBe('2');
	expect(String(fresh.requests[0]?.body)).toBe('{"order":42}');
});

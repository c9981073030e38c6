import { byId, DispatcherBench } from './dispatcher-bench';

import { inTurn, startReceiver, type Answer, type Receiver } from '../../support/receiver';

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

async function list(
	parameters: Record<string, unknown> = {},
): Promise<Array<Record<string, unknown>>> {
	return await bench.get('delivery', 'getAll', { returnAll: true, ...parameters });
}

async function eventIds(filters: Record<string, unknown>): Promise<unknown[]> {
	return (await list({ filters })).map(({ eventId }) => eventId);
}

describe('get', () => {
	test('gives what dispatch gave', async () => {
		await bench.subscribe((await receive()).url);
		const { items } = await bench.dispatch({});

		expect(await bench.get('delivery', 'get', { deliveryId: byId(items[0]?.deliveryId) })).toEqual(
			items,
		);
	});

	test.each(['get', 'resend'])('and %s name an ID that is wrong', async (operation) => {
		const { error } = await bench.run({
			resource: 'delivery',
			operation,
			deliveryId: byId('dlv_none'),
		});

		expect(error?.message).toBe('There is no delivery "dlv_none" [parameter: deliveryId]');
	});
});

describe('get many', () => {
	test('gives the newest first, as many as are asked for', async () => {
		await bench.subscribe((await receive()).url);
		for (const eventId of ['a', 'b', 'c']) await bench.dispatch({ eventId });

		expect(await eventIds({})).toEqual(['c', 'b', 'a']);
		const limited = await bench.get('delivery', 'getAll', { limit: 2 });
		expect(limited.map(({ eventId }) => eventId)).toEqual(['c', 'b']);
	});

	test('gives what the filters let through', async () => {
		const [fine, gone] = [await receive(), await receive(410)];
		const one = await bench.subscribe(fine.url, {}, ['order.paid']);
		const other = await bench.subscribe(gone.url, {}, ['order.sent']);
		await bench.dispatch({ eventId: 'a' });
		const between = new Date().toISOString();
		await new Promise((resolve) => setTimeout(resolve, 5));
		await bench.dispatch({ eventId: 'b', eventType: 'order.sent' });

		expect(await eventIds({ state: 'delivered' })).toEqual(['a']);
		expect(await eventIds({ state: 'failed' })).toEqual(['b']);
		expect(await eventIds({ subscriptionId: one.id })).toEqual(['a']);
		expect(await eventIds({ subscriptionId: other.id, state: 'delivered' })).toEqual([]);
		expect(await eventIds({ eventType: 'order.sent' })).toEqual(['b']);
		expect(await eventIds({ eventId: 'a' })).toEqual(['a']);
		expect(await eventIds({ statusCode: 410 })).toEqual(['b']);
		expect(await eventIds({ since: between })).toEqual(['b']);
		expect(await eventIds({ until: between })).toEqual(['a']);
		expect(await eventIds({ since: '={{ $now.minus({ hours: 1 }) }}' })).toEqual(['b', 'a']);
		expect(await eventIds({ state: '', eventId: '', since: '', statusCode: '' })).toEqual([
			'b',
			'a',
		]);
	});

	test.each<[filters: Record<string, unknown>, parameter: string]>([
		[{ state: 'lost' }, 'state'],
		[{ statusCode: 'five hundred' }, 'statusCode'],
		[{ since: 'yesterday' }, 'since'],
		[{ until: '2026-13-01' }, 'until'],
	])('refuses %j and names %s', async (filters, parameter) => {
		const { error } = await bench.run({ resource: 'delivery', operation: 'getAll', filters });

		expect(error?.message).toContain(`[parameter: ${parameter}]`);
	});

	test('treats what looks like SQL as text', async () => {
		await bench.subscribe((await receive()).url);
		await bench.dispatch({ eventId: 'a' });

		expect(await eventIds({ eventId: "a' OR '1'='1" })).toEqual([]);
		expect(await eventIds({ subscriptionId: "x'; DROP TABLE delivery; --" })).toEqual([]);
		expect(await eventIds({})).toEqual(['a']);
	});
});

describe('resend', () => {
	test('sends once more and puts out the delivery with the new attempt', async () => {
		const receiver = await receive(410, 200);
		const { id } = await bench.subscribe(receiver.url);
		const { items } = await bench.dispatch({ eventId: 'order-42' });
		await bench.get('subscription', 'enable', { subscriptionId: byId(id) });

		const [delivery] = await bench.get('delivery', 'resend', {
			deliveryId: byId(items[0]?.deliveryId),
		});

		expect(delivery).toMatchObject({
			deliveryId: items[0]?.deliveryId,
			state: 'delivered',
			attemptsMade: 1,
			attempts: [
				{ number: 1, trigger: 'automatic', outcome: 'failed' },
				{ number: 2, trigger: 'manual', outcome: 'delivered' },
			],
		});
		expect(receiver.requests.map((request) => request.header('webhook-id'))).toEqual([
			'order-42',
			'order-42',
		]);
	});

	test('is refused while its subscription is switched off', async () => {
		const receiver = await receive(410);
		await bench.subscribe(receiver.url);
		const { items } = await bench.dispatch({});

		const resent = await bench.run(
			{ resource: 'delivery', operation: 'resend', deliveryId: byId('={{ $json.id }}') },
			{ items: [{ id: items[0]?.deliveryId }], onError: 'continueRegularOutput' },
		);

		expect(resent.items).toEqual([
			{
				error: expect.stringContaining('its subscription is switched off'),
				remedy: 'Enable the subscription first',
				parameter: 'deliveryId',
				code: 'conflict',
			},
		]);
		expect(receiver.requests).toHaveLength(1);
	});

	test('of each item sends each, and pairs what comes out', async () => {
		const receiver = await receive();
		await bench.subscribe(receiver.url);
		const { items } = await bench.dispatch(
			{ eventId: '={{ $json.id }}' },
			{ items: [{ id: 'a' }, { id: 'b' }] },
		);

		const { output } = await bench.run(
			{ resource: 'delivery', operation: 'resend', deliveryId: byId('={{ $json.deliveryId }}') },
			{ items: [...items, ...items] },
		);

		expect(output.map(({ json, pairedItem }) => [json.eventId, pairedItem])).toEqual([
			['a', { item: 0 }],
			['b', { item: 1 }],
			['a', { item: 2 }],
			['b', { item: 3 }],
		]);
		expect(receiver.requests).toHaveLength(6);
	});
});

import { byId, DispatcherBench } from './dispatcher-bench';

import { platforms } from '../../../src/platforms';
import { inTurn, startReceiver, type Answer, type Receiver } from '../../support/receiver';
import { verifyWebhooks } from '../../support/verify-webhooks';

const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const approved = { platform: 'hotmart', event: 'PURCHASE_APPROVED' };
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

async function sendTest(parameters: Record<string, unknown>, options = {}) {
	const given = { resource: 'event', operation: 'sendTest', ...approved, ...parameters };
	return await bench.run(given, options);
}

function bodyOf(receiver: Receiver, index = 0): Record<string, unknown> {
	return JSON.parse(String(receiver.requests[index]?.body)) as Record<string, unknown>;
}

test('sends the sample to all who want the event, signed, and marked as a test', async () => {
	const [wanted, unwanted] = [await receive(201), await receive()];
	const { signingSecret, id } = await bench.subscribe(wanted.url, {}, ['purchase.approved']);
	await bench.subscribe(unwanted.url, {}, ['purchase.canceled']);

	const { output, metadata, error } = await sendTest({});

	expect(error).toBeUndefined();
	expect(output).toMatchObject([
		{
			json: {
				subscription: { id },
				type: 'purchase.approved',
				state: 'delivered',
				attempts: [{ outcome: 'delivered', response: { status: 201 } }],
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(unwanted.requests).toHaveLength(0);
	expect(verifyWebhooks(wanted.requests, String(signingSecret))).toEqual([
		{ standardwebhooks: 'genuine', svix: 'genuine' },
	]);
	const sample = platforms[0]?.events.find(({ name }) => name === approved.event)?.sample;
	const eventId = wanted.requests[0]?.header('webhook-id');
	expect(bodyOf(wanted)).toEqual({
		type: 'purchase.approved',
		timestamp: isoTime,
		data: {
			...approved,
			type: 'purchase.approved',
			family: 'purchase',
			id: eventId,
			occurredAt: isoTime,
			test: true,
			product: expect.objectContaining({ id: expect.any(String) }),
			customer: expect.objectContaining({ email: expect.any(String) }),
			order: expect.objectContaining({ status: expect.any(String) }),
			subscription: expect.anything(),
			payload: { ...sample, id: eventId },
		},
	});
	expect(Math.abs(Date.now() - Date.parse(String(bodyOf(wanted).timestamp)))).toBeLessThan(60_000);
	expect(metadata).toMatchObject({
		webhook_event: 'purchase.approved',
		webhook_event_id: eventId,
		webhook_state: 'delivered',
	});
});

test('is sent every time anew: no test is a duplicate of another one', async () => {
	const receiver = await receive();
	await bench.subscribe(receiver.url);

	await sendTest({}, { items: [{}, {}] });
	await sendTest({});

	const ids = receiver.requests.map((request) => request.header('webhook-id'));
	expect(new Set(ids).size).toBe(3);
	// A receiver that was built for Hotmart tells duplicates by the body's own id.
	const payloadIds = receiver.requests.map((_request, index) => {
		const { data } = bodyOf(receiver, index) as { data: { payload: { id: string } } };
		return data.payload.id;
	});
	expect(payloadIds).toEqual(ids);
});

test.each(platforms.flatMap(({ id, events }) => events.map(({ name }) => [id, name])))(
	'there is one for %s %s, as body of the platform too',
	async (platform, event) => {
		const receiver = await receive();

		const { items, error } = await sendTest({
			platform,
			event,
			sendTo: 'url',
			url: receiver.url,
			format: 'payload',
		});

		expect(error).toBeUndefined();
		expect(items).toMatchObject([{ subscription: null, url: receiver.url, state: 'delivered' }]);
		const { id: _sent, ...sent } = bodyOf(receiver);
		const known = platforms.find((one) => one.id === platform);
		const sample = known?.events.find(({ name }) => name === event)?.sample;
		const { id: _sample, ...rest } = sample ?? {};
		expect(sent).toEqual(rest);
	},
);

test('reaches selected subscriptions, whatever events they want', async () => {
	const [one, two] = [await receive(), await receive()];
	const { id } = await bench.subscribe(one.url, {}, ['order.paid']);
	await bench.subscribe(two.url);

	await sendTest({ sendTo: 'selected', subscriptionIds: [id] });

	expect([one, two].map(({ requests }) => requests.length)).toEqual([1, 0]);
});

test('is in the history, is tried again and can be resent like any other', async () => {
	const receiver = await receive(500, 200);
	await bench.subscribe(receiver.url);

	const { items } = await sendTest({});
	const [resent] = await bench.get('delivery', 'resend', {
		deliveryId: byId(items[0]?.deliveryId),
	});

	expect(items).toMatchObject([{ state: 'pending', nextAttemptAt: isoTime }]);
	expect(resent).toMatchObject({ state: 'delivered' });
	const [first, second] = receiver.requests;
	expect(second?.body).toEqual(first?.body);
});

test('is skipped where the subscription is switched off', async () => {
	const receiver = await receive();
	const { id } = await bench.subscribe(receiver.url);
	await bench.get('subscription', 'disable', { subscriptionId: byId(id) });

	expect((await sendTest({})).items).toMatchObject([{ state: 'skipped', attempts: [] }]);
	expect(receiver.requests).toHaveLength(0);
});

test('that nobody wants says so', async () => {
	const { items, hints } = await sendTest({});

	expect(items).toEqual([]);
	expect(hints).toEqual([expect.stringContaining('No subscription wants purchase.approved')]);
});

test.each<[given: Record<string, unknown>, parameter: string]>([
	[{ platform: '={{ "shopify" }}' }, 'platform'],
	[{ platform: "={{ '' }}" }, 'platform'],
	[{ event: '={{ "PURCHASE_LOST" }}' }, 'event'],
	[{ event: '={{ $json.missing }}' }, 'event'],
	[{ platform: 'ipag' }, 'event'],
	[{ sendTo: 'everyone' }, 'sendTo'],
	[{ sendTo: 'url', url: 'http://10.0.0.1/' }, 'url'],
	[{ sendTo: 'selected', subscriptionIds: ['sub_none'] }, 'subscriptionIds'],
])('refuses %j and names %s', async (given, parameter) => {
	const receiver = await receive();
	await bench.subscribe(receiver.url);

	const { error } = await sendTest(given);

	expect(error?.message).toContain(`[parameter: ${parameter}]`);
	expect(error?.description).toEqual(expect.any(String));
	expect(receiver.requests).toHaveLength(0);
});

test('a wrong item carries its error and the others are sent, with Continue On Fail', async () => {
	const receiver = await receive();
	await bench.subscribe(receiver.url);

	const { output } = await sendTest(
		{ event: '={{ $json.event }}' },
		{
			items: [{ event: 'PURCHASE_LOST' }, { event: 'PURCHASE_APPROVED' }],
			onError: 'continueRegularOutput',
		},
	);

	expect(output).toMatchObject([
		{ json: { parameter: 'event', code: 'invalid_input' }, pairedItem: { item: 0 } },
		{ json: { state: 'delivered' }, pairedItem: { item: 1 } },
	]);
});

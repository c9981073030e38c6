import { byId, DispatcherBench } from './dispatcher-bench';

import { inTurn, startReceiver, type Answer, type Receiver } from '../../support/receiver';

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

async function statistics(parameters: Record<string, unknown> = {}) {
	return await bench.get('delivery', 'getStatistics', parameters);
}

const none = {
	created: 0,
	delivered: 0,
	failed: 0,
	skipped: 0,
	canceled: 0,
	waiting: 0,
	successShare: null,
	p50Ms: null,
	p95Ms: null,
	lastFailure: null,
};

test('counts what became of the deliveries to each subscription', async () => {
	const mixed = await receive(200, 200, 200, 500, 500, { status: 410, body: 'gone' });
	const { id } = await bench.subscribe(mixed.url);
	const quiet = await bench.subscribe('https://quiet.example.com/', {}, ['nothing.at.all']);
	const dispatched = [];
	for (let count = 0; count < 5; count += 1) {
		dispatched.push(...(await bench.dispatch({})).items);
	}
	await bench.get('delivery', 'cancel', { deliveryId: byId(dispatched[4]?.deliveryId) });
	for (let count = 0; count < 2; count += 1) {
		dispatched.push(...(await bench.dispatch({})).items);
	}

	const [counted, uncounted, ...rest] = await statistics();

	expect(rest).toEqual([]);
	expect(counted).toEqual({
		id,
		name: 'Member area',
		url: mixed.url,
		active: false,
		created: 7,
		delivered: 3,
		failed: 1,
		// The retry that waited when the subscription was switched off, and the delivery after that.
		skipped: 2,
		canceled: 1,
		waiting: 0,
		successShare: 0.75,
		p50Ms: expect.any(Number),
		p95Ms: expect.any(Number),
		lastFailure: {
			deliveryId: dispatched[5]?.deliveryId,
			at: isoTime,
			status: 410,
			statusText: 'Gone',
			error: null,
		},
	});
	expect(Number(counted?.p95Ms)).toBeGreaterThanOrEqual(Number(counted?.p50Ms));
	expect(uncounted).toEqual({
		id: quiet.id,
		name: 'Member area',
		url: 'https://quiet.example.com/',
		active: true,
		...none,
	});
});

test('what waits is neither success nor failure', async () => {
	await bench.subscribe((await receive(500)).url);
	await bench.dispatch({});

	expect(await statistics()).toMatchObject([
		{ created: 1, waiting: 1, failed: 0, successShare: null, lastFailure: null },
	]);
});

test('a failure without an answer says what was wrong', async () => {
	const { id } = await bench.subscribe((await receive()).url);
	const { subscriptions } = await bench.store();
	const stored = await subscriptions.get(String(id));
	if (!stored) throw new Error('The subscription is gone');
	await subscriptions.update({
		...stored,
		settings: { ...stored.settings, url: 'http://10.0.0.1/' },
	});
	await bench.dispatch({});

	expect(await statistics()).toMatchObject([
		{
			failed: 1,
			lastFailure: {
				status: null,
				statusText: null,
				error: { code: 'blocked_url', message: expect.stringContaining('10.0.0.1') },
			},
		},
	]);
});

test('a deleted subscription is counted with what its deliveries say of it', async () => {
	const receiver = await receive();
	const { id } = await bench.subscribe(receiver.url);
	await bench.dispatch({});
	await bench.get('subscription', 'delete', { subscriptionId: byId(id) });

	const expected = [
		{ id, name: 'Member area', url: receiver.url, active: null, created: 1, delivered: 1 },
	];
	expect(await statistics()).toMatchObject(expected);
	expect(await statistics({ subscriptionId: id })).toMatchObject(expected);
});

test('URLs without a subscription are one entry', async () => {
	const [one, two] = [await receive(), await receive(410)];
	await bench.dispatch({ sendTo: 'url', url: one.url });
	await bench.dispatch({ sendTo: 'url', url: two.url });

	expect(await statistics()).toMatchObject([
		{ id: null, name: null, url: null, active: null, created: 2, delivered: 1, failed: 1 },
	]);
});

test('one subscription alone, though nothing was sent to it', async () => {
	const receiver = await receive();
	const one = await bench.subscribe(receiver.url);
	const other = await bench.subscribe('https://quiet.example.com/', {}, ['nothing.at.all']);
	await bench.dispatch({});

	expect(await statistics({ subscriptionId: one.id })).toMatchObject([{ id: one.id, created: 1 }]);
	expect(await statistics({ subscriptionId: other.id })).toMatchObject([{ id: other.id, ...none }]);
});

test('of a period, by whole hours', async () => {
	await bench.subscribe((await receive()).url);
	await bench.dispatch({});
	const created = async (since: string, until: string) =>
		(await statistics({ since, until })).map((one) => one.created);

	expect(await created('={{ $now.minus({ minutes: 1 }) }}', '={{ $now }}')).toEqual([1]);
	expect(await created('={{ $now.minus({ days: 9 }) }}', '={{ $now.minus({ days: 8 }) }}')).toEqual(
		[0],
	);
	expect(await created('={{ $now.plus({ hours: 2 }) }}', '={{ $now.plus({ days: 1 }) }}')).toEqual([
		0,
	]);
});

test.each<[given: Record<string, unknown>, parameter: string]>([
	[{ since: 'yesterday' }, 'since'],
	[{ until: '2026-13-01' }, 'until'],
	[{ since: '2026-01-02', until: '2026-01-01' }, 'until'],
	[{ since: '2026-01-02', until: '2026-01-02' }, 'until'],
	[{ subscriptionId: 'sub_none' }, 'subscriptionId'],
	[{ output: '={{ "xml" }}' }, 'output'],
])('refuses %j and names %s', async (given, parameter) => {
	const { items } = await bench.run(
		{ resource: 'delivery', operation: 'getStatistics', ...given },
		{ onError: 'continueRegularOutput' },
	);

	expect(items).toMatchObject([
		{ parameter, error: expect.any(String), remedy: expect.any(String) },
	]);
});

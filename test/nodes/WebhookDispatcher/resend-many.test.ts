import { byId, DispatcherBench } from './dispatcher-bench';

import { waitFor } from '../../support/lab/wait-for';
import { startReceiver, type Receiver } from '../../support/receiver';

const receivers: Receiver[] = [];
let bench: DispatcherBench;
let receiver: Receiver;
let status: number;

beforeEach(async () => {
	bench = new DispatcherBench();
	status = 410;
	receiver = await receive();
});

afterEach(async () => {
	for (const one of receivers.splice(0)) await one.close();
	await bench.close();
});

/** Answers what `status` says at the time. */
async function receive(): Promise<Receiver> {
	const started = await startReceiver({ answer: () => status });
	receivers.push(started);
	return started;
}

async function resendMany(parameters: Record<string, unknown> = {}, options = {}) {
	return await bench.run({ resource: 'delivery', operation: 'resendMany', ...parameters }, options);
}

/** Deliveries to a subscription that have failed for good; it is on. */
async function failed(ids: readonly string[], url = receiver.url) {
	const { id } = await bench.subscribe(url);
	for (const eventId of ids) {
		status = 410;
		await bench.dispatch({ eventId, sendTo: 'selected', subscriptionIds: [id] });
		await bench.get('subscription', 'enable', { subscriptionId: byId(id) });
	}
	status = 200;
	return id;
}

async function untilDelivered(count: number): Promise<void> {
	const { history } = await bench.store();
	await waitFor(
		async () => (await history.page({ state: 'delivered' }, 100, null)).length === count,
		{ what: `${count} deliveries`, pollMs: 20, timeoutMs: 4000 },
	);
}

function idsOf({ requests }: Receiver, from: number): Array<string | undefined> {
	return requests.slice(from).map((request) => request.header('webhook-id'));
}

test('sends again at once what has failed, where nothing else is said', async () => {
	await failed(['a', 'b', 'c']);
	await bench.dispatch({ eventId: 'd' });
	const startedAt = Date.now();

	const { output, error } = await resendMany();

	expect(error).toBeUndefined();
	expect(output).toEqual([
		{
			json: { resent: 3, moreMatch: false },
			pairedItem: { item: 0 },
		},
	]);
	await untilDelivered(4);
	// The background looks by itself once a second; it was woken.
	expect(Date.now() - startedAt).toBeLessThan(900);
	expect(idsOf(receiver, 4).sort()).toEqual(['a', 'b', 'c']);
	const [delivery] = await bench.get('delivery', 'getAll', { filters: { eventId: 'a' } });
	expect(delivery).toMatchObject({
		attemptsMade: 1,
		attempts: [
			{ number: 1, trigger: 'automatic', outcome: 'failed' },
			{ number: 2, trigger: 'manual', outcome: 'delivered' },
		],
	});
});

test('takes the filters of Get Many, and the oldest first up to the limit', async () => {
	const id = await failed(['a', 'b', 'c']);
	const other = await receive();
	await failed(['d'], other.url);

	const { items } = await resendMany({
		filters: { subscriptionId: id, state: 'failed' },
		limit: 2,
	});

	expect(items).toEqual([{ resent: 2, moreMatch: true }]);
	await untilDelivered(2);
	expect(idsOf(receiver, 3).sort()).toEqual(['a', 'b']);
	expect(other.requests).toHaveLength(1);
	expect((await resendMany({ filters: { eventId: 'd' } })).items).toMatchObject([{ resent: 1 }]);
	await untilDelivered(3);
	expect((await resendMany({ filters: { statusCode: 410 } })).items).toMatchObject([{ resent: 1 }]);
	await untilDelivered(4);
	expect((await resendMany({ filters: { state: 'failed' } })).items).toEqual([
		{ resent: 0, moreMatch: false },
	]);
});

test('leaves those whose subscription is switched off', async () => {
	const id = await failed(['a', 'b']);
	await bench.get('subscription', 'disable', { subscriptionId: byId(id) });

	expect((await resendMany()).items).toEqual([{ resent: 0, moreMatch: false }]);
	expect(receiver.requests).toHaveLength(2);
});

test.each<[filters: unknown]>([
	[{}],
	[{ state: '', eventId: '', since: '' }],
	['={{ {} }}'],
	['={{ { state: null } }}'],
])('refuses %j: it would mean every delivery there is', async (filters) => {
	await failed(['a']);

	const { error } = await resendMany({ filters });

	expect(error?.message).toBe(
		'No filter is set: every delivery there is would be sent again [parameter: filters]',
	);
	expect(error?.description).toContain('State: Failed');
	expect(receiver.requests).toHaveLength(1);
});

test.each<[given: Record<string, unknown>, parameter: string]>([
	[{ limit: '={{ 10001 }}' }, 'limit'],
	[{ limit: '={{ 0 }}' }, 'limit'],
	[{ limit: '={{ 1.5 }}' }, 'limit'],
	[{ limit: '={{ "all" }}' }, 'limit'],
	[{ filters: { state: '={{ "lost" }}' } }, 'state'],
	[{ filters: { since: 'yesterday' } }, 'since'],
])('refuses %j and names %s', async (given, parameter) => {
	const { error } = await resendMany(given);

	expect(error?.message).toContain(`[parameter: ${parameter}]`);
	expect(error?.description).toEqual(expect.any(String));
});

test('handles each item by itself', async () => {
	await failed(['a', 'b']);

	const { output } = await resendMany(
		{ filters: { eventId: '={{ $json.id }}', state: '={{ $json.state }}' } },
		{
			items: [{ id: 'a' }, { state: 'lost' }, { id: 'b' }],
			onError: 'continueRegularOutput',
		},
	);

	expect(output).toMatchObject([
		{ json: { resent: 1 }, pairedItem: { item: 0 } },
		{ json: { parameter: 'state', code: 'invalid_input' }, pairedItem: { item: 1 } },
		{ json: { resent: 1 }, pairedItem: { item: 2 } },
	]);
	await untilDelivered(2);
});

import { byId, DispatcherBench } from './dispatcher-bench';

import { waitFor } from '../../support/lab/wait-for';
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

async function cancel(id: unknown, options = {}) {
	const parameters = { resource: 'delivery', operation: 'cancel', deliveryId: byId(id) };
	return await bench.run(parameters, options);
}

test('takes back what waits: nothing more is sent, and the attempts made stay', async () => {
	const receiver = await receive(500, 200);
	await bench.subscribe(receiver.url, { retrySchedule: '1s' });
	const { items } = await bench.dispatch({});

	const { output } = await cancel(items[0]?.deliveryId);

	expect(output).toMatchObject([
		{
			json: {
				deliveryId: items[0]?.deliveryId,
				state: 'canceled',
				nextAttemptAt: null,
				attemptsMade: 1,
				attempts: [{ outcome: 'retry', response: { status: 500 } }],
			},
			pairedItem: { item: 0 },
		},
	]);
	await new Promise((resolve) => setTimeout(resolve, 1300));
	expect(receiver.requests).toHaveLength(1);
});

test('what is canceled already stays as it is, and can be resent', async () => {
	const receiver = await receive(500, 200);
	await bench.subscribe(receiver.url);
	const { items } = await bench.dispatch({});
	const id = items[0]?.deliveryId;
	const first = await cancel(id);

	const second = await cancel(id);
	expect(second.error).toBeUndefined();
	expect(second.items).toEqual(first.items);

	const [resent] = await bench.get('delivery', 'resend', { deliveryId: byId(id) });
	expect(resent).toMatchObject({ state: 'delivered' });
});

test('what was to be sent again is what it was before', async () => {
	const receiver = await receive();
	await bench.subscribe(receiver.url, { rateLimitPerSecond: 0.1 });
	const { items } = await bench.dispatch({ eventId: 'a' });
	await bench.get('delivery', 'resendMany', { filters: { eventId: 'a' } });
	const waiting = await bench.get('delivery', 'getAll', { filters: { eventId: 'a' } });
	expect(waiting).toMatchObject([{ state: 'pending' }]);

	const { items: canceled, error } = await cancel(items[0]?.deliveryId);

	expect(error).toBeUndefined();
	expect(canceled).toEqual(items);
	expect(receiver.requests).toHaveLength(1);
});

test.each<[state: string, answer: Answer]>([
	['delivered', 200],
	['failed', 410],
])('what has ended as %s is refused, with what to do', async (state, answer) => {
	await bench.subscribe((await receive(answer)).url);
	const { items } = await bench.dispatch({});

	const canceled = await cancel(items[0]?.deliveryId, { onError: 'continueRegularOutput' });

	expect(canceled.items).toEqual([
		{
			error: `The delivery ${String(items[0]?.deliveryId)} cannot be canceled: it has ended as "${state}"`,
			remedy: expect.stringContaining('nothing to cancel'),
			parameter: 'deliveryId',
			code: 'conflict',
		},
	]);
});

test('what was skipped is refused too', async () => {
	const { id } = await bench.subscribe((await receive()).url);
	await bench.get('subscription', 'disable', { subscriptionId: byId(id) });
	const { items } = await bench.dispatch({});

	expect((await cancel(items[0]?.deliveryId)).error?.message).toContain('ended as "skipped"');
});

test('what is being sent is refused, and ends as it would have', async () => {
	const receiver = await receive({ status: 200, delayMs: 400 });
	await bench.subscribe(receiver.url);
	const running = bench.dispatch({});
	const { history } = await bench.store();
	const id = await waitFor(
		async () => (await history.page({ state: 'sending' }, 1, null))[0]?.delivery.id,
		{ what: 'the attempt', pollMs: 5 },
	);

	const { error } = await cancel(id);

	expect(error?.message).toContain('cannot be canceled: it is being sent now');
	expect(error?.description).toContain('Try again when this attempt has ended');
	expect((await running).items).toMatchObject([{ deliveryId: id, state: 'delivered' }]);
});

test('an ID that is wrong is named', async () => {
	expect((await cancel('dlv_none')).error?.message).toBe(
		'There is no delivery "dlv_none" [parameter: deliveryId]',
	);
	expect((await cancel('={{ $json.missing }}')).error?.message).toBe(
		'No ID is given [parameter: deliveryId]',
	);
});

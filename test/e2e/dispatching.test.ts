import { itemsOf, N8nLab, waitFor } from '../support/n8n-lab';
import { startReceiver, type Receiver } from '../support/receiver';
import { verifyWebhooks } from '../support/verify-webhooks';
import { sale, Shop } from './support/shop';

interface DeliveryItem extends Record<string, unknown> {
	state: string;
	attemptsMade: number;
	attempts: Array<{ number: number; outcome: string; response: { status: number } | null }>;
}

describe('Webhook Dispatcher in a real n8n', () => {
	let lab: N8nLab;
	let shop: Shop;
	const receivers: Receiver[] = [];

	async function receiver(options: Parameters<typeof startReceiver>[0] = {}): Promise<Receiver> {
		const started = await startReceiver(options);
		receivers.push(started);
		return started;
	}

	beforeAll(async () => {
		lab = await N8nLab.start();
		shop = await Shop.open(lab);
	});

	afterEach(async () => {
		const subscriptions = await shop.output({
			resource: 'subscription',
			operation: 'getAll',
			returnAll: true,
		});
		for (const { id } of subscriptions) {
			await shop.output({
				resource: 'subscription',
				operation: 'delete',
				subscriptionId: { __rl: true, mode: 'id', value: id },
			});
		}
		for (const one of receivers.splice(0)) await one.close();
	});

	afterAll(async () => {
		await lab?.dispose();
	});

	it('tries a receiver that fails four times until it answers 200, and shows all of it', async () => {
		const memberArea = await receiver({ answer: (_request, index) => (index < 4 ? 503 : 200) });
		const { signingSecret } = await shop.subscribe(memberArea.url);
		const dispatcher = shop.dispatcher({ waitForFinalResult: true });
		const { workflow, url } = await shop.publishHotmart({}, [dispatcher]);

		await shop.send(url, sale('five-attempts'));
		const [execution] = await lab.endedExecutions(workflow.id, 1);
		const [delivery] = itemsOf(execution!, dispatcher.name) as DeliveryItem[];

		expect(memberArea.requests).toHaveLength(5);
		expect(memberArea.requests.map((request) => request.header('webhook-id'))).toEqual(
			Array(5).fill('five-attempts'),
		);
		expect(verifyWebhooks(memberArea.requests, signingSecret)).toEqual(
			Array(5).fill({ standardwebhooks: 'genuine', svix: 'genuine' }),
		);
		expect(delivery?.state).toBe('delivered');
		expect(delivery?.attempts.map(({ outcome, response }) => [outcome, response?.status])).toEqual([
			['retry', 503],
			['retry', 503],
			['retry', 503],
			['retry', 503],
			['delivered', 200],
		]);
		expect(execution?.customData).toEqual({
			webhook_event: 'purchase.approved',
			webhook_event_id: 'five-attempts',
			webhook_state: 'delivered',
			webhook_deliveries: '1',
			webhook_failed: '0',
		});
	});

	it('gives up after five attempts, keeps all five, and resends when asked', async () => {
		let status = 500;
		const memberArea = await receiver({ answer: () => status });
		await shop.subscribe(memberArea.url);
		const [delivery] = (await shop.output({
			eventSource: 'define',
			eventType: 'order.paid',
			eventId: 'always-fails',
			payload: '{"order": 42}',
			waitForFinalResult: true,
		})) as DeliveryItem[];
		const deliveryId = { __rl: true, mode: 'id', value: delivery?.deliveryId };

		expect(memberArea.requests).toHaveLength(5);
		expect(delivery).toMatchObject({ state: 'failed', attemptsMade: 5, nextAttemptAt: null });
		const [stored] = await shop.output({ resource: 'delivery', operation: 'get', deliveryId });
		expect(stored).toEqual(delivery);

		status = 200;
		const [resent] = (await shop.output({
			resource: 'delivery',
			operation: 'resend',
			deliveryId,
		})) as DeliveryItem[];
		expect(resent).toMatchObject({ state: 'delivered', attemptsMade: 5 });
		expect(resent?.attempts.at(-1)).toMatchObject({
			number: 6,
			trigger: 'manual',
			outcome: 'delivered',
		});
		expect(memberArea.requests.at(-1)?.header('webhook-id')).toBe('always-fails');
	});

	it('goes on with the retries after a restart of n8n', async () => {
		const memberArea = await receiver({ answer: (_request, index) => (index < 2 ? 503 : 200) });
		await shop.subscribe(memberArea.url, { retrySchedule: '3s, 1s' });
		const [first] = (await shop.output({
			eventSource: 'define',
			eventType: 'order.paid',
			eventId: 'after-restart',
		})) as DeliveryItem[];
		expect(first).toMatchObject({ state: 'pending', attemptsMade: 1 });
		expect(first?.attempts).toHaveLength(1);

		await lab.stop('SIGKILL');
		await lab.restart();
		// Nothing of this package runs yet: a published trigger starts the pump, as after any restart.
		await shop.publishHotmart();
		await waitFor(() => memberArea.requests.length >= 3, { what: 'the third attempt' });
		const deliveryId = { __rl: true, mode: 'id', value: first?.deliveryId };
		const stored = await waitFor(async () => {
			const [found] = await shop.output({ resource: 'delivery', operation: 'get', deliveryId });
			return found?.state === 'delivered' && (found as DeliveryItem);
		});
		expect(stored.attempts.map(({ outcome }) => outcome)).toEqual(['retry', 'retry', 'delivered']);
	});

	it('sends an event that was dispatched before to nobody again', async () => {
		const memberArea = await receiver();
		await shop.subscribe(memberArea.url);
		const event = { eventSource: 'define', eventType: 'order.paid', eventId: 'once' };
		const [first] = await shop.output(event);
		const [second] = await shop.output({ ...event, payload: '{"changed": true}' });

		expect(memberArea.requests).toHaveLength(1);
		expect(second).toEqual(first);
	});

	it('dispatches 2,000 items in one execution, each paired with its input', async () => {
		const memberArea = await receiver();
		await shop.subscribe(memberArea.url);
		const items = Array.from({ length: 2000 }, (_, index) => ({ number: index }));
		const execution = await shop.run(
			{
				eventSource: 'define',
				eventType: 'order.paid',
				eventId: '=many-{{ $json.number }}',
				payload: '={{ JSON.stringify($json) }}',
			},
			{ items },
		);
		const output =
			execution.data?.resultData.runData['Webhook Dispatcher']?.[0]?.data?.main?.[0] ?? [];

		expect(execution.data?.resultData.error).toBeUndefined();
		expect(output).toHaveLength(2000);
		expect(output.map(({ json }) => json.eventId)).toEqual(
			items.map(({ number }) => `many-${number}`),
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map(({ number }) => ({ item: number })),
		);
		expect(new Set(output.map(({ json }) => json.state))).toEqual(new Set(['delivered']));
		expect(memberArea.requests).toHaveLength(2000);
	});

	describe('names what is wrong, on the item, where Continue On Fail is set', () => {
		const continueOnFail = { more: { onError: 'continueRegularOutput' } };
		const define = { eventSource: 'define', eventType: 'order.paid' };

		it.each([
			['url', { ...define, sendTo: 'url', url: 'not a url' }],
			['url', { ...define, sendTo: 'url', url: 'http://169.254.169.254/latest' }],
			['subscriptionIds', { ...define, sendTo: 'selected', subscriptionIds: ['sub_unknown'] }],
			['payload', { ...define, sendTo: 'url', url: 'http://127.0.0.1:9/', payload: '{"a": ' }],
			[
				'payload',
				{
					...define,
					sendTo: 'url',
					url: 'http://127.0.0.1:9/',
					payload: `={{ { a: "x".repeat(524289) } }}`,
				},
			],
			['eventType', { ...define, eventType: 'two words' }],
			['eventSource', {}],
			[
				'subscriptionId',
				{
					resource: 'subscription',
					operation: 'get',
					subscriptionId: { __rl: true, mode: 'id', value: 'sub_no' },
				},
			],
			[
				'url',
				{
					resource: 'subscription',
					operation: 'create',
					name: 'A',
					url: 'ftp://a.example/',
					events: ['*'],
				},
			],
			[
				'deliveryId',
				{
					resource: 'delivery',
					operation: 'get',
					deliveryId: { __rl: true, mode: 'id', value: 'dlv_no' },
				},
			],
		])('%s of %j', async (parameter, parameters) => {
			const [item] = await shop.output(parameters, continueOnFail);
			expect(item).toEqual({
				error: expect.any(String),
				remedy: expect.any(String),
				parameter,
				code: expect.any(String),
			});

			const execution = await shop.run(parameters);
			expect(execution.status).toBe('error');
			expect(execution.data?.resultData.error?.message).toContain(`[parameter: ${parameter}]`);
		});
	});
});

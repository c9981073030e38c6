import { createSigningSecret } from '../../../src/delivery';
import type { Subscription } from '../../../src/model/subscription';
import { verifyWebhooks } from '../../support/verify-webhooks';
import { bench, closeAll, receive, type DeliveryBench } from '../delivery-bench';

const SECOND = 1000;
const HOUR = 60 * 60 * SECOND;
const DAY = 24 * HOUR;
const genuine = { standardwebhooks: 'genuine', svix: 'genuine' };

afterEach(closeAll);

/** The same subscription with secrets as somebody wrote them into the store. */
async function withSecrets(
	tools: DeliveryBench,
	subscription: Subscription,
	secrets: Partial<Subscription['secrets']>,
): Promise<Subscription> {
	const changed = { ...subscription, secrets: { ...subscription.secrets, ...secrets } };
	await tools.store.subscriptions.update(changed);
	return await tools.subscription(subscription);
}

describe('a line break where a header is made of it', () => {
	test.each([
		['a value', { 'x-key': 'hush\r\nx-evil: 1' }],
		['a name', { 'x-key\r\nx-evil': 'hush' }],
		['a value, as CR alone', { 'x-key': 'hush\rx-evil: 1' }],
		['a value, as LF alone', { 'x-key': 'hush\nx-evil: 1' }],
	])('in %s fails for good, says so and is never sent', async (_place, headers) => {
		const receiver = await receive();
		const tools = await bench();
		const subscription = await withSecrets(tools, await tools.subscribe(receiver.url), { headers });

		const [id] = await tools.dispatch({}, [subscription]);

		const record = await tools.record(id);
		expect(record).toMatchObject({
			delivery: { state: 'failed', attemptsMade: 1, nextAttemptAt: null },
			attempts: [
				{
					outcome: 'failed',
					response: null,
					error: { code: 'unknown', message: expect.stringMatching(/cannot be built.*x-key/) },
				},
			],
		});
		expect(JSON.stringify(record)).not.toContain('hush');
		expect(receiver.connections.accepted).toBe(0);
		expect((await tools.subscription(subscription)).status.active).toBe(true);
	});

	test('in an event id is never sent either', async () => {
		const receiver = await receive();
		const tools = await bench();

		const [id] = await tools.dispatch({ id: 'a\r\nx-evil: 1' }, [
			await tools.subscribe(receiver.url),
		]);

		expect((await tools.record(id)).attempts).toMatchObject([
			{ outcome: 'failed', response: null, error: { code: 'unknown' } },
		]);
		expect(receiver.connections.accepted).toBe(0);
	});
});

describe('a clock that steps back by a day', () => {
	test('holds up no first attempt, and each is sent once', async () => {
		const receiver = await receive();
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);
		tools.engine.start();
		await tools.dispatch({}, [subscription]);

		tools.clock.set(-DAY);
		const [id] = await tools.dispatch({}, [subscription]);

		expect(await tools.state(id)).toBe('delivered');
		for (let seconds = 0; seconds < 60; seconds++) await tools.pass(SECOND);
		expect(receiver.requests).toHaveLength(2);
	});

	test('loses no retry and sends none twice', async () => {
		const receiver = await receive(500, 200);
		const tools = await bench();
		const [id] = await tools.dispatch({}, [await tools.subscribe(receiver.url)]);
		tools.engine.start();

		tools.clock.set(-DAY);
		for (let hours = 0; hours < 26; hours++) await tools.pass(HOUR);
		await tools.passUntil(async () => (await tools.state(id)) === 'delivered', 'the retry');

		expect((await tools.record(id)).attempts.map(({ number }) => number)).toEqual([1, 2]);
		for (let hours = 0; hours < 26; hours++) await tools.pass(HOUR);
		expect(receiver.requests).toHaveLength(2);
	});

	test('amid a request leaves its answer to be recorded', async () => {
		const receiver = await receive({ status: 200, delayMs: 50 });
		const tools = await bench();
		const dispatched = tools.dispatch({}, [await tools.subscribe(receiver.url)]);
		await tools.until(() => receiver.requests.length === 1, 'the request');

		tools.clock.set(-DAY);
		const [id] = await dispatched;

		const { delivery, attempts } = await tools.record(id);
		expect(delivery.state).toBe('delivered');
		expect(attempts[0]?.durationMs).toBeGreaterThanOrEqual(0);
		expect(attempts[0]?.durationMs).toBeLessThan(10 * SECOND);
	});
});

describe('a receiver that fails for good', () => {
	async function failing(...answers: number[]) {
		const receiver = await receive(...answers);
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, { retrySchedule: '1s' });
		tools.engine.start();
		/** One delivery to its end, a while later. */
		const deliver = async (afterMs: number) => {
			await tools.clock.pause(afterMs);
			const [id] = await tools.dispatch({}, [await tools.subscription(subscription)]);
			await tools.passUntil(
				async () => ['delivered', 'failed'].includes(await tools.state(id)),
				'its last attempt',
			);
			return (await tools.subscription(subscription)).status;
		};
		return { tools, subscription, deliver };
	}

	test('four times over days is not switched off, and the fifth time it is', async () => {
		const { deliver } = await failing(500);
		for (let count = 1; count <= 4; count++) {
			expect(await deliver(DAY)).toMatchObject({ active: true, consecutiveFailures: count });
		}

		expect(await deliver(0)).toMatchObject({ active: false, consecutiveFailures: 5 });
	});

	test('and once answers begins anew', async () => {
		const fourDeliveries = Array<number>(20).fill(500);
		const { deliver } = await failing(...fourDeliveries, 200, 500);
		for (let count = 1; count <= 4; count++) await deliver(DAY);

		expect(await deliver(0)).toMatchObject({ active: true, consecutiveFailures: 0 });
		expect(await deliver(0)).toMatchObject({ active: true, consecutiveFailures: 1 });
	});

	test('and is enabled again has a day and five deliveries before it', async () => {
		const { tools, subscription, deliver } = await failing(500);
		for (let count = 1; count <= 5; count++) await deliver(DAY);
		const { subscriptions } = tools.store;
		await subscriptions.setActive(subscription.id, true, null, tools.clock.now());

		for (let count = 1; count <= 6; count++) {
			expect(await deliver(HOUR)).toMatchObject({ active: true, consecutiveFailures: count });
		}
		expect(await deliver(DAY)).toMatchObject({ active: false, consecutiveFailures: 7 });
	});
});

test('an id is the same over retries and resends, each with its own time, signed by the keys of that time', async () => {
	const receiver = await receive(500, 500, 200);
	const tools = await bench();
	const [fresh, old] = [createSigningSecret(), createSigningSecret()];
	const subscription = await withSecrets(
		tools,
		await tools.subscribe(receiver.url, { retrySchedule: '2s, 1h' }),
		{
			signingSecrets: [
				{ secret: fresh, expiresAt: null },
				{ secret: old, expiresAt: tools.clock.now() + 100 * SECOND },
			],
		},
	);
	const [id] = await tools.dispatch({ id: 'order-7' }, [subscription]);
	tools.engine.start();
	await tools.passUntil(async () => (await tools.record(id)).attempts.length === 2, 'a retry');
	await tools.clock.pause(100 * SECOND);

	await tools.engine.resend((await tools.record(id)).delivery);
	await tools.clock.pause(SECOND);
	await tools.engine.resend((await tools.record(id)).delivery);

	const { attempts } = await tools.record(id);
	expect(attempts.map(({ trigger }) => trigger)).toEqual([
		'automatic',
		'automatic',
		'manual',
		'manual',
	]);
	const sent = (name: string) => receiver.requests.map((request) => request.header(name) ?? '');
	expect(sent('webhook-id')).toEqual(Array(4).fill('order-7'));
	expect(sent('webhook-timestamp')).toEqual(
		attempts.map(({ startedAt }) => String(Math.floor(startedAt / 1000))),
	);
	expect(new Set(sent('webhook-timestamp')).size).toBe(4);
	expect(new Set(receiver.requests.map(({ body }) => body.toString())).size).toBe(1);
	expect(sent('webhook-signature').map((list) => list.split(' ').length)).toEqual([2, 2, 1, 1]);
	expect(verifyWebhooks(receiver.requests, fresh)).toEqual(Array(4).fill(genuine));
	const byOld = verifyWebhooks(receiver.requests, old);
	expect(byOld.slice(0, 2)).toEqual([genuine, genuine]);
	expect(byOld.slice(2)).not.toContainEqual(genuine);
});

test.each(['whsec_c2hvcnQ=', `whsec_${Buffer.alloc(23, 1).toString('base64')}`])(
	'a subscription cannot have the secret %s of less than 24 bytes',
	async (signingSecret) => {
		const tools = await bench();

		await expect(
			tools.subscribe('https://receiver.example.com/', { signingSecret }),
		).rejects.toMatchObject({ code: 'invalid_input', field: 'signingSecret' });
		expect(await tools.store.subscriptions.list()).toEqual([]);
	},
);

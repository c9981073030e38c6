import { createSigningSecret, type Recipient } from '../../src/delivery';
import type { Attempt } from '../../src/model/delivery';
import type { SubscriptionSecrets } from '../../src/model/subscription';
import { FakeClock } from '../support/fake-clock';
import type { Receiver } from '../support/receiver';
import { verifyWebhooks } from '../support/verify-webhooks';
import {
	bench,
	closeAll,
	outgoing,
	receive,
	receiveBy,
	type DeliveryBench,
} from './delivery-bench';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const genuine = { standardwebhooks: 'genuine', svix: 'genuine' };

afterEach(closeAll);

/** Lets the background make all attempts there will be, and gives the instants they were due at. */
async function runSchedule(tools: DeliveryBench, id: string | undefined): Promise<number[]> {
	tools.engine.start();
	const due: number[] = [];
	for (;;) {
		const { delivery, attempts } = await tools.record(id);
		if (delivery.nextAttemptAt === null) return due;
		due.push(delivery.nextAttemptAt);
		await tools.clock.pause(Math.max(0, delivery.nextAttemptAt - tools.clock.now()));
		await tools.passUntil(
			async () => (await tools.record(id)).attempts.length > attempts.length,
			`attempt ${attempts.length + 1}`,
		);
	}
}

describe('what is sent again', () => {
	test('has the same id and bytes, and a signature of its own that public libraries verify', async () => {
		const receiver = await receive(500, 404, 302, 429, 200);
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, { retrySchedule: '2s, 3s, 4s, 5s' });
		const [id] = await tools.dispatch({ id: 'order-42', data: { name: 'ção ☕' } }, [subscription]);

		await runSchedule(tools, id);

		const { delivery, attempts } = await tools.record(id);
		expect(delivery).toMatchObject({
			state: 'delivered',
			attemptsMade: 5,
			nextAttemptAt: null,
			lastStatus: 200,
		});
		expect(attempts.map(({ outcome }) => outcome)).toEqual([
			'retry',
			'retry',
			'retry',
			'retry',
			'delivered',
		]);
		expect(attempts.map(({ response }) => response?.status)).toEqual([500, 404, 302, 429, 200]);
		expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
		expect(receiver.requests).toHaveLength(5);
		expect(new Set(receiver.requests.map(({ body }) => body.toString()))).toEqual(
			new Set([
				'{"type":"order.paid","timestamp":"2026-01-05T12:00:00.000Z","data":{"name":"ção ☕"}}',
			]),
		);
		expect(new Set(receiver.requests.map((request) => request.header('webhook-id')))).toEqual(
			new Set(['order-42']),
		);
		const timestamps = receiver.requests.map((request) =>
			Number(request.header('webhook-timestamp')),
		);
		expect(timestamps).toEqual(attempts.map(({ startedAt }) => Math.floor(startedAt / 1000)));
		expect(new Set(timestamps).size).toBe(5);
		expect(
			verifyWebhooks(receiver.requests, subscription.secrets.signingSecrets[0]?.secret ?? ''),
		).toEqual(Array(5).fill(genuine));
		expect(verifyWebhooks(receiver.requests, createSigningSecret())).not.toContainEqual(genuine);
	});

	test('is tried five times and never again', async () => {
		const receiver = await receive(503);
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);
		const [id] = await tools.dispatch({}, [subscription]);

		await runSchedule(tools, id);
		for (let hours = 0; hours < 48; hours++) await tools.pass(HOUR);

		const { delivery, attempts } = await tools.record(id);
		expect(receiver.requests).toHaveLength(5);
		expect(delivery).toMatchObject({ state: 'failed', attemptsMade: 5, nextAttemptAt: null });
		expect(attempts.map(({ outcome }) => outcome)).toEqual([
			'retry',
			'retry',
			'retry',
			'retry',
			'failed',
		]);
		expect((await tools.subscription(subscription)).status).toMatchObject({
			active: true,
			consecutiveFailures: 1,
		});
	});

	test.each([0, 0.5, 0.999_999])(
		'waits as the schedule says and never less, with the chance %d',
		async (chance) => {
			const receiver = await receive(500);
			const tools = await bench({ random: () => chance });
			const [id] = await tools.dispatch({}, [await tools.subscribe(receiver.url)]);

			const due = await runSchedule(tools, id);

			const { attempts } = await tools.record(id);
			const schedule = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR];
			expect(due).toHaveLength(4);
			for (const [index, wait] of schedule.entries()) {
				const previous = attempts[index]?.startedAt ?? 0;
				expect((due[index] ?? 0) - previous).toBeGreaterThanOrEqual(wait);
				expect((due[index] ?? 0) - previous).toBeLessThanOrEqual(wait * 1.1 + 1);
				const startedAt = attempts[index + 1]?.startedAt ?? 0;
				expect(startedAt - (due[index] ?? 0)).toBeGreaterThanOrEqual(0);
				expect(startedAt - (due[index] ?? 0)).toBeLessThanOrEqual(SECOND);
			}
		},
	);

	test('is not sent a moment before it is due', async () => {
		const receiver = await receive(500);
		const tools = await bench();
		const [id] = await tools.dispatch({}, [await tools.subscribe(receiver.url)]);
		tools.engine.start();

		for (let elapsedMs = 0; elapsedMs < 4950; elapsedMs += 50) await tools.pass(50);
		expect(receiver.requests).toHaveLength(1);

		await tools.passUntil(() => receiver.requests.length === 2, 'the second attempt');
		await tools.until(async () => (await tools.record(id)).attempts.length === 2, 'its record');
	});

	test.each([
		['30', 30 * SECOND],
		['1', 5 * SECOND],
		['3155760000', 24 * HOUR],
		[new Date(Date.UTC(2026, 0, 5, 12, 10)).toUTCString(), 10 * MINUTE],
		['Tue, 05 Jan 2126 12:00:00 GMT', 24 * HOUR],
		['Mon, 01 Jan 2001 00:00:00 GMT', 5 * SECOND],
		['tomorrow', 5 * SECOND],
	])('heeds the Retry-After %j', async (retryAfter, wait) => {
		const receiver = await receive({ status: 429, headers: { 'Retry-After': retryAfter } });
		const tools = await bench({ clock: new FakeClock(Date.UTC(2026, 0, 5, 12)) });
		const [id] = await tools.dispatch({}, [await tools.subscribe(receiver.url)]);

		const { delivery } = await tools.record(id);
		expect((delivery.nextAttemptAt ?? 0) - tools.clock.now()).toBe(wait);
	});
});

describe('a receiver that is gone', () => {
	test('by 410 is switched off at once, and what waits for it is skipped', async () => {
		const receiver = await receive(500, 410);
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);
		const [waiting] = await tools.dispatch({}, [subscription]);

		const [id] = await tools.dispatch({}, [subscription]);

		expect(await tools.record(id)).toMatchObject({
			delivery: { state: 'failed', attemptsMade: 1, nextAttemptAt: null },
			attempts: [{ outcome: 'failed', response: { status: 410 } }],
		});
		expect(await tools.state(waiting)).toBe('skipped');
		const { status } = await tools.subscription(subscription);
		expect(status).toMatchObject({ active: false, disabledAt: expect.any(Number) });
		expect(status.disabledReason).toContain('410 Gone');
		expect(receiver.requests).toHaveLength(2);
	});

	test('gets nothing more: later events are recorded as skipped', async () => {
		const receiver = await receive(410);
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);
		await tools.dispatch({}, [subscription]);

		const [id] = await tools.dispatch({}, [await tools.subscription(subscription)]);

		expect(await tools.record(id)).toMatchObject({
			delivery: { state: 'skipped', attemptsMade: 0 },
			attempts: [],
		});
		expect(receiver.requests).toHaveLength(1);
	});

	test('takes the waiting first attempts of the same dispatch with it', async () => {
		const receiver = await receive(410);
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, { maximumConcurrent: 1 });

		const ids = await tools.dispatchAll([{}, {}, {}, {}], [subscription]);

		const states = await Promise.all(ids.map(async ([id]) => await tools.state(id)));
		expect(states).toEqual(['failed', 'skipped', 'skipped', 'skipped']);
		expect(receiver.requests).toHaveLength(1);
	});

	test.each([
		['http://10.0.0.1/', '10.0.0.1'],
		['http://127.0.0.1:1/', '127.0.0.1'],
		['http://[::ffff:127.0.0.1]/', '::ffff:7f00:1'],
		['http://2130706433/', '127.0.0.1'],
		['http://localhost/', 'localhost'],
		['ftp://example.com/', 'ftp:'],
		['not a URL', 'cannot be read'],
	])('or whose URL %s may not be used, is switched off without a request', async (url, named) => {
		const receiver = await receive();
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);
		await tools.store.subscriptions.update({
			...subscription,
			settings: { ...subscription.settings, url },
		});

		const [id] = await tools.dispatch({}, [await tools.subscription(subscription)], {
			allowedNetworks: '',
		});

		const { delivery, attempts } = await tools.record(id);
		expect(delivery).toMatchObject({ state: 'failed', url, attemptsMade: 1 });
		expect(attempts).toEqual([
			expect.objectContaining({
				outcome: 'failed',
				response: null,
				error: { code: 'blocked_url', message: expect.stringContaining(named) },
			}),
		]);
		const { status } = await tools.subscription(subscription);
		expect(status.active).toBe(false);
		expect(status.disabledReason).toBe(attempts[0]?.error?.message);
	});

	test('for a day and five deliveries is switched off, and not before', async () => {
		const receiver = await receive(500);
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, { retrySchedule: '1s' });
		const fail = async () => {
			const [id] = await tools.dispatch({}, [subscription]);
			await runSchedule(tools, id);
			return await tools.subscription(subscription);
		};
		for (let count = 1; count <= 6; count++) {
			expect((await fail()).status).toMatchObject({ active: true, consecutiveFailures: count });
		}

		await tools.clock.pause(24 * HOUR);

		expect((await fail()).status).toMatchObject({ active: false, consecutiveFailures: 7 });
	});
});

describe('an event that is dispatched again', () => {
	test('is not sent again: what is there is what comes back', async () => {
		const receiver = await receive();
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);
		const first = await tools.dispatch({ id: 'order-1' }, [subscription]);

		const second = await tools.dispatch({ id: 'order-1', data: 'changed' }, [subscription]);

		expect(second).toEqual(first);
		expect(receiver.requests).toHaveLength(1);
		expect((await tools.record(second[0])).attempts).toHaveLength(1);
	});

	test('goes to a subscription that is new, and only there', async () => {
		const [known, added] = [await receive(), await receive()];
		const tools = await bench();
		const one = await tools.subscribe(known.url);
		const [first] = await tools.dispatch({ id: 'order-1' }, [one]);
		const two = await tools.subscribe(added.url);

		const ids = await tools.dispatch({ id: 'order-1' }, [one, two]);

		expect(ids).toEqual([first, expect.any(String)]);
		expect(known.requests).toHaveLength(1);
		expect(added.requests).toHaveLength(1);
		expect(added.requests[0]?.body).toEqual(known.requests[0]?.body);
	});

	test('is sent once, however many dispatches of it run together', async () => {
		const receiver = await receive({ status: 200, delayMs: 50 });
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);

		const running = Array.from(
			{ length: 8 },
			async () => await tools.dispatch({ id: 'order-1' }, [subscription]),
		);
		// The clock of those that wait for another one's request.
		const all = Promise.all(running);
		let ended = false;
		void all.then(() => (ended = true));
		await tools.passUntil(() => ended, 'all dispatches');

		expect(new Set((await all).flat()).size).toBe(1);
		expect(receiver.requests).toHaveLength(1);
	});

	test('twice within one dispatch is one delivery', async () => {
		const receiver = await receive();
		const tools = await bench();

		const ids = await tools.dispatchAll(
			[{ id: 'same' }, { id: 'same' }],
			[await tools.subscribe(receiver.url)],
		);

		expect(ids[0]).toEqual(ids[1]);
		expect(receiver.requests).toHaveLength(1);
	});
});

describe('a delivery to a URL without a subscription', () => {
	const to = (
		url: string,
		target: Partial<Extract<Recipient, { kind: 'url' }>['target']> = {},
	): Recipient => ({
		kind: 'url',
		url,
		format: 'payload',
		target: { signingSecret: '', headers: {}, ...target },
	});

	test('is unsigned without a secret', async () => {
		const receiver = await receive();
		const tools = await bench();
		const [id] = await tools.dispatch({ id: 'order-1', payload: [1] }, [to(receiver.url)]);

		const [request] = receiver.requests;
		expect(request?.body.toString()).toBe('[1]');
		expect(request?.header('webhook-id')).toBe('order-1');
		expect(request?.header('webhook-signature')).toBeUndefined();
		expect(request?.header('user-agent')).toMatch(/^n8n-nodes-commerce-webhooks\/\d+\.\d+\.\d+$/);
		expect(request?.header('content-type')).toBe('application/json');
		expect(await tools.record(id)).toMatchObject({
			delivery: {
				state: 'delivered',
				subscriptionId: null,
				subscriptionName: null,
				url: receiver.url,
			},
		});
	});

	test('keeps its secret and headers over retries, sealed in the store', async () => {
		const receiver = await receive(500, 500, 200);
		const tools = await bench();
		const signingSecret = createSigningSecret();
		const headers = { 'x-api-key': 'a key that nobody may see' };
		const [id] = await tools.dispatch({}, [to(receiver.url, { signingSecret, headers })]);

		await runSchedule(tools, id);

		expect(receiver.requests.map((request) => request.header('x-api-key'))).toEqual(
			Array(3).fill(headers['x-api-key']),
		);
		expect(receiver.requests.every((request) => request.header('webhook-signature'))).toBe(true);
		expect(verifyWebhooks(receiver.requests.slice(0, 1), signingSecret)).toEqual([genuine]);
		const stored = tools.storedBytes();
		expect(stored.includes(headers['x-api-key'])).toBe(false);
		expect(stored.includes(signingSecret.slice('whsec_'.length))).toBe(false);
		expect(
			(await tools.record(id)).attempts.map(({ requestHeaders }) => requestHeaders['x-api-key']),
		).toEqual(Array(3).fill('[hidden]'));
	});

	test('to a private address fails for good', async () => {
		const receiver = await receive();
		const tools = await bench();

		const [id] = await tools.dispatch({}, [to(receiver.url)], { allowedNetworks: '' });

		expect(await tools.record(id)).toMatchObject({
			delivery: { state: 'failed' },
			attempts: [{ outcome: 'failed', error: { code: 'blocked_url' } }],
		});
		expect(receiver.requests).toHaveLength(0);
	});
});

describe('the bytes', () => {
	const payload = {
		zebra: 1,
		alpha: { b: [true, null], a: 'ção ☕ \u2028' },
		'10': 'ten',
		2: 'two',
		last: 0.1,
	};

	test.each(['envelope', 'payload'] as const)(
		'in the format %s are those of the event, keys in order',
		async (format) => {
			const receiver = await receive();
			const tools = await bench();
			const subscription = await tools.subscribe(receiver.url, { format });
			const data = { id: 'x', payload };

			await tools.dispatch({ type: 'a.b', timestamp: '2026-01-01T00:00:00.000Z', data, payload }, [
				subscription,
			]);

			const text = receiver.requests[0]?.body.toString();
			expect(text).toBe(
				format === 'payload'
					? JSON.stringify(payload)
					: `{"type":"a.b","timestamp":"2026-01-01T00:00:00.000Z","data":${JSON.stringify(data)}}`,
			);
		},
	);

	test('are those of the first dispatch for whoever gets the event later', async () => {
		const receiver = await receive(500, 200);
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);
		const [id] = await tools.dispatch({ id: 'order-1', data: { state: 'new' } }, [subscription]);
		await tools.dispatch({ id: 'order-1', data: { state: 'changed' } }, [subscription]);

		await runSchedule(tools, id);

		expect(receiver.requests[1]?.body).toEqual(receiver.requests[0]?.body);
	});

	test('of 512 KiB arrive whole and are verified', async () => {
		const receiver = await receive();
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, { format: 'payload' });
		const payload = 'é'.repeat((512 * 1024 - 2) / 2);

		await tools.dispatch({ payload }, [subscription]);

		expect(receiver.requests[0]?.body).toHaveLength(512 * 1024);
		expect(
			verifyWebhooks(receiver.requests, subscription.secrets.signingSecrets[0]?.secret ?? ''),
		).toEqual([genuine]);
	});
});

describe('what is secret', () => {
	const tokenValue = 'tok"en/+ &=\\ção-42';
	const apiKey = 'key-of-the-custom-header';

	/** A receiver that sends back everything it got, in headers and body, in the forms it may take. */
	async function echoing(status: number): Promise<Receiver> {
		const receiver = await receiveBy((request) => ({
			status,
			headers: {
				'x-path': request.path,
				location: `https://elsewhere.example.com${request.path}`,
				'x-token': request.header('x-token') ?? '',
				'x-api-key': request.header('x-api-key') ?? '',
			},
			body: `${request.raw.toString('latin1').replaceAll('\0', '')}\n${JSON.stringify({
				url: request.path,
				query: Object.fromEntries(new URL(request.path, receiver.url).searchParams),
				headers: request.headers,
			})}`,
		}));
		return receiver;
	}

	test.each([200, 302, 500])(
		'never shows, not even where the receiver sends it back with %d',
		async (status) => {
			const receiver = await echoing(status);
			const tools = await bench();
			const subscription = await tools.subscribe(`${receiver.url}?a=b`, {
				tokenHeader: 'X-Token',
				tokenQueryParameter: 'token',
				tokenValue,
				headers: { 'X-Api-Key': apiKey },
			});

			const [id] = await tools.dispatch({}, [subscription]);

			const [request] = receiver.requests;
			expect(request?.header('x-token')).toBe(tokenValue);
			expect(request?.header('x-api-key')).toBe(apiKey);
			expect(new URL(request?.path ?? '', receiver.url).searchParams.get('token')).toBe(tokenValue);
			const record = await tools.record(id);
			expect(record.delivery.url).toBe(`${receiver.url}?a=b`);
			expect(record.attempts[0]?.requestHeaders).toMatchObject({
				'x-token': '[hidden]',
				'x-api-key': '[hidden]',
			});
			for (const text of [JSON.stringify(record), tools.storedBytes().toString('utf8')]) {
				expect(text).not.toContain('tok"en');
				expect(text).not.toContain('tok\\"en');
				expect(text).not.toContain('tok\\\\\\"en');
				expect(text).not.toContain('tok%22en');
				expect(text).not.toContain(apiKey);
			}
		},
	);

	test('stays whole out of a body that is cut in its midst', async () => {
		const secret = 'a-token-of-many-characters';
		const receiver = await receive({
			status: 200,
			body: `${'x'.repeat(16_384 - 20)}${secret}${'y'.repeat(100)}`,
		});
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, {
			tokenHeader: 'x-token',
			tokenValue: secret,
		});

		const [id] = await tools.dispatch({}, [subscription]);

		const [attempt] = (await tools.record(id)).attempts;
		expect(attempt?.response?.truncated).toBe(true);
		expect(attempt?.response?.body).not.toContain(secret.slice(0, 6));
	});

	test('is hidden to its end where one secret begins with another', async () => {
		const receiver = await receive({ status: 200, body: 'you sent: secret-and-more, secret' });
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, {
			tokenHeader: 'x-token',
			tokenValue: 'secret',
			headers: { 'x-other': 'secret-and-more' },
		});

		const [id] = await tools.dispatch({}, [subscription]);

		expect((await tools.record(id)).attempts[0]?.response?.body).toBe(
			'you sent: [hidden], [hidden]',
		);
	});

	test('is hidden where the receiver names the credentials without their scheme', async () => {
		const receiver = await receive({ status: 401, body: '{"error":"unknown key abc123def"}' });
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, {
			headers: { authorization: 'Bearer abc123def' },
		});

		const [id] = await tools.dispatch({}, [subscription]);

		expect((await tools.record(id)).attempts[0]?.response?.body).toBe(
			'{"error":"unknown key [hidden]"}',
		);
	});

	test('is hidden where it was entered with spaces around it', async () => {
		const receiver = await receive({ status: 200, body: 'got a-long-token' });
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url, {
			tokenHeader: 'x-token',
			tokenValue: ' a-long-token ',
		});

		const [id] = await tools.dispatch({}, [subscription]);

		expect(receiver.requests[0]?.header('x-token')).toBe('a-long-token');
		expect((await tools.record(id)).attempts[0]?.response?.body).toBe('got [hidden]');
	});
});

test('whatever a receiver calls its headers, the answer can be read back', async () => {
	const receiver = await receiveBy(() => (socket) => {
		socket.write(
			'HTTP/1.1 200 OK\r\n__proto__: a\r\nconstructor: b\r\ntoString:\r\nx-a: 1\r\nX-A: 2\r\ncontent-length: 0\r\n\r\n',
		);
	});
	const tools = await bench();

	const [id] = await tools.dispatch({}, [await tools.subscribe(receiver.url)]);

	const [attempt] = (await tools.record(id)).attempts;
	expect(attempt?.outcome).toBe('delivered');
	expect(Object.entries(attempt?.response?.headers ?? {})).toEqual(
		expect.arrayContaining([
			['constructor', 'b'],
			['tostring', ''],
			['x-a', '1, 2'],
		]),
	);
});

describe('rotated keys', () => {
	async function dispatchedWith(
		signingSecrets: (now: number) => SubscriptionSecrets['signingSecrets'],
	) {
		const receiver = await receive();
		const tools = await bench();
		const subscription = await tools.subscribe(receiver.url);
		await tools.store.subscriptions.update({
			...subscription,
			secrets: { ...subscription.secrets, signingSecrets: signingSecrets(tools.clock.now()) },
		});
		const [id] = await tools.dispatch({}, [await tools.subscription(subscription)]);
		return { receiver, record: await tools.record(id) };
	}

	test('sign both until the old one has run out', async () => {
		const [fresh, old, expired] = [
			createSigningSecret(),
			createSigningSecret(),
			createSigningSecret(),
		];

		const { receiver } = await dispatchedWith((now) => [
			{ secret: fresh, expiresAt: null },
			{ secret: old, expiresAt: now + 1 },
			{ secret: expired, expiresAt: now },
		]);

		expect(verifyWebhooks(receiver.requests, fresh)).toEqual([genuine]);
		expect(verifyWebhooks(receiver.requests, old)).toEqual([genuine]);
		expect(verifyWebhooks(receiver.requests, expired)).not.toEqual([genuine]);
		expect(receiver.requests[0]?.header('webhook-signature')?.split(' ')).toHaveLength(2);
	});

	test('that have all run out send nothing: a subscription is never sent to unsigned', async () => {
		const { receiver, record } = await dispatchedWith((now) => [
			{ secret: createSigningSecret(), expiresAt: now - 1 },
		]);

		expect(receiver.requests).toHaveLength(0);
		expect(record).toMatchObject({
			delivery: { state: 'failed' },
			attempts: [
				{
					outcome: 'failed',
					error: { code: 'unknown', message: expect.stringContaining('signing secret') },
				},
			],
		});
	});
});

test('the first attempt of an event is made at once and needs no clock', async () => {
	const receiver = await receive();
	const tools = await bench();
	const [id] = await tools.dispatch(outgoing(), [await tools.subscribe(receiver.url)]);

	const { attempts } = await tools.record(id);
	expect(attempts).toEqual([
		expect.objectContaining<Partial<Attempt>>({
			number: 1,
			trigger: 'automatic',
			outcome: 'delivered',
		}),
	]);
});

/** Every address that must not be reached, through the engine: what is recorded, and what is done to its subscription. */
import { isIPv6 } from 'node:net';

import { createTransport, type Transport } from '../../../src/delivery';
import { createAddressGuard, type Resolve } from '../../../src/net';
import type { Subscription } from '../../../src/model/subscription';
import vectors from '../../fixtures/vectors/ssrf-vectors.json';
import { rawBytes, redirectTo } from '../../support/receiver';
import { bench, closeAll, LOOPBACK, receive, type DeliveryBench } from '../delivery-bench';

const transports: Transport[] = [];

afterEach(async () => {
	await closeAll();
	for (const transport of transports.splice(0)) await transport.close();
});

/** A bench whose names lead where `resolve` says. */
async function resolving(resolve: Resolve, allowedNetworks: string): Promise<DeliveryBench> {
	const transport = createTransport({ guard: createAddressGuard({ allowedNetworks, resolve }) });
	transports.push(transport);
	return await bench({ sending: (own) => Object.assign(own, { send: transport.send }) });
}

/** A subscription whose URL was saved when it was still allowed. */
async function subscribedTo(tools: DeliveryBench, url: string): Promise<Subscription> {
	const subscription = await tools.subscribe('https://receiver.example.com/');
	const settings = { ...subscription.settings, url };
	await tools.store.subscriptions.update({ ...subscription, settings });
	return await tools.subscription(subscription);
}

/** Sends one event to all the URLs, and gives what became of each. */
async function dispatchTo(tools: DeliveryBench, urls: readonly string[], allowedNetworks = '') {
	const subscriptions = await Promise.all(urls.map(async (url) => await subscribedTo(tools, url)));
	const ids = await tools.dispatch({}, subscriptions, { allowedNetworks, maximumConcurrent: 100 });
	return await Promise.all(
		subscriptions.map(async (subscription, index) => ({
			url: urls[index],
			...(await tools.record(ids[index])),
			status: (await tools.subscription(subscription)).status,
		})),
	);
}

function expectBlocked(
	{ delivery, attempts, status }: Awaited<ReturnType<typeof dispatchTo>>[number],
	remedy: RegExp,
): void {
	expect(attempts).toHaveLength(1);
	expect(attempts[0]).toMatchObject({
		outcome: 'failed',
		response: null,
		error: { code: 'blocked_url', message: expect.stringMatching(remedy) },
	});
	expect(delivery).toMatchObject({ state: 'failed', attemptsMade: 1, nextAttemptAt: null });
	expect(status).toMatchObject({ active: false, disabledReason: attempts[0]?.error?.message });
}

const literal = (address: string) => `http://${isIPv6(address) ? `[${address}]` : address}:9/`;
const namesSetting = /"Allowed Networks" of the Webhook Store API credential/;

describe('addresses that nobody allowed', () => {
	test('written in the URL are recorded as blocked_url, and switch their subscription off', async () => {
		const tools = await bench();

		const results = await dispatchTo(tools, vectors.deny.map(literal));

		expect(results).toHaveLength(68);
		for (const result of results) expectBlocked(result, namesSetting);
	});

	test('are the same where a name leads to them', async () => {
		const tools = await resolving((name, _options, callback) => {
			const address = vectors.deny[Number(name.split('.')[0])] ?? '';
			callback(null, [{ address, family: isIPv6(address) ? 6 : 4 }]);
		}, '');
		const urls = vectors.deny.map((_address, index) => `https://${index}.example/`);

		for (const [index, result] of (await dispatchTo(tools, urls)).entries()) {
			expectBlocked(result, namesSetting);
			expect(result.attempts[0]?.error?.message).toContain(
				`${index}.example leads to ${vectors.deny[index]}`,
			);
		}
	});

	test('are loopback in all its spellings', async () => {
		const tools = await bench();

		const results = await dispatchTo(tools, vectors.url_spellings_of_loopback);

		expect(results).toHaveLength(14);
		for (const result of results) {
			expectBlocked(result, /"Allowed Networks"|contains a user name or password/);
		}
	});

	test.each([301, 302, 303, 307, 308])('are not visited by a redirect with %d', async (status) => {
		const inner = await receive();
		const outer = await receive(redirectTo(inner.url, status));
		const tools = await bench();
		const subscription = await tools.subscribe(outer.url);

		const [id] = await tools.dispatch({}, [subscription]);

		expect((await tools.record(id)).attempts).toMatchObject([
			{ outcome: 'retry', response: { status, headers: { location: inner.url } }, error: null },
		]);
		expect(outer.requests).toHaveLength(1);
		expect(inner.connections.accepted).toBe(0);
		expect((await tools.subscription(subscription)).status.active).toBe(true);
	});
});

describe('addresses that the credential allows', () => {
	test('are reached in every spelling of them', async () => {
		const receiver = await receive();
		const tools = await bench();
		const spellings = vectors.url_spellings_of_loopback
			.map((spelling) => new URL(spelling))
			// The receiver has no IPv6 address, and not every system's resolver knows the name with a dot.
			.filter(({ username, hostname }) => username === '' && !/^\[::1\]$|\.$/.test(hostname))
			.map((url) => Object.assign(url, { port: String(receiver.port) }).href);

		const results = await dispatchTo(tools, spellings, `${LOOPBACK}, localhost`);

		expect(results).toHaveLength(11);
		expect(results.map(({ delivery }) => delivery.state)).toEqual(Array(11).fill('delivered'));
		expect(receiver.requests).toHaveLength(11);
		expect(results.filter(({ status }) => !status.active)).toEqual([]);
	});
});

describe('a name whose answer changes', () => {
	test('is asked for once a connection: what was checked is what is connected to', async () => {
		const receiver = await receive();
		const answers = ['127.0.0.1', '169.254.169.254'];
		let asked = 0;
		const tools = await resolving((_name, _options, callback) => {
			const address = answers[asked++] ?? '169.254.169.254';
			callback(null, [{ address, family: 4 }]);
		}, LOOPBACK);

		const [result] = await dispatchTo(tools, [`http://rebinding.example:${receiver.port}/`]);

		expect(result?.delivery.state).toBe('delivered');
		expect(asked).toBe(1);
	});

	test('is blocked at the attempt that it leads astray', async () => {
		const receiver = await receive(
			rawBytes('HTTP/1.1 500 X\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'),
		);
		const answers = ['127.0.0.1'];
		const tools = await resolving(
			(_name, _options, callback) =>
				callback(null, [{ address: answers.shift() ?? '10.0.0.5', family: 4 }]),
			LOOPBACK,
		);
		const subscription = await subscribedTo(tools, `http://rebinding.example:${receiver.port}/`);
		const [id] = await tools.dispatch({}, [subscription]);
		tools.engine.start();

		await tools.passUntil(async () => (await tools.state(id)) === 'failed', 'the second attempt');

		const { attempts } = await tools.record(id);
		expect(attempts).toMatchObject([
			{ outcome: 'retry', response: { status: 500 } },
			{
				outcome: 'failed',
				error: { code: 'blocked_url', message: expect.stringContaining('leads to 10.0.0.5') },
			},
		]);
		expect(receiver.connections.accepted).toBe(1);
		expect((await tools.subscription(subscription)).status.active).toBe(false);
	});
});

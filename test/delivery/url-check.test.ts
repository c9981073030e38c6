import { createServer } from 'node:net';
import * as tls from 'node:tls';

import { checkUrl } from '../../src/delivery';
import { createAddressGuard, type Resolve } from '../../src/net';
import { createCertificate } from '../support/certificate';
import {
	breaksOff,
	drip,
	endless,
	gzipBomb,
	inTurn,
	rawBytes,
	redirectTo,
	reset,
	silence,
	startReceiver,
	type Answer,
	type Receiver,
} from '../support/receiver';

const open: Receiver[] = [];

afterEach(async () => {
	for (const receiver of open.splice(0)) await receiver.close();
});

async function receive(answer: Answer, options: object = {}): Promise<Receiver> {
	const receiver = await startReceiver({ answer: inTurn(answer), ...options });
	open.push(receiver);
	return receiver;
}

/** Every name leads to loopback, unless it is said where else. */
function guardWith(resolve: Resolve = (_name, _options, found) => found(null, [loopback])) {
	return createAddressGuard({ allowedNetworks: '127.0.0.1', resolve });
}

const loopback = { address: '127.0.0.1', family: 4 };
const nothing = { status: null, statusText: null, statusClass: null };

async function check(url: string, guard = guardWith(), timeoutMs = 1000) {
	const verdict = await checkUrl(url, { guard, timeoutMs });
	return { ...verdict, reason: String(verdict.reason) };
}

describe('the request', () => {
	test('is one GET without a body, on a connection that is closed afterwards', async () => {
		const receiver = await receive({ status: 200, body: 'hello' });

		const verdict = await check(` ${receiver.url}hooks?shop=1 `);

		expect(verdict).toEqual({
			url: `${receiver.url}hooks?shop=1`,
			verdict: 'valid',
			reason: 'The receiver answered 200 OK. Webhooks can be delivered there',
			status: 200,
			statusText: 'OK',
			statusClass: 'success',
			durationMs: expect.any(Number),
		});
		expect(receiver.requests).toHaveLength(1);
		const [request] = receiver.requests;
		expect([request?.method, request?.path, request?.body.length]).toEqual([
			'GET',
			'/hooks?shop=1',
			0,
		]);
		expect(request?.header('user-agent')).toMatch(/^n8n-nodes-commerce-webhooks\/\d/);
		expect(receiver.connections).toEqual({ accepted: 1, open: expect.any(Number) });
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(receiver.connections.open).toBe(0);
	});
});

describe('an answer', () => {
	test.each([
		[200, 'Webhooks can be delivered there'],
		[204, 'Webhooks can be delivered there'],
		[400, 'takes nothing but webhooks'],
		[401, 'signature, token or headers'],
		[403, 'signature, token or headers'],
		[404, 'if deliveries get 404 too, check the path'],
		[405, 'takes nothing but webhooks'],
		[415, 'takes nothing but webhooks'],
		[422, 'takes nothing but webhooks'],
		[429, 'rate limit'],
		[501, 'takes nothing but webhooks'],
	])('%i to a GET says that a POST may arrive', async (status, note) => {
		const { verdict, reason, ...rest } = await check((await receive(status)).url);

		expect([verdict, rest.status]).toEqual(['valid', status]);
		expect(reason).toContain(`answered ${status} ${rest.statusText}. `);
		expect(reason).toContain(note);
	});

	test.each([
		[304, 'never followed'],
		[407, 'proxy'],
		[410, 'closed for good'],
		[421, 'does not know this host name'],
		[451, 'legal reasons'],
		[496, 'certificate'],
		[497, 'https://'],
		[500, 'The server itself has an error'],
		[502, 'The server itself has an error'],
		[503, 'The server itself has an error'],
		[521, 'The server itself has an error'],
		[599, 'The server itself has an error'],
		[999, 'no status of an answer'],
	])('%i says that none would', async (status, why) => {
		const { verdict, reason, ...rest } = await check((await receive(status)).url);

		expect([verdict, rest.status]).toEqual(['invalid', status]);
		expect(reason).toContain(`answered ${status} ${rest.statusText}. `);
		expect(reason).toContain(why);
	});

	test('that is a redirect is not followed; the reason names where it leads, without its query', async () => {
		const target = await receive(200);
		const receiver = await receive(redirectTo(`${target.url}new?token=secret`, 308));

		const verdict = await check(receiver.url);

		expect(verdict).toMatchObject({
			verdict: 'invalid',
			status: 308,
			statusText: 'Permanent Redirect',
			statusClass: 'redirection',
		});
		expect(verdict.reason).toContain(`it leads to ${target.url}new; if that`);
		expect(verdict.reason).not.toContain('secret');
		expect(target.connections.accepted).toBe(0);
	});

	test.each([
		['relative', '/login', (origin: string) => `${origin}login`],
		['private', 'http://10.0.0.1/admin', () => 'http://10.0.0.1/admin'],
		['unreadable', 'http://[', () => 'the address at which the receiver itself answers'],
		['endless', `/${'x'.repeat(9000)}`, (origin: string) => `${origin}xxx`],
	])('that is a %s redirect is invalid with words', async (_kind, location, leadsTo) => {
		const receiver = await receive(redirectTo(location));

		const { verdict, reason } = await check(receiver.url);

		expect(verdict).toBe('invalid');
		expect(reason).toContain(leadsTo(receiver.url));
		expect(reason.length).toBeLessThan(600);
	});

	test.each<[string, Answer]>([
		['never ends', endless()],
		['drips', drip()],
		['is a bomb', gzipBomb()],
		['breaks off', breaksOff()],
	])('whose body %s counts all the same, within its bounds', async (_what, answer) => {
		const verdict = await check((await receive(answer)).url, guardWith(), 300);

		expect(verdict).toMatchObject({ verdict: 'valid', status: 200 });
		expect(verdict.durationMs).toBeLessThan(1000);
	});
});

describe('no answer', () => {
	test('within the time is a verdict that says how long was waited', async () => {
		const { reason, ...rest } = await check((await receive(silence())).url, guardWith(), 100);

		expect(rest).toMatchObject({ verdict: 'invalid', ...nothing });
		expect(rest.durationMs).toBeGreaterThanOrEqual(90);
		expect(reason).toMatch(
			/There was no answer within 100 ms\. Check that 127\.0\.0\.1:\d+ can be/,
		);
	});

	test('where nobody listens says what to check', async () => {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		const port = typeof address === 'object' && address ? address.port : 0;
		await new Promise((resolve) => server.close(resolve));

		const verdict = await check(`http://127.0.0.1:${port}/`);

		expect(verdict).toMatchObject({ verdict: 'invalid', ...nothing });
		expect(verdict.reason).toMatch(
			/No connection could be made.*firewall lets this server through/,
		);
	});

	test.each<[string, Answer, RegExp]>([
		['a reset', reset(), /closed before there was an answer.*must begin with https:/],
		['garbage', rawBytes('SSH-2.0-OpenSSH_9\r\n'), /not valid HTTP.*speaks HTTP\/1\.1/],
	])('but %s is a verdict', async (_what, answer, words) => {
		const verdict = await check((await receive(answer)).url);

		expect(verdict).toMatchObject({ verdict: 'invalid', ...nothing });
		expect(verdict.reason).toMatch(words);
	});

	test.each(['ENOTFOUND', 'EAI_AGAIN'])('since the name has no address (%s)', async (code) => {
		const guard = guardWith((name, _options, found) =>
			found(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }), []),
		);

		const verdict = await check('https://mebmers.example.com/hooks', guard);

		expect(verdict).toMatchObject({ verdict: 'invalid', ...nothing });
		expect(verdict.reason).toMatch(
			/could not be resolved.*Check the spelling of mebmers\.example\.com/,
		);
	});
});

describe('an address that is not public', () => {
	test.each([
		['http://10.0.0.1/', '10.0.0.1'],
		['http://0x7f.2/', '127.0.0.2'],
		['http://[::1]/', '::1'],
		['http://localhost/', 'localhost'],
	])('%s is refused before anything is asked, and the setting is named', async (url, shown) => {
		const verdict = await check(url);

		expect(verdict).toMatchObject({ url, verdict: 'invalid', ...nothing, durationMs: null });
		expect(verdict.reason).toContain(shown);
		expect(verdict.reason).toContain('Allowed Networks');
	});

	test('is refused where a name leads to it, though another answer is public', async () => {
		const guard = guardWith((_name, _options, found) =>
			found(null, [
				{ address: '93.184.215.14', family: 4 },
				{ address: '169.254.169.254', family: 4 },
			]),
		);

		const verdict = await check('http://metadata.example.com/', guard);

		expect(verdict).toMatchObject({ verdict: 'invalid', ...nothing });
		expect(verdict.reason).toContain('metadata.example.com leads to 169.254.169.254');
		expect(verdict.reason).toContain('Allowed Networks');
	});
});

test.each([
	['', 'cannot be read'],
	['members.example.com/hooks', 'cannot be read'],
	['ftp://example.com/', 'ftp:'],
	['javascript:alert(1)', 'javascript:'],
	['https://example.com:0/', 'port 0'],
	['https://example.com/\nhooks', 'line break'],
	[`https://${'x'.repeat(100_000)}/ `, ''],
])('a URL that is none is a verdict and no error: %.40j', async (url, words) => {
	const verdict = await check(url, createAddressGuard({ allowedNetworks: '' }));

	expect(verdict).toMatchObject({ url: url.trim(), verdict: 'invalid', ...nothing });
	expect(verdict.reason).toContain(words);
});

test.each([
	['https://user:pass%20word@example.com/x@y', 'https://example.com/x@y'],
	['https:\\\\user:a@b@example.com/', 'https:\\\\example.com/'],
	['user:pass%20word@example.com', 'user:example.com'],
])('a password in the URL %s is refused and not put out', async (url, shown) => {
	const verdict = await check(url);

	expect(verdict.url).toBe(shown);
	expect(verdict.verdict).toBe('invalid');
	expect(JSON.stringify(verdict)).not.toMatch(/pass%20|a@b/);
});

describe('over TLS', () => {
	const certificate = createCertificate('shop.example.com');
	const authorities = tls.getCACertificates('default');

	beforeAll(() => tls.setDefaultCACertificates([...authorities, certificate.cert]));
	afterAll(() => tls.setDefaultCACertificates(authorities));

	test('a certificate of this name is fine', async () => {
		const { port } = await receive(200, { tls: certificate });

		expect(await check(`https://shop.example.com:${port}/`)).toMatchObject({
			verdict: 'valid',
			status: 200,
		});
	});

	test.each([
		['of another name', certificate, 'www.example.com', /altnames.*exactly www\.example\.com/],
		[
			'nobody vouches for',
			createCertificate('shop.example.com'),
			'shop.example.com',
			/self-signed.*publicly trusted/,
		],
		[
			'that has expired',
			createCertificate('shop.example.com', Date.now() - 30 * 24 * 60 * 60 * 1000),
			'shop.example.com',
			/No secure connection.*in date/,
		],
	])('a certificate %s is a verdict that says so', async (_what, given, host, words) => {
		const receiver = await receive(200, { tls: given });

		const verdict = await check(`https://${host}:${receiver.port}/`);

		expect(verdict).toMatchObject({ verdict: 'invalid', ...nothing });
		expect(verdict.reason).toMatch(words);
		expect(receiver.requests).toEqual([]);
	});

	test('plain HTTP on the port is a verdict that says so', async () => {
		const server = createServer((socket) =>
			socket
				.on('error', () => {})
				.resume()
				.end('HTTP/1.1 400 Bad\r\n\r\n'),
		);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		const port = typeof address === 'object' && address ? address.port : 0;

		const verdict = await check(`https://shop.example.com:${port}/`);
		await new Promise((resolve) => server.close(resolve));

		expect(verdict).toMatchObject({ verdict: 'invalid', ...nothing });
		expect(verdict.reason).toMatch(/No secure connection.*begin the URL with http:/);
	});
});

import { getEventListeners } from 'node:events';
import { createServer } from 'node:net';
import * as tls from 'node:tls';
import { gzipSync } from 'node:zlib';

import { createTransport, type HttpRequest, type Transport } from '../../src/delivery/transport';
import { createAddressGuard, type AddressGuard, type Resolve } from '../../src/net';
import { createCertificate } from '../support/certificate';
import { heldBytes } from '../support/held-bytes';
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

const LIMIT = 16_384;
const loopback = createAddressGuard({ allowedNetworks: '127.0.0.1' });
const open: Array<{ close(): Promise<void> }> = [];

afterEach(async () => {
	for (const one of open.splice(0).reverse()) await one.close();
});

describe('a request', () => {
	test('goes out with exactly the given bytes and headers', async () => {
		const receiver = await receive();
		const body = Buffer.from('{"a":"ção ☕\\n"}\n');

		const exchange = await send(`${receiver.url}hook?a=1&b=%20#part`, {
			headers: { 'content-type': 'application/json', 'X-Custom': 'ção' },
			body: new Uint8Array(Buffer.concat([Buffer.from('skip'), body])).subarray(4),
		});

		expect(exchange).toEqual({
			answer: { status: 200, headers: { 'content-length': '0' }, body: '', truncated: false },
			error: null,
			durationMs: expect.any(Number),
		});
		expect(receiver.requests[0]?.raw.toString('latin1')).toBe(
			[
				'POST /hook?a=1&b=%20 HTTP/1.1',
				`host: 127.0.0.1:${receiver.port}`,
				'connection: keep-alive',
				'content-type: application/json',
				'X-Custom: ção',
				`content-length: ${body.length}`,
				'',
				body.toString('latin1'),
			].join('\r\n'),
		);
	});

	test('may be a GET without a body', async () => {
		const receiver = await receive();
		await send(receiver.url, { method: 'GET', body: null });

		expect(receiver.requests[0]?.method).toBe('GET');
		expect(receiver.requests[0]?.header('content-length')).toBeUndefined();
	});

	test('reuses a connection of one before', async () => {
		const receiver = await receive();
		const transport = make();
		for (let count = 0; count < 20; count++) await send(receiver.url, {}, transport);

		// undici frees a connection a moment after the answer: a second one may be opened, never a
		// third.
		expect(receiver.connections.accepted).toBeLessThanOrEqual(2);
	});
});

describe('an answer', () => {
	test('comes with status, headers and body, whatever the status', async () => {
		const receiver = await receive({
			status: 503,
			headers: { 'Retry-After': '7', 'Set-Cookie': 'a=1\r\nSet-Cookie: b=2' },
			body: 'later',
		});
		const { answer } = await send(receiver.url);

		expect(answer).toEqual({
			status: 503,
			headers: { 'retry-after': '7', 'set-cookie': 'a=1, b=2', 'content-length': '5' },
			body: 'later',
			truncated: false,
		});
	});

	test('with an endless body is cut at 16 KiB and its connection ended', async () => {
		const receiver = await receive(endless());
		const { answer } = await send(receiver.url);

		expect(answer).toMatchObject({ status: 200, truncated: true, body: 'a'.repeat(LIMIT) });
		await until(() => receiver.connections.open === 0);
	});

	test.each([
		[LIMIT, false],
		[LIMIT + 1, true],
	])('with %d bytes of body has truncated %p', async (size, truncated) => {
		const receiver = await receive({ body: Buffer.alloc(size, 'b') });
		const { answer } = await send(receiver.url);

		expect(answer).toMatchObject({ truncated, body: 'b'.repeat(LIMIT) });
	});

	test('is cut between characters, never inside one', async () => {
		const receiver = await receive({ body: `a${'☕'.repeat(LIMIT)}` });
		const { answer } = await send(receiver.url);

		expect(answer?.body).toBe(`a${'☕'.repeat(Math.floor((LIMIT - 1) / 3))}`);
	});

	test('in another encoding is kept with replacement characters', async () => {
		const receiver = await receive({ body: Buffer.from('ol\xe1 \0 fim', 'latin1') });
		const { answer } = await send(receiver.url);

		expect(answer?.body).toBe('ol\ufffd \ufffd fim');
	});

	test.each(['gzip', 'br', 'zstd', 'gzip, br'])(
		'encoded as %s is not decoded',
		async (encoding) => {
			const receiver = await receive({
				headers: { 'content-encoding': encoding },
				body: gzipSync('tiny'),
			});
			const { answer } = await send(receiver.url);

			expect(answer).toMatchObject({ body: `[${encoding}, 24 bytes]`, truncated: false });
		},
	);

	test.each([
		['identity', 'plain'],
		['', 'plain'],
		['<script>', '[encoded, 5 bytes]'],
	])('with the content-encoding %j is kept as %s', async (encoding, body) => {
		const receiver = await receive({
			headers: { 'content-encoding': encoding },
			body: 'plain',
		});
		expect((await send(receiver.url)).answer?.body).toBe(body);
	});

	test('with a gzip bomb stays as small as it came', async () => {
		const receiver = await receive(gzipBomb());
		const { answer } = await send(receiver.url);

		expect(answer).toMatchObject({ status: 200, body: '[gzip, 16384 bytes]', truncated: true });
	});

	test('stays an answer when its body breaks off', async () => {
		const receiver = await receive(breaksOff(200, 'half of'));
		const { answer, error } = await send(receiver.url);

		expect(error).toBeNull();
		expect(answer).toMatchObject({ status: 200, body: 'half of', truncated: true });
	});

	test.each([
		['broken chunks', 'transfer-encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n'],
		['a reset', 'content-length: 100\r\n\r\nhello'],
		[
			'endless trailers',
			`transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n${'x: y\r\n'.repeat(9000)}`,
		],
	])('stays an answer when its body ends in %s', async (_name, rest) => {
		const receiver = await receive((socket) => {
			socket.write(`HTTP/1.1 201 Created\r\n${rest}`, () =>
				setTimeout(() => socket.resetAndDestroy(), 50),
			);
		});
		const { answer } = await send(receiver.url);

		expect(answer).toMatchObject({ status: 201, body: 'hello', truncated: true });
	});

	test('whose body drips is kept at the deadline', async () => {
		const receiver = await receive(drip(200, 10));
		const startedAt = performance.now();
		const { answer, durationMs } = await send(receiver.url, { timeoutMs: 1000 });

		expect(answer).toMatchObject({ status: 200, truncated: true });
		expect(answer?.body).toMatch(/^\.{2,}$/);
		expect(durationMs).toBeGreaterThanOrEqual(999);
		expect(performance.now() - startedAt).toBeLessThan(1800);
		await until(() => receiver.connections.open === 0);
	});

	test('without a length ends with its connection', async () => {
		const receiver = await receive(rawBytes('HTTP/1.1 200 OK\r\n\r\nuntil the end'));
		expect((await send(receiver.url)).answer).toMatchObject({
			body: 'until the end',
			truncated: false,
		});
	});

	test('after early hints is the final one', async () => {
		const receiver = await receive(
			rawBytes('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'),
		);
		expect((await send(receiver.url)).answer).toMatchObject({ status: 204, headers: {}, body: '' });
	});

	test('is not there yet with early hints alone', async () => {
		const receiver = await receive((socket) => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'));
		expect((await send(receiver.url, { timeoutMs: 100 })).error?.code).toBe('timeout');
	});

	test('keeps no more than 64 headers', async () => {
		const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x-${index}`, 'y']));
		const receiver = await receive({ headers: { __proto__: 'z', ...many } });

		expect(Object.keys((await send(receiver.url)).answer?.headers ?? {})).toHaveLength(64);
	});

	test('that redirects is not followed', async () => {
		const inner = await receive();
		const receiver = await receive(redirectTo(inner.url, 307));
		const { answer } = await send(receiver.url);

		expect(answer).toMatchObject({ status: 307, headers: { location: inner.url }, body: 'moved' });
		expect(inner.connections.accepted).toBe(0);
	});
});

describe('without an answer there is an error', () => {
	test.each([
		['connection_reset', 'a reset in place of the answer', reset()],
		['connection_reset', 'an end in place of the answer', rawBytes('')],
		['invalid_response', 'an end amid the headers', rawBytes('HTTP/1.1 200 OK\r\nx: ')],
		['invalid_response', 'something other than HTTP', rawBytes('SSH-2.0-OpenSSH_9.6\r\n')],
		['invalid_response', 'a header with a NUL', rawBytes('HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n')],
		[
			'invalid_response',
			'too many headers',
			rawBytes(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(9000)}\r\n`),
		],
		[
			'invalid_response',
			'a header without end',
			rawBytes(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(99_999)}`),
		],
		[
			'invalid_response',
			'an upgrade',
			rawBytes('HTTP/1.1 101 X\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
		],
		[
			'invalid_response',
			'100 unasked',
			rawBytes('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'),
		],
	])('%s for %s', async (code, _name, answer) => {
		const receiver = await receive(answer);
		const exchange = await send(receiver.url);

		expect(exchange).toMatchObject({ answer: null, error: { code, permanent: false } });
		expect(exchange.error?.message.length).toBeLessThanOrEqual(500);
	});

	test('connection_reset for a reset amid the request', async () => {
		const receiver = await startReceiver({
			onFirstBytes: (socket) => void socket.resetAndDestroy(),
		});
		open.push(receiver);
		const { error } = await send(receiver.url, { body: Buffer.alloc(5_000_000) });

		expect(error?.code).toBe('connection_reset');
		expect(receiver.requests).toEqual([]);
	});

	test('connection_reset, and never a blocked URL, for a peer that is gone at once', async () => {
		const server = createServer((socket) => socket.on('error', () => {}).resetAndDestroy());
		const port = await listen(server);
		const transport = make();
		const codes = await Promise.all(
			Array.from({ length: 100 }, async () => {
				const { error } = await send(`http://127.0.0.1:${port}/`, {}, transport);
				return error?.code;
			}),
		);
		server.close();

		expect(new Set(codes)).toEqual(new Set(['connection_reset']));
	});

	test('connection_refused where nobody listens', async () => {
		const { port } = await closedPort();
		const { error } = await send(`http://127.0.0.1:${port}/`);

		expect(error).toMatchObject({
			code: 'connection_refused',
			message: expect.stringContaining(String(port)),
			permanent: false,
		});
	});

	test('timeout for a connection that is accepted and never answered', async () => {
		const receiver = await receive(silence());
		const exchange = await send(receiver.url, { timeoutMs: 100 });

		expect(exchange).toMatchObject({
			error: { code: 'timeout', message: 'There was no answer within 100 ms', permanent: false },
		});
		expect(exchange.durationMs).toBeGreaterThanOrEqual(99);
		await until(() => receiver.connections.open === 0);
	});

	test('timeout for headers that drip', async () => {
		const receiver = await receive((socket) => {
			socket.write('HTTP/1.1 200 OK\r\nx: ');
			const timer = setInterval(() => socket.write('y'), 10);
			socket.on('close', () => clearInterval(timer));
		});
		expect((await send(receiver.url, { timeoutMs: 100 })).error?.code).toBe('timeout');
	});

	test('dns for a name that does not resolve', async () => {
		const guard = resolving((_name, _options, callback) =>
			callback(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), []),
		);
		const { error } = await send('http://gone.example/', {}, make(guard));

		expect(error).toMatchObject({ code: 'dns', permanent: false });
	});

	test('timeout for a name that takes too long, and the place is free afterwards', async () => {
		const receiver = await receive();
		let delayMs = 150;
		const guard = resolving((_name, _options, callback) => {
			setTimeout(() => callback(null, [{ address: '127.0.0.1', family: 4 }]), delayMs);
		});
		const transport = make(guard, 2);
		const url = `http://slow.example:${receiver.port}/`;

		const late = await Promise.all(
			Array.from({ length: 6 }, () => send(url, { timeoutMs: 50 }, transport)),
		);
		expect(late.map(({ error }) => error?.message)).toEqual(
			Array(6).fill('No connection was made within 50 ms'),
		);
		delayMs = 0;
		expect((await send(url, { timeoutMs: 1000 }, transport)).answer?.status).toBe(200);
		expect(receiver.requests).toHaveLength(1);
	});

	test.each([
		['a line break in a value', { 'x-key': 'a\r\nx-evil: 1' }],
		['a line break in a name', { 'x\r\ny': 'a' }],
		['a NUL', { 'x-key': 'a\0' }],
		['a character beyond Latin-1', { 'x-key': '☕' }],
		['framing of its own', { 'transfer-encoding': 'chunked' }],
	])('unknown and permanent for headers with %s; nothing is sent', async (_name, headers) => {
		const receiver = await receive();
		const transport = make(loopback, 2);
		const refused = await Promise.all(
			Array.from({ length: 10 }, () => send(receiver.url, { headers }, transport)),
		);

		for (const { error } of refused) {
			expect(error).toMatchObject({ code: 'unknown', permanent: true });
			expect(error?.message).toMatch(/^The request cannot be built: [\x20-\x7e]+$/);
		}
		expect(receiver.connections.accepted).toBe(0);
		expect((await send(receiver.url, {}, transport)).answer?.status).toBe(200);
	});

	test.each([
		'',
		'nonsense',
		'ftp://shop.example/',
		'http://shop.example:0/',
		'https://a\r\nb/',
		'http://u:p@a/',
	])('blocked_url and permanent for the unusable URL %j', async (url) => {
		expect((await send(url)).error).toMatchObject({ code: 'blocked_url', permanent: true });
	});
});

describe('a forbidden address', () => {
	const closed = createAddressGuard({ allowedNetworks: '' });

	test.each(['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost'])(
		'is not connected to as %s',
		async (host) => {
			const receiver = await receive();
			const { error } = await send(`http://${host}:${receiver.port}/`, {}, make(closed));

			expect(error).toMatchObject({ code: 'blocked_url', permanent: true });
			expect(receiver.connections.accepted).toBe(0);
		},
	);

	test('is not connected to when the answer changes between check and connection', async () => {
		const receiver = await receive();
		const answers = ['93.184.216.34'];
		const guard = createAddressGuard({
			allowedNetworks: '',
			resolve: (_name, _options, callback) =>
				callback(null, [{ address: answers.shift() ?? '127.0.0.1', family: 4 }]),
		});
		const url = `http://rebinding.example:${receiver.port}/`;

		guard.checkUrl(url);
		await new Promise<void>((resolve, reject) => {
			guard.lookup('rebinding.example', { all: true }, (error) =>
				error ? reject(error) : resolve(),
			);
		});
		const { error } = await send(url, {}, make(guard));

		expect(error).toMatchObject({
			code: 'blocked_url',
			message: expect.stringMatching(
				/^rebinding\.example leads to 127\.0\.0\.1, which .*\. If .* "Allowed Networks" .*\.$/,
			),
			permanent: true,
		});
		expect(receiver.connections.accepted).toBe(0);
	});

	test('is not connected to when only one of several answers is forbidden', async () => {
		const guard = resolving((_name, _options, callback) =>
			callback(null, [
				{ address: '127.0.0.1', family: 4 },
				{ address: '10.0.0.5', family: 4 },
			]),
		);
		const receiver = await receive();
		const { error } = await send(`http://mixed.example:${receiver.port}/`, {}, make(guard));

		expect(error?.code).toBe('blocked_url');
		expect(receiver.connections.accepted).toBe(0);
	});

	test.each(['http', 'https'])(
		'hears nothing over %s when only the peer gives it away',
		async (scheme) => {
			const heard: Buffer[] = [];
			const server = createServer((socket) => {
				socket.on('data', (chunk) => heard.push(chunk)).on('error', () => {});
			});
			const port = await listen(server);
			const careless: AddressGuard = {
				...closed,
				lookup: (_name, _options, callback) =>
					callback(null, [{ address: '127.0.0.1', family: 4 }]),
			};
			const { error } = await send(`${scheme}://shop.example:${port}/`, {}, make(careless));

			expect(error).toMatchObject({ code: 'blocked_url', permanent: true });
			await new Promise((resolve) => server.close(resolve));
			expect(heard).toEqual([]);
		},
	);

	test('is reached when its name is allowed', async () => {
		const receiver = await receive();
		const guard = createAddressGuard({ allowedNetworks: 'localhost' });

		expect((await send(`http://localhost:${receiver.port}/`, {}, make(guard))).answer?.status).toBe(
			200,
		);
	});
});

describe('over TLS', () => {
	const certificate = createCertificate('localhost');
	const guard = createAddressGuard({ allowedNetworks: 'localhost, 127.0.0.1' });
	const authorities = tls.getCACertificates('default');

	beforeAll(() => tls.setDefaultCACertificates([...authorities, certificate.cert]));
	afterAll(() => tls.setDefaultCACertificates(authorities));

	test('a request is answered where the certificate fits', async () => {
		const receiver = await startReceiver({ tls: certificate });
		open.push(receiver);
		const { answer } = await send(`https://localhost:${receiver.port}/`, {}, make(guard));

		expect(answer?.status).toBe(200);
	});

	test.each([
		['of another name', 'https://127.0.0.1', certificate],
		['nobody vouches for', 'https://localhost', createCertificate('localhost')],
	])('tls is the error for a certificate %s', async (_name, origin, given) => {
		const receiver = await startReceiver({ tls: given });
		open.push(receiver);
		const { error } = await send(`${origin}:${receiver.port}/`, {}, make(guard));

		expect(error).toMatchObject({ code: 'tls', permanent: false });
		expect(receiver.requests).toEqual([]);
		await until(() => receiver.connections.open === 0);
	});

	test('tls is the error where plain HTTP is spoken', async () => {
		const server = createServer((socket) =>
			socket.on('error', () => {}).end('HTTP/1.1 400 Bad\r\n\r\n'),
		);
		const port = await listen(server);
		const { error } = await send(`https://localhost:${port}/`, {}, make(guard));
		server.close();

		expect(error?.code).toBe('tls');
	});
});

describe('many requests', () => {
	test('wait for a place at their origin', async () => {
		const receiver = await receive({ delayMs: 50 });
		const transport = make(loopback, 2);
		const exchanges = await Promise.all(
			Array.from({ length: 6 }, () => send(receiver.url, {}, transport)),
		);

		expect(exchanges.map(({ answer }) => answer?.status)).toEqual(Array(6).fill(200));
		expect(receiver.connections.accepted).toBe(2);
	});

	test('wait within their own deadlines, and are not sent after them', async () => {
		const receiver = await receive(silence(), 200);
		const transport = make(loopback, 1);
		const running = send(receiver.url, { timeoutMs: 400 }, transport);
		const waiting = await Promise.all(
			Array.from({ length: 5 }, () => send(receiver.url, { timeoutMs: 100 }, transport)),
		);

		expect(waiting.map(({ error }) => error?.message)).toEqual(
			Array(5).fill('No connection was made within 100 ms'),
		);
		expect((await running).error?.code).toBe('timeout');
		expect((await send(receiver.url, {}, transport)).answer?.status).toBe(200);
		expect(receiver.requests).toHaveLength(2);
	});

	test('given up at an origin that is slow to connect do not delay later ones', async () => {
		const receiver = await receive();
		const guard = resolving((_name, _options, callback) => {
			setTimeout(() => callback(null, [{ address: '127.0.0.1', family: 4 }]), 100);
		});
		const transport = make(guard, 1);
		const url = `http://slow.example:${receiver.port}/`;
		await Promise.all(Array.from({ length: 20 }, () => send(url, { timeoutMs: 50 }, transport)));

		const { answer, durationMs } = await send(url, {}, transport);
		expect(answer?.status).toBe(200);
		expect(durationMs).toBeLessThan(1000);
		expect(receiver.requests).toHaveLength(1);
	});

	test('to a dead origin do not delay those to another', async () => {
		const dead = await receive(silence());
		const live = await receive();
		const transport = make(loopback, 2);
		const waiting = Array.from({ length: 10 }, () => send(dead.url, { timeoutMs: 600 }, transport));

		const { durationMs } = await send(live.url, {}, transport);
		expect(durationMs).toBeLessThan(500);
		expect((await Promise.all(waiting)).every(({ error }) => error?.code === 'timeout')).toBe(true);
	});

	test('leave no connection, timer, listener or memory behind', async () => {
		const receiver = await receive();
		const { signal } = new AbortController();
		const before = process.getActiveResourcesInfo();
		const transport = make();
		const volley = async (count: number) => {
			const body = Buffer.alloc(1024, 'x');
			for (let sent = 0; sent < count; sent += 50) {
				await Promise.all(
					Array.from({ length: 50 }, () => send(receiver.url, { body }, transport, signal)),
				);
			}
			receiver.requests.length = 0;
			return heldBytes();
		};

		const warm = await volley(1000);
		const after = await volley(2000);
		expect(after - warm).toBeLessThan(1_000_000);
		expect(receiver.connections.accepted).toBeLessThanOrEqual(64);
		expect(getEventListeners(signal, 'abort')).toEqual([]);

		await transport.close();
		await until(() => receiver.connections.open === 0);
		const left = process.getActiveResourcesInfo();
		for (const resource of before) {
			if (left.includes(resource)) left.splice(left.indexOf(resource), 1);
		}
		expect(left).toEqual([]);
	});
});

describe('the caller', () => {
	test('can give a request up', async () => {
		const receiver = await receive(silence());
		const controller = new AbortController();
		const pending = send(receiver.url, {}, make(), controller.signal);
		await until(() => receiver.requests.length === 1);
		controller.abort();

		expect(await pending).toMatchObject({ error: { code: 'interrupted', permanent: false } });
		await until(() => receiver.connections.open === 0);
		expect((await send(receiver.url, {}, make(), controller.signal)).error?.code).toBe(
			'interrupted',
		);
		expect(receiver.requests).toHaveLength(1);
	});

	test('closes after what is under way has ended', async () => {
		const receiver = await receive({ delayMs: 100, body: 'done' });
		const transport = make();
		const pending = send(receiver.url, {}, transport);
		const closing = Promise.all([transport.close(), transport.close()]);

		expect((await send(receiver.url, {}, transport)).error?.code).toBe('interrupted');
		expect((await pending).answer?.body).toBe('done');
		await closing;
		await until(() => receiver.connections.open === 0);
	});
});

async function receive(...answers: Answer[]): Promise<Receiver> {
	const receiver = await startReceiver({ answer: inTurn(answers[0] ?? 200, ...answers.slice(1)) });
	open.push(receiver);
	return receiver;
}

function make(guard: AddressGuard = loopback, connectionsPerOrigin?: number): Transport {
	const transport = createTransport({ guard, connectionsPerOrigin });
	open.push(transport);
	return transport;
}

/** A guard that allows loopback and asks the given resolver. */
function resolving(resolve: Resolve): AddressGuard {
	return createAddressGuard({ allowedNetworks: '127.0.0.1', resolve });
}

function send(
	url: string,
	request: Partial<HttpRequest> = {},
	transport = make(),
	signal?: AbortSignal,
): ReturnType<Transport['send']> {
	return transport.send(
		{ url, method: 'POST', headers: {}, body: Buffer.from('{}'), timeoutMs: 1500, ...request },
		signal,
	);
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}

async function closedPort(): Promise<{ port: number }> {
	const server = createServer();
	const port = await listen(server);
	await new Promise((resolve) => server.close(resolve));
	return { port };
}

async function until(condition: () => boolean): Promise<void> {
	const deadline = performance.now() + 1500;
	while (!condition()) {
		if (performance.now() > deadline) throw new Error('waited in vain');
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

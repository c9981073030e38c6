import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { gzipSync } from 'node:zlib';

/** A request as its bytes arrived. */
export interface ReceivedRequest {
	method: string;
	/** Path and query. */
	path: string;
	/** As sent: names in their case, in their order. */
	headers: ReadonlyArray<readonly [name: string, value: string]>;
	/** The first header of that name, in any case. */
	header(name: string): string | undefined;
	body: Buffer;
	/** The whole request, from the request line to the last byte of the body. */
	raw: Buffer;
}

/** An ordinary answer; `content-length` is added. */
export interface HttpResponse {
	status?: number;
	headers?: Readonly<Record<string, string>>;
	body?: string | Uint8Array;
	delayMs?: number;
}

/** A status, an ordinary answer, or whatever is done to the socket. */
export type Answer = number | HttpResponse | ((socket: Socket) => void);

interface Options {
	/**
	 * Called for each request when it is complete, with its index; without it every answer is 200.
	 */
	answer?: (request: ReceivedRequest, index: number) => Answer;
	/** Called with the first bytes of each connection, before a request is complete. */
	onFirstBytes?: (socket: Socket) => void;
	/** PEM of a certificate and its key: makes it an HTTPS server. */
	tls?: { cert: string; key: string };
}

/** A running receiver. */
export interface Receiver {
	/** `http://127.0.0.1:<port>/`, or `https:` with `tls`. */
	readonly url: string;
	readonly port: number;
	/** Complete requests in order of arrival. */
	readonly requests: ReceivedRequest[];
	/** Connections accepted so far, and those still open. */
	readonly connections: { accepted: number; open: number };
	/** Ends all connections and stops. */
	close(): Promise<void>;
}

/**
 * Starts a real HTTP/1.1 server on loopback that keeps each request as raw bytes and answers by a
 * script: `startReceiver({ answer: inTurn(500, { status: 200, delayMs: 50 }, endless()) })`. It
 * understands requests with `content-length` or no body, as this package sends them.
 */
export async function startReceiver({
	answer,
	onFirstBytes,
	tls,
}: Options = {}): Promise<Receiver> {
	const requests: ReceivedRequest[] = [];
	const sockets = new Set<Socket>();
	const connections = { accepted: 0, open: 0 };

	const serve = (socket: Socket) => {
		let received: Buffer = Buffer.alloc(0);
		connections.accepted++;
		connections.open++;
		sockets.add(socket);
		// A client that breaks off is what tests are about.
		socket.on('error', () => {});
		socket.on('close', () => {
			connections.open--;
			sockets.delete(socket);
		});
		if (onFirstBytes) socket.once('data', () => onFirstBytes(socket));
		socket.on('data', (chunk: Buffer) => {
			received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
			for (let next = readRequest(received); next; next = readRequest(received)) {
				received = received.subarray(next.raw.length);
				requests.push(next);
				respond(socket, answer?.(next, requests.length - 1) ?? 200);
			}
		});
	};

	const server = tls ? createTlsServer(tls, serve) : createServer({ noDelay: true }, serve);
	server.on('tlsClientError', () => {});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the receiver has no port');

	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}/`,
		port: address.port,
		requests,
		connections,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
}

/** The given answers in turn; the last one repeats. */
export function inTurn(...answers: readonly [Answer, ...Answer[]]): NonNullable<Options['answer']> {
	return (_request, index) => answers[Math.min(index, answers.length - 1)] ?? answers[0];
}

export function redirectTo(location: string, status = 302): HttpResponse {
	return { status, headers: { location }, body: 'moved' };
}

/** A small body that unpacks to 50 MB of zeros. */
export function gzipBomb(status = 200): HttpResponse {
	return {
		status,
		headers: { 'content-encoding': 'gzip' },
		body: gzipSync(Buffer.alloc(50_000_000)),
	};
}

/** Accepts the request and never answers. */
export function silence(): Answer {
	return () => {};
}

/** Resets the connection instead of answering. */
export function reset(): Answer {
	return (socket) => void socket.resetAndDestroy();
}

/** Writes the bytes as they are and ends the connection. */
export function rawBytes(bytes: string | Uint8Array): Answer {
	return (socket) => void socket.end(bytes);
}

/** A status line and the beginning of a longer body, then the connection ends. */
export function breaksOff(status = 200, begun = 'half of'): Answer {
	return rawBytes(`HTTP/1.1 ${status} X\r\ncontent-length: 1000\r\n\r\n${begun}`);
}

/** A status line, then one byte of the body now and then, for ever. */
export function drip(status = 200, everyMs = 20): Answer {
	return (socket) => {
		socket.write(`HTTP/1.1 ${status} X\r\ncontent-length: 100000\r\n\r\n`);
		const timer = setInterval(() => socket.write('.'), everyMs);
		socket.on('close', () => clearInterval(timer));
	};
}

/** A status line, then a body as fast as it is read, for ever. */
export function endless(status = 200, piece: Uint8Array = Buffer.alloc(1000, 'a')): Answer {
	return (socket) => {
		socket.write(`HTTP/1.1 ${status} X\r\ntransfer-encoding: chunked\r\n\r\n`);
		const chunk = Buffer.concat([
			Buffer.from(`${piece.length.toString(16)}\r\n`),
			piece,
			Buffer.from('\r\n'),
		]);
		const fill = () => {
			let hasRoom = true;
			while (hasRoom && !socket.destroyed) hasRoom = socket.write(chunk);
		};
		socket.on('drain', fill);
		fill();
	};
}

function readRequest(bytes: Buffer): ReceivedRequest | null {
	const headEnd = bytes.indexOf('\r\n\r\n');
	if (headEnd === -1) return null;
	const [requestLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
	const [method = '', path = ''] = requestLine.split(' ');
	const headers = lines.map((line): readonly [string, string] => {
		const colon = line.indexOf(':');
		return [line.slice(0, colon), line.slice(colon + 1).trim()];
	});
	const header = (name: string) =>
		headers.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1];
	const bodyStart = headEnd + 4;
	const end = bodyStart + Number(header('content-length') ?? 0);
	if (bytes.length < end) return null;
	return {
		method,
		path,
		headers,
		header,
		body: bytes.subarray(bodyStart, end),
		raw: bytes.subarray(0, end),
	};
}

function respond(socket: Socket, answer: Answer): void {
	if (typeof answer === 'function') return answer(socket);
	const {
		status = 200,
		headers = {},
		body = '',
		delayMs = 0,
	} = typeof answer === 'number' ? { status: answer } : answer;
	const hasBody = status !== 204 && status !== 304;
	const lines = [
		`HTTP/1.1 ${status} X`,
		...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
		...(hasBody ? [`content-length: ${Buffer.byteLength(body)}`] : []),
	];
	const bytes = Buffer.concat([
		Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'),
		hasBody ? Buffer.from(body) : Buffer.alloc(0),
	]);
	if (delayMs === 0) socket.write(bytes);
	else setTimeout(() => socket.writable && socket.write(bytes), delayMs).unref();
}

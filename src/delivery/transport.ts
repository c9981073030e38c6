import { isIP } from 'node:net';

import type { buildConnector as BuildConnector } from 'undici';
import buildConnector from 'undici/lib/core/connect.js';
import Agent from 'undici/lib/dispatcher/agent.js';

import type { AddressGuard } from '../net';
import { Call } from './call';
import type { Exchange } from './exchange';
import { exchangeError, INTERRUPTED, unbuildable, type ExchangeError } from './exchange-error';
import { OriginGate } from './origin-gate';
import { headersProblem } from './request-headers';

export type { Exchange, HttpAnswer } from './exchange';
export type { ExchangeError } from './exchange-error';

/** A request as it goes out: the very bytes, and the headers besides host and content-length. */
export interface HttpRequest {
	url: string;
	method: 'POST' | 'GET';
	headers: Readonly<Record<string, string>>;
	body: Uint8Array | null;
	/**
	 * One deadline over everything: waiting for a place, name, connection, TLS, answer and its body.
	 */
	timeoutMs: number;
}

/** Sends single requests over one shared pool of connections. */
export interface Transport {
	/**
	 * Makes one request and follows no redirect. Never rejects: what goes wrong is in the exchange.
	 * Once a status line is in, it is an answer, whatever becomes of its body, of which at most 16
	 * KiB are read.
	 */
	send(request: HttpRequest, signal?: AbortSignal): Promise<Exchange>;
	/**
	 * Waits for what is under way, each within its own deadline; what is sent afterwards is
	 * `interrupted`.
	 */
	close(): Promise<void>;
}

interface Options {
	guard: AddressGuard;
	/**
	 * Requests to one origin that may be in flight at once; the others wait, within their deadlines.
	 */
	connectionsPerOrigin?: number;
}

const CONNECTIONS_PER_ORIGIN = 64;
const CONNECT_TIMEOUT_MS = 10_000;
const MAXIMUM_HEADER_BYTES = 16_384;

/** Makes the transport; every address it connects to has passed the guard. */
export function createTransport({
	guard,
	connectionsPerOrigin = CONNECTIONS_PER_ORIGIN,
}: Options): Transport {
	const agent = new Agent({
		connect: guardedConnector(guard),
		connections: connectionsPerOrigin,
		allowH2: false,
		maxHeaderSize: MAXIMUM_HEADER_BYTES,
		// The deadline is a call's own: undici's only measure how long nothing came.
		headersTimeout: 0,
		bodyTimeout: 0,
	});
	const gate = new OriginGate(connectionsPerOrigin);
	let underWay = 0;
	let onIdle: (() => void) | null = null;
	let closing: Promise<void> | null = null;

	const start = (request: HttpRequest, url: URL, signal: AbortSignal | undefined) =>
		new Promise<Exchange>((resolve) => {
			const { origin } = url;
			const { method, headers, body, timeoutMs } = request;
			const call = new Call({
				timeoutMs,
				signal,
				onSettled: (exchange) => {
					gate.giveUp(origin, dispatch);
					underWay--;
					if (underWay === 0) onIdle?.();
					resolve(exchange);
				},
				onReleased: () => gate.leave(origin),
			});
			const dispatch = () => {
				const bytes = body && Buffer.from(body.buffer, body.byteOffset, body.byteLength);
				agent.dispatch(
					{ origin, path: url.pathname + url.search, method, headers, body: bytes },
					call,
				);
			};
			underWay++;
			gate.enter(origin, dispatch);
		});

	const shutDown = async () => {
		if (underWay > 0) await new Promise<void>((resolve) => (onIdle = resolve));
		await agent.destroy();
	};

	return {
		send: async (request, signal) => {
			if (closing || signal?.aborted) return unsent(INTERRUPTED);
			// Asked here and not of undici: its pool never again uses a client that refused a request.
			const problem = headersProblem(request.headers);
			if (problem !== null) return unsent(unbuildable(problem));
			try {
				return await start(request, guard.checkUrl(request.url), signal);
			} catch (error) {
				return unsent(exchangeError(error, false));
			}
		},
		close: () => (closing ??= shutDown()),
	};
}

function unsent(error: ExchangeError): Exchange {
	return { answer: null, error, durationMs: 0 };
}

/**
 * Connects in two steps, so that the peer's address is checked before anything is said to it, TLS
 * included. A literal is checked here as well: `lookup` is not called for one.
 */
function guardedConnector(guard: AddressGuard): BuildConnector.connector {
	const connectTcp = buildConnector({ lookup: guard.lookup, timeout: CONNECT_TIMEOUT_MS });
	const connectTls = buildConnector({ allowH2: false, timeout: CONNECT_TIMEOUT_MS });

	return (options, callback) => {
		const isTls = options.protocol === 'https:';
		const port = options.port || (isTls ? '443' : '80');
		if (isIP(options.hostname) !== 0) guard.checkPeer(options.hostname, options.hostname);

		connectTcp({ ...options, protocol: 'http:', port }, (...[error, socket]) => {
			if (error) return callback(error, null);
			try {
				// A peer that is gone already has no address; it was not refused.
				if (socket.remoteAddress === undefined) throw reset();
				guard.checkPeer(socket.remoteAddress, options.hostname);
			} catch (refusal) {
				socket.destroy();
				return callback(refusal instanceof Error ? refusal : new Error(String(refusal)), null);
			}
			if (isTls) connectTls({ ...options, port, httpSocket: socket }, callback);
			else callback(null, socket);
		});
	};
}

function reset(): NodeJS.ErrnoException {
	return Object.assign(new Error('closed as soon as it was open'), { code: 'ECONNRESET' });
}

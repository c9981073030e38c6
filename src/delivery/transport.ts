import type { AddressGuard } from '../net';
import { Call } from './call';
import type { Exchange } from './exchange';
import { exchangeError, INTERRUPTED, unbuildable, type ExchangeError } from './exchange-error';
import type { GuardedAgent } from './guarded-agent';
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

/** Makes the transport; every address it connects to has passed the guard. */
export function createTransport({
	guard,
	connectionsPerOrigin = CONNECTIONS_PER_ORIGIN,
}: Options): Transport {
	let opening: Promise<GuardedAgent> | undefined;
	let opened: GuardedAgent | undefined;
	const gate = new OriginGate(connectionsPerOrigin);
	let underWay = 0;
	let onIdle: (() => void) | null = null;
	let closing: Promise<void> | null = null;

	const start = (
		agent: GuardedAgent,
		request: HttpRequest,
		url: Readonly<URL>,
		signal: AbortSignal | undefined,
	) =>
		new Promise<Exchange>((resolve) => {
			const { origin, path } = placeOf(url);
			const { method, headers, body, timeoutMs } = request;
			const call = new Call({
				timeoutMs,
				signal,
				onSettled: (exchange) => {
					gate.giveUp(origin, dispatch);
					resolve(exchange);
				},
				onReleased: () => gate.leave(origin),
			});
			const dispatch = () => {
				const bytes = body && Buffer.from(body.buffer, body.byteOffset, body.byteLength);
				agent.dispatch({ origin, path, method, headers, body: bytes }, call);
			};
			gate.enter(origin, dispatch);
		});

	const open = async () => {
		try {
			opened = await (opening ??= openAgent(guard, connectionsPerOrigin));
			return opened;
		} catch (error) {
			// As while a new version is being installed: there is a next attempt.
			opening = undefined;
			throw error;
		}
	};

	const shutDown = async () => {
		if (underWay > 0) await new Promise<void>((resolve) => (onIdle = resolve));
		await (await opening)?.destroy();
	};

	return {
		send: async (request, signal) => {
			if (closing) return unsent(INTERRUPTED);
			underWay++;
			try {
				const agent = opened ?? (await open());
				if (signal?.aborted) return unsent(INTERRUPTED);
				// Asked here and not of undici: its pool never again uses a client that refused a request.
				const problem = headersProblem(request.headers);
				if (problem !== null) return unsent(unbuildable(problem));
				return await start(agent, request, guard.checkUrl(request.url), signal);
			} catch (error) {
				return unsent(exchangeError(error, false));
			} finally {
				underWay--;
				if (underWay === 0) onIdle?.();
			}
		},
		close: () => (closing ??= shutDown()),
	};
}

/** A URL makes its parts anew whenever it is asked; the guard gives the same one for the same text. */
const places = new WeakMap<Readonly<URL>, { origin: string; path: string }>();

function placeOf(url: Readonly<URL>): { origin: string; path: string } {
	let place = places.get(url);
	if (!place) {
		place = { origin: url.origin, path: url.pathname + url.search };
		places.set(url, place);
	}
	return place;
}

/** undici is loaded with the first request: n8n loads all nodes whenever it starts, and many send nothing. */
async function openAgent(guard: AddressGuard, connectionsPerOrigin: number): Promise<GuardedAgent> {
	const { createGuardedAgent } = await import('./guarded-agent');
	return createGuardedAgent(guard, connectionsPerOrigin);
}

function unsent(error: ExchangeError): Exchange {
	return { answer: null, error, durationMs: 0 };
}

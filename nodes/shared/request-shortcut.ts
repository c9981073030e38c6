import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Server as HttpsServer } from 'node:https';

import type { Clock } from '../../src/model/clock';

/** For so long what n8n said of a URL holds, as far as the same version is published. */
const RECENT_MS = 300_000;
/** After so long one request goes through n8n and brings the news, and the others go on by what is known. */
const FRESH_MS = RECENT_MS / 2;
/** A sender who does not finish its request must not hold up the others for longer. */
const SLOW_SENDER_MS = 200;
/** Nor must n8n, when it has so much to do. */
const SLOW_N8N_MS = 10_000;
/** For so long those who have just connected are let in before anybody is answered. */
const LETTING_IN_MS = 20;
/** How many may wait to be let in; as many as Linux allows where nothing else is said. */
const PLACES_AT_THE_DOOR = 4096;
/** Where Node.js says that a request has come to a server, before the server's listeners hear of it. */
const ARRIVALS = 'http.server.request.start';

export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What is learned when n8n hands a request to a node. */
export interface Lesson {
	workflowId: string;
	/** Answers a further request to the same URL. */
	answer: Answer;
}

interface Options {
	/** Larger bodies are n8n's to refuse, in bytes. */
	maximumBytes: number;
	clock: Pick<Clock, 'now' | 'after'>;
	/** The published version of a workflow; `null` where there is none, or nobody can say. */
	publishedVersion: (workflowId: string) => Promise<string | null>;
}

/** A URL that n8n has handed to a node before. */
interface Route {
	workflowId: string;
	known: { answer: Answer; version: string; passedAt: number } | null;
	/** Resolves when the request that is to bring the news has brought it, or will not. */
	refreshing: Promise<void> | null;
	refreshed: () => void;
	cancelExpiry: () => void;
}

/** A server that URLs are known of. */
interface Door {
	routes: Map<string, Route>;
	/** How many have connected so far. */
	connections: number;
	/** Resolves when all who are at the door have been let in. */
	lettingIn: Promise<void> | null;
}

/** A request that goes through n8n, and what was published before it did. */
interface Pass {
	version: string | null;
	passedAt: number;
}

/**
 * Answers POST requests at the door of n8n's server, by what n8n has said of their URL within the last five
 * minutes: n8n 2.41 spends some 25 ms of computing on each request before a node sees it, which is twenty times
 * what the node needs. n8n stays the one who decides:
 *
 * - A URL is known because n8n has handed a request for it to the node, in this process, and is asked again while
 *   it is in use. What n8n has not handed on lately goes through n8n: test URLs, other methods, other nodes, browsers.
 * - Of a burst to a URL that is not known any more, or that n8n has only begun to serve, the first request goes
 *   through n8n, and the others wait for it.
 * - After each request has come in, n8n's tables are asked whether the published version is still the one that
 *   n8n went by; once for all that came in together. Unpublished, changed, or no answer: through n8n.
 *
 * The server's listeners are put behind one that comes first, as WebSocket libraries do it. Where there is no
 * such server, all is as it was.
 */
export class RequestShortcut {
	private readonly doors = new WeakMap<HttpServer | HttpsServer, Door>();
	private readonly passes = new WeakMap<IncomingMessage, Pass>();
	/** Ends of paths that n8n has begun to serve and that nothing was sent to, each with its workflow. */
	private readonly expected = new Map<string, string>();
	private readonly meet = (message: unknown) => {
		const { request } = message as { request: IncomingMessage };
		if (this.expectationOf(pathOf(request))) this.doorOf(request);
	};

	constructor(private readonly options: Options) {
		subscribe(ARRIVALS, this.meet);
	}

	/**
	 * To be called when n8n begins to serve a node's URLs, with what their paths end with: n8n's own part before it
	 * can be set. What it gives is to be called when n8n serves them no more.
	 */
	expect(workflowId: string, endsOfPaths: readonly string[]): () => void {
		for (const end of endsOfPaths) this.expected.set(end, workflowId);
		return () => {
			for (const end of endsOfPaths) this.expected.delete(end);
		};
	}

	/** To be called for each request that n8n hands to a node, before it is answered. */
	async learn(request: IncomingMessage, { workflowId, answer }: Lesson): Promise<void> {
		const routes = this.doorOf(request)?.routes;
		if (!routes || !this.isOrdinary(request)) return;
		const path = pathOf(request);
		const route = routes.get(path) ?? newRoute(workflowId);
		routes.set(path, route);
		const pass = this.passes.get(request);
		if (!pass || pass.version === null || route.workflowId !== workflowId) return;
		// n8n may have gone by either version while another one was being published.
		if ((await this.publishedVersion(route)) !== pass.version) return;
		route.known = { answer, version: pass.version, passedAt: pass.passedAt };
		route.refreshed();
		// It holds what n8n knows of a request; afterwards only the URL is kept.
		route.cancelExpiry();
		route.cancelExpiry = this.options.clock.after(RECENT_MS, () => (route.known = null));
	}

	private doorOf(request: IncomingMessage): Door | null {
		const server = serverOf(request);
		if (!server) return null;
		let door = this.doors.get(server);
		if (!door) {
			door = { routes: new Map(), connections: 0, lettingIn: null };
			this.doors.set(server, door);
			this.standBefore(server, door);
			// From here on the door sees each request by itself.
			unsubscribe(ARRIVALS, this.meet);
		}
		return door;
	}

	private standBefore(server: HttpServer | HttpsServer, door: Door): void {
		widen(server);
		const others = server.listeners('request');
		server.removeAllListeners('request');
		server.on('connection', () => (door.connections += 1));
		server.on('request', (request: IncomingMessage, response: ServerResponse) => {
			const passOn = () => {
				for (const listener of others) Reflect.apply(listener, server, [request, response]);
			};
			const path = pathOf(request);
			const route = this.isOrdinary(request) ? this.routeOf(door, path) : undefined;
			if (!route) {
				passOn();
				return;
			}
			const answer = async () => {
				await (door.lettingIn ??= this.letIn(door));
				const forget = () => door.routes.delete(path);
				if (!(await this.answerByRoute(route, request, response, forget))) passOn();
			};
			void answer();
		});
	}

	/** A path is expected once: where n8n hands the first request to nobody, all is as if it had not been. */
	private routeOf({ routes }: Door, path: string): Route | undefined {
		const known = routes.get(path);
		const expectation = known ? undefined : this.expectationOf(path);
		if (!expectation) return known;
		const [end, workflowId] = expectation;
		this.expected.delete(end);
		const route = newRoute(workflowId);
		routes.set(path, route);
		return route;
	}

	private expectationOf(path: string): [end: string, workflowId: string] | undefined {
		return [...this.expected].find(([end]) => path.endsWith(`/${end}`));
	}

	/**
	 * Node.js takes one new connection in a turn of the event loop. Where many connect at once, those who were taken
	 * first would be answered, and send again, and be answered, while the others wait to be taken.
	 */
	private async letIn(door: Door): Promise<void> {
		const startedAt = this.options.clock.now();
		let known: number;
		await turnOfEventLoop();
		do {
			known = door.connections;
			await turnOfEventLoop();
		} while (door.connections > known && this.options.clock.now() - startedAt < LETTING_IN_MS);
		door.lettingIn = null;
	}

	/** Whether it is answered; `false`: it is n8n's. */
	private async answerByRoute(
		route: Route,
		request: IncomingMessage,
		response: ServerResponse,
		forget: () => void,
	): Promise<boolean> {
		if (!route.refreshing && this.ageOf(route) >= FRESH_MS) {
			this.expectNews(route, request, response, forget);
			await this.beginPass(route, request);
			return false;
		}
		if (this.ageOf(route) >= RECENT_MS) await route.refreshing;
		const { known } = route;
		if (!known || this.ageOf(route) >= RECENT_MS) return false;
		if ((await this.publishedVersion(route)) === known.version) {
			await known.answer(request, response).catch(() => failTo(response));
			return true;
		}
		if (route.known === known) route.known = null;
		return false;
	}

	/** What a platform sends. Whatever n8n treats in a way of its own is left to n8n. */
	private isOrdinary({ method, url = '', headers }: IncomingMessage): boolean {
		const isLarge = Number(headers['content-length'] ?? 0) > this.options.maximumBytes;
		return method === 'POST' && headers.origin === undefined && !isLarge && !/\[|%5b/i.test(url);
	}

	private ageOf({ known }: Route): number {
		return known ? this.options.clock.now() - known.passedAt : Infinity;
	}

	private async beginPass(route: Route, request: IncomingMessage): Promise<void> {
		const passedAt = this.options.clock.now();
		this.passes.set(request, { version: await this.publishedVersion(route), passedAt });
	}

	private async publishedVersion({ workflowId }: Route): Promise<string | null> {
		return await this.options.publishedVersion(workflowId).catch(() => null);
	}

	/** Others wait for this request's news; where n8n hands it to nobody, the URL is no longer known. */
	private expectNews(
		route: Route,
		request: IncomingMessage,
		response: ServerResponse,
		forget: () => void,
	): void {
		const { clock } = this.options;
		const { known } = route;
		route.refreshing = new Promise<void>((resolve) => {
			const end = () => {
				cancel();
				response.off('close', giveUp);
				route.refreshing = null;
				resolve();
			};
			const giveUp = () => {
				if (response.writableFinished && route.known === known) forget();
				end();
			};
			let cancel = clock.after(SLOW_SENDER_MS, () => {
				if (request.complete) cancel = clock.after(SLOW_N8N_MS, end);
				else end();
			});
			response.once('close', giveUp);
			route.refreshed = end;
		});
	}
}

async function turnOfEventLoop(): Promise<void> {
	await new Promise<void>((resolve) => void setImmediate(resolve));
}

/** Whatever happens, the sender hears of it, and sends again. */
function failTo(response: ServerResponse): void {
	if (!response.headersSent) response.statusCode = 503;
	response.end();
}

function newRoute(workflowId: string): Route {
	const nothing = () => undefined;
	return { workflowId, known: null, refreshing: null, refreshed: nothing, cancelExpiry: nothing };
}

function pathOf(request: IncomingMessage & { originalUrl?: string }): string {
	const [path = ''] = (request.originalUrl ?? request.url ?? '').split('?', 1);
	return path;
}

/**
 * Who finds no place in a burst knocks again a second later, and Node.js has 511 places where nobody asks for more. It
 * has no public way to ask later; to listen once more changes nothing else.
 */
function widen(server: HttpServer | HttpsServer): void {
	const { _handle: handle } = server as {
		_handle?: { listen?: (places: number) => unknown } | null;
	};
	try {
		handle?.listen?.(PLACES_AT_THE_DOOR);
	} catch {
		// Then they knock again.
	}
}

/** Node.js's own, where the connection says which it is. */
function serverOf(request: IncomingMessage): HttpServer | HttpsServer | null {
	const { server } = request.socket as { server?: unknown };
	return server instanceof HttpServer || server instanceof HttpsServer ? server : null;
}

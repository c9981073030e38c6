import { phrase } from '../model/phrase';
import { keptBody, keptHeaders, MAXIMUM_BODY_BYTES, type Exchange } from './exchange';
import { exchangeError, INTERRUPTED, type ExchangeError } from './exchange-error';

/** What undici hands out to end a request with. */
interface Controller {
	abort(reason: Error): void;
}

interface Options {
	timeoutMs: number;
	signal: AbortSignal | undefined;
	/** Called once, when it is known how the exchange ended. */
	onSettled: (exchange: Exchange) => void;
	/**
	 * Called once after a dispatch, when undici is done with the request: its place is free again.
	 */
	onReleased: () => void;
}

/** The longest a timer of Node.js runs. */
const MAXIMUM_TIMER_MS = 2 ** 31 - 1;

const NO_BYTES = Buffer.alloc(0);

/** Why a request was ended that nobody waits for any more. */
const GIVEN_UP = new Error('given up');

/**
 * One request on its way: undici's handler for it. It settles once, at the deadline at the latest;
 * undici may still hold on to the request then, because it only lets go of one that is being
 * connected when that ends.
 */
export class Call {
	readonly #options: Options;
	readonly #startedAt = performance.now();
	readonly #timer: NodeJS.Timeout;
	#controller: Controller | null = null;
	#hasAnswerBegun = false;
	#isSettled = false;
	#status: number | null = null;
	#headers: Record<string, string | string[] | undefined> = {};
	readonly #chunks: Buffer[] = [];
	#size = 0;

	constructor(options: Options) {
		this.#options = options;
		const timeoutMs = Math.min(options.timeoutMs, MAXIMUM_TIMER_MS);
		this.#timer = setTimeout(() => this.#giveUp(this.#timeout()), timeoutMs).unref();
		options.signal?.addEventListener('abort', this.#onAbort);
	}

	onRequestStart(controller: Controller): void {
		this.#controller = controller;
		if (this.#isSettled) controller.abort(GIVEN_UP);
	}

	onResponseStarted(): void {
		this.#hasAnswerBegun = true;
	}

	onResponseStart(
		_controller: Controller,
		status: number,
		headers: Record<string, string | string[] | undefined>,
	): void {
		// 102 and 103 announce an answer; they are none.
		if (status < 200) return;
		this.#status = status;
		this.#headers = headers;
	}

	onResponseData(controller: Controller, chunk: Buffer): void {
		const room = MAXIMUM_BODY_BYTES - this.#size;
		this.#chunks.push(chunk.subarray(0, room));
		this.#size += Math.min(chunk.length, room);
		if (chunk.length <= room) return;
		this.#settle(null, true);
		controller.abort(GIVEN_UP);
	}

	onResponseEnd(): void {
		this.#settle(null, false);
		this.#options.onReleased();
	}

	onResponseError(_controller: Controller | null, error: unknown): void {
		this.#settle(exchangeError(error, this.#hasAnswerBegun), true);
		this.#options.onReleased();
	}

	readonly #onAbort = () => this.#giveUp(INTERRUPTED);

	#giveUp(error: ExchangeError): void {
		this.#settle(error, true);
		this.#controller?.abort(GIVEN_UP);
	}

	#timeout(): ExchangeError {
		const { timeoutMs } = this.#options;
		const message =
			this.#controller === null
				? phrase`No connection was made within ${timeoutMs} ms`
				: phrase`There was no answer within ${timeoutMs} ms`;
		return {
			code: 'timeout',
			message: String(message),
			permanent: false,
		};
	}

	/** Of the answer's body; nearly always they come in one piece or there are none. */
	#bytes(): Buffer {
		const [first = NO_BYTES] = this.#chunks;
		return this.#chunks.length <= 1 ? first : Buffer.concat(this.#chunks);
	}

	/** Once there is a status, the error only says that the body is not all there. */
	#settle(error: ExchangeError | null, truncated: boolean): void {
		if (this.#isSettled) return;
		this.#isSettled = true;
		clearTimeout(this.#timer);
		this.#options.signal?.removeEventListener('abort', this.#onAbort);
		const durationMs = Math.round(performance.now() - this.#startedAt);
		const status = this.#status;

		if (status === null) {
			const missing = error ?? exchangeError(null, this.#hasAnswerBegun);
			this.#options.onSettled({ answer: null, error: missing, durationMs });
			return;
		}
		const headers = keptHeaders(this.#headers);
		const body = keptBody(this.#bytes(), headers['content-encoding'], truncated);
		this.#options.onSettled({
			answer: { status, headers, body, truncated },
			error: null,
			durationMs,
		});
	}
}

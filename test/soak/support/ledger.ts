import { Webhook } from 'standardwebhooks';

import {
	startReceiver,
	type Answer,
	type ReceivedRequest,
	type Receiver,
} from '../../support/receiver';

/** What a receiver got under one `webhook-id`. */
export interface Entry {
	requests: number;
	/** How many of them it answered with 200. */
	accepted: number;
	body: string;
}

/** A receiver that is never killed, and keeps account of what it gets. */
export class Ledger {
	readonly entries = new Map<string, Entry>();
	/** Requests that are not genuine, or not the bytes that came before under the same id. */
	readonly wrong: string[] = [];
	total = 0;
	private webhook: Webhook | null = null;

	private constructor(private readonly receiver: Receiver) {}

	/** `answer` is asked with the number of requests under this id so far, this one included. */
	static async open(answer: (id: string, requests: number) => Answer): Promise<Ledger> {
		const receiver = await startReceiver({
			answer: (request) => {
				const id = request.header('webhook-id') ?? '';
				const entry = ledger.note(id, request);
				const given = answer(id, entry.requests);
				if (isAccepting(given)) entry.accepted += 1;
				// What was noted need not be kept.
				receiver.requests.length = 0;
				return given;
			},
		});
		const ledger = new Ledger(receiver);
		return ledger;
	}

	get url(): string {
		return this.receiver.url;
	}

	/** From now on signatures are verified, as requests come in: later, their timestamps would be too old. */
	expectSignaturesBy(signingSecret: string): void {
		this.webhook = new Webhook(signingSecret);
	}

	entry(id: string): Entry {
		return this.entries.get(id) ?? { requests: 0, accepted: 0, body: '' };
	}

	async close(): Promise<void> {
		await this.receiver.close();
	}

	private note(id: string, request: ReceivedRequest): Entry {
		const body = request.body.toString('utf8');
		const entry = this.entries.get(id) ?? { requests: 0, accepted: 0, body };
		this.entries.set(id, entry);
		this.total += 1;
		entry.requests += 1;
		if (entry.body !== body) this.wrong.push(`${id}: other bytes than before`);
		try {
			const headers = request.headers.map(([name, value]) => [name.toLowerCase(), value]);
			this.webhook?.verify(body, Object.fromEntries(headers));
		} catch (error) {
			this.wrong.push(`${id}: ${String(error)}`);
		}
		return entry;
	}
}

function isAccepting(answer: Answer): boolean {
	if (typeof answer === 'function') return false;
	const { status = 200 } = typeof answer === 'number' ? { status: answer } : answer;
	return status === 200;
}

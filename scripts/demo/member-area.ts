import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Webhook } from 'standardwebhooks';

/** One request as the member area got it, and how it answered. */
export interface MemberAreaRequest {
	at: Date;
	id: string;
	/** Whether the signature fits the secret, by the npm package `standardwebhooks`. */
	verified: boolean;
	problem: string | null;
	type: string;
	answered: number;
}

export interface MemberArea {
	url: string;
	requests: MemberAreaRequest[];
	/** The secret that creating the subscription showed: before it is known, nothing is verified. */
	signingSecret: string;
	close(): Promise<void>;
}

/** A small receiver as somebody might have built it: it answers with these statuses in turn, with the last one from then on. */
export async function startMemberArea(answers: readonly number[]): Promise<MemberArea> {
	const server = createServer((request, response) => {
		void readText(request).then((body) => {
			const status = answers[Math.min(area.requests.length, answers.length - 1)] ?? 200;
			area.requests.push(toRequest(request, body, status, area.signingSecret));
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(
				JSON.stringify(status === 200 ? { access: 'granted' } : { error: 'restarting, try later' }),
			);
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const area: MemberArea = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
		requests: [],
		signingSecret: '',
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return area;
}

function toRequest(
	{ headers }: IncomingMessage,
	body: string,
	answered: number,
	secret: string,
): MemberAreaRequest {
	const seen = { at: new Date(), id: String(headers['webhook-id']), answered };
	try {
		const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
		return { ...seen, verified: true, problem: null, type: (verified as { type: string }).type };
	} catch (error) {
		const problem = error instanceof Error ? error.message : String(error);
		return { ...seen, verified: false, problem, type: 'unknown' };
	}
}

async function readText(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}

import { randomUUID } from 'node:crypto';

import { Agent, request } from 'undici';

import { inParallel } from '../support/measure';
import { sampleSale } from '../support/sample-event';

interface Posts {
	url: string;
	headers: Record<string, string>;
	count: number;
	/** Requests under way at once, each on a connection of its own. */
	senders: number;
}

/** A platform that sends sales, each with an id of its own, and takes the time until it is answered. */
export async function poster(_options: object) {
	return {
		post: async ({ url, headers, count, senders }: Posts) => {
			const agent = new Agent({ connections: senders });
			const latenciesMs: number[] = [];
			let refused = 0;
			const startedAt = Date.now();
			const started = performance.now();
			await inParallel(count, senders, async () => {
				const body = JSON.stringify(sampleSale(randomUUID()));
				const sentAt = performance.now();
				const answer = await request(url, {
					dispatcher: agent,
					method: 'POST',
					headers: { 'content-type': 'application/json', ...headers },
					body,
					headersTimeout: 0,
				});
				await answer.body.text();
				// n8n refuses some when it is overwhelmed: 503, "Database is not ready!".
				if (answer.statusCode === 200) latenciesMs.push(performance.now() - sentAt);
				else refused += 1;
			});
			const perSecond = (latenciesMs.length / (performance.now() - started)) * 1000;
			await agent.close();
			return { startedAt, latenciesMs, refused, perSecond };
		},
	};
}

import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto';

import { Agent, request } from 'undici';

import { costOf } from '../support/cost';
import { inParallel } from '../support/measure';
import { sampleSale } from '../support/sample-event';

interface Run {
	urls: readonly string[];
	count: number;
	concurrency: number;
}

/**
 * The limit: undici itself, one request an event, signed as Standard Webhooks asks. It keeps no history, tries once and
 * checks no address.
 */
export async function undiciSender(_options: object) {
	const agent = new Agent({ connections: 64 });
	const key = createSecretKey(randomBytes(32));

	async function send(url: string): Promise<void> {
		const id = randomUUID();
		const body = JSON.stringify({
			type: 'purchase.approved',
			timestamp: new Date().toISOString(),
			data: sampleSale(id),
		});
		const timestamp = String(Math.floor(Date.now() / 1000));
		const signature = createHmac('sha256', key)
			.update(`${id}.${timestamp}.${body}`)
			.digest('base64');
		const { statusCode, body: answer } = await request(url, {
			dispatcher: agent,
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'user-agent': 'bench',
				'webhook-id': id,
				'webhook-timestamp': timestamp,
				'webhook-signature': `v1,${signature}`,
			},
			body,
		});
		await answer.text();
		if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
	}

	return {
		send: async ({ urls, count, concurrency }: Run) =>
			await costOf(count, async () => {
				await inParallel(
					count,
					concurrency,
					async (index) => await send(urls[index % urls.length] ?? ''),
				);
			}),
	};
}

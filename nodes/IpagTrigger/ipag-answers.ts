import type { IN8nHttpFullResponse } from 'n8n-workflow';
import * as z from 'zod';

import { phrase, type Phrase } from '../../src/model/phrase';

const MAXIMUM_SHOWN = 300;

/** A webhook as iPag's API tells of it. */
const webhookSchema = z.object({
	id: z.union([z.string(), z.number()]),
	attributes: z.object({
		http_method: z.string().catch(''),
		url: z.string().catch(''),
		actions: z.array(z.string()).catch([]),
	}),
});

export type RegisteredWebhook = z.output<typeof webhookSchema>;

/** One page of the list of webhooks; `last_page` says how many pages there are. */
export const webhookPageSchema = z.object({
	data: z.array(webhookSchema),
	meta: z.object({ last_page: z.coerce.number().int().catch(1) }).catch({ last_page: 1 }),
});

/** iPag's errors: `message` is a text, or texts by the field they are about. */
const errorSchema = z.object({ message: z.union([z.string(), z.record(z.string(), z.unknown())]) });

/** What iPag says in an answer, in one line. */
export function wordsOf({ body }: IN8nHttpFullResponse): string {
	const parsed = errorSchema.safeParse(body);
	const words = parsed.success ? textOf(parsed.data.message) : typeof body === 'string' ? body : '';
	const line = words.replace(/\s+/g, ' ').trim();
	return line.length > MAXIMUM_SHOWN ? `${line.slice(0, MAXIMUM_SHOWN)}…` : line;
}

function textOf(message: unknown): string {
	if (typeof message !== 'object' || message === null) return String(message);
	return Object.values(message)
		.flat()
		.map((text) => textOf(text))
		.join(', ');
}

/** What a person can do about an answer. */
export function remedyFor(statusCode: number): Phrase {
	switch (statusCode) {
		case 401:
			return phrase`Check API ID, API key and environment in the credential iPag API.`;
		case 403:
			return phrase`The account may not manage webhooks. Ask iPag for it, or set Registration to Manual and enter the URL in iPag.`;
		case 404:
			return phrase`Check environment and base URL in the credential iPag API.`;
		case 400:
		case 406:
		case 422:
			return phrase`iPag must be able to reach the URL: https, a public host name, 255 characters at most. Set WEBHOOK_URL where n8n runs behind a proxy.`;
		case 429:
			return phrase`Wait a minute and publish the workflow again.`;
		default:
			return phrase`Publish the workflow again later, or set Registration to Manual and enter the URL in iPag.`;
	}
}

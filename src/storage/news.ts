import * as z from 'zod';

import type { News } from './contracts';

const newsSchema: z.ZodType<News> = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('outbox') }),
	z.object({
		kind: z.literal('inbox'),
		node: z.object({ workflowId: z.string(), nodeId: z.string() }),
	}),
]);

/** News as the database passes it on. */
export function messageOf(news: News): string {
	return JSON.stringify(news);
}

/** What was passed on; `null` where another version of this package told something else. */
export function newsOf(message: string): News | null {
	try {
		return newsSchema.parse(JSON.parse(message));
	} catch {
		return null;
	}
}

import type { IWebhookFunctions } from 'n8n-workflow';

/** The part of n8n's context of a webhook that credentials are read through. */
type Context = Pick<IWebhookFunctions, 'getNode' | 'getWorkflow' | 'getCredentials'>;

interface Remembered {
	readonly readAt: number;
	readonly fields: Promise<object>;
}

/** A change of a credential takes this long to count; short, for a token that is no longer to be accepted. */
export const RECENT_MS = 2_000;

const remembered = new Map<string, Remembered>();

/**
 * A node's credential, as it was read at most so long ago. n8n 2.41 takes 60 ms of computing to decrypt one,
 * as long as for all the rest of a request; a burst of requests needs it once.
 */
export async function recentCredential(
	context: Context,
	type: string,
	maximumAgeMs = RECENT_MS,
): Promise<object> {
	const id = context.getNode().credentials?.[type]?.id;
	if (!id) return await context.getCredentials(type);
	const key = JSON.stringify([context.getWorkflow().id, type, id]);
	const now = performance.now();
	const known = remembered.get(key);
	if (known && now - known.readAt < maximumAgeMs) return await known.fields;

	forgetOld(now);
	const fields = context.getCredentials(type);
	remembered.set(key, { readAt: now, fields });
	// What cannot be read now may be read by the next request.
	fields.catch(() => remembered.delete(key));
	return await fields;
}

/** Secrets stay in memory no longer than they are of use. */
function forgetOld(now: number): void {
	for (const [key, { readAt }] of remembered) if (now - readAt >= RECENT_MS) remembered.delete(key);
}

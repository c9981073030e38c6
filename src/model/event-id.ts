import { z } from 'zod';

/**
 * The id of an event, received or sent. It is also the `webhook-id` on the wire, where Standard
 * Webhooks 1.0.0 joins id, time and body with full stops and therefore allows none in an id.
 */
export const eventIdSchema = z
	.string()
	.regex(/^[A-Za-z0-9_:~@+=-]{1,255}$/, 'Use 1 to 255 of the characters A-Z a-z 0-9 _ : ~ @ + = -');

export type EventId = z.output<typeof eventIdSchema>;

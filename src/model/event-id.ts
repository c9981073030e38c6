import * as z from 'zod';

import { translatable } from './phrase';

export const MAXIMUM_EVENT_ID_LENGTH = 255;

/**
 * The id of an event, received or sent. It is also the `webhook-id` on the wire, where Standard
 * Webhooks 1.0.0 joins id, time and body with full stops and therefore allows none in an id.
 */
export const eventIdSchema = z
	.string()
	.regex(
		/^[A-Za-z0-9_:~@+=-]+$/,
		translatable('Use 1 to 255 of the characters A-Z a-z 0-9 _ : ~ @ + = -'),
	)
	.max(MAXIMUM_EVENT_ID_LENGTH, translatable('Use at most 255 characters'));

export type EventId = z.output<typeof eventIdSchema>;

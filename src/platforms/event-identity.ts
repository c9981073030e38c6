import { createHash } from 'node:crypto';

import { eventIdSchema } from '../model/event-id';

/** The longest event name that is taken for one. */
const maximumNameLength = 128;

/** Hex SHA-256 of bytes or of a text. */
export function sha256Hex(data: Uint8Array | string): string {
	return createHash('sha256').update(data).digest('hex');
}

/**
 * The id an event is emitted with: the platform's own where it can be a `webhook-id`, else
 * `evt_` and a hash of platform and id, so that the same event gets the same id again.
 */
export function eventIdOf(platform: string, rawId: string): string {
	const parsed = eventIdSchema.safeParse(rawId);
	return parsed.success ? parsed.data : `evt_${sha256Hex(`${platform}\n${rawId}`).slice(0, 40)}`;
}

/** An event's name as a platform sent it, or `''` where it can be no name. */
export function eventNameOf(value: unknown): string {
	if (typeof value !== 'string') return '';
	const name = value.trim();
	return name.length <= maximumNameLength && /^[\x20-\x7e]*$/.test(name) ? name : '';
}

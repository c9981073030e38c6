import type { NewEvent } from '../storage/contracts';
import { CommerceWebhooksError } from '../model/errors';
import type { JsonValue } from '../model/json';
import type { Format } from '../model/subscription';

/** The largest body that is sent, in bytes. */
const MAXIMUM_BODY_BYTES = 512 * 1024;

/** An event on its way out, before it is bytes. */
export interface OutgoingEvent {
	/** Sent as `webhook-id`; the idempotency key of the dispatch. */
	id: string;
	type: string;
	platform: string | null;
	/** ISO-8601: when it happened, else when it was dispatched. */
	timestamp: string;
	/** `data` of the envelope. */
	data: JsonValue;
	/** What is sent where the format is `payload`. */
	payload: JsonValue;
}

/**
 * The exact bytes that are stored, signed and sent: written once, never made anew from what they mean.
 * Throws `payload_too_large` beyond 512 KiB.
 */
export function eventBody(event: OutgoingEvent, format: Format): Uint8Array {
	const content: JsonValue =
		format === 'payload'
			? event.payload
			: { type: event.type, timestamp: event.timestamp, data: event.data };
	const bytes = Buffer.from(JSON.stringify(content), 'utf8');
	if (bytes.byteLength > MAXIMUM_BODY_BYTES) {
		throw new CommerceWebhooksError(
			'payload_too_large',
			`The event ${event.id} has ${bytes.byteLength} bytes; at most ${MAXIMUM_BODY_BYTES} bytes (512 KiB) are sent`,
			{
				field: 'payload',
				remedy: 'Leave out what the receiver does not need, or send a link to it',
			},
		);
	}
	return bytes;
}

/** The bytes for each of the formats that recipients want. */
export function eventBodies(event: OutgoingEvent, formats: Iterable<Format>): NewEvent['bodies'] {
	return new Map([...new Set(formats)].map((format) => [format, eventBody(event, format)]));
}

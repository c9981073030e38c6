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
 * Throws `payload_too_large` beyond 512 KiB, and `invalid_input` for what cannot be written as JSON.
 */
export function eventBody(event: OutgoingEvent, format: Format): Uint8Array {
	const bytes = Buffer.from(
		format === 'payload' ? json(event, event.payload) : envelope(event),
		'utf8',
	);
	if (bytes.byteLength <= MAXIMUM_BODY_BYTES) return bytes;
	throw new CommerceWebhooksError(
		'payload_too_large',
		`The event ${event.id} has ${bytes.byteLength} bytes; at most ${MAXIMUM_BODY_BYTES} bytes (512 KiB) are sent`,
		{ field: 'payload', remedy: 'Leave out what the receiver does not need, or send a link to it' },
	);
}

/** The bytes for each of the formats that recipients want. */
export function eventBodies(event: OutgoingEvent, formats: Iterable<Format>): NewEvent['bodies'] {
	return new Map([...new Set(formats)].map((format) => [format, eventBody(event, format)]));
}

function envelope(event: OutgoingEvent): string {
	const { type, timestamp, data } = event;
	return `{"type":${JSON.stringify(type)},"timestamp":${JSON.stringify(timestamp)},"data":${json(event, data)}}`;
}

/** Expressions may give what JSON does not have: functions, circles, nothing at all. */
function json({ id }: OutgoingEvent, value: JsonValue): string {
	try {
		const text: string | undefined = JSON.stringify(value);
		if (text !== undefined) return text;
		throw new Error('there is nothing to write');
	} catch (cause) {
		throw new CommerceWebhooksError(
			'invalid_input',
			`The payload of the event ${id} cannot be written as JSON`,
			{
				field: 'payload',
				remedy: 'Give objects, lists, texts, numbers, true, false or null',
				cause,
			},
		);
	}
}

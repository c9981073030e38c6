import type { NewEvent } from '../storage/contracts';
import { CommerceWebhooksError } from '../model/errors';
import { phrase } from '../model/phrase';
import type { JsonValue } from '../model/json';
import type { Format } from '../model/subscription';

/** The largest body that is sent, in bytes. */
const MAXIMUM_BODY_BYTES = 512 * 1024;

/** An event on its way out, before it is bytes. */
export interface OutgoingEvent {
	/** Sent as `webhook-id`; the idempotency key of the dispatch. */
	id: string;
	type: string;
	/** ISO-8601: when it happened, else when it was dispatched. */
	timestamp: string;
	/** `data` of the envelope. */
	data: JsonValue;
	/** What is sent where the format is `payload`. */
	payload: JsonValue;
	/**
	 * Makes what affiliates get instead, where the sale has one; asked only when a recipient is an affiliate.
	 * Left out: affiliates get nothing of this event, such as one that somebody defined.
	 */
	forAffiliate?: () => AffiliateContent;
}

/** `data` and `payload` without the buyer's personal data. */
type AffiliateContent = Pick<OutgoingEvent, 'data' | 'payload'>;

/** One of the bodies an event is sent as: a format, and whether it is for affiliates. */
export type BodyVariant = Format | `${Format}:affiliate`;

/**
 * The exact bytes that are stored, signed and sent: written once, never made anew from what they mean.
 * Throws `payload_too_large` beyond 512 KiB, `invalid_input` for what cannot be written as JSON, and
 * `conflict` for an affiliate's variant of an event without one.
 */
export function eventBody(event: OutgoingEvent, variant: BodyVariant): Uint8Array {
	const content = isAffiliateVariant(variant) ? affiliateContent(event) : event;
	const bytes = Buffer.from(
		variant.startsWith('payload') ? json(event, content.payload) : envelope(event, content.data),
		'utf8',
	);
	if (bytes.byteLength <= MAXIMUM_BODY_BYTES) return bytes;
	throw new CommerceWebhooksError(
		'payload_too_large',
		phrase`The event ${event.id} has ${bytes.byteLength} bytes; at most ${MAXIMUM_BODY_BYTES} bytes (512 KiB) are sent`,
		{
			field: 'payload',
			remedy: phrase`Leave out what the receiver does not need, or send a link to it`,
		},
	);
}

/** The bytes for each of the variants that recipients get; what is for affiliates is made once. */
export function eventBodies(
	event: OutgoingEvent,
	variants: readonly BodyVariant[],
): NewEvent['bodies'] {
	const ready = variants.some(isAffiliateVariant) ? withContent(event) : event;
	const bodies = new Map<BodyVariant, Uint8Array>();
	for (const variant of variants) {
		if (!bodies.has(variant)) bodies.set(variant, eventBody(ready, variant));
	}
	return bodies;
}

function withContent(event: OutgoingEvent): OutgoingEvent {
	const content = affiliateContent(event);
	return { ...event, forAffiliate: () => content };
}

function isAffiliateVariant(variant: BodyVariant): boolean {
	return variant.endsWith(':affiliate');
}

/** Rather nothing than what is for the producer only. */
function affiliateContent({ id, forAffiliate }: OutgoingEvent): AffiliateContent {
	if (forAffiliate) return forAffiliate();
	throw new CommerceWebhooksError(
		'conflict',
		phrase`The event ${id} is of no sale with an affiliate: an affiliate's subscription gets nothing of it`,
		{
			field: 'subscriptionIds',
			remedy: phrase`Choose subscriptions whose audience is the producer`,
		},
	);
}

function envelope(event: OutgoingEvent, data: JsonValue): string {
	const { type, timestamp } = event;
	return json(event, { type, timestamp, data }, ',"data":');
}

/**
 * Expressions may give what JSON does not have: functions, circles, nothing at all. A key whose value is nothing is left
 * out; one that must be there is looked for with its quotes, which no text of JSON has in it unescaped.
 */
function json({ id }: OutgoingEvent, value: JsonValue, neededKey = ''): string {
	try {
		const text: string | undefined = JSON.stringify(value);
		if (text?.includes(neededKey)) return text;
		throw new Error('there is nothing to write');
	} catch (cause) {
		throw new CommerceWebhooksError(
			'invalid_input',
			phrase`The payload of the event ${id} cannot be written as JSON`,
			{
				field: 'payload',
				remedy: phrase`Give objects, lists, texts, numbers, true, false or null`,
				cause,
			},
		);
	}
}

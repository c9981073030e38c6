import type { JsonObject } from '../../model/json';
import type { Identity, ParsedRequest } from '../definition';
import { eventNameOf } from '../event-identity';
import { instantOf, saoPauloOffset } from '../instant';
import { objectAt, textOf, valueAt } from '../read';
import type { Maybe } from '../read';
import { transactionEvents } from './events';
import { identifyLegacy, isLegacy } from './legacy';

/** The headers that name the event; iPag's own modules read either spelling. */
export const eventHeaders = ['x-ipag-event', 'ipag-event'] as const;

/**
 * Reads what tells a delivery from another. The body names neither the event nor a delivery; the
 * header that does is not covered by the signature. Without it a transaction's status says enough.
 */
export function identify(request: ParsedRequest): Identity | null {
	const { body, kind, bodyHash } = request;
	if (kind !== 'json' && isLegacy(body)) return identifyLegacy(body, legacyEvent(body));
	const frame = objectAt(body);
	const status = valueAt(frame, 'attributes', 'status', 'code');
	const event = headerEvent(request) || (bodyEvent(frame, status) ?? '');
	if (event === '') return null;
	const isPayment = transactionEvents.some(({ name }) => name === event);
	const parts = [event, textOf(frame.uuid, frame.id), textOf(status)];
	return {
		event,
		id: isPayment && !parts.includes(null) ? parts.join(':') : keyOf(parts, bodyHash),
		occurredAt: occurredAt(valueAt(frame, 'attributes')),
		test: false,
	};
}

/**
 * Of events other than a transaction's it is not known whether the uuid is that of one payment: a
 * subscription's could come again each month, so the body makes a part of the key.
 */
function keyOf(parts: ReadonlyArray<string | null>, bodyHash: string): string {
	return [...parts.map((part) => part ?? ''), bodyHash.slice(0, 32)].join(':');
}

function headerEvent({ headers }: ParsedRequest): string {
	return eventHeaders.map((header) => eventNameOf(headers[header])).find((name) => name) ?? '';
}

function bodyEvent({ resource }: JsonObject, status: Maybe): string | undefined {
	if (textOf(resource) !== 'transactions') return undefined;
	const code = textOf(status);
	return transactionEvents.find(({ statusCode }) => String(statusCode) === code)?.name;
}

/** A status without an event of its own, such as "in analysis", is an event nobody knows. */
function legacyEvent(body: ParsedRequest['body']): string {
	const event = transactionEvents.find(({ variants }) =>
		variants?.some(({ applies }) => applies(body)),
	);
	return event?.name ?? 'LegacyCallback';
}

function occurredAt(attributes: Maybe): number | null {
	const { updated_at: updated, captured_at: captured, created_at: created } = objectAt(attributes);
	return (
		instantOf(updated, saoPauloOffset) ??
		instantOf(captured, saoPauloOffset) ??
		instantOf(created, saoPauloOffset)
	);
}

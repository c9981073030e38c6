import type { JsonValue } from '../model/json';
import type { Issue, ReceivedEvent } from '../model/received-event';
import { readBodyText } from './body-text';
import type { BodyText } from './body-text';
import { cleanPayload, isWithinDepth, maximumDepth } from './clean-payload';
import { bodyKeyWindowMs } from './definition';
import type { Identity, ParsedRequest, PlatformDefinition } from './definition';
import { eventIdOf, sha256Hex } from './event-identity';
import { eventNamed, formOf } from './form-of';
import { issuesOf } from './issues';
import { parseBody } from './parse-body';
import type { Ignored, IncomingRequest, ReceiveSettings, Refused, Verdict } from './verdict';
import { findRefusal, secretsOf } from './verify';

/** 1 MiB: the largest payload seen has 6 kB, and n8n's own limit is 16 MiB. */
export const maximumBodyBytes = 1_048_576;

const sendingMethods = new Set(['POST', 'PUT']);

/**
 * Decides what becomes of a request to a trigger: method ▸ size ▸ proof of origin ▸ parse ▸ identify ▸
 * filter ▸ schema ▸ the item to emit. Pure, and never throws, whatever the bytes.
 *
 * Nothing that is authentic is lost. An event this package does not know is emitted as type `unknown`,
 * not checked, where `*` is selected; a body that names no event at all likewise, with `valid: false`.
 * Where only certain events are selected, both are ignored: nobody asked for them.
 */
export function receive(
	definition: PlatformDefinition,
	request: IncomingRequest,
	settings: ReceiveSettings,
): Verdict {
	if (!sendingMethods.has(request.method.toUpperCase())) return ignored('method');
	if (request.body.byteLength > maximumBodyBytes) {
		const message = `The body is larger than ${maximumBodyBytes} bytes. Send a smaller one.`;
		return refused(413, 'too_large', message);
	}

	const bodyText = readBodyText(request.body, request.headers['content-type']);
	const refusal = findRefusal(definition, request, bodyText, settings.secrets);
	if (refusal !== null) return refused(401, 'not_authentic', refusal);

	const parsed = parseBody(bodyText, {
		acceptsText: definition.acceptsText ?? false,
		parseXml: settings.parseXml,
	});
	if (!parsed.ok) return refused(400, 'malformed_body', parsed.message);
	if (!isWithinDepth(parsed.body)) {
		const message = `The body is nested deeper than ${maximumDepth} levels. Send a flatter one.`;
		return refused(400, 'too_deep', message);
	}
	return judge(definition, request, settings, bodyText, parsed.body);
}

function judge(
	definition: PlatformDefinition,
	request: IncomingRequest,
	settings: ReceiveSettings,
	{ kind }: BodyText,
	rawBody: JsonValue,
): Verdict {
	const body = cleanPayload(rawBody, {
		keys: definition.secretKeys,
		values: secretsOf(definition, settings.secrets),
	});
	const delivery: ParsedRequest = {
		body,
		kind,
		bodyHash: sha256Hex(request.body),
		headers: request.headers,
		query: request.query,
		pathEvent: pathEventOf(definition, request.path),
	};
	const identity = definition.identify(delivery) ?? unidentified(delivery);
	if (!isSelected(identity.event, settings.events)) return ignored('event');

	const known = eventNamed(definition, identity.event);
	const form = known && formOf(known, body);
	const common = (form ?? definition).commonFields(body);
	const products = form?.productIds?.(body) ?? (common.product?.id ? [common.product.id] : []);
	if (!isProductSelected(products, settings.productIds)) return ignored('product');

	const issues = form ? issuesOf(form.schema, body) : issuesOfUnknown(identity);
	const valid = issues.length === 0 || (form === undefined && identity.event !== '');
	if (!valid && settings.invalidPayloads === 'reject') {
		const paths = issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
		const message = `The body does not fit the event's schema (${paths}). Compare it with the documentation of the event.`;
		return { ...refused(422, 'invalid_payload', message), issues };
	}

	const event: ReceivedEvent = {
		platform: definition.id,
		event: identity.event || 'unknown',
		type: known?.type ?? 'unknown',
		family: known?.family ?? 'unknown',
		id: eventIdOf(definition.id, identity.id),
		occurredAt: isoTime(identity.occurredAt),
		receivedAt: new Date(request.receivedAt).toISOString(),
		test: request.test || identity.test,
		valid,
		issues,
		...common,
		payload: body,
	};
	return {
		outcome: 'accepted',
		event,
		keep: !valid && settings.invalidPayloads === 'keep',
		duplicateWindowMs: identity.duplicateWindowMs ?? definition.duplicateWindowMs,
	};
}

function unidentified({ pathEvent, bodyHash }: ParsedRequest): Identity {
	return {
		event: pathEvent ?? '',
		id: bodyHash,
		occurredAt: null,
		test: false,
		duplicateWindowMs: bodyKeyWindowMs,
	};
}

function pathEventOf({ endpoints }: PlatformDefinition, path: string): string | null {
	const wanted = path.replace(/^\/+|\/+$/g, '');
	return endpoints.find((endpoint) => endpoint.path === wanted)?.event ?? null;
}

function isSelected(event: string, selected: readonly string[]): boolean {
	return selected.includes('*') || (event !== '' && selected.includes(event));
}

function isProductSelected(products: readonly string[], selected: readonly string[]): boolean {
	if (selected.length === 0 || products.length === 0) return true;
	return products.some((product) => selected.includes(product));
}

function issuesOfUnknown({ event }: Identity): Issue[] {
	if (event === '') return [{ path: '', message: 'Nothing in the request names an event' }];
	return [{ path: '', message: 'The event is not known to this version and was not checked' }];
}

function isoTime(instant: number | null): string | null {
	return instant === null ? null : new Date(instant).toISOString();
}

function ignored(reason: Ignored['reason']): Ignored {
	return { outcome: 'ignored', reason };
}

function refused(status: Refused['status'], reason: Refused['reason'], message: string): Refused {
	return { outcome: 'refused', status, reason, message };
}

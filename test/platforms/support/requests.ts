import { createHmac } from 'node:crypto';

import type { JsonValue } from '../../../src/model/json';
import type {
	EventForm,
	EventVariant,
	PlatformDefinition,
	PlatformEvent,
	Verification,
} from '../../../src/platforms/definition';
import type { IncomingRequest, ReceiveSettings } from '../../../src/platforms/verdict';

/** Unix time at which every request of the tests arrives. */
export const receivedAt = Date.parse('2026-01-05T12:00:00.000Z');

/** A secret of a credential field; long enough to be searched for in payloads. */
export function secretFor(field: string): string {
	return `s3cret/+${field}=0123456789`;
}

/** Settings under which everything is accepted. */
export function settingsFor(
	definition: PlatformDefinition,
	overrides: Partial<ReceiveSettings> = {},
): ReceiveSettings {
	const fields = definition.verification.map(({ secret }) => secret);
	return {
		secrets: Object.fromEntries(fields.map((field) => [field, secretFor(field)])),
		events: ['*'],
		productIds: [],
		invalidPayloads: 'emit',
		...overrides,
	};
}

/** A request of `bytes` without any proof of where it comes from. */
export function unprovenRequest(
	definition: PlatformDefinition,
	bytes: Uint8Array | string,
	overrides: Partial<IncomingRequest> = {},
): IncomingRequest {
	return {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		query: {},
		body: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
		path: definition.endpoints[0]!.path,
		receivedAt,
		test: false,
		...overrides,
	};
}

/** The same request with the proof that one way of verification asks for. */
export function prove(
	request: IncomingRequest,
	verification: Verification,
	secret = secretFor(verification.secret),
): IncomingRequest {
	switch (verification.kind) {
		case 'headerToken':
			return withHeaders(request, { [verification.header]: secret });
		case 'queryToken':
			return { ...request, query: { ...request.query, [verification.parameter]: secret } };
		case 'formToken': {
			const field = `${verification.field}=${encodeURIComponent(secret)}`;
			return { ...request, body: Buffer.concat([request.body, Buffer.from(`&${field}`)]) };
		}
		case 'hmacSha256Hex': {
			const signature = createHmac('sha256', secret).update(request.body).digest('hex');
			return withHeaders(request, { [verification.headers[0]!]: signature });
		}
	}
}

/** A request of `bytes` that is authentic by the platform's main way of verification. */
export function provenRequest(
	definition: PlatformDefinition,
	bytes: Uint8Array | string,
	overrides: Partial<IncomingRequest> = {},
): IncomingRequest {
	return prove(unprovenRequest(definition, bytes, overrides), definition.verification[0]!);
}

/** The request a platform makes for a form of an event, without proof; `body` replaces the sample. */
export function eventRequest(
	definition: PlatformDefinition,
	event: PlatformEvent,
	form: EventForm | EventVariant = event,
	body: JsonValue = form.sample,
): IncomingRequest {
	const contentType = 'contentType' in form ? form.contentType : 'application/json';
	const endpoint = definition.endpoints.find((candidate) => candidate.event === event.name);
	const [eventHeader] = definition.eventHeaders ?? [];
	const isVariant = form !== event;
	return unprovenRequest(definition, encode(body, contentType), {
		headers: {
			'content-type': contentType,
			...(eventHeader && !isVariant ? { [eventHeader]: event.name } : {}),
		},
		path: (endpoint ?? definition.endpoints[0]!).path,
	});
}

/** Proves an event's request by the first way that is good for its kind of body. */
export function proveEvent(
	definition: PlatformDefinition,
	request: IncomingRequest,
): IncomingRequest {
	const kind = /form/.test(request.headers['content-type'] ?? '') ? 'form' : 'json';
	const fitting = definition.verification.filter(({ bodies }) => bodies?.includes(kind) ?? true);
	const own = fitting.find(({ bodies }) => bodies !== undefined) ?? fitting[0]!;
	return prove(request, own);
}

function withHeaders(request: IncomingRequest, headers: Record<string, string>): IncomingRequest {
	return { ...request, headers: { ...request.headers, ...headers } };
}

function encode(body: JsonValue, contentType: string): string {
	if (!contentType.includes('form')) return JSON.stringify(body);
	return Object.entries(Object(body))
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
		.join('&');
}

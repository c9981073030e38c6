import fc from 'fast-check';

import { parseXml } from '../../../nodes/shared/parse-xml';
import type { JsonValue } from '../../../src/model/json';
import { receivedEventSchema } from '../../../src/model/received-event';
import type { PlatformDefinition, PlatformEvent } from '../../../src/platforms/definition';
import { receive } from '../../../src/platforms/receive';
import type { ReceiveSettings } from '../../../src/platforms/verdict';
import { eventRequest, proveEvent, secretFor, settingsFor } from './requests';

const seed = 20_260_105;

const odd: JsonValue[] = [
	null,
	true,
	false,
	0,
	-1,
	1e21,
	1e308,
	'',
	' ',
	'x',
	'0000-00-00 00:00:00',
	'\ud800',
	'\u0000',
	[],
	{},
	[[]],
	[null],
	{ '': '' },
	{ constructor: 1 },
	{ toString: null },
	{ length: -1 },
];

/** Of these, and other texts between them, XML is made. */
const xmlPieces = [
	'<id_transacao>7</id_transacao>',
	'<status_pagamento>8</status_pagamento>',
	'<a>',
	'</a>',
	'<b/>',
	'<__proto__>',
	'</__proto__>',
	'<constructor>1</constructor>',
	'<![CDATA[',
	']]>',
	'<!--',
	'-->',
	'&amp;',
	'&#231;',
	'&#x110000;',
	'<!DOCTYPE a>',
	'<?x ?>',
];

/** Changes of a body at places that are chosen by numbers, so that a failure can be told and shrunk. */
const mutations = fc.array(
	fc.record({
		place: fc.nat(),
		kind: fc.constantFrom('replace', 'remove', 'wrap', 'rename'),
		value: fc.oneof(fc.constantFrom(...odd), fc.jsonValue({ maxDepth: 3 })),
		key: fc.oneof(
			fc.constantFrom('__proto__', 'constructor', 'prototype', 'hottok', 'data'),
			fc.string(),
		),
	}),
	{ maxLength: 6 },
);

type Mutation = typeof mutations extends fc.Arbitrary<Array<infer One>> ? One : never;

function mutate(body: unknown, changes: readonly Mutation[]): unknown {
	const copy: unknown = structuredClone(body);
	for (const change of changes) {
		const places = placesOf({ root: copy });
		const { owner, key } = places[change.place % places.length]!;
		if (change.kind === 'remove') Reflect.deleteProperty(owner, key);
		if (change.kind === 'replace') Reflect.set(owner, key, structuredClone(change.value));
		if (change.kind === 'wrap') Reflect.set(owner, key, [Reflect.get(owner, key)]);
		// The length of a list is no key of it.
		if (change.kind === 'rename' && Array.isArray(owner) && change.key === 'length') continue;
		if (change.kind === 'rename') {
			const value: unknown = structuredClone(Reflect.get(owner, key));
			Object.defineProperty(owner, change.key, {
				value,
				enumerable: true,
				configurable: true,
				writable: true,
			});
		}
	}
	return copy;
}

function placesOf(value: object): Array<{ owner: object; key: string }> {
	return Object.entries(value).flatMap(([key, child]) => [
		{ owner: value, key },
		...(typeof child === 'object' && child !== null ? placesOf(child) : []),
	]);
}

interface Delivery {
	readonly event: PlatformEvent;
	readonly body: Uint8Array;
	readonly contentType: string;
}

function requestOf(definition: PlatformDefinition, { event, body, contentType }: Delivery) {
	const request = eventRequest(definition, event);
	return { ...request, body, headers: { ...request.headers, 'content-type': contentType } };
}

/** A mutated body as the platform would write it: as JSON, or as a form where that is its type. */
function encode(body: unknown, contentType: string): Uint8Array {
	if (!contentType.includes('form')) return Buffer.from(JSON.stringify(body) ?? '');
	const fields = Object.entries(Object(body)).map(([name, value]): [string, string] => [
		name,
		String(JSON.stringify(value)),
	]);
	return Buffer.from(new URLSearchParams(fields).toString());
}

function check(definition: PlatformDefinition, settings: ReceiveSettings, delivery: Delivery) {
	const request = proveEvent(definition, requestOf(definition, delivery));
	const verdict = receive(definition, request, settings);
	const output = JSON.stringify(verdict);
	for (const { secret } of definition.verification) expect(output).not.toContain(secretFor(secret));
	if (verdict.outcome === 'accepted') {
		expect(receivedEventSchema.safeParse(verdict.event).error).toBeUndefined();
	} else if (verdict.outcome === 'refused') {
		expect([400, 401, 413, 422]).toContain(verdict.status);
		expect(verdict.message).not.toBe('');
	} else {
		expect(['method', 'event', 'product']).toContain(verdict.reason);
	}
	expect(Reflect.get({}, 'polluted')).toBeUndefined();
	expect(Object.keys(Object.prototype)).toEqual([]);
}

/** What the bodies are: changed samples, any bytes, and any bytes without proof. */
const shares = { mutated: 0.6, any: 0.3, unproven: 0.1 };

/** All bodies of one test together, on a machine that does other things too. */
const longestMs = 3_600_000;

/** No body may hold up the others. */
const slowestMs = 2_000;

/** Throws `bodies` bodies at a platform: each gets one of the contract's verdicts, nothing throws or hangs. */
export function describeFuzz(definition: PlatformDefinition, bodies: number): void {
	const forms = definition.events.flatMap((event) =>
		[event, ...(event.variants ?? [])].map(({ sample }) => ({ event, sample })),
	);
	const settings = fc.record({
		secrets: fc.constant(settingsFor(definition).secrets),
		events: fc.constantFrom(['*'], ['*', 'X'], [definition.events[0]!.name], []),
		productIds: fc.constantFrom<string[]>([], ['1']),
		invalidPayloads: fc.constantFrom('emit' as const, 'keep' as const, 'reject' as const),
		parseXml: fc.constant(parseXml),
	});
	const contentTypes = fc.constantFrom(
		'application/json',
		'application/x-www-form-urlencoded',
		'text/xml',
		'text/plain; charset=latin1',
		'',
	);
	const anyBytes = fc.oneof(
		fc.uint8Array({ maxLength: 300 }),
		fc.json().map((text) => Buffer.from(text)),
		fc.string().map((text) => Buffer.from(`hottok=x&${text}`)),
		fc
			.array(fc.oneof(fc.constantFrom(...xmlPieces), fc.string({ maxLength: 5 })))
			.map((pieces) => Buffer.from(`<retorno>${pieces.join('')}</retorno>`)),
	);
	const anyForm = fc.constantFrom(...forms);
	const slowest = { ms: 0 };
	const timed = (work: () => void) => {
		const startedAt = performance.now();
		work();
		slowest.ms = Math.max(slowest.ms, performance.now() - startedAt);
	};

	it(
		'gives one of its verdicts to every mutation of a sample',
		() => {
			const property = fc.property(
				anyForm,
				mutations,
				settings,
				contentTypes,
				({ event, sample }, changes, chosen, contentType) => {
					const body = encode(mutate(sample, changes), contentType);
					timed(() => check(definition, chosen, { event, body, contentType }));
				},
			);
			fc.assert(property, { numRuns: Math.round(bodies * shares.mutated), seed });
		},
		longestMs,
	);

	it(
		'gives one of its verdicts to any bytes',
		() => {
			const property = fc.property(
				anyForm,
				anyBytes,
				settings,
				contentTypes,
				({ event }, body, chosen, contentType) =>
					timed(() => check(definition, chosen, { event, body, contentType })),
			);
			fc.assert(property, { numRuns: Math.round(bodies * shares.any), seed });
		},
		longestMs,
	);

	it(
		'refuses whatever brings no proof',
		() => {
			const property = fc.property(
				anyForm,
				anyBytes,
				settings,
				contentTypes,
				({ event }, body, chosen, contentType) => {
					const request = requestOf(definition, { event, body, contentType });
					expect(receive(definition, request, chosen)).toMatchObject({ status: 401 });
				},
			);
			fc.assert(property, { numRuns: Math.round(bodies * shares.unproven), seed });
		},
		longestMs,
	);

	it('is held up by none of them', () => {
		expect(slowest.ms).toBeLessThan(slowestMs);
	});
}

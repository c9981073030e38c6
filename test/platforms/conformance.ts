import * as z from 'zod';

import { isJsonObject } from '../../src/model/json';
import type { JsonValue } from '../../src/model/json';
import { commonFieldsSchema, receivedEventSchema } from '../../src/model/received-event';
import type {
	EventForm,
	EventVariant,
	PlatformDefinition,
	PlatformEvent,
	Verification,
} from '../../src/platforms/definition';
import { documentFields, jsonSchemaOf } from '../../src/platforms/field-documentation';
import { receive } from '../../src/platforms/receive';
import type { IncomingRequest } from '../../src/platforms/verdict';
import {
	eventRequest,
	prove,
	proveEvent,
	secretFor,
	settingsFor,
	unprovenRequest,
} from './support/requests';
import { accepted, eventOf, refused } from './support/verdicts';

type Form = EventForm | EventVariant;

/** What is about none of product, customer, order and subscription. */
const familiesWithoutCommonFields = ['category'];

/** What every platform must do; being in the registry is enough to be tested. */
export function describePlatform(definition: PlatformDefinition): void {
	describe(`${definition.displayName} as a platform`, () => {
		describeDeclaration(definition);
		describe.each(formsOf(definition))('%s', (_name, event, form) => {
			describeForm(definition, event, form);
		});
		describe.each(definition.verification.map((way) => [way.kind, way] as const))(
			'proof by %s',
			(_kind, verification) => describeVerification(definition, verification),
		);
		describeHostileBodies(definition);
	});
}

function formsOf(definition: PlatformDefinition): Array<[string, PlatformEvent, Form]> {
	return definition.events.flatMap(
		(event): Array<[string, PlatformEvent, Form]> => [
			[event.name, event, event],
			...(event.variants ?? []).map((variant): [string, PlatformEvent, Form] => [
				`${event.name} as ${variant.name}`,
				event,
				variant,
			]),
		],
	);
}

function describeDeclaration({ events, endpoints, verification }: PlatformDefinition): void {
	it('names each event, type and title once', () => {
		for (const key of ['name', 'type', 'title'] as const) {
			const values = events.map((event) => event[key]);
			expect(values).toEqual([...new Set(values)]);
		}
	});

	it('derives the family from the type', () => {
		for (const { type, family } of events) expect(type.startsWith(`${family}.`)).toBe(true);
	});

	it('describes each event in one sentence without a final period', () => {
		for (const { description } of events) expect(description).toMatch(/^[A-Z].*[^.\s]$/);
	});

	it('has an endpoint and a way of verification', () => {
		expect(endpoints.length).toBeGreaterThan(0);
		expect(verification.length).toBeGreaterThan(0);
	});

	it('has an endpoint for each event or one for all', () => {
		const named = endpoints.map(({ event }) => event);
		for (const { name } of events) expect(named).toContain(named.includes(null) ? null : name);
	});
}

function describeForm(definition: PlatformDefinition, event: PlatformEvent, form: Form): void {
	const request = proveEvent(definition, eventRequest(definition, event, form));
	const settings = settingsFor(definition, { events: [event.name] });

	it('is accepted, valid and identifies itself', () => {
		const received = eventOf(receive(definition, request, settings));
		expect(received).toMatchObject({
			platform: definition.id,
			event: event.name,
			type: event.type,
			family: event.family,
			issues: [],
			valid: true,
		});
		expect(receivedEventSchema.parse(received)).toEqual(received);
	});

	it('has common fields that say something', () => {
		const common = form.commonFields(form.sample);
		expect(commonFieldsSchema.parse(common)).toEqual(common);
		const isSilent = Object.values(common).every((part) => part === null);
		expect(isSilent).toBe(familiesWithoutCommonFields.includes(event.family));
	});

	it('has no common field that is empty instead of null', () => {
		expect(JSON.stringify(form.commonFields(form.sample))).not.toMatch(/""|"undefined"|"null"/);
	});

	it('gives the same delivery the same id again', () => {
		const later = { ...request, receivedAt: request.receivedAt + 60_000 };
		const first = eventOf(receive(definition, request, settings)).id;
		expect(eventOf(receive(definition, later, settings)).id).toBe(first);
	});

	it('is ignored where another event is selected', () => {
		const others = { ...settings, events: ['ANOTHER_EVENT'] };
		expect(receive(definition, request, others)).toEqual({ outcome: 'ignored', reason: 'event' });
	});

	it('passes the product filter only with its own product, or with none', () => {
		const products = form.productIds?.(form.sample) ?? [form.commonFields(form.sample).product?.id];
		const other = receive(definition, request, { ...settings, productIds: ['another-product'] });
		const [product] = products;
		expect(other.outcome).toBe(product ? 'ignored' : 'accepted');
		if (!product) return;
		expect(receive(definition, request, { ...settings, productIds: [product] }).outcome).toBe(
			'accepted',
		);
	});

	it('is a test when it comes through the test URL', () => {
		expect(eventOf(receive(definition, { ...request, test: true }, settings)).test).toBe(true);
		expect(eventOf(receive(definition, request, settings)).test).toBe(false);
	});

	it('never lets a secret out', () => {
		const { secretKeys } = definition;
		const secrets = definition.verification.map(({ secret }) => secretFor(secret));
		const leaky: JsonValue = {
			...form.sample,
			...Object.fromEntries(secretKeys.map((key) => [key.toUpperCase(), secrets[0]!])),
			note: `the secrets are ${secrets.join(' and ')} and ${encodeURIComponent(secrets[0]!)}`,
			...Object.fromEntries(secrets.map((secret) => [`key ${secret}`, 'value'])),
		};
		const leaking = proveEvent(definition, eventRequest(definition, event, form, leaky));
		const output = JSON.stringify(receive(definition, leaking, settings));
		expect(output).toContain('[hidden]');
		for (const secret of secrets) {
			expect(output).not.toContain(JSON.stringify(secret).slice(1, -1));
			expect(output).not.toContain(encodeURIComponent(secret));
		}
		for (const key of secretKeys) expect(output.toLowerCase()).not.toContain(`"${key}"`);
	});

	it('has a JSON Schema that an own sample fits', () => {
		const schema = jsonSchemaOf(form);
		expect(
			z.fromJSONSchema(JSON.parse(JSON.stringify(schema))).safeParse(form.sample).success,
		).toBe(true);
	});

	it('documents every field of its sample', () => {
		const documented = documentFields(form);
		const paths = documented.map(({ path }) => path);
		expect(paths).toEqual([...new Set(paths)]);
		for (const { description, valueFormat } of documented) {
			expect(description).toMatch(/^[A-Z]/);
			expect(valueFormat).not.toBe('');
		}
		expect(pathsOf(form.sample, '').filter((path) => !paths.includes(path))).toEqual([]);
	});
}

function pathsOf(value: JsonValue, path: string): string[] {
	const children = Array.isArray(value)
		? value.flatMap((item) => pathsOf(item, `${path}[]`))
		: isJsonObject(value)
			? Object.entries(value).flatMap(([key, child]) =>
					pathsOf(child ?? null, path === '' ? key : `${path}.${key}`),
				)
			: [];
	return children.length > 0 ? children : [path];
}

function describeVerification(definition: PlatformDefinition, verification: Verification): void {
	const settings = settingsFor(definition);
	const kind = verification.bodies?.[0] ?? (verification.kind === 'formToken' ? 'form' : 'json');
	const body =
		kind === 'form' ? 'field=value' : kind === 'xml' ? '<retorno/>' : '{"field":"value"}';
	const contentType = kind === 'form' ? 'application/x-www-form-urlencoded' : `application/${kind}`;
	const unproven = unprovenRequest(definition, body, { headers: { 'content-type': contentType } });
	const proven = prove(unproven, verification);
	const statusOf = (request: IncomingRequest) =>
		refused(receive(definition, request, settings)).status;

	it('accepts the right secret', () => {
		expect(receive(definition, proven, settings).outcome).toBe('accepted');
	});

	it('accepts PUT as it accepts POST', () => {
		expect(receive(definition, { ...proven, method: 'PUT' }, settings).outcome).toBe('accepted');
	});

	it('accepts a secret that was pasted with a line break', () => {
		const secrets = {
			...settings.secrets,
			[verification.secret]: `${secretFor(verification.secret)}\n`,
		};
		expect(receive(definition, proven, { ...settings, secrets }).outcome).toBe('accepted');
	});

	it('refuses a request without a proof', () => {
		expect(statusOf(unproven)).toBe(401);
	});

	it.each(wrongProofs(proven, verification))('refuses %s', (_name, request) => {
		const verdict = refused(receive(definition, request, settings));
		expect(verdict).toMatchObject({ status: 401, reason: 'not_authentic' });
		expect(JSON.stringify(verdict)).not.toContain(secretFor(verification.secret));
	});

	it.each([
		['is missing', undefined],
		['is empty', ''],
		['is blank', ' \n'],
	])('refuses everything while the configured secret %s', (_name, secret) => {
		const secrets = { ...settings.secrets, [verification.secret]: secret };
		const requests = [proven, unproven, prove(unproven, verification, secret ?? '')];
		for (const request of [...requests, emptyProof(proven, verification)]) {
			expect(refused(receive(definition, request, { ...settings, secrets })).status).toBe(401);
		}
	});

	it('answers GET and HEAD without asking for a proof', () => {
		for (const method of ['GET', 'HEAD', 'get']) {
			expect(receive(definition, { ...unproven, method }, settings)).toEqual({
				outcome: 'ignored',
				reason: 'method',
			});
		}
	});
}

function wrongProofs(
	proven: IncomingRequest,
	verification: Verification,
): Array<[string, IncomingRequest]> {
	const altered = (change: (proof: string) => string) => alterProof(proven, verification, change);
	return [
		['an empty proof', emptyProof(proven, verification)],
		['a wrong proof', altered(() => 'wrong')],
		['a proof with something behind it', altered((proof) => `${proof}x`)],
		['the beginning of the proof', altered((proof) => proof.slice(0, -1))],
		['the proof sent twice', altered((proof) => `${proof}, ${proof}`)],
		['a proof and another one', altered((proof) => `${proof}, wrong`)],
	];
}

function emptyProof(proven: IncomingRequest, verification: Verification): IncomingRequest {
	return alterProof(proven, verification, () => '');
}

function alterProof(
	proven: IncomingRequest,
	verification: Verification,
	change: (proof: string) => string,
): IncomingRequest {
	switch (verification.kind) {
		case 'headerToken':
		case 'hmacSha256Hex': {
			const header =
				verification.kind === 'headerToken' ? verification.header : verification.headers[0]!;
			const value = change(proven.headers[header] ?? '');
			return { ...proven, headers: { ...proven.headers, [header]: value } };
		}
		case 'queryToken': {
			const value = change(proven.query[verification.parameter] ?? '');
			return { ...proven, query: { ...proven.query, [verification.parameter]: value } };
		}
		case 'formToken': {
			const value = encodeURIComponent(change(secretFor(verification.secret)));
			return { ...proven, body: Buffer.from(`field=value&${verification.field}=${value}`) };
		}
	}
}

function describeHostileBodies(definition: PlatformDefinition): void {
	const settings = settingsFor(definition);
	const request = (body: Uint8Array | string) =>
		prove(unprovenRequest(definition, body), definition.verification[0]!);
	const verdictOf = (body: Uint8Array | string) => receive(definition, request(body), settings);

	it.each([
		['an empty body', ''],
		['a blank body', ' \r\n\t '],
		['half a JSON object', '{"a":'],
		['JSON with something behind it', '{} {}'],
		['an array that does not end', '['.repeat(10_000)],
	])('answers 400 to %s', (_name, body) => {
		expect(refused(verdictOf(body))).toMatchObject({ status: 400, reason: 'malformed_body' });
	});

	it.each([
		['objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
		['arrays', '['.repeat(10_000) + ']'.repeat(10_000)],
		['as many arrays as fit', '['.repeat(524_288) + ']'.repeat(524_288)],
	])('answers 400 to %s that are nested too deep', (_name, body) => {
		expect(refused(verdictOf(body))).toMatchObject({ status: 400, reason: 'too_deep' });
	});

	it('accepts a body of 1 MiB and refuses one byte more', () => {
		const body = `{"a":"${'x'.repeat(1_048_576 - 8)}"}`;
		expect(verdictOf(body).outcome).toBe('accepted');
		expect(refused(verdictOf(`${body} `))).toMatchObject({ status: 413, reason: 'too_large' });
	});

	it.each([['{}'], ['[]'], ['[[],[null]]'], ['"text"'], ['0'], ['null'], ['true']])(
		'emits %s, which nobody asked for but * covers',
		(body) => {
			expect(eventOf(verdictOf(body))).toMatchObject({ payload: JSON.parse(body) });
		},
	);

	it('changes no prototype', () => {
		const body =
			'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":{"__proto__":{"polluted":1}}}';
		const { payload } = eventOf(verdictOf(body));
		expect(JSON.stringify(payload)).not.toContain('__proto__');
		expect(Object.hasOwn(Object(payload), 'constructor')).toBe(true);
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
		expect(Reflect.get(Object(payload), 'polluted')).toBeUndefined();
	});

	it('keeps numbers that a double cannot hold as their digits', () => {
		const body =
			'{"a":9007199254740993,"b":[-123456789012345678901234567890,1e400],"c":1.5,"d":"9007199254740993"}';
		expect(eventOf(verdictOf(body)).payload).toEqual({
			a: '9007199254740993',
			b: ['-123456789012345678901234567890', '1e400'],
			c: 1.5,
			d: '9007199254740993',
		});
	});

	it('reads common fields from any JSON without throwing', () => {
		for (const body of [null, true, 0, '', 'x', [], [[]], {}, { data: null }, { data: [1] }]) {
			for (const form of [definition, ...definition.events]) {
				expect(commonFieldsSchema.safeParse(form.commonFields(body)).success).toBe(true);
			}
		}
	});

	it('lets an id made of the body count for ten minutes only', () => {
		expect(accepted(verdictOf('[]')).duplicateWindowMs).toBe(600_000);
	});
}

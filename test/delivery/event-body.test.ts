import fc from 'fast-check';

import { eventBodies, eventBody } from '../../src/delivery/event-body';
import type { JsonValue } from '../../src/model/json';
import { outgoing } from './delivery-bench';

const MAXIMUM = 512 * 1024;

describe('the body of an event', () => {
	test('is the envelope with type, time and data, in this order', () => {
		const body = eventBody(
			outgoing({ type: 'order.paid', timestamp: '2026-01-05T12:00:00.000Z', data: { b: 1, a: 2 } }),
			'envelope',
		);

		expect(Buffer.from(body).toString()).toBe(
			'{"type":"order.paid","timestamp":"2026-01-05T12:00:00.000Z","data":{"b":1,"a":2}}',
		);
	});

	test('is the payload and nothing around it', () => {
		expect(Buffer.from(eventBody(outgoing({ payload: ['ção', null] }), 'payload')).toString()).toBe(
			'["ção",null]',
		);
	});

	test('means the same when it is read again', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const payload = JSON.parse(JSON.stringify(value)) as JsonValue;
				expect(
					JSON.parse(Buffer.from(eventBody(outgoing({ payload }), 'payload')).toString()),
				).toEqual(payload);
			}),
		);
	});

	test('may have 512 KiB and not a byte more', () => {
		const payload = 'é'.repeat((MAXIMUM - 2) / 2);
		expect(eventBody(outgoing({ payload }), 'payload')).toHaveLength(MAXIMUM);

		expect(() => eventBody(outgoing({ id: 'order-1', payload: `${payload}x` }), 'payload')).toThrow(
			expect.objectContaining({
				code: 'payload_too_large',
				field: 'payload',
				message: 'The event order-1 has 524289 bytes; at most 524288 bytes (512 KiB) are sent',
				remedy: expect.any(String),
			}),
		);
	});

	test('counts what is around the payload', () => {
		const data = 'x'.repeat(MAXIMUM - 2);
		expect(eventBody(outgoing({ data, payload: data }), 'payload')).toHaveLength(MAXIMUM);
		expect(() => eventBody(outgoing({ data }), 'envelope')).toThrow(/524\d{3} bytes/);
	});

	const circular: Record<string, unknown> = {};
	circular.itself = circular;
	test.each([
		['nothing', undefined],
		['a function', () => 1],
		['a symbol', Symbol('x')],
		['a circle', circular],
		['a number too large for JSON', 1n],
		['what cannot be read', { toJSON: () => undefined }],
	])('of %s is refused with a clear error', (_what, payload) => {
		expect(() =>
			eventBody(outgoing({ id: 'order-1', payload: payload as JsonValue }), 'payload'),
		).toThrow(
			expect.objectContaining({
				name: 'CommerceWebhooksError',
				code: 'invalid_input',
				field: 'payload',
				message: expect.stringContaining('order-1'),
				remedy: expect.any(String),
			}),
		);
		if (payload === undefined) return;
		expect(() => eventBody(outgoing({ data: payload as JsonValue }), 'envelope')).toThrow(
			expect.objectContaining({ code: 'invalid_input', field: 'payload' }),
		);
	});
});

test('bodies are made for the formats that are wanted, each once', () => {
	const bodies = eventBodies(outgoing({ data: 1, payload: 2 }), ['payload', 'payload']);

	expect([...bodies.keys()]).toEqual(['payload']);
	expect([...eventBodies(outgoing(), ['envelope', 'payload', 'envelope']).keys()]).toEqual([
		'envelope',
		'payload',
	]);
});

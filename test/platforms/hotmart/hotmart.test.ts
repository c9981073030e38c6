import type { JsonObject, JsonValue } from '../../../src/model/json';
import { hotmart } from '../../../src/platforms/hotmart';
import { receive } from '../../../src/platforms/receive';
import type { ReceiveSettings } from '../../../src/platforms/verdict';
import { provenRequest, settingsFor, unprovenRequest } from '../support/requests';
import { accepted, eventOf, refused } from '../support/verdicts';

function v2(event: string, data: JsonValue, rest: JsonObject = {}): JsonObject {
	return { id: 'f3c1', creation_date: 1767607200000, event, version: '2.0.0', data, ...rest };
}

function verdictOf(body: JsonValue, settings: Partial<ReceiveSettings> = {}) {
	const request = provenRequest(hotmart, JSON.stringify(body));
	return receive(hotmart, request, settingsFor(hotmart, settings));
}

const purchase = { transaction: 'HP1', status: 'APPROVED' };

describe('the proof of a Hotmart delivery', () => {
	it('is not a hottok inside the JSON body', () => {
		const { secrets } = settingsFor(hotmart);
		const body = v2('PURCHASE_APPROVED', { purchase }, { hottok: secrets.hottok });
		const request = unprovenRequest(hotmart, JSON.stringify(body));
		const verdict = refused(receive(hotmart, request, settingsFor(hotmart)));
		expect(verdict.status).toBe(401);
		expect(verdict.message).toContain('x-hotmart-hottok');
		expect(verdict.message).toContain('Hotmart Webhook API');
	});
});

describe('what does not fit the schema', () => {
	it.each([
		['data', v2('PURCHASE_APPROVED', null)],
		['data.purchase', v2('PURCHASE_APPROVED', { product: { id: 1 } })],
		['data.purchase', v2('PURCHASE_APPROVED', { purchase: 'x' })],
		['data.purchase.transaction', v2('PURCHASE_REFUNDED', { purchase: { status: 'REFUNDED' } })],
		[
			'data.purchase.transaction',
			v2('PURCHASE_REFUNDED', { purchase: { ...purchase, transaction: '' } }),
		],
		[
			'data.purchase.price.value',
			v2('PURCHASE_APPROVED', { purchase: { ...purchase, price: { value: [1] } } }),
		],
		['data.buyer.email', v2('PURCHASE_APPROVED', { purchase, buyer: { email: { a: 1 } } })],
		['data.user', v2('CLUB_FIRST_ACCESS', { product: { id: 1 } })],
		['data.plans', v2('SWITCH_PLAN', { switch_plan_date: 1 })],
		['data.subscriber', v2('SUBSCRIPTION_CANCELLATION', { product: { id: 1 } })],
		['id', { ...v2('PURCHASE_APPROVED', { purchase }), id: null }],
	])('names the field %s', (path, body) => {
		const event = eventOf(verdictOf(body));
		expect(event.valid).toBe(false);
		expect(event.issues.map((issue) => issue.path)).toEqual([path]);
	});

	const broken = v2('PURCHASE_APPROVED', { purchase: { status: 'SECRET-STATUS' } });

	it('is emitted with its issues by default', () => {
		expect(accepted(verdictOf(broken))).toMatchObject({ keep: false, event: { valid: false } });
	});

	it('is kept back where that is chosen', () => {
		expect(accepted(verdictOf(broken, { invalidPayloads: 'keep' })).keep).toBe(true);
		const fitting = v2('PURCHASE_APPROVED', { purchase });
		expect(accepted(verdictOf(fitting, { invalidPayloads: 'keep' })).keep).toBe(false);
	});

	it('is refused where that is chosen, with the field and without its content', () => {
		const verdict = refused(verdictOf(broken, { invalidPayloads: 'reject' }));
		expect(verdict).toMatchObject({
			status: 422,
			reason: 'invalid_payload',
			issues: [{ path: 'data.purchase.transaction', message: 'Missing' }],
		});
		expect(verdict.message).toContain('data.purchase.transaction');
		expect(verdict.message).not.toContain('SECRET-STATUS');
	});
});

describe('what fits although it is odd', () => {
	it.each([
		[
			'absent parts in all their forms',
			{ purchase: { ...purchase, payment: {}, offer: [], price: null, origin: '' } },
		],
		[
			'an object flattened to a text',
			{ purchase, subscription: '192.168.4.57', buyer: { address: 'x' } },
		],
		[
			'numbers as text and text as numbers',
			{ purchase: { transaction: 5, price: { value: '10.5' }, is_funnel: 'false' } },
		],
		['nobody as affiliate', { purchase, affiliates: [{ affiliate_code: null, name: '' }] }],
		[
			'values nobody listed',
			{ purchase: { ...purchase, status: 'NEW', payment: { type: 'MOON' } } },
		],
		['keys nobody listed', { purchase: { ...purchase, constructor: { a: 1 } }, more: [1, [2]] }],
	])('has %s', (_name, data) => {
		expect(eventOf(verdictOf(v2('PURCHASE_APPROVED', data))).issues).toEqual([]);
	});
});

describe('an event nobody knows', () => {
	const body = v2('PURCHASE_TELEPORTED', {
		product: { id: 7, name: 'P' },
		buyer: { email: 'a@example.com' },
	});

	it('passes unchecked where all events are selected, with what common fields it has', () => {
		expect(eventOf(verdictOf(body, { invalidPayloads: 'reject' }))).toMatchObject({
			event: 'PURCHASE_TELEPORTED',
			type: 'unknown',
			family: 'unknown',
			valid: true,
			issues: [{ path: '' }],
			product: { id: '7', name: 'P' },
			customer: { email: 'a@example.com' },
		});
	});

	it('is ignored where other events are selected', () => {
		const verdict = verdictOf(body, { events: ['PURCHASE_APPROVED'] });
		expect(verdict).toEqual({ outcome: 'ignored', reason: 'event' });
	});

	it('is filtered by its product like any other', () => {
		expect(verdictOf(body, { productIds: ['8'] }).outcome).toBe('ignored');
		expect(verdictOf(body, { productIds: ['7', '8'] }).outcome).toBe('accepted');
	});

	it('is not valid when it has not even a name', () => {
		expect(eventOf(verdictOf([1, 2]))).toMatchObject({ event: 'unknown', valid: false });
		expect(eventOf(verdictOf({ event: { a: 1 } }))).toMatchObject({
			event: 'unknown',
			valid: false,
		});
		expect(verdictOf({}, { events: ['PURCHASE_APPROVED'] }).outcome).toBe('ignored');
	});
});

describe('the product filter', () => {
	it('knows numbers and texts for one another', () => {
		const body = v2('CLUB_MODULE_COMPLETED', { product: { id: 42 }, user: { name: 'A' } });
		expect(verdictOf(body, { productIds: ['42'] }).outcome).toBe('accepted');
	});

	it('lets an event without a product pass', () => {
		const body = v2('SWITCH_PLAN', { plans: [{ name: 'A', current: true }] });
		expect(verdictOf(body, { productIds: ['42'] }).outcome).toBe('accepted');
	});
});

describe('the test mark', () => {
	it.each([
		['the product 0', { product: { id: 0, name: 'x' } }],
		['the product 00000', { product: { id: '00000' } }],
		['the name of the test product', { product: { id: 9, name: 'Produto test postback2' } }],
		['the test transaction', { purchase: { transaction: 'HP16015479281022' } }],
	])('is set by %s', (_name, data) => {
		expect(eventOf(verdictOf(v2('PURCHASE_APPROVED', data))).test).toBe(true);
	});

	it('is not set without a product', () => {
		expect(eventOf(verdictOf(v2('SWITCH_PLAN', { plans: [{}] }))).test).toBe(false);
	});
});

describe('the id', () => {
	it('is the platform’s own', () => {
		expect(eventOf(verdictOf(v2('PURCHASE_APPROVED', {}))).id).toBe('f3c1');
	});

	it.each([['has.a.full.stop'], ['x'.repeat(256)], ['line\nbreak'], ['ção']])(
		'is a hash where %j cannot be a webhook-id',
		(id) => {
			const first = eventOf(verdictOf(v2('PURCHASE_APPROVED', {}, { id }))).id;
			expect(first).toMatch(/^evt_[0-9a-f]{40}$/);
			expect(eventOf(verdictOf(v2('PURCHASE_COMPLETE', {}, { id }))).id).toBe(first);
		},
	);

	it('is made of the body where there is none', () => {
		const idOf = (data: JsonValue) =>
			eventOf(verdictOf(v2('PURCHASE_APPROVED', data, { id: '' }))).id;
		expect(idOf({ a: 1 })).toBe(idOf({ a: 1 }));
		expect(idOf({ a: 1 })).not.toBe(idOf({ a: 2 }));
	});
});

describe('the common fields', () => {
	it.each([
		['11987654321', '55', '5511987654321'],
		['987654321', '11', '11987654321'],
		['5511987654321', '55', '5511987654321'],
		['+5511987654321', '55', '+5511987654321'],
		['99999999900', '999999999', '99999999900'],
		['99999999900', undefined, '99999999900'],
	])('join the telephone %s with the code %s', (checkout_phone, checkout_phone_code, phone) => {
		const data = { purchase, buyer: { checkout_phone, checkout_phone_code } };
		expect(eventOf(verdictOf(v2('PURCHASE_APPROVED', data))).customer?.phone).toBe(phone);
	});

	it('call a charge after the first a renewal', () => {
		const of = (recurrence_number: JsonValue) =>
			eventOf(verdictOf(v2('PURCHASE_APPROVED', { purchase: { ...purchase, recurrence_number } })))
				.subscription;
		expect(of(1)).toMatchObject({ recurrence: 1, renewal: false });
		expect(of('2')).toMatchObject({ recurrence: 2, renewal: true });
		expect(of(null)).toBeNull();
	});

	it('take the plan a subscription has now', () => {
		const plans = [
			{ name: 'Old', current: false },
			{ name: 'New', current: true },
		];
		expect(eventOf(verdictOf(v2('SWITCH_PLAN', { plans }))).subscription?.plan).toBe('New');
	});
});

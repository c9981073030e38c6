import { createHmac } from 'node:crypto';

import type { JsonObject, JsonValue } from '../../../src/model/json';
import { ipag } from '../../../src/platforms/ipag';
import { transactionEvents } from '../../../src/platforms/ipag/events';
import { receive } from '../../../src/platforms/receive';
import type { IncomingRequest, ReceiveSettings } from '../../../src/platforms/verdict';
import { secretFor, settingsFor, unprovenRequest } from '../support/requests';
import { eventOf, refused } from '../support/verdicts';

/** As PHP's `json_encode` writes it: slashes and everything beyond ASCII escaped. */
function phpJson(value: JsonValue): string {
	return JSON.stringify(value)
		.replaceAll('/', '\\/')
		.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function sign(body: string): string {
	return createHmac('sha256', secretFor('apiKey')).update(body).digest('hex');
}

function deliver(
	body: string,
	headers: IncomingRequest['headers'] = {},
	overrides: Partial<IncomingRequest> = {},
	settings: Partial<ReceiveSettings> = {},
) {
	const request = unprovenRequest(ipag, body, {
		headers: { 'content-type': 'application/json', ...headers },
		...overrides,
	});
	return receive(ipag, request, settingsFor(ipag, settings));
}

function signed(body: JsonObject, event = 'TransactionCaptured') {
	const text = phpJson(body);
	return deliver(text, { 'x-ipag-signature': sign(text), 'x-ipag-event': event });
}

function transaction(attributes: JsonObject): JsonObject {
	return { id: 7, uuid: 'abc', resource: 'transactions', attributes };
}

const captured = transaction({
	status: { code: 8 },
	order_id: '1',
	url: 'https://x/y',
	name: 'Ação',
});

describe('the signature of a delivery', () => {
	const text = phpJson(captured);

	it('holds over the bytes PHP wrote', () => {
		expect(text).toContain('https:\\/\\/x\\/y');
		expect(text).toContain('A\\u00e7\\u00e3o');
		expect(eventOf(signed(captured)).payload).toEqual(captured);
	});

	it('does not hold over the same body written again', () => {
		const headers = { 'x-ipag-signature': sign(text), 'x-ipag-event': 'TransactionCaptured' };
		expect(refused(deliver(JSON.stringify(captured), headers)).status).toBe(401);
	});

	it.each([
		['x-ipag-signature', 'x-ipag-event'],
		['ipag-signature', 'ipag-event'],
	])('comes in %s with the event in %s', (signatureHeader, eventHeader) => {
		const headers = { [signatureHeader]: sign(text), [eventHeader]: 'TransactionDenied' };
		expect(eventOf(deliver(text, headers)).event).toBe('TransactionDenied');
	});

	it('may be written in capitals', () => {
		expect(deliver(text, { 'x-ipag-signature': sign(text).toUpperCase() }).outcome).toBe(
			'accepted',
		);
	});

	it('must be right in both headers where both are sent', () => {
		const headers = { 'x-ipag-signature': sign(text), 'ipag-signature': sign('other') };
		expect(refused(deliver(text, headers)).status).toBe(401);
	});

	it('is not replaced by the token of legacy callbacks', () => {
		const query = { token: secretFor('callbackToken') };
		expect(refused(deliver(text, {}, { query })).status).toBe(401);
	});
});

describe('the event', () => {
	it.each(transactionEvents.map(({ statusCode, name }) => [statusCode, name] as const))(
		'is told by the status %i where no header names it: %s',
		(code, name) => {
			const text = phpJson(transaction({ status: { code } }));
			expect(eventOf(deliver(text, { 'x-ipag-signature': sign(text) })).event).toBe(name);
		},
	);

	it('is unknown for a status without an event', () => {
		const text = phpJson(transaction({ status: { code: 4 } }));
		expect(eventOf(deliver(text, { 'x-ipag-signature': sign(text) })).type).toBe('unknown');
	});

	it('passes under a name nobody knows', () => {
		expect(eventOf(signed(captured, 'TransactionBlessed'))).toMatchObject({
			event: 'TransactionBlessed',
			type: 'unknown',
			valid: true,
		});
	});
});

describe('the key', () => {
	it('is event, uuid and status code of a transaction, whatever else changed', () => {
		const first = eventOf(signed(transaction({ status: { code: 8 }, updated_at: 'a' }))).id;
		const again = eventOf(signed(transaction({ status: { code: '8' }, updated_at: 'b' }))).id;
		expect(first).toBe('TransactionCaptured:abc:8');
		expect(again).toBe(first);
		expect(eventOf(signed(transaction({ status: { code: 9 } }))).id).not.toBe(first);
	});

	it('takes the body in for other events, whose uuid may come again each month', () => {
		const charge = (month: string) =>
			eventOf(
				signed(
					{ uuid: 'abc', resource: 'subscriptions', attributes: { status: { code: 8 }, month } },
					'SubscriptionPaymentSucceeded',
				),
			).id;
		expect(charge('01')).toBe(charge('01'));
		expect(charge('01')).not.toBe(charge('02'));
	});
});

describe('what a transaction says', () => {
	const event = eventOf(
		signed(
			transaction({
				order_id: 1042,
				amount: '149.90',
				installments: '3',
				tid: 'T1',
				status: { code: 8, message: 'whatever' },
				method: 'pix',
				captured_at: '0000-00-00 00:00:00',
				updated_at: '2026-01-05 07:00:00',
				customer: { name: 'A', cpf_cnpj: '1', email: 'a@example.com', phone: '2' },
				products: [
					{ sku: 'S1', name: 'One' },
					{ sku: 'S2', name: 'Two' },
				],
				callback_url: `https://n8n.example.com/webhook/x/ipag?token=${encodeURIComponent(secretFor('callbackToken'))}`,
			}),
		),
	);

	it('becomes common fields, the status by its code and the time as one of São Paulo', () => {
		expect(event).toMatchObject({
			occurredAt: '2026-01-05T10:00:00.000Z',
			product: { id: 'S1', name: 'One' },
			customer: { name: 'A', email: 'a@example.com', phone: '2', document: '1' },
			order: {
				id: '1042',
				code: 'T1',
				status: 'CAPTURED',
				total: 149.9,
				currency: 'BRL',
				method: 'pix',
				installments: 3,
			},
			subscription: null,
		});
	});

	it('hides the callback token in the URL iPag was given', () => {
		expect(JSON.stringify(event.payload)).toContain('ipag?token=[hidden]');
	});

	it('passes the filter with any of its products', () => {
		const text = phpJson(
			transaction({ status: { code: 8 }, products: [{ sku: 'S1' }, { sku: 'S2' }] }),
		);
		const headers = { 'x-ipag-signature': sign(text) };
		expect(deliver(text, headers, {}, { productIds: ['S2'] }).outcome).toBe('accepted');
		expect(deliver(text, headers, {}, { productIds: ['S3'] }).outcome).toBe('ignored');
	});

	it.each([
		['acquirer as a text', { acquirer: 'cielo' }],
		['no antifraud, no card', { antifraud: null, card: [], boleto: {}, pix: '' }],
		['amounts as texts', { amount: '1', captured_amount: '0.00' }],
	])('fits with %s', (_name, attributes) => {
		expect(eventOf(signed(transaction({ status: { code: 8 }, ...attributes }))).issues).toEqual([]);
	});

	it('does not fit without attributes', () => {
		expect(eventOf(signed({ uuid: 'a', resource: 'transactions' })).issues).toEqual([
			{ path: 'attributes', message: 'Missing' },
		]);
	});
});

describe('the legacy callback', () => {
	const body = 'id_transacao=T1&valor=149.90&num_pedido=1042&status_pagamento=8&metodo=visa';
	const xml = '<?xml version="1.0"?><retorno><id_transacao>T1</id_transacao></retorno>';
	const query = { token: secretFor('callbackToken') };
	const parseXml = () => ({
		retorno: {
			id_transacao: 'T1',
			valor: 149.9,
			num_pedido: 1042,
			status_pagamento: 8,
			metodo: 'visa',
		},
	});
	const expected = {
		event: 'TransactionCaptured',
		type: 'payment.captured',
		id: 'TransactionCaptured:T1:8',
		valid: true,
		issues: [],
		order: {
			id: '1042',
			code: 'T1',
			status: 'CAPTURED',
			total: 149.9,
			currency: 'BRL',
			method: 'visa',
		},
	};

	it('is taken as a form with the token', () => {
		expect(eventOf(deliver(body, { 'content-type': '' }, { query }))).toMatchObject(expected);
	});

	it('is taken as XML with the token and a parser', () => {
		expect(eventOf(deliver(xml, {}, { query }, { parseXml }))).toMatchObject(expected);
	});

	it('is malformed as XML without a parser, or where the parser throws', () => {
		expect(refused(deliver(xml, {}, { query })).status).toBe(400);
		const broken = () => {
			throw new Error('secret content');
		};
		const verdict = refused(deliver(xml, {}, { query }, { parseXml: broken }));
		expect(verdict).toMatchObject({ status: 400, reason: 'malformed_body' });
		expect(verdict.message).not.toContain('secret content');
	});

	it.each([[body], [xml]])('is refused without the token: %s', (text) => {
		expect(refused(deliver(text, {}, {}, { parseXml })).status).toBe(401);
		expect(refused(deliver(text, {}, { query: { token: '' } }, { parseXml })).status).toBe(401);
	});

	it('is refused while the credential has no callback token', () => {
		const secrets = { apiKey: secretFor('apiKey'), callbackToken: '' };
		for (const token of ['', 'undefined', secretFor('callbackToken')]) {
			const verdict = refused(deliver(body, {}, { query: { token } }, { secrets }));
			expect(verdict.status).toBe(401);
		}
	});

	it('is refused with a wrong signature although the token is right', () => {
		expect(refused(deliver(body, { 'x-ipag-signature': 'x' }, { query })).status).toBe(401);
	});

	it('is an unknown event with a status that has none', () => {
		const analysed = body.replace('status_pagamento=8', 'status_pagamento=4');
		expect(eventOf(deliver(analysed, {}, { query })).type).toBe('unknown');
	});
});

import type { JsonValue } from '../../../src/model/json';
import { iset } from '../../../src/platforms/iset';
import { receive } from '../../../src/platforms/receive';
import type { IncomingRequest } from '../../../src/platforms/verdict';
import { provenRequest, settingsFor } from '../support/requests';
import { accepted, eventOf, refused } from '../support/verdicts';

function deliver(body: string, overrides: Partial<IncomingRequest> = {}) {
	return receive(iset, provenRequest(iset, body, overrides), settingsFor(iset));
}

function saved(body: JsonValue, action = 'order-saved') {
	return eventOf(deliver(JSON.stringify(body), { path: `iset/${action}` }));
}

it('has one URL for each action of the panel', () => {
	expect(iset.endpoints.map(({ path }) => path)).toEqual([
		'iset/order-checkout-started',
		'iset/order-saved',
		'iset/order-removed',
		'iset/product-saved',
		'iset/product-removed',
		'iset/product-stock-changed',
		'iset/category-saved',
		'iset/category-removed',
		'iset/customer-purchase-started',
	]);
});

describe('the URL', () => {
	it('names the event, whatever the body says', () => {
		const event = saved({ event: 'PURCHASE_APPROVED', id: 1 }, 'product-removed');
		expect(event).toMatchObject({ event: 'PRODUCT_REMOVED', type: 'product.removed', valid: true });
	});

	it('is followed with slashes around it', () => {
		expect(eventOf(deliver('{}', { path: '/iset/order-saved/' })).event).toBe('ORDER_SAVED');
	});

	it('names nothing where it is another one', () => {
		expect(eventOf(deliver('{}', { path: 'iset/else' })).event).toBe('unknown');
	});
});

describe('any body', () => {
	it.each([
		['JSON', '{"id":1}', 'application/json', { id: 1 }],
		['a list', '[{"id":1}]', '', [{ id: 1 }]],
		['a form', 'id=1&nome=x', '', { id: '1', nome: 'x' }],
		['text', 'Pedido 12 criado', 'text/plain', 'Pedido 12 criado'],
		['XML without a parser', '<pedido/>', 'text/xml', '<pedido/>'],
	])('is kept whole: %s', (_name, body, contentType, payload) => {
		const verdict = deliver(body, {
			path: 'iset/order-saved',
			headers: { 'content-type': contentType },
		});
		expect(eventOf(verdict)).toMatchObject({ event: 'ORDER_SAVED', valid: true, payload });
	});

	it('is refused when it is half JSON, so that the sender tries again', () => {
		expect(refused(deliver('{"id":', { path: 'iset/order-saved' })).status).toBe(400);
	});
});

describe('the key', () => {
	it('is action and body, and holds for ten minutes', () => {
		const verdict = accepted(deliver('{"id":1}', { path: 'iset/order-saved' }));
		expect(verdict.event.id).toMatch(/^ORDER_SAVED:[0-9a-f]{32}$/);
		expect(verdict.duplicateWindowMs).toBe(600_000);
		expect(saved({ id: 2 }).id).not.toBe(verdict.event.id);
		expect(saved({ id: 1 }, 'order-removed').id).not.toBe(verdict.event.id);
	});
});

describe('the common fields', () => {
	it('are read from the words a shop uses, in either language', () => {
		expect(
			saved({
				pedido: {
					id: 12,
					situacao: 'Pago',
					valor_total: '1.497,90',
					cliente: { nome: 'A', email: 'a@example.com', celular: '11', cpf: '1' },
					itens: [{ id_produto: 5, nome: 'P' }],
				},
			}),
		).toMatchObject({
			product: { id: '5', name: 'P' },
			customer: { name: 'A', email: 'a@example.com', phone: '11', document: '1' },
			order: { id: '12', status: 'Pago', total: 1497.9 },
		});
	});

	it('take a bare id for what the action is about', () => {
		expect(saved({ id: 5, name: 'P' }, 'product-saved')).toMatchObject({
			product: { id: '5', name: 'P' },
			order: null,
			customer: null,
		});
		expect(saved({ id: 5, name: 'P' }, 'category-saved')).toMatchObject({
			product: null,
			order: null,
			customer: null,
		});
		expect(saved({ id: 5, name: 'A' }, 'customer-purchase-started').customer?.name).toBe('A');
	});

	it('filter by any product of an order', () => {
		const settings = { ...settingsFor(iset), productIds: ['6'] };
		const send = (items: JsonValue) =>
			receive(
				iset,
				provenRequest(iset, JSON.stringify({ items }), { path: 'iset/order-saved' }),
				settings,
			).outcome;
		expect(send([{ product_id: 5 }, { product_id: 6 }])).toBe('accepted');
		expect(send([{ product_id: 5 }])).toBe('ignored');
		expect(send([])).toBe('accepted');
	});
});

import type { JsonObject } from '../../model/json';

const money = (value: number): JsonObject => ({ value, currency_value: 'BRL' });

const product: JsonObject = {
	id: 4120345,
	ucode: '6f1c1f0e-3b5a-4f0a-9d2e-0a4c5b7d8e91',
	name: 'Curso de Fotografia',
	warranty_date: '2026-01-12T00:00:00Z',
	support_email: 'suporte@example.com',
	has_co_production: false,
	is_physical_product: false,
};

const buyer: JsonObject = {
	email: 'compradora@example.com',
	name: 'Joana Exemplo da Silva',
	first_name: 'Joana',
	last_name: 'Exemplo da Silva',
	checkout_phone: '11912345678',
	checkout_phone_code: '55',
	document: '52998224725',
	document_type: 'CPF',
	address: {
		zipcode: '01310100',
		address: 'Avenida Paulista',
		number: '1000',
		complement: 'Conjunto 10',
		neighborhood: 'Bela Vista',
		city: 'São Paulo',
		state: 'São Paulo',
		country: 'Brasil',
		country_iso: 'BR',
	},
};

const producer: JsonObject = {
	name: 'Escola Exemplo Ltda.',
	document: '11222333000181',
	legal_nature: 'Pessoa Jurídica',
};

const purchase: JsonObject = {
	transaction: 'HP0123456789',
	order_date: 1767607140000,
	price: money(497),
	full_price: money(497),
	original_offer_price: money(497),
	checkout_country: { name: 'Brasil', iso: 'BR' },
	offer: { code: 'k3x9v2qp', coupon_code: 'BEMVINDA' },
	order_bump: { is_order_bump: false },
	payment: { type: 'CREDIT_CARD', installments_number: 1 },
	origin: { src: 'instagram', sck: 'bio' },
	invoice_by: 'HOTMART',
	business_model: 'I',
	is_funnel: false,
};

const subscriber: JsonObject = { code: 'AB12CD34' };

/** The parts of a purchase event; `overrides` go into `purchase`. */
export function purchaseData(overrides: JsonObject): JsonObject {
	return {
		product,
		affiliates: [{ affiliate_code: '', name: '' }],
		buyer,
		producer,
		commissions: [
			{ value: 50.28, source: 'MARKETPLACE', currency_value: 'BRL' },
			{ value: 446.72, source: 'PRODUCER', currency_value: 'BRL' },
		],
		purchase: { ...purchase, ...overrides },
	};
}

/** The parts of an event of a monthly subscription's purchase; `overrides` go into `purchase`. */
export function renewalData(overrides: JsonObject): JsonObject {
	return {
		...purchaseData({ recurrence_number: 3, date_next_charge: 1770292740000, ...overrides }),
		subscription: { status: 'ACTIVE', plan: { id: 708312, name: 'Plano Mensal' }, subscriber },
	};
}

/** The data of `ORDER_FULFILLMENT`. */
export const fulfillmentData: JsonObject = {
	...purchaseData({ status: 'APPROVED', approved_date: 1767607200000 }),
	product: {
		...product,
		name: 'Kit de Fotografia',
		is_physical_product: true,
		content: {
			has_physical_products: true,
			products: [{ id: 4120346, name: 'Tripé de Mesa', is_physical_product: true }],
		},
	},
};

/** The data of `PURCHASE_OUT_OF_SHOPPING_CART`. */
export const cartData: JsonObject = {
	affiliate: false,
	product: { id: 4120345, name: 'Curso de Fotografia' },
	buyer: {
		name: 'Joana Exemplo da Silva',
		email: 'compradora@example.com',
		phone: '5511912345678',
	},
	offer: { code: 'k3x9v2qp' },
	checkout_country: { name: 'Brasil', iso: 'BR' },
};

const subscriberWithContacts: JsonObject = {
	...subscriber,
	name: 'Joana Exemplo da Silva',
	email: 'compradora@example.com',
};

/** The data of `SUBSCRIPTION_CANCELLATION`. */
export const cancellationData: JsonObject = {
	cancellation_date: 1767607198000,
	date_next_charge: 1770292740000,
	actual_recurrence_value: 49.9,
	product: { id: 4120345, name: 'Curso de Fotografia' },
	subscriber: {
		...subscriberWithContacts,
		phone: { dddCell: '11', cell: '912345678', dddPhone: '11', phone: '33334444' },
	},
	subscription: { id: 471681, plan: { id: 708312, name: 'Plano Mensal' } },
};

/** The data of `SWITCH_PLAN`. */
export const planSwitchData: JsonObject = {
	switch_plan_date: 1767607198000,
	subscription: {
		subscriber_code: 'AB12CD34',
		status: 'ACTIVE',
		date_next_charge: 1770292740000,
		product: { id: 4120345, name: 'Curso de Fotografia' },
		user: { email: 'compradora@example.com' },
	},
	plans: [
		{ id: 708313, name: 'Plano Anual', offer: { key: 'an7u4l0x' }, current: true },
		{ id: 708312, name: 'Plano Mensal', offer: { key: 'm3n5a1xx' }, current: false },
	],
};

/** The data of `UPDATE_SUBSCRIPTION_CHARGE_DATE`. */
export const chargeDateData: JsonObject = {
	subscriber: subscriberWithContacts,
	subscription: {
		product: { id: 4120345, name: 'Curso de Fotografia' },
		status: 'ACTIVE',
		old_charge_day: 5,
		new_charge_day: 15,
		date_next_charge: '2026-02-15T12:00:00.000Z',
	},
	plan: { id: 708312, name: 'Plano Mensal', offer: { code: 'm3n5a1xx' } },
};

/** The data of `CLUB_FIRST_ACCESS`. */
export const firstAccessData: JsonObject = {
	product: { id: 4120345, name: 'Curso de Fotografia' },
	user: { name: 'Joana Exemplo da Silva', email: 'compradora@example.com' },
};

/** The data of `CLUB_MODULE_COMPLETED`, whose product id is a text. */
export const moduleCompletedData: JsonObject = {
	...firstAccessData,
	product: { id: '4120345', name: 'Curso de Fotografia' },
	module: { id: 'gOpgkaor7J', name: 'Módulo 1: Luz' },
};

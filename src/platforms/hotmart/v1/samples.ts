import type { JsonObject } from '../../../model/json';

/** A form of v1 with a status. */
export function postbackSample(status: string, overrides: JsonObject = {}): JsonObject {
	return {
		callback_type: '1',
		transaction: 'HP0123456789',
		status,
		prod: '4120345',
		prod_name: 'Curso de Fotografia',
		off: 'k3x9v2qp',
		price: '497.00',
		full_price: '497.00',
		original_offer_price: '497.00',
		currency: 'BRL',
		aff: '',
		aff_name: '',
		email: 'compradora@example.com',
		name: 'Joana Exemplo da Silva',
		first_name: 'Joana',
		last_name: 'Exemplo da Silva',
		doc: '52998224725',
		phone_checkout_local_code: '11',
		phone_checkout_number: '912345678',
		payment_engine: 'hotmart',
		payment_type: 'credit_card',
		installments_number: '1',
		name_subscription_plan: 'Plano Mensal',
		subscriber_code: 'AB12CD34',
		subscription_status: 'active',
		recurrency_period: '30',
		recurrency: '2',
		cms_marketplace: '50.28',
		cms_vendor: '446.72',
		purchase_date: '2026-01-05T09:59:00Z',
		confirmation_purchase_date: '2026-01-05T10:00:00Z',
		producer_name: 'Escola Exemplo Ltda.',
		...overrides,
	};
}

const product: JsonObject = { productId: 4120345, productName: 'Curso de Fotografia' };

const subscriber: JsonObject = {
	subscriberCode: 'AB12CD34',
	userName: 'Joana Exemplo da Silva',
	userEmail: 'compradora@example.com',
};

/** The abandoned cart of v1. */
export const cartSample: JsonObject = {
	...product,
	affiliate: false,
	buyerVO: {
		name: 'Joana Exemplo da Silva',
		email: 'compradora@example.com',
		phone: '5511912345678',
	},
};

/** The canceled subscription of v1. */
export const cancellationSample: JsonObject = {
	...product,
	...subscriber,
	subscriptionId: 471681,
	subscriptionPlanName: 'Plano Mensal',
	cancellationDate: 1767607198000,
	dateNextCharge: 1770292740000,
	actualRecurrenceValue: 49.9,
};

/** The changed plan of v1. */
export const planSwitchSample: JsonObject = {
	...product,
	...subscriber,
	switchPlanDate: 1767607198000,
	subscriptionStatus: 'ACTIVE',
	oldSubscriptionPlan: { id: 708312, name: 'Plano Mensal', offer: 'm3n5a1xx' },
	newSubscriptionPlan: { id: 708313, name: 'Plano Anual', offer: 'an7u4l0x' },
};

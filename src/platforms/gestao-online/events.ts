import { defineEvent } from '../define-event';
import { bodySchema } from './body-schema';
import { readCommonFields } from './common-fields';

interface Facts<Name extends string> {
	readonly name: Name;
	readonly type: string;
	readonly title: string;
	readonly description: string;
}

function orderEvent<const Name extends string>(facts: Facts<Name>) {
	return defineEvent({
		...facts,
		schema: bodySchema,
		sample: {
			event_id: facts.name,
			data: {
				id: '1042',
				code: '0000601042',
				utmId: '5f0c7c52-4d7e-4a86-9d0a-3b1f6c2e8a17',
				date: {
					date: '2026-01-05 07:00:00.000000',
					timezone_type: 3,
					timezone: 'America/Sao_Paulo',
				},
				status: 1,
				user: {
					id: 7,
					document: '52998224725',
					name: 'Joana Exemplo da Silva',
					email: 'compradora@example.com',
					phone: null,
					cellphone: '11912345678',
				},
			},
		},
		commonFields: readCommonFields,
	});
}

/** The event that tells of a new order: the only one whose time is the order's. */
export const orderCreated = orderEvent({
	name: 'ORDER_CREATED',
	type: 'order.created',
	title: 'Order Created',
	description: 'When an order is made',
});

/** Every event of Gestão Online. */
export const gestaoOnlineEvents = [
	orderCreated,
	orderEvent({
		name: 'ORDER_CANCEL',
		type: 'order.canceled',
		title: 'Order Canceled',
		description: 'When an order is canceled',
	}),
	orderEvent({
		name: 'TAX_INVOICE_CHANGE_STATUS',
		type: 'invoice.status_changed',
		title: 'Tax Invoice Status Changed',
		description: "When the status of an order's tax invoice changes",
	}),
	orderEvent({
		name: 'FINANCIAL_PAYMENT_DISCHARGE',
		type: 'payment.settled',
		title: 'Payment Settled',
		description: "When an order's payment is settled",
	}),
	orderEvent({
		name: 'FINANCIAL_PAYMENT_STATUS',
		type: 'payment.status_changed',
		title: 'Payment Status Changed',
		description: "When the status of an order's payment changes",
	}),
	orderEvent({
		name: 'ORDER_DELIVERY_CHANGE_STATUS',
		type: 'shipment.status_changed',
		title: 'Delivery Status Changed',
		description: "When the status of an order's delivery changes",
	}),
] as const;

export type GestaoOnlineEventName = (typeof gestaoOnlineEvents)[number]['name'];

import type * as z from 'zod';

import type { JsonObject } from '../../model/json';
import { defineEvent } from '../define-event';
import { categorySchema, customerSchema, orderSchema, productSchema } from './body-schema';
import { commonFieldsOf, productIdsOf } from './common-fields';
import type { Subject } from './common-fields';
import * as samples from './samples';

interface Facts<Name extends string> {
	readonly name: Name;
	readonly type: string;
	readonly title: string;
	readonly description: string;
	readonly subject: Subject;
}

const bySubject: Readonly<Record<Subject, { schema: z.ZodType; sample: JsonObject }>> = {
	order: { schema: orderSchema, sample: samples.order },
	product: { schema: productSchema, sample: samples.product },
	category: { schema: categorySchema, sample: samples.category },
	customer: { schema: customerSchema, sample: samples.customer },
};

function action<const Name extends string>({ subject, ...facts }: Facts<Name>) {
	return defineEvent({
		...bySubject[subject],
		...facts,
		commonFields: commonFieldsOf(subject),
		productIds: productIdsOf(subject),
	});
}

/** Every action of iSET's panel; the URL entered for it is what names it. */
export const isetEvents = [
	action({
		name: 'ORDER_CHECKOUT_STARTED',
		type: 'order.checkout_started',
		title: 'Checkout Started',
		description: 'When a checkout is started (Pedido/Checkout iniciado)',
		subject: 'order',
	}),
	action({
		name: 'ORDER_SAVED',
		type: 'order.saved',
		title: 'Order Created or Changed',
		description: 'When an order is created or changed (Criação/Alteração de pedido)',
		subject: 'order',
	}),
	action({
		name: 'ORDER_REMOVED',
		type: 'order.removed',
		title: 'Order Removed',
		description: 'When an order is removed (Pedido removido)',
		subject: 'order',
	}),
	action({
		name: 'PRODUCT_SAVED',
		type: 'product.saved',
		title: 'Product Created or Changed',
		description: 'When a product is created or changed (Criação/Alteração de produto)',
		subject: 'product',
	}),
	action({
		name: 'PRODUCT_REMOVED',
		type: 'product.removed',
		title: 'Product Removed',
		description: 'When a product is removed (Remoção de produto)',
		subject: 'product',
	}),
	action({
		name: 'PRODUCT_STOCK_CHANGED',
		type: 'product.stock_changed',
		title: 'Product Stock Changed',
		description: "When a product's stock changes (Alteração de estoque)",
		subject: 'product',
	}),
	action({
		name: 'CATEGORY_SAVED',
		type: 'category.saved',
		title: 'Category Created or Changed',
		description: 'When a category is created or changed (Criação/Alteração de categoria)',
		subject: 'category',
	}),
	action({
		name: 'CATEGORY_REMOVED',
		type: 'category.removed',
		title: 'Category Removed',
		description:
			'When a category is removed (Remoção de categoria); of its children, which go with it, nothing is told',
		subject: 'category',
	}),
	action({
		name: 'CUSTOMER_PURCHASE_STARTED',
		type: 'customer.purchase_started',
		title: 'Customer Purchase Started',
		description: 'When a customer starts a purchase (Compra iniciada)',
		subject: 'customer',
	}),
] as const;

export type IsetEventName = (typeof isetEvents)[number]['name'];

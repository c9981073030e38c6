import type * as z from 'zod';

import type { JsonObject } from '../../model/json';
import { defineEvent } from '../define-event';
import type { EventVariant } from '../definition';
import { hasAffiliate } from './affiliates';
import { cartSchema } from './cart-schema';
import { firstAccessSchema, moduleCompletedSchema } from './club-schemas';
import { readCommonFields } from './common-fields';
import { fulfillmentSchema, purchaseSchema } from './purchase-schema';
import * as samples from './samples';
import { cancellationSchema, chargeDateSchema, planSwitchSchema } from './subscription-schemas';
import {
	postbackOf,
	v1Cancellation,
	v1CancellationPostback,
	v1Cart,
	v1PlanSwitch,
} from './v1/variants';

interface Facts<Name extends string> {
	readonly name: Name;
	readonly type: string;
	readonly title: string;
	readonly description: string;
	readonly schema: z.ZodType;
	/** The bodies in which v1 tells of the same. */
	readonly variants?: readonly EventVariant[];
	/** The sample's `data`. */
	readonly data: JsonObject;
	/** The sample's key for the time it was made. */
	readonly timeKey?: string;
}

function v2Event<const Name extends string>({
	data,
	timeKey = 'creation_date',
	...facts
}: Facts<Name>) {
	const envelope = {
		id: '0d7aa966-b887-4617-8c56-9e865bfc8ce4',
		[timeKey]: 1767607200000,
		event: facts.name,
		version: '2.0.0',
	};
	return defineEvent({
		...facts,
		sample: { ...envelope, data },
		commonFields: readCommonFields,
		hasAffiliate,
	});
}

function purchaseEvent<const Name extends string>(facts: Omit<Facts<Name>, 'schema'>) {
	return v2Event({ ...facts, schema: purchaseSchema });
}

const approvedDate = { approved_date: 1767607200000 };

/** Every v2 event of Hotmart; the order is that of its console. */
export const hotmartEvents = [
	purchaseEvent({
		name: 'PURCHASE_APPROVED',
		type: 'purchase.approved',
		title: 'Purchase Approved',
		description: 'When a payment is approved, also each renewal of a subscription',
		variants: [postbackOf('approved')],
		data: samples.renewalData({ status: 'APPROVED', recurrence_number: 1, ...approvedDate }),
	}),
	purchaseEvent({
		name: 'PURCHASE_COMPLETE',
		type: 'purchase.completed',
		title: 'Purchase Completed',
		description: 'When the guarantee of an approved purchase is over',
		variants: [postbackOf('completed', 'complete')],
		data: samples.renewalData({ status: 'COMPLETED', ...approvedDate }),
	}),
	purchaseEvent({
		name: 'PURCHASE_CANCELED',
		type: 'purchase.canceled',
		title: 'Purchase Canceled',
		description: 'When a payment is refused or a purchase is canceled before it is paid',
		variants: [postbackOf('canceled', 'cancelled')],
		data: samples.purchaseData({
			status: 'CANCELED',
			payment: {
				type: 'CREDIT_CARD',
				installments_number: 12,
				refusal_reason: 'Transaction refused',
			},
		}),
	}),
	purchaseEvent({
		name: 'PURCHASE_BILLET_PRINTED',
		type: 'purchase.awaiting_payment',
		title: 'Purchase Awaiting Payment',
		description: 'When a boleto or a Pix is issued and not paid yet',
		variants: [postbackOf('billet_printed', 'printed_billet', 'waiting_payment')],
		data: samples.purchaseData({
			status: 'BILLET_PRINTED',
			payment: {
				type: 'PIX',
				installments_number: 1,
				pix_code: '00020101021226EXAMPLE5204000053039865802BR6304ABCD',
				pix_qrcode: 'https://example.com/pix/qrcode.png',
				pix_expiration_date: 1767780000000,
			},
		}),
	}),
	purchaseEvent({
		name: 'PURCHASE_PROTEST',
		type: 'purchase.refund_requested',
		title: 'Purchase Refund Requested',
		description: 'When the buyer asks for the money back',
		variants: [postbackOf('dispute')],
		data: samples.purchaseData({ status: 'DISPUTE', ...approvedDate }),
	}),
	purchaseEvent({
		name: 'PURCHASE_REFUNDED',
		type: 'purchase.refunded',
		title: 'Purchase Refunded',
		description: 'When the money was given back to the buyer',
		variants: [postbackOf('refunded')],
		data: samples.purchaseData({ status: 'REFUNDED', ...approvedDate }),
	}),
	purchaseEvent({
		name: 'PURCHASE_CHARGEBACK',
		type: 'purchase.chargeback',
		title: 'Purchase Chargeback',
		description: "When the buyer's bank takes the payment back",
		variants: [postbackOf('chargeback')],
		data: samples.purchaseData({ status: 'CHARGEBACK', ...approvedDate }),
	}),
	purchaseEvent({
		name: 'PURCHASE_EXPIRED',
		type: 'purchase.expired',
		title: 'Purchase Expired',
		description: 'When a boleto or a Pix was not paid in time',
		variants: [postbackOf('expired')],
		data: samples.purchaseData({
			status: 'EXPIRED',
			payment: {
				type: 'BILLET',
				installments_number: 1,
				billet_barcode: '00190000090000000000000000000000100000000049700',
				billet_url: 'https://example.com/boleto.pdf',
			},
		}),
	}),
	purchaseEvent({
		name: 'PURCHASE_DELAYED',
		type: 'purchase.overdue',
		title: 'Purchase Overdue',
		description: 'When the payment of a subscription is late',
		variants: [postbackOf('delayed')],
		data: samples.renewalData({
			status: 'DELAYED',
			payment: { type: 'CREDIT_CARD', installments_number: 1, refusal_reason: 'UNKNOWN' },
		}),
	}),
	v2Event({
		name: 'PURCHASE_OUT_OF_SHOPPING_CART',
		type: 'cart.abandoned',
		title: 'Cart Abandoned',
		description: 'When a visitor fills in the checkout and leaves it',
		variants: [v1Cart],
		schema: cartSchema,
		data: samples.cartData,
	}),
	v2Event({
		name: 'SUBSCRIPTION_CANCELLATION',
		type: 'subscription.canceled',
		title: 'Subscription Canceled',
		description: 'When a subscription is canceled; it stays paid until the next charge',
		variants: [v1Cancellation, v1CancellationPostback],
		schema: cancellationSchema,
		data: samples.cancellationData,
	}),
	v2Event({
		name: 'SWITCH_PLAN',
		type: 'subscription.plan_switched',
		title: 'Subscription Plan Switched',
		description: 'When a subscriber changes to another plan',
		variants: [v1PlanSwitch],
		schema: planSwitchSchema,
		data: samples.planSwitchData,
	}),
	v2Event({
		name: 'UPDATE_SUBSCRIPTION_CHARGE_DATE',
		type: 'subscription.charge_date_changed',
		title: 'Subscription Charge Date Changed',
		description: 'When the day a subscription is charged on is changed',
		schema: chargeDateSchema,
		data: samples.chargeDateData,
	}),
	v2Event({
		name: 'CLUB_FIRST_ACCESS',
		type: 'member.first_access',
		title: 'Club First Access',
		description: 'When a member opens the product for the first time',
		schema: firstAccessSchema,
		data: samples.firstAccessData,
		timeKey: 'creationDate',
	}),
	v2Event({
		name: 'CLUB_MODULE_COMPLETED',
		type: 'member.module_completed',
		title: 'Club Module Completed',
		description: 'When a member has finished a module',
		schema: moduleCompletedSchema,
		data: samples.moduleCompletedData,
	}),
	v2Event({
		name: 'ORDER_FULFILLMENT',
		type: 'order.fulfillment_requested',
		title: 'Order Fulfillment Requested',
		description: 'When a physical product is to be sent',
		schema: fulfillmentSchema,
		data: samples.fulfillmentData,
	}),
] as const;

export type HotmartEventName = (typeof hotmartEvents)[number]['name'];

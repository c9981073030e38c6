import type { JsonObject } from '../../model/json';
import { defineEvent } from '../define-event';
import type { EventVariant } from '../definition';
import { readCommonFields, readProductIds } from './common-fields';
import { frameSchema, transactionSchema } from './frame-schema';
import { legacyCallback } from './legacy';
import { frameBody, transactionBody } from './samples';

interface Facts<Name extends string> {
	readonly name: Name;
	readonly type: string;
	readonly title: string;
	readonly description: string;
}

interface TransactionFacts<Name extends string> extends Facts<Name> {
	/** The status code a transaction has then. */
	readonly statusCode: number;
	/** What the sample's `attributes` have besides. */
	readonly attributes?: JsonObject;
}

interface FrameFacts<Name extends string> extends Facts<Name> {
	readonly resource: string;
	readonly attributes: JsonObject;
}

const shared = { commonFields: readCommonFields, productIds: readProductIds };

function transactionEvent<const Name extends string>({
	statusCode,
	attributes,
	...facts
}: TransactionFacts<Name>) {
	const variants: readonly EventVariant[] = [legacyCallback(statusCode)];
	const event = defineEvent({
		...facts,
		...shared,
		schema: transactionSchema,
		sample: transactionBody(statusCode, attributes),
		variants,
	});
	return { ...event, statusCode };
}

function frameEvent<const Name extends string>({
	resource,
	attributes,
	...facts
}: FrameFacts<Name>) {
	return defineEvent({
		...facts,
		...shared,
		schema: frameSchema,
		sample: frameBody(resource, attributes),
	});
}

const succeeded = { status: { code: 8, message: 'CAPTURED' } };
const failed = { status: { code: 7, message: 'DECLINED' } };
const captured = { captured_amount: 149.9, captured_at: '2026-01-05 07:00:00' };

/** The events of a single payment, each with the status code a transaction has then. */
export const transactionEvents = [
	transactionEvent({
		name: 'TransactionCreated',
		type: 'payment.created',
		title: 'Payment Created',
		description: 'When a transaction is made',
		statusCode: 1,
	}),
	transactionEvent({
		name: 'TransactionWaitingPayment',
		type: 'payment.awaiting',
		title: 'Payment Awaited',
		description: 'When a boleto or a Pix is issued and not paid yet',
		statusCode: 2,
		attributes: {
			method: 'pix',
			card: null,
			pix: { link: 'https://example.com/pix', qrcode: '00020101021226EXAMPLE6304ABCD' },
		},
	}),
	transactionEvent({
		name: 'TransactionCanceled',
		type: 'payment.canceled',
		title: 'Payment Canceled',
		description: 'When a transaction is canceled',
		statusCode: 3,
	}),
	transactionEvent({
		name: 'TransactionPreAuthorized',
		type: 'payment.authorized',
		title: 'Payment Authorized',
		description: 'When an amount is reserved on the card and not captured yet',
		statusCode: 5,
	}),
	transactionEvent({
		name: 'TransactionCaptured',
		type: 'payment.captured',
		title: 'Payment Captured',
		description: 'When a payment is captured: it is paid',
		statusCode: 8,
		attributes: captured,
	}),
	transactionEvent({
		name: 'TransactionDenied',
		type: 'payment.denied',
		title: 'Payment Denied',
		description: 'When the acquirer declines the authorization',
		statusCode: 7,
	}),
	transactionEvent({
		name: 'TransactionDisputed',
		type: 'payment.disputed',
		title: 'Payment Disputed',
		description: 'When the payer disputes the payment',
		statusCode: 10,
		attributes: captured,
	}),
	transactionEvent({
		name: 'TransactionChargedback',
		type: 'payment.chargeback',
		title: 'Payment Charged Back',
		description: 'When the amount was given back to the payer',
		statusCode: 9,
		attributes: captured,
	}),
] as const;

/** Every event of iPag. */
export const ipagEvents = [
	frameEvent({
		name: 'PaymentLinkPaymentSucceeded',
		type: 'payment_link.paid',
		title: 'Payment Link Paid',
		description: 'When a payment link is paid',
		resource: 'payment_links',
		attributes: { ...succeeded, external_code: 'LINK-1042' },
	}),
	frameEvent({
		name: 'PaymentLinkPaymentFailed',
		type: 'payment_link.payment_failed',
		title: 'Payment Link Payment Failed',
		description: 'When the payment of a payment link fails',
		resource: 'payment_links',
		attributes: { ...failed, external_code: 'LINK-1042' },
	}),
	frameEvent({
		name: 'SubscriptionPaymentSucceeded',
		type: 'subscription.payment_succeeded',
		title: 'Subscription Payment Succeeded',
		description: 'When a charge of a subscription is paid',
		resource: 'subscriptions',
		attributes: { ...succeeded, profile_id: 'SUB-88', plan: { id: 12, name: 'Plano Mensal' } },
	}),
	frameEvent({
		name: 'SubscriptionPaymentFailed',
		type: 'subscription.payment_failed',
		title: 'Subscription Payment Failed',
		description: 'When a charge of a subscription fails',
		resource: 'subscriptions',
		attributes: { ...failed, profile_id: 'SUB-88', plan: { id: 12, name: 'Plano Mensal' } },
	}),
	frameEvent({
		name: 'ChargePaymentSucceeded',
		type: 'charge.paid',
		title: 'Charge Paid',
		description: 'When a charge is paid',
		resource: 'charges',
		attributes: { ...succeeded, order_id: '1042' },
	}),
	frameEvent({
		name: 'ChargePaymentFailed',
		type: 'charge.payment_failed',
		title: 'Charge Payment Failed',
		description: 'When the payment of a charge fails',
		resource: 'charges',
		attributes: { ...failed, order_id: '1042' },
	}),
	frameEvent({
		name: 'TransferPaymentSucceeded',
		type: 'transfer.succeeded',
		title: 'Transfer Succeeded',
		description: 'When a transfer to a seller is made',
		resource: 'transfers',
		attributes: { status: { code: 8, message: 'SUCCEEDED' }, customer: null },
	}),
	frameEvent({
		name: 'TransferPaymentFailed',
		type: 'transfer.failed',
		title: 'Transfer Failed',
		description: 'When a transfer to a seller fails',
		resource: 'transfers',
		attributes: { status: { code: 7, message: 'FAILED' }, customer: null },
	}),
	...transactionEvents,
] as const;

export type IpagEventName = (typeof ipagEvents)[number]['name'];

import { flag, group, identifier, instant, list, number, text } from '../fields';
import { envelope } from './envelope';
import {
	checkoutCountry,
	emailAddress,
	isoTime,
	money,
	phoneNumber,
	plan,
	productShape,
	taxDocument,
	url,
	word,
} from './fields';

const product = group('The product', {
	...productShape,
	warranty_date: isoTime('When the guarantee ends'),
	support_email: emailAddress('Where the buyer gets support'),
	has_co_production: flag('Whether the product has co-producers'),
	is_physical_product: flag('Whether the product is a physical good'),
	content: group('What a product with physical parts consists of', {
		has_physical_products: flag('Whether physical goods are part of it'),
		products: list(
			'The parts',
			group('A part', {
				...productShape,
				is_physical_product: flag('Whether the part is a physical good'),
			}),
		),
	}),
});

const buyer = group(
	'Who bought; affiliates get it only where the producer allows it',
	{
		email: emailAddress('E-mail of the buyer'),
		name: text('Full name of the buyer'),
		first_name: text('First name of the buyer'),
		last_name: text('Last name of the buyer'),
		checkout_phone: phoneNumber('Telephone entered at the checkout'),
		checkout_phone_code: phoneNumber('Area or country code of that telephone'),
		document: taxDocument('Document of the buyer'),
		document_type: text('Kind of document, e.g. CPF, CNPJ', { size: 32 }),
		address: group('Address of the buyer', {
			zipcode: text('Postal code', { size: 20 }),
			address: text('Street'),
			number: text('House number', { size: 32 }),
			complement: text('Addition to the address'),
			neighborhood: text('Quarter'),
			city: text('City'),
			state: text('State'),
			country: text('Name of the country'),
			country_iso: text('Code of the country', {
				valueFormat: 'ISO 3166-1 alpha-2 code',
				size: 2,
			}),
		}),
	},
	{ sharedWithAffiliates: false },
);

const affiliates = list(
	'Who sold it as an affiliate; nobody is an entry with empty code, or an empty list',
	group('An affiliate', {
		affiliate_code: text('Code of the affiliate', { size: 32 }),
		name: text('Name of the affiliate'),
	}),
);

const producer = group('Who made the product', {
	name: text('Name of the producer'),
	document: taxDocument('Document of the producer', { sharedWithAffiliates: false }),
	legal_nature: text('Legal nature of the producer'),
});

const commissions = list(
	'Who gets what of the price',
	group('A commission', {
		value: number('Amount of the commission'),
		source: word('Whose it is: MARKETPLACE, PRODUCER, COPRODUCER, AFFILIATE, ADDON'),
		currency_value: text('Currency', { valueFormat: 'ISO 4217 code', size: 3 }),
	}),
);

const payment = group('How it is paid', {
	type: word(
		'Method: BILLET, CASH_PAYMENT, CASHPAYMENT, CREDIT_CARD, DIRECT_BANK_TRANSFER, DIRECT_DEBIT, FINANCED_BILLET, FINANCED_INSTALLMENT, GOOGLE_PAY, HOTCARD, HYBRID, MANUAL_TRANSFER, PAYPAL, PAYPAL_INTERNACIONAL, PICPAY, PIX, SAMSUNG_PAY, WALLET',
	),
	installments_number: number('Number of instalments', { size: 2 }),
	refusal_reason: text('Why the payment was refused'),
	pix_code: text('Pix code to copy and paste', { size: 512 }),
	pix_qrcode: url('Picture of the Pix QR code'),
	pix_expiration_date: instant('Until when the Pix can be paid'),
	billet_barcode: text('Digits of the boleto', { size: 64 }),
	billet_url: url('The boleto'),
});

const purchaseShape = {
	status: word(
		'Status: APPROVED, BILLET_PRINTED, PRINTED_BILLET, BLOCKED, CANCELED, CANCELLED, CHARGEBACK, COMPLETE, COMPLETED, DELAYED, DISPUTE, EXPIRED, NO_FUNDS, OVERDUE, PARTIALLY_REFUNDED, PRE_ORDER, PROCESSING_TRANSACTION, PROTESTED, REFUNDED, STARTED, UNDER_ANALISYS, WAITING_PAYMENT',
	),
	order_date: instant('When it was ordered'),
	approved_date: instant('When the payment was approved'),
	recurrence_number: number('Which charge of a subscription it is; more than 1 is a renewal', {
		size: 4,
	}),
	date_next_charge: instant('When the subscription is charged next'),
	price: money('What the product was sold for'),
	full_price: money('What the buyer pays, with the interest of instalments'),
	original_offer_price: money('What the offer asks'),
	checkout_country: checkoutCountry,
	offer: group('The offer', {
		code: text('Code of the offer', { size: 32 }),
		coupon_code: text('Coupon that was used'),
		name: text('Name of the offer'),
		description: text('Description of the offer'),
	}),
	order_bump: group('The order bump', {
		is_order_bump: flag('Whether the product was added to another purchase'),
		parent_purchase_transaction: text('Transaction of that other purchase', { size: 32 }),
	}),
	payment,
	origin: group('Where the sale came from', {
		src: text('Tracking code src of the checkout link'),
		sck: text('Tracking code sck of the checkout link'),
		xcod: text('Tracking code xcod of the checkout link'),
	}),
	sckPaymentLink: text('Tracking code sck of the payment link'),
	invoice_by: word('Who issues the invoice: HOTMART, SELLER'),
	business_model: text('Business model of the sale, e.g. I, R', { size: 8 }),
	is_funnel: flag('Whether it was sold in a sales funnel'),
	event_tickets: group('Tickets of an event', { amount: number('How many tickets') }),
	subscription_anticipation_purchase: flag(
		'Whether instalments of the subscription are paid early',
	),
};

const subscription = group('The subscription; absent on one-off sales', {
	status: word(
		'Status: ACTIVE, CANCELED_BY_ADMIN, CANCELED_BY_CUSTOMER, CANCELED_BY_VENDOR, CANCELLED_BY_SELLER, DELAYED, EXPIRED, INACTIVE, OVERDUE, STARTED',
	),
	plan,
	subscriber: group('The subscriber', {
		code: text('Code of the subscriber, a different one for each product', { size: 32 }),
	}),
});

const transaction = 'Code of the transaction, the same in all events of one purchase';

const parts = { product, affiliates, buyer, producer, commissions, subscription };

/** The body of every `PURCHASE_*` event but the abandoned cart. */
export const purchaseSchema = envelope({
	...parts,
	purchase: group(
		'The purchase',
		{ transaction: identifier(transaction, { required: true, size: 32 }), ...purchaseShape },
		{ required: true },
	),
});

/** The body of `ORDER_FULFILLMENT`: only Hotmart's list of events names it, so nothing of it is required. */
export const fulfillmentSchema = envelope({
	...parts,
	purchase: group('The purchase', {
		transaction: identifier(transaction, { size: 32 }),
		...purchaseShape,
	}),
});

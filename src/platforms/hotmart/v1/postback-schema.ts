import * as z from 'zod';

import { identifier, number, text, written } from '../../fields';
import { emailAddress, isoTime, phoneNumber, taxDocument, url } from '../fields';

const code = written(text, { size: 32 });
const currency = written(text, { valueFormat: 'ISO 4217 code', size: 3 });
const word = written(text, { valueFormat: 'Lower-case word', size: 64 });
const hidden = { sharedWithAffiliates: false };

/** The form of v1: one flat list of texts, empty where there is nothing. */
export const postbackSchema = z.looseObject({
	callback_type: code('What it tells of: 1 a purchase, 2 a canceled subscription'),
	transaction: identifier('Code of the transaction', { required: true, size: 32 }),
	status: word(
		'What happened: approved, completed, canceled, billet_printed, dispute, refunded, chargeback, expired, delayed, blocked, started, pending_analysis',
		{ required: true },
	),
	prod: identifier('Identifier of the product'),
	prod_name: text('Name of the product'),
	off: code('Code of the offer'),
	price: number('What the product was sold for'),
	full_price: number('What the buyer pays'),
	original_offer_price: number('What the offer asks'),
	currency: currency('Currency'),
	aff: code('Code of the affiliate'),
	aff_name: text('Name of the affiliate'),
	email: emailAddress('E-mail of the buyer', hidden),
	name: text('Full name of the buyer', hidden),
	first_name: text('First name of the buyer', hidden),
	last_name: text('Last name of the buyer', hidden),
	doc: taxDocument('Document of the buyer', hidden),
	phone_local_code: phoneNumber('Area code of the telephone', hidden),
	phone_number: phoneNumber('Telephone', hidden),
	phone_checkout_local_code: phoneNumber('Area code of the telephone of the checkout', hidden),
	phone_checkout_number: phoneNumber('Telephone of the checkout', hidden),
	address: text('Street', hidden),
	address_number: text('House number', { size: 32, ...hidden }),
	address_comp: text('Addition to the address', hidden),
	address_district: text('Quarter', hidden),
	address_city: text('City', hidden),
	address_state: text('State', hidden),
	address_country: text('Country', hidden),
	address_zip_code: text('Postal code', { size: 20, ...hidden }),
	xcod: text('Tracking code xcod'),
	src: text('Tracking code src'),
	sck: text('Tracking code sck'),
	payment_engine: word('Who processes the payment'),
	payment_type: word('Method of payment, e.g. credit_card, billet, pix'),
	installments_number: number('Number of instalments', { size: 2 }),
	refusal_reason: text('Why the payment was refused'),
	billet_url: url('The boleto'),
	billet_barcode: text('Digits of the boleto', { size: 64 }),
	hotkey: code("Key of the buyer's access to the product", hidden),
	coupon_code: text('Coupon that was used'),
	order_bump: text('Whether it was added to another purchase', { size: 5 }),
	name_subscription_plan: text('Name of the plan'),
	subscriber_code: code('Code of the subscriber'),
	subscription_status: word('Status of the subscription'),
	recurrency_period: number('Days between two charges', { size: 4 }),
	recurrency: number('Which charge of the subscription it is', { size: 4 }),
	cms_marketplace: number("Hotmart's share"),
	cms_vendor: number("The producer's share"),
	cms_aff: number("The affiliate's share"),
	purchase_date: isoTime('When it was ordered'),
	confirmation_purchase_date: isoTime('When the payment was approved'),
	warranty_date: isoTime('When the guarantee ends'),
	producer_name: text('Name of the producer'),
	producer_document: taxDocument('Document of the producer', hidden),
});

import * as z from 'zod';

import { group, identifier, instant, list, number, text, written } from '../fields';
import { statusCodes } from './status';

const time = written(instant, { valueFormat: 'Y-m-d H:i:s, time of São Paulo', size: 19 });
const url = written(text, { valueFormat: 'URL', size: 2048 });

const address = (description: string) =>
	group(description, {
		street: text('Street'),
		number: text('House number', { size: 32 }),
		district: text('Quarter'),
		complement: text('Addition to the address'),
		city: text('City'),
		state: text('State', { size: 32 }),
		zipcode: text('Postal code', { size: 20 }),
		country: text('Country', { size: 32 }),
	});

const status = group('Status', {
	code: identifier(`Code of the status: ${statusCodes}`, { size: 2 }),
	message: text('Status in words; go by the code'),
});

const customer = group(
	'Who pays',
	{
		name: text('Full name'),
		cpf_cnpj: text('Document', { valueFormat: 'CPF or CNPJ', size: 20 }),
		email: text('E-mail', { valueFormat: 'E-mail address', size: 254 }),
		phone: text('Telephone', { valueFormat: 'Telephone number', size: 20 }),
		address: address('Address'),
		billing_address: address('Address of the invoice'),
		shipping_address: address('Address of the delivery'),
	},
	{ sharedWithAffiliates: false },
);

const answer = (description: string) =>
	group(description, {
		name: text('Name'),
		code: text('Code of the answer', { size: 32 }),
		message: text('Answer in words'),
		merchant_id: text('Number of the merchant there', { size: 64 }),
	});

const plan = group('The plan', {
	id: identifier('Identifier of the plan'),
	name: text('Name of the plan'),
});

const attributeShape = {
	order_id: identifier("The shop's number of the order"),
	amount: number('Amount in units of the currency'),
	installments: number('Number of instalments', { size: 2 }),
	tid: text('Number of the transaction at the acquirer', { size: 64 }),
	authorization_id: text('Number of the authorisation', { size: 64 }),
	method: text('Method of payment, e.g. visa, pix, boleto', { size: 32 }),
	captured_amount: number('Amount that was captured'),
	captured_at: time('When it was captured; a zero date is never'),
	url_authentication: url('Where the payer goes on'),
	callback_url: url('Where iPag tells of changes', { sharedWithAffiliates: false }),
	created_at: time('When it was made'),
	updated_at: time('When it was changed'),
	acquirer: answer('Who processed the payment'),
	gateway: answer("The gateway's own answer"),
	card: group('The card', {
		holder: text('Name on the card', { sharedWithAffiliates: false }),
		number: text('Number of the card, masked', { size: 20, sharedWithAffiliates: false }),
		expiry_month: text('Month the card expires', { size: 2, sharedWithAffiliates: false }),
		expiry_year: text('Year the card expires', { size: 4, sharedWithAffiliates: false }),
		brand: text('Brand of the card', { size: 32 }),
		token: text('Token of the card', { sharedWithAffiliates: false }),
	}),
	boleto: group('The boleto', {
		due_date: written(text, { valueFormat: 'Y-m-d', size: 10 })('Until when it can be paid'),
		digitable_line: text('Digits of the boleto', { size: 64 }),
		link: url('The boleto'),
	}),
	pix: group('The Pix', {
		link: url('Page of the Pix'),
		qrcode: text('Pix code to copy and paste', { size: 512 }),
	}),
	customer,
	subscription: group('The subscription it belongs to', {
		id: identifier('Identifier of the subscription'),
		profile_id: identifier("The shop's number of the subscription"),
		is_active: text('Whether it goes on', { valueFormat: 'true or false', size: 5 }),
		frequency: number('How many intervals lie between two charges', { size: 4 }),
		interval: text('Interval: day, week, month', { size: 8 }),
		start_date: text('When it begins', { valueFormat: 'Y-m-d', size: 10 }),
		plan,
	}),
	products: list(
		'What is paid for',
		group('A product', {
			name: text('Name of the product'),
			description: text('Description of the product'),
			unit_price: number('Price of one'),
			quantity: number('How many'),
			sku: identifier('Code of the product'),
		}),
	),
	antifraud: group(
		'What the fraud check says of who pays',
		{
			score: number('Score'),
			status: text('Verdict', { size: 32 }),
			message: text('Verdict in words'),
		},
		{ sharedWithAffiliates: false },
	),
	split_rules: list('Who gets what part', group('A rule', {})),
	receivables: list('What is paid out when', group('A receivable', {})),
	history: list(
		'What happened before',
		group('A step', {
			amount: number('Amount'),
			type: text('What was asked for', { size: 32 }),
			status: text('How it ended', { size: 32 }),
			response_code: text('Code of the answer', { size: 32 }),
			response_message: text('Answer in words'),
			created_at: time('When'),
		}),
	),
};

const frameShape = {
	id: identifier('Number of what the event is about'),
	uuid: identifier('Unique identifier of what the event is about', {
		valueFormat: 'UUID or hash',
		size: 36,
	}),
	resource: text('Kind of what the event is about, e.g. transactions', { size: 32 }),
};

/** The body of every `Transaction…` event. */
export const transactionSchema = z.looseObject({
	...frameShape,
	attributes: group('The transaction', { status, ...attributeShape }, { required: true }),
});

/** The body of all other events. iPag publishes none of them: the frame is likely, nothing is required. */
export const frameSchema = z.looseObject({
	...frameShape,
	attributes: group('What the event is about; its fields are not documented', {
		status,
		external_code: identifier("The shop's number of the payment link"),
		profile_id: identifier("The shop's number of the subscription"),
		plan,
		...attributeShape,
	}),
});

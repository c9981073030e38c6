import * as z from 'zod';

import { group, identifier, instant, list, number, text, written } from '../fields';

const time = written(instant, { valueFormat: 'Not documented', size: 32 });

/** Any JSON fits: iSET documents nothing of its bodies, and a schema must not call them wrong. */
function anyBody(shape: Readonly<Record<string, z.ZodType>>): z.ZodType {
	return z.union([z.looseObject(shape), z.unknown()]);
}

const customer = group(
	'The customer',
	{
		id: identifier('Identifier of the customer'),
		name: text('Full name'),
		email: text('E-mail', { valueFormat: 'E-mail address', size: 254 }),
		phone: text('Telephone', { valueFormat: 'Telephone number', size: 20 }),
		cpf_cnpj: text('Document', { valueFormat: 'CPF or CNPJ', size: 20 }),
	},
	{ sharedWithAffiliates: false },
);

const items = list(
	'What is ordered',
	group('An item', {
		product_id: identifier('Identifier of the product'),
		name: text('Name of the product'),
		quantity: number('How many'),
		price: number('Price of one'),
	}),
);

/** What an order's body probably has. */
export const orderSchema = anyBody({
	id: identifier('Identifier of the order'),
	status: text('Status of the order'),
	total: number('Total of the order'),
	payment_method: text('How it is paid'),
	updated_at: time('When it was changed'),
	customer,
	items,
});

/** What a product's body probably has. */
export const productSchema = anyBody({
	id: identifier('Identifier of the product'),
	name: text('Name of the product'),
	model: text('Code of the product'),
	price: number('Price'),
	quantity: number('Stock'),
	updated_at: time('When it was changed'),
});

/** What a category's body probably has. */
export const categorySchema = anyBody({
	id: identifier('Identifier of the category'),
	name: text('Name of the category'),
	parent_id: identifier('Identifier of the category above it'),
});

/** What the body of a started purchase probably has. */
export const customerSchema = anyBody({
	id: identifier('Identifier of the customer', { sharedWithAffiliates: false }),
	name: text('Full name', { sharedWithAffiliates: false }),
	email: text('E-mail', {
		valueFormat: 'E-mail address',
		size: 254,
		sharedWithAffiliates: false,
	}),
	phone: text('Telephone', {
		valueFormat: 'Telephone number',
		size: 20,
		sharedWithAffiliates: false,
	}),
	items,
});

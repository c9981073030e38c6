import type * as z from 'zod';

import { flag, group, identifier, instant, number, text, written } from '../fields';
import type { FieldOptions } from '../fields';

/** Hotmart's product codes and event ids. */
export const uuid = written(text, { valueFormat: 'UUID', size: 36 });

/** An address as RFC 5321 limits it. */
export const emailAddress = written(text, { valueFormat: 'E-mail address', size: 254 });

/** A web address. */
export const url = written(text, { valueFormat: 'URL', size: 2048 });

/** A CPF or CNPJ, with or without punctuation, or another country's document. */
export const taxDocument = written(text, { valueFormat: 'CPF, CNPJ or other document', size: 20 });

/** A telephone number, with or without codes and punctuation. */
export const phoneNumber = written(text, { valueFormat: 'Telephone number', size: 20 });

/** A word of an enumeration that Hotmart adds to: the description lists the known ones. */
export const word = written(text, { valueFormat: 'Upper-case word', size: 64 });

/** A time as ISO 8601. */
export const isoTime = written(instant, { valueFormat: 'ISO 8601', size: 24 });

/** An amount of money with its currency. */
export function money(description: string, options: FieldOptions = {}): z.ZodType {
	return group(
		description,
		{
			value: number('Amount in units of the currency, not in cents'),
			currency_value: text('Currency', { valueFormat: 'ISO 4217 code', size: 3 }),
		},
		options,
	);
}

/** The country the buyer bought from. */
export const checkoutCountry = group('Country the buyer bought from', {
	name: text('Name of the country'),
	iso: text('Code of the country', { valueFormat: 'ISO 3166-1 alpha-2 code', size: 2 }),
});

/** What every product has. */
export const productShape = {
	id: identifier('Identifier of the product'),
	ucode: uuid('Unique code of the product'),
	name: text('Name of the product'),
};

/** The subscription's plan. */
export const plan = group('Plan of the subscription', {
	id: identifier('Identifier of the plan'),
	name: text('Name of the plan'),
	offer: group('Offer the plan was sold with', {
		code: text('Code of the offer', { size: 32 }),
		key: text('Code of the offer, as plan changes call it', { size: 32 }),
	}),
	current: flag('Whether this is the plan the subscription has now'),
});

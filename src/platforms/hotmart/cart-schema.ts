import { flag, group, text } from '../fields';
import { envelope } from './envelope';
import { checkoutCountry, emailAddress, phoneNumber, productShape } from './fields';

/** The body of `PURCHASE_OUT_OF_SHOPPING_CART`. */
export const cartSchema = envelope({
	affiliate: flag('Whether an affiliate brought the visitor'),
	product: group('The product', productShape, { required: true }),
	buyer: group(
		'Who left the checkout',
		{
			name: text('Full name'),
			email: emailAddress('E-mail'),
			phone: phoneNumber('Telephone'),
		},
		{ sharedWithAffiliates: false },
	),
	offer: group('The offer', { code: text('Code of the offer', { size: 32 }) }),
	checkout_country: checkoutCountry,
});

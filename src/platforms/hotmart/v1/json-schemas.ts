import * as z from 'zod';

import { flag, group, identifier, instant, number, text } from '../../fields';
import { emailAddress, phoneNumber, word } from '../fields';

const hidden = { sharedWithAffiliates: false };

const product = {
	productId: identifier('Identifier of the product'),
	productName: text('Name of the product'),
};

const plan = {
	id: identifier('Identifier of the plan'),
	name: text('Name of the plan'),
	offer: text('Code of the offer', { size: 32 }),
};

const subscriberCode = text('Code of the subscriber', { size: 32 });

/** The abandoned cart of v1. */
export const cartSchema = z.looseObject({
	...product,
	affiliate: flag('Whether an affiliate brought the visitor'),
	buyerVO: group(
		'Who left the checkout',
		{ name: text('Full name'), email: emailAddress('E-mail'), phone: phoneNumber('Telephone') },
		{ required: true, ...hidden },
	),
});

/** The canceled subscription of v1. */
export const cancellationSchema = z.looseObject({
	...product,
	subscriberCode,
	subscriptionId: identifier('Identifier of the subscription'),
	subscriptionPlanName: text('Name of the plan'),
	cancellationDate: instant('When it was canceled', { required: true }),
	dateNextCharge: instant('When it would have been charged next'),
	actualRecurrenceValue: number('Amount of the last charge'),
	userName: text('Full name of the subscriber', hidden),
	userEmail: emailAddress('E-mail of the subscriber', hidden),
});

/** The changed plan of v1. */
export const planSwitchSchema = z.looseObject({
	...product,
	subscriberCode,
	subscriptionStatus: word('Status of the subscription'),
	switchPlanDate: instant('When the plan was changed', { required: true }),
	oldSubscriptionPlan: group('The plan it had', plan),
	newSubscriptionPlan: group('The plan it has now', plan),
	userName: text('Full name of the subscriber', hidden),
	userEmail: emailAddress('E-mail of the subscriber', hidden),
});

import { group, identifier, instant, list, number, text } from '../fields';
import { envelope } from './envelope';
import { emailAddress, isoTime, phoneNumber, plan, productShape, word } from './fields';

const product = group('The product', productShape);

const status = word(
	'Status: ACTIVE, CANCELED_BY_ADMIN, CANCELED_BY_CUSTOMER, CANCELED_BY_VENDOR, CANCELLED_BY_SELLER, DELAYED, EXPIRED, INACTIVE, OVERDUE, STARTED',
);

const subscriberCode = text('Code of the subscriber, a different one for each product', {
	size: 32,
});

const subscriber = group(
	'The subscriber',
	{
		code: subscriberCode,
		name: text('Full name of the subscriber', { sharedWithAffiliates: false }),
		email: emailAddress('E-mail of the subscriber', { sharedWithAffiliates: false }),
		phone: group(
			'Telephones of the subscriber',
			{
				dddCell: phoneNumber('Area code of the mobile telephone'),
				cell: phoneNumber('Mobile telephone'),
				dddPhone: phoneNumber('Area code of the landline'),
				phone: phoneNumber('Landline'),
			},
			{ sharedWithAffiliates: false },
		),
	},
	{ required: true },
);

/** The body of `SUBSCRIPTION_CANCELLATION`. */
export const cancellationSchema = envelope({
	cancellation_date: instant('When it was canceled'),
	date_next_charge: instant('When it would have been charged next: until then the buyer has paid'),
	actual_recurrence_value: number('Amount of the last charge'),
	product,
	subscriber,
	subscription: group('The subscription', {
		id: identifier('Identifier of the subscription'),
		status,
		plan,
	}),
});

/** The body of `SWITCH_PLAN`. */
export const planSwitchSchema = envelope({
	switch_plan_date: instant('When the plan was changed'),
	subscription: group('The subscription', {
		subscriber_code: subscriberCode,
		status,
		date_next_charge: instant('When it is charged next'),
		product,
		user: group('The subscriber', {
			email: emailAddress('E-mail of the subscriber', { sharedWithAffiliates: false }),
		}),
	}),
	plans: list('The plan it has now and the one it had', plan, { required: true }),
});

/** The body of `UPDATE_SUBSCRIPTION_CHARGE_DATE`. */
export const chargeDateSchema = envelope({
	subscriber,
	subscription: group('The subscription', {
		product,
		status,
		old_charge_day: number('Day of the month it was charged on', { size: 2 }),
		new_charge_day: number('Day of the month it is charged on from now', { size: 2 }),
		date_next_charge: isoTime('When it is charged next'),
	}),
	plan,
});

import type { JsonObject, JsonValue } from '../../../model/json';
import type { CommonFields } from '../../../model/received-event';
import { numberOf, objectAt, textOf, valueAt } from '../../read';
import type { Maybe } from '../../read';
import { joinPhone } from '../phone';

/** The common fields of the form of v1. */
export function readPostbackFields(body: JsonValue): CommonFields {
	const form = objectAt(body);
	return {
		product: orNull({ id: textOf(form.prod), name: textOf(form.prod_name) }),
		customer: orNull({
			name: textOf(form.name),
			email: textOf(form.email),
			phone:
				joinPhone(form.phone_checkout_local_code, form.phone_checkout_number) ??
				joinPhone(form.phone_local_code, form.phone_number),
			document: textOf(form.doc),
		}),
		order: orNull({
			id: textOf(form.transaction),
			code: null,
			status: textOf(form.status),
			total: numberOf(form.price, form.full_price, form.original_offer_price),
			currency: textOf(form.currency),
			method: textOf(form.payment_type),
			installments: numberOf(form.installments_number),
		}),
		subscription: readSubscription(
			form.subscriber_code,
			form.name_subscription_plan,
			form.subscription_status,
			form.recurrency,
		),
	};
}

/** The common fields of the JSON bodies of v1: cart, cancellation and plan change. */
export function readV1JsonFields(body: JsonValue): CommonFields {
	const event = objectAt(body);
	const buyer = objectAt(event, 'buyerVO');
	return {
		product: orNull({ id: textOf(event.productId), name: textOf(event.productName) }),
		customer: orNull({
			name: textOf(buyer.name, event.userName),
			email: textOf(buyer.email, event.userEmail),
			phone: textOf(buyer.phone),
			document: textOf(buyer.document),
		}),
		order: null,
		subscription: readSubscription(
			event.subscriberCode ?? event.subscriptionId,
			valueAt(event, 'newSubscriptionPlan', 'name') ?? event.subscriptionPlanName,
			event.subscriptionStatus,
		),
	};
}

function readSubscription(
	code: Maybe,
	planName: Maybe,
	statusWord: Maybe,
	charge?: Maybe,
): CommonFields['subscription'] {
	const recurrence = numberOf(charge);
	const found = {
		id: textOf(code),
		plan: textOf(planName),
		status: textOf(statusWord),
		recurrence,
	};
	return orNull(found) && { ...found, renewal: recurrence !== null && recurrence > 1 };
}

function orNull<Part extends JsonObject>(part: Part): Part | null {
	return Object.values(part).every((value) => value === null) ? null : part;
}

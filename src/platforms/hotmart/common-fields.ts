import type { JsonObject, JsonValue } from '../../model/json';
import type { CommonFields } from '../../model/received-event';
import { isAbsent } from '../present';
import { listOf, numberOf, objectAt, textOf, valueAt } from '../read';
import type { Maybe } from '../read';
import { joinPhone } from './phone';

/** The common fields of any v2 body: each event has some of the same few parts in `data`. */
export function readCommonFields(body: JsonValue): CommonFields {
	const data = objectAt(body, 'data');
	return {
		product: readProduct(data),
		customer: readCustomer(data),
		order: readOrder(data),
		subscription: readSubscription(data),
	};
}

function readProduct(data: JsonObject): CommonFields['product'] {
	const product = firstPresent(data.product, valueAt(data, 'subscription', 'product'));
	const id = textOf(product.id, product.ucode);
	const name = textOf(product.name);
	return id === null && name === null ? null : { id, name };
}

function readCustomer(data: JsonObject): CommonFields['customer'] {
	const person = firstPresent(
		data.buyer,
		data.subscriber,
		data.user,
		valueAt(data, 'subscription', 'user'),
		valueAt(data, 'subscription', 'subscriber'),
	);
	const customer = {
		name: textOf(person.name, joinNames(person)),
		email: textOf(person.email),
		phone: readPhone(person),
		document: textOf(person.document),
	};
	return Object.values(customer).every((value) => value === null) ? null : customer;
}

function joinNames({ first_name: first, last_name: last }: JsonObject): string {
	return [textOf(first), textOf(last)].filter((name) => name !== null).join(' ');
}

function readPhone(person: JsonObject): string | null {
	const numbers = objectAt(person, 'phone');
	return (
		joinPhone(person.checkout_phone_code, person.checkout_phone) ??
		textOf(person.phone) ??
		joinPhone(numbers.dddCell, numbers.cell) ??
		joinPhone(numbers.dddPhone, numbers.phone)
	);
}

/** `total` is what the product was sold for; the instalments' interest in `full_price` is the bank's. */
function readOrder(data: JsonObject): CommonFields['order'] {
	const purchase = objectAt(data, 'purchase');
	if (isAbsent(purchase)) return null;
	const prices = [purchase.price, purchase.full_price, purchase.original_offer_price];
	return {
		id: textOf(purchase.transaction),
		code: null,
		status: textOf(purchase.status),
		total: numberOf(...prices.map((price) => valueAt(price, 'value'))),
		currency: textOf(...prices.map((price) => valueAt(price, 'currency_value'))),
		method: textOf(valueAt(purchase, 'payment', 'type')),
		installments: numberOf(valueAt(purchase, 'payment', 'installments_number')),
	};
}

/** `id` is the subscriber's code, because it is the only one that all events of a subscription carry. */
function readSubscription(data: JsonObject): CommonFields['subscription'] {
	const subscription = objectAt(data, 'subscription');
	const recurrence = numberOf(valueAt(data, 'purchase', 'recurrence_number'));
	const id = textOf(
		valueAt(subscription, 'subscriber', 'code'),
		valueAt(data, 'subscriber', 'code'),
		subscription.subscriber_code,
		subscription.id,
	);
	const plan = textOf(
		valueAt(subscription, 'plan', 'name'),
		valueAt(data, 'plan', 'name'),
		valueAt(currentPlan(data.plans), 'name'),
	);
	const status = textOf(subscription.status);
	if (id === null && plan === null && status === null && recurrence === null) return null;
	return { id, plan, status, recurrence, renewal: recurrence !== null && recurrence > 1 };
}

function currentPlan(plans: Maybe): Maybe {
	const all = listOf(plans);
	return all.find((plan) => String(valueAt(plan, 'current')) === 'true') ?? all[0];
}

function firstPresent(...values: Maybe[]): JsonObject {
	return values.map((value) => objectAt(value)).find((value) => !isAbsent(value)) ?? {};
}

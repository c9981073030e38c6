import type { JsonObject, JsonValue } from '../../model/json';
import type { CommonFields } from '../../model/received-event';
import { isAbsent } from '../present';
import { listOf, numberOf, objectAt, textOf, valueAt } from '../read';
import type { Maybe } from '../read';
import { statusWord } from './status';

/** iPag serves Brazil only, and its bodies name no currency. */
const currency = 'BRL';

/** The common fields of any body in iPag's frame. */
export function readCommonFields(body: JsonValue): CommonFields {
	const frame = objectAt(body);
	const attributes = objectAt(frame, 'attributes');
	return {
		product: readProduct(attributes),
		customer: readCustomer(attributes),
		order: readOrder(frame, attributes),
		subscription: readSubscription(frame, attributes),
	};
}

/** The codes of all products of a body. */
export function readProductIds(body: JsonValue): string[] {
	return listOf(valueAt(body, 'attributes', 'products'))
		.map((product) => textOf(valueAt(product, 'sku'), valueAt(product, 'id')))
		.filter((id) => id !== null);
}

function readProduct({ products }: JsonObject): CommonFields['product'] {
	const [first] = listOf(products);
	const id = textOf(valueAt(first, 'sku'), valueAt(first, 'id'));
	const name = textOf(valueAt(first, 'name'));
	return id === null && name === null ? null : { id, name };
}

function readCustomer(attributes: JsonObject): CommonFields['customer'] {
	const person = objectAt(attributes, 'customer');
	const customer = {
		name: textOf(person.name),
		email: textOf(person.email),
		phone: textOf(person.phone, valueAt(person, 'phone', 'number'), person.mobile_phone),
		document: textOf(person.cpf_cnpj),
	};
	return Object.values(customer).every((value) => value === null) ? null : customer;
}

/** `id` is the shop's own number, which its ERP knows; the transaction's is in `payload`. */
function readOrder(frame: JsonObject, attributes: JsonObject): CommonFields['order'] {
	if (isAbsent(attributes)) return null;
	const total = numberOf(attributes.amount);
	return {
		id: textOf(attributes.order_id, frame.uuid, frame.id),
		code: textOf(attributes.tid),
		status: readStatus(attributes.status),
		total,
		currency: textOf(attributes.currency) ?? (total === null ? null : currency),
		method: textOf(attributes.method, valueAt(attributes, 'method', 'name')),
		installments: numberOf(attributes.installments),
	};
}

function readStatus(status: Maybe): string | null {
	const isNested = !isAbsent(objectAt(status));
	return isNested
		? statusWord(valueAt(status, 'code'), valueAt(status, 'message'))
		: statusWord(status);
}

function readSubscription(frame: JsonObject, attributes: JsonObject): CommonFields['subscription'] {
	const isItself = textOf(frame.resource) === 'subscriptions';
	const subscription = isItself ? attributes : objectAt(attributes, 'subscription');
	if (isAbsent(subscription)) return null;
	return {
		id: textOf(
			subscription.id,
			subscription.profile_id,
			isItself ? (frame.uuid ?? frame.id) : null,
		),
		plan: textOf(valueAt(subscription, 'plan', 'name'), subscription.plan),
		status: textOf(subscription.status, valueAt(subscription, 'status', 'message')),
		recurrence: null,
		renewal: false,
	};
}

import type { JsonObject, JsonValue } from '../../model/json';
import type { CommonFields } from '../../model/received-event';
import { isAbsent } from '../present';
import { listOf, numberOf, objectAt, textOf, valueAt } from '../read';
import type { Maybe } from '../read';
import { names } from './names';

/** What an event is about, which decides what a bare `id` or `name` means. */
export type Subject = 'order' | 'product' | 'category' | 'customer';

type Words = readonly string[];

/** Reads the common fields of a body that nobody documented, by the words it may use. */
export function commonFieldsOf(subject: Subject | null): (body: JsonValue) => CommonFields {
	return (body) => {
		const root = rootOf(body);
		return {
			product: readProduct(root, subject),
			customer: readCustomer(root, subject),
			order: readOrder(root, subject),
			subscription: null,
		};
	};
}

/** All products of a body: its own, or those of the order's items. */
export function productIdsOf(subject: Subject): (body: JsonValue) => string[] {
	return (body) => {
		const root = rootOf(body);
		const own = readProduct(root, subject)?.id ?? null;
		const items = itemsOf(root).map((item) => textOf(...values(item, [...names.productId, 'id'])));
		return [own, ...items].filter((id) => id !== null);
	};
}

/** The object that holds the fields: the body, or what a single wrapper such as `data` holds. */
function rootOf(body: JsonValue): JsonObject {
	const outer = objectAt(Array.isArray(body) ? body[0] : body);
	const [only, ...others] = Object.keys(outer);
	const wrappers: Words = names.wrappers;
	if (only === undefined || others.length > 0 || !wrappers.includes(only)) return outer;
	return objectAt(outer, only);
}

function readProduct(root: JsonObject, subject: Subject | null): CommonFields['product'] {
	const [item = {}] = itemsOf(root);
	const product = subject === 'product' ? root : (first(root, names.product) ?? item);
	const id = textOf(...values(product, names.productId), product.id);
	const name = textOf(...values(product, names.name));
	return id === null && name === null ? null : { id, name };
}

function readCustomer(root: JsonObject, subject: Subject | null): CommonFields['customer'] {
	const nested = first(root, names.customer);
	const person = subject === 'customer' ? { ...root, ...nested } : (nested ?? {});
	const customer = {
		name: textOf(...values(root, names.customerName), ...values(person, names.name)),
		email: textOf(...values(person, names.customerEmail), ...values(root, names.customerEmail)),
		phone: textOf(...values(person, names.customerPhone), ...values(root, names.customerPhone)),
		document: textOf(
			...values(person, names.customerDocument),
			...values(root, names.customerDocument),
		),
	};
	return Object.values(customer).every((value) => value === null) ? null : customer;
}

function readOrder(root: JsonObject, subject: Subject | null): CommonFields['order'] {
	const nested = first(root, names.order);
	const isOrder = subject === 'order';
	if (!isOrder && !nested && textOf(...values(root, names.orderId)) === null) return null;
	const order = nested ?? root;
	const id = textOf(...values(root, names.orderId), isOrder || nested ? order.id : null);
	const read = {
		id,
		code: textOf(...values(order, names.orderCode)),
		status: textOf(...values(order, names.status), valueAt(order, 'status', 'name')),
		total: numberOf(...values(order, names.total)),
		currency: textOf(...values(order, names.currency)),
		method: textOf(...values(order, names.method), valueAt(order, 'payment', 'method')),
		installments: numberOf(...values(order, names.installments)),
	};
	return Object.values(read).every((value) => value === null) ? null : read;
}

function itemsOf(root: JsonObject): JsonObject[] {
	const list = names.items.map((name) => listOf(root[name])).find((items) => items.length > 0);
	return (list ?? []).map((item) => objectAt(item));
}

function first(object: JsonObject, words: Words): JsonObject | undefined {
	return words.map((word) => objectAt(object, word)).find((found) => !isAbsent(found));
}

function values(object: JsonObject, words: Words): Maybe[] {
	return words.map((word) => valueAt(object, word));
}

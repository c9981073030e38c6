import type { JsonValue } from '../../model/json';
import type { CommonFields } from '../../model/received-event';
import { objectAt, textOf } from '../read';

/** The common fields of any body of Gestão Online: an order and who made it. */
export function readCommonFields(body: JsonValue): CommonFields {
	const data = objectAt(body, 'data');
	const user = objectAt(data, 'user');
	const customer = {
		name: textOf(user.name),
		email: textOf(user.email),
		phone: textOf(user.cellphone, user.phone),
		document: textOf(user.document),
	};
	const order = { id: textOf(data.id), code: textOf(data.code), status: textOf(data.status) };
	return {
		product: null,
		customer: hasValue(customer) ? customer : null,
		order: hasValue(order)
			? { ...order, total: null, currency: null, method: null, installments: null }
			: null,
		subscription: null,
	};
}

function hasValue(part: Readonly<Record<string, string | null>>): boolean {
	return Object.values(part).some((value) => value !== null);
}

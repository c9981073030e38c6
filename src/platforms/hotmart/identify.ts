import { isJsonObject } from '../../model/json';
import type { JsonObject } from '../../model/json';
import type { Identity, ParsedRequest } from '../definition';
import { eventNameOf } from '../event-identity';
import { instantOf } from '../instant';
import { numberOf, objectAt, textOf, valueAt } from '../read';
import { hotmartEvents } from './events';
import { identifyV1 } from './v1/identify';

/**
 * What the console's test button sends, seen in public captures. A real product's id is never 0
 * (`00000` in club events).
 */
const testMarks = {
	productNames: ['Produto test postback2', 'Product name com ç e á'],
	subscriberCode: '0000aaaa',
	transactions: ['HP16015479281022', 'HP1121336654889'],
};

/** Reads what tells a delivery from another; v2 says its event, v1 shows it by its shape. */
export function identify(request: ParsedRequest): Identity | null {
	const { body, bodyHash } = request;
	if (!isJsonObject(body)) return null;
	const event = eventNameOf(body.event);
	if (event === '') return identifyByShape(body, request);
	return {
		event,
		id: textOf(body.id) ?? bodyHash,
		occurredAt: instantOf(body.creation_date) ?? instantOf(body.creationDate),
		test: isTest(body),
	};
}

function identifyByShape(body: JsonObject, request: ParsedRequest): Identity | null {
	const identity = identifyV1(body, request);
	if (identity === null) return null;
	const known = hotmartEvents.find(({ variants }) =>
		variants?.some(({ applies }) => applies(body)),
	);
	return { ...identity, event: known?.name ?? identity.event, test: isTest(body) };
}

function isTest(body: JsonObject): boolean {
	const data = objectAt(body, 'data');
	const product = objectAt(data, 'product');
	const transaction = textOf(valueAt(data, 'purchase', 'transaction'), body.transaction);
	const productName = textOf(product.name, body.prod_name, body.productName);
	const subscriberCode = textOf(valueAt(data, 'subscriber', 'code'), body.subscriberCode);
	return (
		[product.id, body.prod, body.productId].some((id) => numberOf(id) === 0) ||
		(productName !== null && testMarks.productNames.includes(productName)) ||
		(transaction !== null && testMarks.transactions.includes(transaction)) ||
		subscriberCode === testMarks.subscriberCode
	);
}

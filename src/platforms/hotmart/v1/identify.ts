import type { JsonObject } from '../../../model/json';
import { bodyKeyWindowMs } from '../../definition';
import type { Identity, ParsedRequest } from '../../definition';
import { eventNameOf } from '../../event-identity';
import { instantOf } from '../../instant';
import { textOf } from '../../read';
import { isCancellation, isCart, isPlanSwitch, isPostback, postbackStatus } from './shapes';

/** What tells a v1 body from another, the event left open: v1 has neither a name nor an id. */
export function identifyV1(body: JsonObject, { bodyHash }: ParsedRequest): Identity | null {
	if (isPostback(body)) return identifyPostback(body);
	if (isCart(body)) return identifyCart(bodyHash);
	if (isCancellation(body)) return identifyChange(body, 'cancellation', body.cancellationDate);
	if (isPlanSwitch(body)) return identifyChange(body, 'switch', body.switchPlanDate);
	return null;
}

/** A status without an event in v2, such as `blocked`, gets a name in the manner of v2. */
function identifyPostback(body: JsonObject): Identity {
	const status = postbackStatus(body);
	const parts = [textOf(body.transaction), status, textOf(body.recurrency)];
	const times: Readonly<Record<string, JsonObject[string]>> = {
		approved: body.confirmation_purchase_date,
		billet_printed: body.purchase_date,
	};
	return {
		event: eventNameOf(`PURCHASE_${status.toUpperCase()}`),
		id: parts.filter((part) => part !== null).join(':'),
		occurredAt: Object.hasOwn(times, status) ? instantOf(times[status]) : null,
		test: false,
	};
}

/** The cart has neither id nor time: who leaves the same checkout again sends the same body again. */
function identifyCart(bodyHash: string): Identity {
	return {
		event: '',
		id: `cart:${bodyHash}`,
		occurredAt: null,
		test: false,
		duplicateWindowMs: bodyKeyWindowMs,
	};
}

function identifyChange(body: JsonObject, what: string, date: JsonObject[string]): Identity {
	return {
		event: '',
		id: [what, textOf(body.subscriberCode, body.subscriptionId), textOf(date)].join(':'),
		occurredAt: instantOf(date),
		test: false,
	};
}

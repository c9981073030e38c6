import type { JsonValue } from '../../../model/json';
import { isAbsent } from '../../present';
import { objectAt, textOf } from '../../read';

/** Whether a body is the form of v1: flat, with a status and a transaction. */
export function isPostback(body: JsonValue): boolean {
	const { status, transaction, data } = objectAt(body);
	return isAbsent(data) && textOf(status) !== null && textOf(transaction) !== null;
}

/** Whether a form tells of a canceled subscription instead of a purchase. */
export function isCancellationPostback(body: JsonValue): boolean {
	return isPostback(body) && textOf(objectAt(body).callback_type) === '2';
}

/** Whether a body is the abandoned cart of v1. */
export function isCart(body: JsonValue): boolean {
	return !isAbsent(objectAt(body, 'buyerVO'));
}

/** Whether a body is the canceled subscription of v1. */
export function isCancellation(body: JsonValue): boolean {
	const { cancellationDate, subscriberCode } = objectAt(body);
	return !isAbsent(cancellationDate) && !isAbsent(subscriberCode);
}

/** Whether a body is the changed plan of v1. */
export function isPlanSwitch(body: JsonValue): boolean {
	const { switchPlanDate, newSubscriptionPlan } = objectAt(body);
	return !isAbsent(switchPlanDate) && !isAbsent(newSubscriptionPlan);
}

/** The status of a form, in one spelling. */
export function postbackStatus(body: JsonValue): string {
	return (textOf(objectAt(body).status) ?? '').toLowerCase();
}

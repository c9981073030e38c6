import type { EventVariant } from '../../definition';
import { hasPostbackAffiliate, hasV1Affiliate } from '../affiliates';
import { readPostbackFields, readV1JsonFields } from './common-fields';
import { cancellationSchema, cartSchema, planSwitchSchema } from './json-schemas';
import { postbackSchema } from './postback-schema';
import { cancellationSample, cartSample, planSwitchSample, postbackSample } from './samples';
import {
	isCancellation,
	isCancellationPostback,
	isCart,
	isPlanSwitch,
	isPostback,
	postbackStatus,
} from './shapes';

const postback = {
	contentType: 'application/x-www-form-urlencoded',
	schema: postbackSchema,
	commonFields: readPostbackFields,
	hasAffiliate: hasPostbackAffiliate,
};

const json = {
	contentType: 'application/json',
	commonFields: readV1JsonFields,
	hasAffiliate: hasV1Affiliate,
};

/** The form of v1 for a purchase with one of some statuses; the first is the documented one. */
export function postbackOf(...statuses: readonly [string, ...string[]]): EventVariant {
	return {
		...postback,
		name: 'v1 form',
		applies: (body) =>
			isPostback(body) && !isCancellationPostback(body) && statuses.includes(postbackStatus(body)),
		sample: postbackSample(statuses[0]),
	};
}

/** The abandoned cart of v1, which is JSON. */
export const v1Cart: EventVariant = {
	...json,
	name: 'v1 JSON',
	applies: isCart,
	schema: cartSchema,
	sample: cartSample,
};

/** The canceled subscription of v1, as JSON. */
export const v1Cancellation: EventVariant = {
	...json,
	name: 'v1 JSON',
	applies: isCancellation,
	schema: cancellationSchema,
	sample: cancellationSample,
};

/** The canceled subscription of v1, as a form. */
export const v1CancellationPostback: EventVariant = {
	...postback,
	name: 'v1 form',
	applies: isCancellationPostback,
	sample: postbackSample('canceled', { callback_type: '2', subscription_status: 'canceled' }),
};

/** The changed plan of v1, which is JSON. */
export const v1PlanSwitch: EventVariant = {
	...json,
	name: 'v1 JSON',
	applies: isPlanSwitch,
	schema: planSwitchSchema,
	sample: planSwitchSample,
};

import { isJsonObject } from '../model/json';
import type { JsonObject, JsonValue } from '../model/json';
import { receivedEventSchema } from '../model/received-event';
import { affiliateFieldsOf, sharedPart } from './affiliate-fields';
import type { PlatformDefinition } from './definition';
import { formNamed } from './form-of';

type Events = Pick<PlatformDefinition, 'events'>;

/** What an emitted item says beside `payload` and the `customer`, who is the buyer. */
const itemSchema = receivedEventSchema.pick({
	platform: true,
	event: true,
	type: true,
	family: true,
	id: true,
	occurredAt: true,
	test: true,
	product: true,
	order: true,
	subscription: true,
});

/**
 * A platform's body as affiliates get it: without the buyer's personal data, and without every key that the
 * event's schema does not name, since nobody knows what it holds. Of an event that this version does not
 * know, and of a body that is no object, nothing is left: `{}`.
 */
export function forAffiliate(definition: Events, event: string, body: JsonValue): JsonObject {
	const form = formNamed(definition, event, body);
	const shared = form && sharedPart(body, affiliateFieldsOf(form.schema));
	return isJsonObject(shared) ? shared : {};
}

/** An item that a trigger emitted, as affiliates get it: `customer` is `null`, keys the item was given since are left out. */
export function itemForAffiliate(definition: Events, event: string, item: JsonObject): JsonObject {
	const shared = sharedPart(item, affiliateFieldsOf(itemSchema));
	const parts: JsonObject = {
		...(isJsonObject(shared) ? shared : {}),
		customer: null,
		payload: forAffiliate(definition, event, item.payload ?? null),
	};
	const keys = Object.keys(item).filter((key) => Object.hasOwn(parts, key));
	return Object.fromEntries(keys.map((key) => [key, parts[key]]));
}

import type { JsonObject } from '../../../../src/model/json';
import { documentFields, jsonSchemaOf, type EventForm } from '../../../../src/platforms';
import type { PlatformEventChoice } from './platform-event';

/** All that is known of an event; `variants` are the other forms in which the same event may come. */
export function catalogItem({ platform, event }: PlatformEventChoice): JsonObject {
	return {
		platform: platform.id,
		event: event.name,
		type: event.type,
		family: event.family,
		title: event.title,
		when: event.description,
		...formOf(event),
		variants: (event.variants ?? []).map((variant) => ({
			name: variant.name,
			contentType: variant.contentType,
			...formOf(variant),
		})),
	};
}

function formOf(form: EventForm): JsonObject {
	return {
		fields: documentFields(form).map((field) => ({
			name: field.path,
			type: field.valueFormat,
			size: field.size,
			required: field.required,
			sentToAffiliates: field.sharedWithAffiliates,
			description: field.description,
		})),
		jsonSchema: asJson(jsonSchemaOf(form)),
		sample: asJson(form.sample),
	};
}

/** A copy of its own, as it would be read from a file: what comes after the node may change it. */
function asJson(value: object): JsonObject {
	const copy: JsonObject = JSON.parse(JSON.stringify(value));
	return copy;
}

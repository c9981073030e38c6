import type { JsonObject } from '../../../../src/model/json';
import { documentFields, jsonSchemaOf, type EventForm } from '../../../../src/platforms';
import { localizedText } from '../../../shared/localized';
import type { PlatformEventChoice } from './platform-event';

/** All that is known of an event; `variants` are the other forms in which the same event may come. */
export function catalogItem({ platform, event }: PlatformEventChoice): JsonObject {
	return {
		platform: platform.id,
		event: event.name,
		type: event.type,
		family: event.family,
		title: localizedText(event.title),
		when: localizedText(event.description),
		...formOf(event),
		variants: (event.variants ?? []).map((variant) => ({
			name: variant.name,
			contentType: variant.contentType,
			...formOf(variant),
		})),
	};
}

/** Making the schemas of all events takes a third of a second, so each is made once; as text, since items may be changed. */
const written = new WeakMap<EventForm, string>();

function formOf(form: EventForm): JsonObject {
	const text = written.get(form) ?? JSON.stringify(describeForm(form));
	written.set(form, text);
	const copy: JsonObject = JSON.parse(text);
	return copy;
}

function describeForm(form: EventForm) {
	return {
		fields: documentFields(form).map((field) => ({
			name: field.path,
			type: field.valueFormat,
			size: field.size,
			required: field.required,
			sentToAffiliates: field.sharedWithAffiliates,
			description: field.description,
		})),
		jsonSchema: jsonSchemaOf(form),
		sample: form.sample,
	};
}

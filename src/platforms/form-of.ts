import type { JsonValue } from '../model/json';
import type { EventForm, PlatformDefinition, PlatformEvent } from './definition';

/** The event with one of a platform's own names; `undefined` where this version does not know it. */
export function eventNamed(
	{ events }: Pick<PlatformDefinition, 'events'>,
	name: string,
): PlatformEvent | undefined {
	return events.find((event) => event.name === name);
}

/** The form in which a body tells of the event with such a name; `undefined` where this version does not know it. */
export function formNamed(
	definition: Pick<PlatformDefinition, 'events'>,
	name: string,
	body: JsonValue,
): EventForm | undefined {
	const event = eventNamed(definition, name);
	return event && formOf(event, body);
}

/** The form in which a body tells of an event: the first variant that applies, else the event's own. */
export function formOf(event: PlatformEvent, body: JsonValue): EventForm {
	return event.variants?.find(({ applies }) => applies(body)) ?? event;
}

import type { PlatformEvent } from './definition';

type Named<Name extends string> = Omit<PlatformEvent, 'name' | 'family'> & { readonly name: Name };

/** Completes an event's declaration: its family is the first word of its type. */
export function defineEvent<const Name extends string>(event: Named<Name>) {
	const [family = event.type] = event.type.split('.');
	return { ...event, family };
}

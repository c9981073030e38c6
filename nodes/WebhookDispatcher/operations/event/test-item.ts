import { randomUUID } from 'node:crypto';

import type { JsonObject } from '../../../../src/model/json';
import type { ReceivedEvent } from '../../../../src/model/received-event';
import type { PlatformEventChoice } from '../catalog/platform-event';

/** The sample of an event as the platform's trigger would emit it now: a test, and never a duplicate of another one. */
export function testItem(choice: PlatformEventChoice): ReceivedEvent {
	const { platform, event } = choice;
	const id = randomUUID();
	const now = new Date().toISOString();
	return {
		platform: platform.id,
		event: event.name,
		type: event.type,
		family: event.family,
		id,
		occurredAt: now,
		receivedAt: now,
		test: true,
		valid: true,
		issues: [],
		...event.commonFields(event.sample),
		payload: withId(choice, id),
	};
}

/** A body that holds the event's id holds the new one: receivers built for the platform tell duplicates by it. */
function withId({ platform, event }: PlatformEventChoice, id: string): JsonObject {
	const { sample } = event;
	const identity = platform.identify({
		body: sample,
		kind: 'json',
		bodyHash: '',
		headers: {},
		query: {},
		pathEvent: event.name,
	});
	const isIdentified = identity !== null && identity.id === sample.id;
	return isIdentified ? { ...sample, id } : sample;
}

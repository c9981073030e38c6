import { randomUUID } from 'node:crypto';

import { newEvent } from '../../src/delivery';
import type { Subscription } from '../../src/model/subscription';
import type { NewEvent } from '../../src/storage';
import { sampleSale } from '../support/sample-event';
import { LOOPBACK } from './open-engine';

/** So many different events for the same subscriptions, made while they are stored. */
export function* eventsFor(
	subscriptions: readonly Subscription[],
	count: number,
	createId: () => string = randomUUID,
): Generator<NewEvent> {
	const recipients = subscriptions.map((subscription) => ({
		kind: 'subscription' as const,
		subscription,
	}));
	for (let index = 0; index < count; index += 1) {
		const id = createId();
		const data = sampleSale(id) as never;
		const event = {
			id,
			type: 'purchase.approved',
			platform: 'hotmart',
			timestamp: new Date().toISOString(),
			data,
			payload: data,
		};
		yield newEvent(event, recipients, LOOPBACK);
	}
}

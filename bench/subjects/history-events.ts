import { newEvent } from '../../src/delivery';
import type { Subscription } from '../../src/model/subscription';
import type { NewEvent } from '../../src/storage';

/** In so many hours ten thousand deliveries are made; a hundred such periods are about two months. */
export const HISTORY_PERIOD_MS = 14 * 60 * 60 * 1000;

const TYPES = 20;
/** One event of so many is of a type that is rare. */
const RARE = 100;
export const RARE_TYPE = 'order.rare';

/** Small events, each for one of the subscriptions in turn. */
export function* historyEvents(
	subscriptions: readonly Subscription[],
	first: number,
	count: number,
): Generator<NewEvent> {
	for (let index = first; index < first + count; index += 1) {
		const subscription = subscriptions[index % subscriptions.length];
		if (!subscription) return;
		const data = { order: index, amount: 4200, currency: 'BRL', buyer: { name: 'Maria Silva' } };
		const type = index % RARE === 0 ? RARE_TYPE : `order.type_${index % TYPES}`;
		yield newEvent(
			{
				id: `history-${index}`,
				type,
				timestamp: new Date().toISOString(),
				data,
				payload: data,
			},
			[{ kind: 'subscription', subscription }],
			'',
		);
	}
}

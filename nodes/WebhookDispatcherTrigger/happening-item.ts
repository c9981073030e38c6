import type { Happening } from '../../src/model/happening';
import type { JsonObject } from '../../src/model/json';
import { attemptItem, deliveryState, isoTime } from '../shared/delivery-item';
import { translate } from '../shared/translate';

/** A happening as the trigger emits it: `contract.md`. */
export function happeningItem(happening: Happening): JsonObject {
	const { on } = happening;
	const at = isoTime(happening.at);
	if ('subscription' in happening) {
		const { disabledReason, ...subscription } = happening.subscription;
		return {
			on,
			at,
			subscription: {
				...subscription,
				disabledReason: disabledReason && translate(disabledReason),
			},
		};
	}
	if ('receivedEvent' in happening) return { on, at, receivedEvent: happening.receivedEvent };
	return {
		on,
		at,
		delivery: deliveryState(happening.delivery),
		attempt: attemptItem(happening.attempt),
	};
}

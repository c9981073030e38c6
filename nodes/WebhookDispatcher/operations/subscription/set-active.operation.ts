import { systemClock } from '../../../../src/model/clock';
import { setSubscriptionActive } from '../../../../src/subscriptions';
import { readSubscriptionId } from '../../chosen-subscription';
import { subscriptionLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { subscriptionItem } from '../../output';

/** Switches a subscription on, which clears its counters of failures. */
export const enable = setActive('enable', true);

/** Switches a subscription off: what waits for it, and what comes later, is recorded as skipped. */
export const disable = setActive('disable', false);

function setActive(operation: string, active: boolean): ItemOperation {
	return {
		kind: 'item',
		description: shownFor('subscription', operation, [subscriptionLocator]),
		execute: async (call) => {
			const id = await readSubscriptionId(call);
			const { subscriptions } = call.runtime.store;
			const tools = { subscriptions, clock: systemClock };
			return [subscriptionItem(await setSubscriptionActive(id, active, tools))];
		},
	};
}

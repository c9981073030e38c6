import { findSubscription } from '../../../../src/subscriptions';
import { readSubscriptionId } from '../../chosen-subscription';
import { subscriptionLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { subscriptionItem } from '../../output';

export const get: ItemOperation = {
	kind: 'item',
	description: shownFor('subscription', 'get', [subscriptionLocator]),
	execute: async (call) => {
		const id = await readSubscriptionId(call);
		return [subscriptionItem(await findSubscription(id, call.runtime.store.subscriptions))];
	},
};

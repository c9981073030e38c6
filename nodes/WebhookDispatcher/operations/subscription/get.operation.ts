import { findSubscription } from '../../../../src/subscriptions';
import { subscriptionLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { subscriptionItem } from '../../output';
import { readId } from '../../parameters';

export const get: ItemOperation = {
	kind: 'item',
	description: shownFor('subscription', 'get', [subscriptionLocator]),
	execute: async ({ context, itemIndex, runtime }) => {
		const id = readId(context, 'subscriptionId', itemIndex);
		return [subscriptionItem(await findSubscription(id, runtime.store.subscriptions))];
	},
};

import { systemClock } from '../../../../src/model/clock';
import { findSubscription } from '../../../../src/subscriptions';
import { subscriptionLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { readId } from '../../parameters';

export const deleteSubscription: ItemOperation = {
	kind: 'item',
	description: shownFor('subscription', 'delete', [subscriptionLocator]),
	execute: async ({ context, itemIndex, runtime }) => {
		const { subscriptions } = runtime.store;
		const { id } = await findSubscription(
			readId(context, 'subscriptionId', itemIndex),
			subscriptions,
		);
		await subscriptions.delete(id, systemClock.now());
		return [{ id, deleted: true }];
	},
};

import { systemClock } from '../../../../src/model/clock';
import { findSubscription } from '../../../../src/subscriptions';
import { readSubscriptionId } from '../../chosen-subscription';
import { subscriptionLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';

export const deleteSubscription: ItemOperation = {
	kind: 'item',
	description: shownFor('subscription', 'delete', [subscriptionLocator]),
	execute: async (call) => {
		const { subscriptions } = call.runtime.store;
		const { id } = await findSubscription(await readSubscriptionId(call), subscriptions);
		await subscriptions.delete(id, systemClock.now());
		return [{ id, deleted: true }];
	},
};

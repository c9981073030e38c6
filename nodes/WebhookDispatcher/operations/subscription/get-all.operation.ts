import { shownFor, type ItemOperation } from '../../operation';
import { subscriptionItem } from '../../output';
import { pageProperties, readPageSize } from '../../parameters';

export const getAll: ItemOperation = {
	kind: 'item',
	description: shownFor('subscription', 'getAll', pageProperties),
	execute: async ({ context, itemIndex, runtime }) => {
		const subscriptions = await runtime.store.subscriptions.list();
		return subscriptions.slice(0, readPageSize(context, itemIndex)).map(subscriptionItem);
	},
};

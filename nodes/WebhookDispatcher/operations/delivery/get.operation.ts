import { findDelivery } from '../../../../src/history';
import { deliveryLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { deliveryItem } from '../../../shared/delivery-item';
import { readId } from '../../parameters';

export const get: ItemOperation = {
	kind: 'item',
	description: shownFor('delivery', 'get', [deliveryLocator]),
	execute: async ({ context, itemIndex, runtime }) => {
		const id = readId(context, 'deliveryId', itemIndex);
		return [deliveryItem(await findDelivery(id, runtime.store.history))];
	},
};

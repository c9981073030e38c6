import { findDelivery } from '../../../../src/history';
import { deliveryLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { deliveryItem } from '../../../shared/delivery-item';
import { readId } from '../../parameters';

export const resend: ItemOperation = {
	kind: 'item',
	description: shownFor('delivery', 'resend', [deliveryLocator]),
	execute: async ({ context, itemIndex, runtime }) => {
		const id = readId(context, 'deliveryId', itemIndex);
		const { history } = runtime.store;
		await runtime.engine.resend((await findDelivery(id, history)).delivery);
		return [deliveryItem(await findDelivery(id, history))];
	},
};

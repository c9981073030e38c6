import { listDeliveries } from '../../../../src/history';
import { getMany } from '../../get-many';
import { deliveryItem } from '../../../shared/delivery-item';
import { deliveryFilters } from './delivery-filters';

export const getAll = getMany({
	resource: 'delivery',
	filters: deliveryFilters,
	list: async (filters, limit, { runtime }) => {
		const records = await listDeliveries(filters, limit, runtime.store.history);
		return records.map(deliveryItem);
	},
});

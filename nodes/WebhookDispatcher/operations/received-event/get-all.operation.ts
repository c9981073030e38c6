import { listReceivedEvents } from '../../../../src/history';
import { getMany } from '../../get-many';
import { receivedEventFilters } from './received-event-filters';
import { receivedEventItem } from './received-event-item';

export const getAll = getMany({
	resource: 'receivedEvent',
	filters: receivedEventFilters,
	list: async (filters, limit, { runtime }) => {
		const records = await listReceivedEvents(filters, limit, runtime.store.receivedEvents);
		return records.map(receivedEventItem);
	},
});

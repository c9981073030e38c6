import { findReceivedEvent } from '../../../../src/history';
import { receivedEventLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { readId } from '../../parameters';
import { receivedEventItem } from './received-event-item';

export const get: ItemOperation = {
	kind: 'item',
	description: shownFor('receivedEvent', 'get', [receivedEventLocator]),
	execute: async ({ context, itemIndex, runtime }) => {
		const id = readId(context, 'receivedEventId', itemIndex);
		return [receivedEventItem(await findReceivedEvent(id, runtime.store.receivedEvents))];
	},
};

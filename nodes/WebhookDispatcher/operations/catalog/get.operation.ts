import { shownFor, type ItemOperation } from '../../operation';
import { catalogItem } from './catalog-item';
import { platformEventProperties, readPlatformEvent } from './platform-event';

export const get: ItemOperation = {
	kind: 'item',
	description: shownFor('catalog', 'get', platformEventProperties),
	execute: async ({ context, itemIndex }) => [catalogItem(readPlatformEvent(context, itemIndex))],
};

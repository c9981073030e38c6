import { shownFor, type StorelessOperation } from '../../operation';
import { catalogItem } from './catalog-item';
import { platformEventProperties, readPlatformEvent } from './platform-event';

export const get: StorelessOperation = {
	kind: 'storeless',
	description: shownFor('catalog', 'get', platformEventProperties),
	execute: async ({ context, itemIndex }) => [catalogItem(readPlatformEvent(context, itemIndex))],
};

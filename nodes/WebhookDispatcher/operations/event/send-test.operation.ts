import { shownFor, type BatchOperation } from '../../operation';
import { platformEventProperties, readPlatformEvent } from '../catalog/platform-event';
import { readItem } from './outgoing-event';
import { sendToProperties } from './recipients';
import { sendEvents } from './send-events';
import { testItem } from './test-item';

/** Sends the sample of an event, marked as a test, in exactly the way a real one is dispatched. */
export const sendTest: BatchOperation = {
	kind: 'batch',
	description: shownFor('event', 'sendTest', [...platformEventProperties, ...sendToProperties]),
	execute: async (call) =>
		await sendEvents(call, {
			readEvent: (context, itemIndex) => readItem(testItem(readPlatformEvent(context, itemIndex))),
		}),
};

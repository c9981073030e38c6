import { findReceivedEvent } from '../../../../src/history';
import { phrase } from '../../../../src/model/phrase';
import type { ReceivedEventRecord } from '../../../../src/storage';
import { isPublished, n8nInstance } from '../../../shared/n8n-instance';
import type { Runtime } from '../../../shared/runtime';
import { translate } from '../../../shared/translate';
import { receivedEventLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { readId } from '../../parameters';
import { receivedEventItem } from './received-event-item';

/** Gives out the new received event, and in `hint` what keeps it from being run now. */
export const replay: ItemOperation = {
	kind: 'item',
	description: shownFor('receivedEvent', 'replay', [receivedEventLocator]),
	execute: async ({ context, itemIndex, runtime }) => {
		const { receivedEvents } = runtime.store;
		const id = readId(context, 'receivedEventId', itemIndex);
		const original = await findReceivedEvent(id, receivedEvents);
		const replayed = await findReceivedEvent(await runtime.inbox.replay(original), receivedEvents);
		return [{ ...receivedEventItem(replayed), hint: await hintOf(replayed, runtime) }];
	},
};

/** For people to read; `null` where nothing is known to keep the event from being run. */
async function hintOf(record: ReceivedEventRecord, { inbox }: Runtime): Promise<string | null> {
	if (inbox.serves(record)) return null;
	const published = await isPublished(record.workflowId);
	// In queue mode the trigger runs in another process than this operation.
	if ((await n8nInstance()).isQueueMode && published !== false) return null;
	const { workflowId } = record;
	return translate(
		published === true
			? phrase`The workflow ${workflowId} is published, but without the trigger that received this event, or that trigger uses another store now: the replay waits until that changes`
			: phrase`The workflow ${workflowId} is not published: the replay waits until it is`,
	);
}

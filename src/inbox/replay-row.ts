import { CommerceWebhooksError } from '../model/errors';
import { createId } from '../model/id';
import type { NewInboxRow, ReceivedEventRecord } from '../storage/contracts';

const WHY_NOT = {
	waiting: {
		what: 'still waits and is going to run anyway',
		remedy: 'Publish its workflow if it is not; then wait until the state of the event is "done"',
	},
	emitted: {
		what: 'is being run now',
		remedy: 'Wait until its execution has ended, or stop the execution, and replay it then',
	},
};

/**
 * The same event once more for the same trigger node, as a row of its own, which is no duplicate of anything.
 * Its item says by `replayOf` which received event it is; a replay of a replay names the first one.
 * Throws `conflict` where the event has not ended.
 */
export function replayRow(record: ReceivedEventRecord, now: number): NewInboxRow {
	const { state } = record;
	if (state === 'waiting' || state === 'emitted') {
		const { what, remedy } = WHY_NOT[state];
		throw new CommerceWebhooksError('conflict', `The received event ${record.id} ${what}`, {
			field: 'receivedEventId',
			remedy,
		});
	}
	const id = createId('rcv', now);
	return {
		workflowId: record.workflowId,
		nodeId: record.nodeId,
		id,
		eventKey: `replay~${id}`,
		duplicateSince: null,
		item: { ...record.item, replayOf: record.item.replayOf ?? record.id },
		state: 'waiting',
		receivedAt: now,
	};
}

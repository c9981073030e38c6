import { CommerceWebhooksError } from '../model/errors';
import { phrase, type Phrase } from '../model/phrase';
import { createId } from '../model/id';
import type { NewInboxRow, ReceivedEventRecord } from '../storage/contracts';

/**
 * The same event once more for the same trigger node, as a row of its own, which is no duplicate of anything.
 * Its item says by `replayOf` which received event it is; a replay of a replay names the first one.
 * Throws `conflict` where the event has not ended, or cannot be read.
 */
export function replayRow(record: ReceivedEventRecord, now: number): NewInboxRow {
	const { id, state, item, workflowId, nodeId } = record;
	if (state === 'waiting') {
		const remedy = phrase`Nothing is to be done; where its workflow is not published, publish it`;
		throw refusal(id, phrase`still waits and is going to be run anyway`, remedy);
	}
	if (state === 'emitted') {
		const remedy = phrase`Wait until its execution has ended, or stop the execution, and replay it then`;
		throw refusal(id, phrase`is being run now`, remedy);
	}
	if (item === null) {
		const remedy = phrase`Use the version that received it, or have the platform send it again`;
		throw refusal(
			id,
			phrase`was written by another version of this package and cannot be read`,
			remedy,
		);
	}
	const replayId = createId('rcv', now);
	return {
		workflowId,
		nodeId,
		id: replayId,
		eventKey: `replay~${replayId}`,
		duplicateSince: null,
		item: { ...item, replayOf: item.replayOf ?? id },
		state: 'waiting',
		receivedAt: now,
	};
}

function refusal(id: string, what: Phrase, remedy: Phrase): CommerceWebhooksError {
	return new CommerceWebhooksError('conflict', phrase`The received event ${id} ${what}`, {
		field: 'receivedEventId',
		remedy,
	});
}

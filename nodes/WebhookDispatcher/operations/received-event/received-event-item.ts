import type { JsonObject } from '../../../../src/model/json';
import type { ReceivedEventRecord } from '../../../../src/storage';
import { isoTime } from '../../output';

/** A received event: what is known of it, and in `item` what its trigger emits. */
export function receivedEventItem(record: ReceivedEventRecord): JsonObject {
	const { item } = record;
	return {
		id: record.id,
		workflowId: record.workflowId,
		nodeId: record.nodeId,
		platform: item.platform,
		event: item.event,
		eventId: item.id,
		state: record.state,
		outcome: record.outcome,
		test: item.test,
		valid: item.valid,
		replayOf: item.replayOf ?? null,
		receivedAt: isoTime(record.receivedAt),
		emittedAt: isoTime(record.emittedAt),
		finishedAt: isoTime(record.finishedAt),
		item,
	};
}

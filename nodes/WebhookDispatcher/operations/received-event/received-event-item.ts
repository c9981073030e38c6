import type { JsonObject } from '../../../../src/model/json';
import type { ReceivedEventRecord } from '../../../../src/storage';
import { isoTime } from '../../../shared/delivery-item';

/** A received event: what is known of it, and in `item` what its trigger emits. */
export function receivedEventItem(record: ReceivedEventRecord): JsonObject {
	return {
		id: record.id,
		workflowId: record.workflowId,
		nodeId: record.nodeId,
		platform: record.platform,
		event: record.event,
		eventId: record.eventId,
		state: record.state,
		outcome: record.outcome,
		test: record.test,
		valid: record.valid,
		replayOf: record.item?.replayOf ?? null,
		receivedAt: isoTime(record.receivedAt),
		emittedAt: isoTime(record.emittedAt),
		finishedAt: isoTime(record.finishedAt),
		item: record.item,
	};
}

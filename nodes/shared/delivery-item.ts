import { MAXIMUM_ATTEMPTS, statusClass, statusText } from '../../src/delivery';
import type { Attempt, Delivery } from '../../src/model/delivery';
import { instantText } from '../../src/model/instant-text';
import type { JsonObject } from '../../src/model/json';
import type { DeliveryRecord } from '../../src/storage';
import { translate } from './translate';

/** A delivery with its attempts, as `contract.md` shows it. */
export function deliveryItem({ delivery, attempts, body }: DeliveryRecord): JsonObject {
	return {
		...deliveryState(delivery),
		attempts: attempts.map((attempt) => attemptItem(attempt, { body })),
	};
}

/** A delivery without its attempts. */
export function deliveryState(delivery: Delivery): JsonObject {
	return {
		deliveryId: delivery.id,
		eventId: delivery.eventId,
		type: delivery.eventType,
		subscription:
			delivery.subscriptionId === null
				? null
				: { id: delivery.subscriptionId, name: delivery.subscriptionName },
		url: delivery.url,
		state: delivery.state,
		attemptsMade: delivery.attemptsMade,
		maximumAttempts: MAXIMUM_ATTEMPTS,
		nextAttemptAt: isoTime(delivery.nextAttemptAt),
	};
}

/** One attempt, its error in the language of this n8n; `sent` is what is known of the request besides its headers. */
export function attemptItem(attempt: Attempt, sent: { body?: string } = {}): JsonObject {
	const { response } = attempt;
	return {
		number: attempt.number,
		trigger: attempt.trigger,
		startedAt: isoTime(attempt.startedAt),
		durationMs: attempt.durationMs,
		outcome: attempt.outcome,
		request: { headers: attempt.requestHeaders, ...sent },
		response: response && {
			status: response.status,
			statusText: statusText(response.status),
			statusClass: statusClass(response.status),
			headers: response.headers,
			body: response.body,
			truncated: response.truncated,
		},
		error: attempt.error && { ...attempt.error, message: translate(attempt.error.message) },
	};
}

const isoText = instantText((instant) => new Date(instant).toISOString());

export function isoTime(instant: number | null): string | null {
	return instant === null ? null : isoText(instant);
}

import { HIDDEN, MAXIMUM_ATTEMPTS, statusClass, statusText } from '../../src/delivery';
import type { Attempt } from '../../src/model/delivery';
import type { JsonObject } from '../../src/model/json';
import type { Subscription } from '../../src/model/subscription';
import type { DeliveryRecord } from '../../src/storage';

/** A delivery with its attempts, as `contract.md` shows it. */
export function deliveryItem({ delivery, attempts, body }: DeliveryRecord): JsonObject {
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
		attempts: attempts.map((attempt) => attemptItem(attempt, body)),
	};
}

function attemptItem(attempt: Attempt, body: string): JsonObject {
	const { response } = attempt;
	return {
		number: attempt.number,
		trigger: attempt.trigger,
		startedAt: isoTime(attempt.startedAt),
		durationMs: attempt.durationMs,
		outcome: attempt.outcome,
		request: { headers: attempt.requestHeaders, body },
		response: response && {
			status: response.status,
			statusText: statusText(response.status),
			statusClass: statusClass(response.status),
			headers: response.headers,
			body: response.body,
			truncated: response.truncated,
		},
		error: attempt.error && { ...attempt.error },
	};
}

/** A subscription as `contract.md` shows it; what is sealed is not in it, headers only by name. */
export function subscriptionItem({
	id,
	settings,
	secrets,
	status,
	...times
}: Subscription): JsonObject {
	return {
		id,
		name: settings.name,
		url: settings.url,
		active: status.active,
		events: settings.events,
		platforms: settings.platforms,
		productIds: settings.productIds,
		audience: settings.audience,
		shareBuyerData: settings.shareBuyerData,
		format: settings.format,
		headers: Object.fromEntries(Object.keys(secrets.headers).map((name) => [name, HIDDEN])),
		tokenHeader: settings.tokenHeader,
		tokenQueryParameter: settings.tokenQueryParameter,
		timeoutSeconds: settings.timeoutSeconds,
		retrySchedule: settings.retrySchedule,
		rateLimitPerSecond: settings.rateLimitPerSecond,
		maximumConcurrent: settings.maximumConcurrent,
		createdAt: isoTime(times.createdAt),
		updatedAt: isoTime(times.updatedAt),
		disabledAt: isoTime(status.disabledAt),
		disabledReason: status.disabledReason,
		consecutiveFailures: status.consecutiveFailures,
		lastSuccessAt: isoTime(status.lastSuccessAt),
		lastFailureAt: isoTime(status.lastFailureAt),
	};
}

export function isoTime(instant: number | null): string | null {
	return instant === null ? null : new Date(instant).toISOString();
}

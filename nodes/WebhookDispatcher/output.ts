import { HIDDEN } from '../../src/delivery';
import type { JsonObject } from '../../src/model/json';
import type { Subscription } from '../../src/model/subscription';
import { isoTime } from '../shared/delivery-item';
import { translate } from '../shared/translate';

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
		disabledReason: status.disabledReason && translate(status.disabledReason),
		consecutiveFailures: status.consecutiveFailures,
		lastSuccessAt: isoTime(status.lastSuccessAt),
		lastFailureAt: isoTime(status.lastFailureAt),
	};
}

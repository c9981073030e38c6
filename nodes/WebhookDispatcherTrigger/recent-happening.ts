import type { DeliveryHappening, Happening, HappeningName } from '../../src/model/happening';
import type { Delivery } from '../../src/model/delivery';
import type { DeliveryFilter, DeliveryRecord, Store } from '../../src/storage';

type Stores = Pick<Store, 'history' | 'subscriptions' | 'rejections'>;

interface Wanted {
	on: readonly HappeningName[];
	subscriptionIds: readonly string[];
}

/** So many deliveries are looked through for one with a failed attempt. */
const LOOKED_AT = 100;

/**
 * What a test run shows: the last thing of the first kind that is wanted and that has happened, made of what is
 * stored; else an example, so that the workflow can be built before anything has happened.
 */
export async function recentHappening(
	{ on, subscriptionIds }: Wanted,
	stores: Stores,
	now: number,
): Promise<Happening> {
	for (const name of on) {
		const found = await find(name, subscriptionIds[0], stores);
		if (found) return found;
	}
	return example(on[0] ?? 'deliveryFailed', now);
}

async function find(
	on: HappeningName,
	subscriptionId: string | undefined,
	{ history, subscriptions, rejections }: Stores,
): Promise<Happening | null> {
	switch (on) {
		case 'deliveryDelivered':
			return await ofDelivery(on, { state: 'delivered', subscriptionId }, history);
		case 'deliveryFailed':
			return await ofDelivery(on, { state: 'failed', subscriptionId }, history);
		case 'attemptFailed':
			return await ofDelivery(on, { subscriptionId }, history);
		case 'receivedEventRejected': {
			const [rejection] = await rejections.list(1);
			if (!rejection) return null;
			const { workflowId, nodeId, reason, example: shown, minute } = rejection;
			const receivedEvent = { workflowId, nodeId, reason, example: shown };
			return { on, at: minute * 60_000, receivedEvent };
		}
		default: {
			const active = on === 'subscriptionEnabled';
			const all = await subscriptions.list();
			const found = all.find(
				({ id, status }) =>
					status.active === active && (subscriptionId === undefined || id === subscriptionId),
			);
			if (!found) return null;
			const { id, settings, status, updatedAt } = found;
			const { name, url } = settings;
			const { disabledReason } = status;
			const subscription = { id, name, url, active, disabledReason };
			return { on, at: status.disabledAt ?? updatedAt, subscription };
		}
	}
}

async function ofDelivery(
	on: DeliveryHappening['on'],
	filter: DeliveryFilter,
	history: Stores['history'],
): Promise<Happening | null> {
	const records = await history.page(filter, on === 'attemptFailed' ? LOOKED_AT : 1, null);
	for (const { delivery, attempts } of records) {
		const attempt = lastOf(on, attempts);
		if (attempt) return { on, at: attempt.startedAt + attempt.durationMs, delivery, attempt };
	}
	return null;
}

function lastOf(on: DeliveryHappening['on'], attempts: DeliveryRecord['attempts']) {
	const wantsSuccess = on === 'deliveryDelivered';
	return attempts.filter(({ outcome }) => (outcome === 'delivered') === wantsSuccess).at(-1);
}

function example(on: HappeningName, at: number): Happening {
	if (on === 'receivedEventRejected') {
		const what = { reason: 'not_authentic', example: 'POST hotmart, 1873 bytes' };
		return { on, at, receivedEvent: { workflowId: 'example', nodeId: 'example', ...what } };
	}
	const subscription = {
		id: 'sub_example',
		name: 'Example receiver',
		url: 'https://members.example.com/webhooks',
	};
	if (on === 'subscriptionDisabled' || on === 'subscriptionEnabled') {
		const active = on === 'subscriptionEnabled';
		const disabledReason = active ? null : 'The receiver answered 410 Gone';
		return { on, at, subscription: { ...subscription, active, disabledReason } };
	}
	const isDelivered = on === 'deliveryDelivered';
	const status = isDelivered ? 200 : 500;
	const delivery: Delivery = {
		id: 'dlv_example',
		eventId: 'example',
		eventType: 'purchase.approved',
		subscriptionId: subscription.id,
		subscriptionName: subscription.name,
		url: subscription.url,
		state: isDelivered ? 'delivered' : on === 'deliveryFailed' ? 'failed' : 'pending',
		attemptsMade: on === 'deliveryFailed' ? 5 : 1,
		nextAttemptAt: on === 'attemptFailed' ? at + 5000 : null,
		createdAt: at,
		finishedAt: on === 'attemptFailed' ? null : at,
		lastStatus: status,
	};
	return {
		on,
		at,
		delivery,
		attempt: {
			number: delivery.attemptsMade,
			trigger: 'automatic',
			startedAt: at,
			durationMs: 41,
			outcome: isDelivered ? 'delivered' : on === 'deliveryFailed' ? 'failed' : 'retry',
			requestHeaders: { 'webhook-id': 'example' },
			response: { status, headers: {}, body: isDelivered ? 'ok' : 'error', truncated: false },
			error: null,
		},
	};
}

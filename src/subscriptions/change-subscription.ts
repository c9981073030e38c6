import { CommerceWebhooksError } from '../model/errors';
import { phrase } from '../model/phrase';
import type { Subscription } from '../model/subscription';
import type { SubscriptionStore } from '../storage/contracts';

/** Writes what `change` makes of a subscription, and gives it back. Throws `not_found` where there is none. */
export async function changeSubscription(
	id: string,
	subscriptions: Pick<SubscriptionStore, 'change'>,
	change: Parameters<SubscriptionStore['change']>[1],
): Promise<Subscription> {
	const changed = await subscriptions.change(id, change);
	if (changed) return changed;
	throw noSubscription(id);
}

/** Throws `not_found` where there is none. */
export async function findSubscription(
	id: string,
	subscriptions: Pick<SubscriptionStore, 'get'>,
): Promise<Subscription> {
	const subscription = await subscriptions.get(id);
	if (subscription) return subscription;
	throw noSubscription(id);
}

function noSubscription(id: string): CommerceWebhooksError {
	return new CommerceWebhooksError(
		'not_found',
		phrase`There is no subscription ${JSON.stringify(id)}`,
		{
			field: 'subscriptionId',
			remedy: phrase`Choose one from the list, or take its ID from Subscription: Get Many`,
		},
	);
}

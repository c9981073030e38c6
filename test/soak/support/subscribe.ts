import { systemClock } from '../../../src/model/clock';
import type { Subscription } from '../../../src/model/subscription';
import { createAddressGuard } from '../../../src/net';
import type { Store } from '../../../src/storage';
import { createSubscription, type SubscriptionFields } from '../../../src/subscriptions';
import { LOOPBACK } from './events';
import type { Ledger } from './ledger';

/** Stores a subscription to everything whose receiver keeps account, and has it verify signatures. */
export async function subscribe(
	ledger: Ledger,
	{ subscriptions }: Store,
	fields: SubscriptionFields = {},
): Promise<Subscription> {
	const { subscription, signingSecret } = await createSubscription(
		{ name: 'Member area', events: ['*'], url: ledger.url, maximumConcurrent: 100, ...fields },
		{
			subscriptions,
			guard: createAddressGuard({ allowedNetworks: LOOPBACK }),
			clock: systemClock,
		},
	);
	ledger.expectSignaturesBy(signingSecret);
	return subscription;
}

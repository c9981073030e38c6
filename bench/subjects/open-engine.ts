import { createTransport, DeliveryEngine, Room, type Transport } from '../../src/delivery';
import { systemClock } from '../../src/model/clock';
import type { Subscription } from '../../src/model/subscription';
import { createAddressGuard } from '../../src/net';
import { openStore, type Store, type StoreOptions } from '../../src/storage';
import { createSubscription, type SubscriptionFields } from '../../src/subscriptions';

export const LOOPBACK = '127.0.0.0/8';

/** The delivery engine as the nodes open it, on a store of its own. */
export interface OpenEngine {
	store: Store;
	engine: DeliveryEngine;
	subscribe(url: string, fields?: SubscriptionFields): Promise<Subscription>;
	close(): Promise<void>;
}

export async function openEngine(
	options: StoreOptions,
	sending: (transport: Transport) => Transport = (transport) => transport,
): Promise<OpenEngine> {
	const store = await openStore(options);
	const guard = createAddressGuard({ allowedNetworks: LOOPBACK });
	const transport = createTransport({ guard });
	const engine = new DeliveryEngine({
		store,
		clock: systemClock,
		random: Math.random,
		transportFor: () => sending(transport),
		room: new Room(systemClock),
		onError: (error) => console.error(error),
	});
	return {
		store,
		engine,
		subscribe: async (url, fields = {}) => {
			const made = await createSubscription(
				{ name: 'Receiver', events: ['*'], url, maximumConcurrent: 64, ...fields },
				{ subscriptions: store.subscriptions, guard, clock: systemClock },
			);
			return made.subscription;
		},
		close: async () => {
			await engine.stop();
			await transport.close();
			await store.close();
		},
	};
}

import { createHash } from 'node:crypto';
import type { Logger } from 'n8n-workflow';

import { createTransport, DeliveryEngine, Room, type Transport } from '../../src/delivery';
import { startRetention } from '../../src/history';
import { Inbox } from '../../src/inbox';
import { systemClock } from '../../src/model/clock';
import type { AddressGuard } from '../../src/net';
import { openStore, type Store, type StoreOptions } from '../../src/storage';
import { n8nInstance } from './n8n-instance';
import { guardFor } from './network-rules';
import { storeSettings } from './store-settings';

const STORE_CREDENTIAL = 'webhookStoreApi';

/** Everything that works on one store in this process. */
export interface Runtime {
	store: Store;
	engine: DeliveryEngine;
	inbox: Inbox;
	/** Checks URLs against the networks that may be private, comma-separated. */
	guardFor: (allowedNetworks: string) => AddressGuard;
}

/** What a node uses of its store. */
export interface StoreAccess {
	runtime: Runtime;
	/** Networks that may be private, as the node's store credential names them. */
	allowedNetworks: string;
}

/** The part of n8n's contexts that is needed to find a node's store. */
interface NodeContext {
	getNode(): { credentials?: Record<string, unknown> };
	getCredentials(type: string): Promise<object>;
	logger: Logger;
}

/** One store is opened once a process, whichever nodes use it. */
const runtimes = new Map<string, Promise<Runtime>>();

/** The store of a node, opened if it is not yet: by its credential, else the embedded one in n8n's folder. */
export async function storeAccess(context: NodeContext): Promise<StoreAccess> {
	const hasCredential = context.getNode().credentials?.[STORE_CREDENTIAL] !== undefined;
	const credential = hasCredential ? await context.getCredentials(STORE_CREDENTIAL) : null;
	const settings = storeSettings(credential, await n8nInstance());
	const key = identityOf(settings.options);
	let runtime = runtimes.get(key);
	if (!runtime) {
		runtime = openRuntime(settings.options, settings.retentionDays, context.logger);
		runtimes.set(key, runtime);
		// What cannot be opened now may be opened later.
		runtime.catch(() => runtimes.delete(key));
	}
	return { runtime: await runtime, allowedNetworks: settings.allowedNetworks };
}

async function openRuntime(
	options: StoreOptions,
	retentionDays: number,
	logger: Logger,
): Promise<Runtime> {
	const store = await openStore(options);
	const clock = systemClock;
	const onError = (error: unknown) => {
		logger.error(`Webhook store: ${error instanceof Error ? error.message : String(error)}`);
	};
	const rememberedGuardFor = remember(guardFor);
	const transportFor = remember(
		(allowedNetworks: string): Transport =>
			createTransport({ guard: rememberedGuardFor(allowedNetworks) }),
	);
	const room = new Room(clock);
	const engine = new DeliveryEngine({
		store,
		clock,
		random: Math.random,
		transportFor,
		room,
		onError,
	});
	const inbox = new Inbox({ store, clock, onError });
	engine.start();
	store.onNews((news) => {
		if (news.kind === 'outbox') engine.wake();
		else inbox.wake(news.node);
	});
	startRetention({ history: store.history, clock, retentionDays, onError });
	return { store, engine, inbox, guardFor: rememberedGuardFor };
}

function remember<Value>(create: (key: string) => Value): (key: string) => Value {
	const known = new Map<string, Value>();
	return (key) => {
		const value = known.get(key) ?? create(key);
		known.set(key, value);
		return value;
	};
}

/** Nodes with the same settings share what is open; the key to the secrets is one of them. */
function identityOf(options: StoreOptions): string {
	return createHash('sha256').update(JSON.stringify(options)).digest('hex');
}

/** A process that sends what is due in a store, as any process does that runs this package's nodes. */
import { createTransport, DeliveryEngine, newEvent, Room } from '../../../src/delivery';
import { systemClock, type Clock } from '../../../src/model/clock';
import { createAddressGuard } from '../../../src/net';
import { openStore, type Store } from '../../../src/storage';
import { LOOPBACK, soakEvent } from './events';
import type { SenderOrder, SenderReport, SenderSettings } from './sender-messages';

async function run({ store: options, aheadMs }: SenderSettings): Promise<void> {
	const store = await openStore(options);
	tellWhatIsRecorded(store);
	const clock: Clock = { now: () => Date.now() + aheadMs, after: systemClock.after };
	const transport = createTransport({ guard: createAddressGuard({ allowedNetworks: LOOPBACK }) });
	const engine = new DeliveryEngine({
		store,
		clock,
		random: Math.random,
		transportFor: () => transport,
		room: new Room(clock),
		onError: (error) => report({ kind: 'error', message: messageOf(error) }),
	});
	store.onNews(() => engine.wake());

	process.on('message', (order: SenderOrder) => void obey(order, store, engine));
	process.on('disconnect', () => process.exit());
	report({ kind: 'ready' });
}

async function obey(order: SenderOrder, store: Store, engine: DeliveryEngine): Promise<void> {
	switch (order.kind) {
		case 'pump':
			engine.start();
			return;
		case 'dispatch': {
			const { call, eventIds } = order;
			const error = await dispatch(eventIds, store, engine).then(() => null, messageOf);
			report({ kind: 'dispatched', call, error });
			return;
		}
		case 'stop':
			await engine.stop();
			await store.close();
			process.disconnect?.();
	}
}

async function dispatch(
	eventIds: readonly string[],
	store: Store,
	engine: DeliveryEngine,
): Promise<void> {
	const recipients = (await store.subscriptions.list()).map((subscription) => ({
		kind: 'subscription' as const,
		subscription,
	}));
	await engine.dispatch(
		eventIds.map((id) => newEvent(soakEvent(id), recipients, LOOPBACK)),
		{ maximumConcurrent: 20, waitForFinalResult: false },
	);
}

function tellWhatIsRecorded({ outbox }: Store): void {
	const step = outbox.step.bind(outbox);
	outbox.step = async (results, claim) => {
		const done = await step(results, claim);
		const { refused } = done;
		if (results.length > 0) {
			report({ kind: 'recorded', count: results.length - refused.length, refused });
		}
		return done;
	};
}

function report(message: SenderReport): void {
	process.send?.(message);
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

run(JSON.parse(process.argv[2] ?? '')).catch((error: unknown) => {
	report({ kind: 'error', message: messageOf(error) });
	process.disconnect?.();
});

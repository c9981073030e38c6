/** Everything that sends, on a real SQLite file, the real transport and a clock that stands still. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
	createTransport,
	DeliveryEngine,
	type DispatchedDelivery,
	newEvent,
	Room,
	type DispatchOptions,
	type OutgoingEvent,
	type Recipient,
	type Transport,
} from '../../src/delivery';
import { findDelivery } from '../../src/history';
import type { Clock } from '../../src/model/clock';
import type { Subscription } from '../../src/model/subscription';
import { createAddressGuard } from '../../src/net';
import { openStore, type DeliveryRecord, type Store } from '../../src/storage';
import { createSubscription, type SubscriptionFields } from '../../src/subscriptions';
import { FakeClock, settle } from '../support/fake-clock';
import { waitFor } from '../support/lab/wait-for';
import { inTurn, startReceiver, type Answer, type Receiver } from '../support/receiver';

/** On a machine that has much else to do. */
jest.setTimeout(60_000);

export const LOOPBACK = '127.0.0.0/8';

interface BenchOptions {
	/** By default one that starts at the real time, since verifiers refuse old and future timestamps. */
	clock?: FakeClock;
	/** What the engine goes by, where it is not the clock above. */
	engineClock?: Clock;
	random?: () => number;
	/** The folder of another bench, whose store is opened a second time. */
	folder?: string;
	/** Stands between the engine and the store, e.g. to make it fail. */
	through?: (store: Store) => Store;
	/** Stands between the engine and the transport, e.g. to end the process amid a request. */
	sending?: (transport: Transport) => Transport;
}

/** An engine and all it works with. */
export class DeliveryBench {
	readonly clock: FakeClock;
	readonly room: Room;
	readonly engine: DeliveryEngine;
	/** What the background told of. */
	readonly errors: unknown[] = [];
	private readonly transports = new Map<string, Transport>();

	private constructor(
		readonly store: Store,
		readonly folder: string,
		{
			clock = new FakeClock(Date.now()),
			engineClock = clock,
			random = () => 0,
			through,
			sending,
		}: BenchOptions,
	) {
		this.clock = clock;
		this.room = new Room(engineClock);
		const transportFor = (allowedNetworks: string) => {
			const known = this.transports.get(allowedNetworks);
			if (known) return known;
			const transport = createTransport({ guard: createAddressGuard({ allowedNetworks }) });
			this.transports.set(allowedNetworks, transport);
			return sending ? sending(transport) : transport;
		};
		this.engine = new DeliveryEngine({
			store: through ? through(store) : store,
			clock: engineClock,
			random,
			transportFor,
			room: this.room,
			onError: (error) => this.errors.push(error),
		});
	}

	static async open(options: BenchOptions = {}): Promise<DeliveryBench> {
		const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'delivery-'));
		const file = path.join(folder, 'store.sqlite');
		const store = await openStore({ engine: 'sqlite', path: file, encryptionKey: 'a key' });
		return new DeliveryBench(store, folder, options);
	}

	/** Stores a subscription that wants everything, by default at once and with its own secret. */
	async subscribe(url: string, fields: SubscriptionFields = {}): Promise<Subscription> {
		const { subscription } = await createSubscription(
			{ name: 'Receiver', events: ['*'], url, ...fields },
			{
				subscriptions: this.store.subscriptions,
				guard: createAddressGuard({ allowedNetworks: LOOPBACK }),
				clock: this.clock,
			},
		);
		return subscription;
	}

	/** Dispatches one event to subscriptions, and gives the ids of its deliveries. */
	async dispatch(
		event: Partial<OutgoingEvent>,
		recipients: ReadonlyArray<Subscription | Recipient>,
		options: Partial<DispatchOptions> & { allowedNetworks?: string } = {},
	): Promise<string[]> {
		const [ids = []] = await this.dispatchAll([event], recipients, options);
		return ids;
	}

	async dispatchAll(
		events: ReadonlyArray<Partial<OutgoingEvent>>,
		recipients: ReadonlyArray<Subscription | Recipient>,
		{
			allowedNetworks = LOOPBACK,
			...options
		}: Partial<DispatchOptions> & { allowedNetworks?: string } = {},
	): Promise<string[][]> {
		const to = recipients.map(
			(one): Recipient => ('kind' in one ? one : { kind: 'subscription', subscription: one }),
		);
		const dispatched = await this.engine.dispatch(
			events.map((event) => newEvent(outgoing(event), to, allowedNetworks)),
			{ maximumConcurrent: 20, waitForFinalResult: false, ...options },
		);
		await this.expectRecords(dispatched.flat());
		return dispatched.map((ofEvent) => ofEvent.map(({ id }) => id));
	}

	/** What a dispatch says of deliveries that have ended is what reading them says. */
	private async expectRecords(dispatched: readonly DispatchedDelivery[]): Promise<void> {
		const known = dispatched.flatMap(({ record }) => record() ?? []);
		const ids = known.map(({ delivery }) => delivery.id);
		expect(known).toEqual(await this.store.history.deliveries(ids));
	}

	async record(id: string | undefined): Promise<DeliveryRecord> {
		return await findDelivery(id ?? '', this.store.history);
	}

	async state(id: string | undefined): Promise<string> {
		return (await this.record(id)).delivery.state;
	}

	async subscription({ id }: { id: string }): Promise<Subscription> {
		const subscription = await this.store.subscriptions.get(id);
		if (!subscription) throw new Error(`No subscription ${id}`);
		return subscription;
	}

	/** Lets time pass in one leap, and the background look once. */
	async pass(ms: number): Promise<void> {
		await this.clock.pause(ms);
		await this.store.history.progress([]);
		await settle();
	}

	/** Moves the clock on, 50 ms at a time, until something holds. */
	async passUntil(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
		await waitFor(
			async () => {
				if (await condition()) return true;
				await this.pass(50);
				return await condition();
			},
			{ what, timeoutMs: 10_000, pollMs: 1 },
		);
	}

	/** Waits for what is under way, which needs no clock. */
	async until(
		condition: () => Promise<boolean> | boolean,
		what: string,
		timeoutMs = 10_000,
	): Promise<void> {
		await waitFor(condition, { what, timeoutMs, pollMs: 2 });
	}

	/** Every byte of the store's files. */
	storedBytes(): Buffer {
		return Buffer.concat(
			readdirSync(this.folder).map((name) => readFileSync(path.join(this.folder, name))),
		);
	}

	async close(): Promise<void> {
		await this.engine.stop();
		for (const transport of this.transports.values()) await transport.close();
		await this.store.close();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

let eventCount = 0;

export function outgoing(event: Partial<OutgoingEvent> = {}): OutgoingEvent {
	eventCount += 1;
	const data = { order: eventCount };
	return {
		id: `event-${eventCount}`,
		type: 'order.paid',
		timestamp: '2026-01-05T12:00:00.000Z',
		data,
		payload: event.data ?? data,
		...event,
	};
}

const receivers: Receiver[] = [];
const benches: DeliveryBench[] = [];

/** A bench that `closeAll` closes. */
export async function bench(options?: BenchOptions): Promise<DeliveryBench> {
	const opened = await DeliveryBench.open(options);
	benches.push(opened);
	return opened;
}

/** A receiver that gives these answers in turn, and that `closeAll` closes. */
export async function receive(...answers: Answer[]): Promise<Receiver> {
	const [first = 200, ...rest] = answers;
	return await receiveBy(inTurn(first, ...rest));
}

/** A receiver that answers as the function says. */
export async function receiveBy(answer: ReturnType<typeof inTurn>): Promise<Receiver> {
	const receiver = await startReceiver({ answer });
	receivers.push(receiver);
	return receiver;
}

/** A receiver that knows how many requests it had at once. */
export async function receiveCounting(delayMs: number) {
	const count = { now: 0, most: 0 };
	const receiver = await receiveBy(() => {
		count.now += 1;
		count.most = Math.max(count.most, count.now);
		return (socket) =>
			void setTimeout(() => {
				count.now -= 1;
				socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
			}, delayMs);
	});
	return { receiver, count };
}

/** Receivers first: what waits for an answer ends with its connection. */
export async function closeAll(): Promise<void> {
	for (const receiver of receivers.splice(0)) await receiver.close();
	for (const opened of benches.splice(0)) await opened.close();
}

/** Leaves a bench as a process that died does: nothing of it is ended in order. */
export function abandon(dead: DeliveryBench): void {
	benches.splice(benches.indexOf(dead), 1);
}

import { DatabaseSync } from 'node:sqlite';

import { openStore, type Store, type StoreOptions } from '../../../src/storage';
import { createId } from '../../../src/model/id';
import { Pump } from '../../../src/pump';
import { systemClock } from '../../../src/model/clock';
import type { TaskTools } from './run-task';
import {
	aDelivery,
	anEvent,
	anInboxRow,
	aReceivedEvent,
	claimAt,
	idOf,
	inserted,
	insertedIds,
	START,
	takeAt,
} from './records';

/** Opens the store, waits to be told, and reports the ids that the work gives. */
async function idsOnceTold(
	options: StoreOptions,
	{ report, told }: TaskTools,
	work: (store: Store) => Promise<string[]>,
): Promise<void> {
	const store = await openStore(options);
	report('ready');
	await told();
	const ids = await work(store);
	await store.close();
	report(ids);
}

/** Waits to be told, and then takes all deliveries that are due, a few at a time. */
export async function claimDeliveries(options: StoreOptions, tools: TaskTools): Promise<void> {
	await idsOnceTold(options, tools, async ({ outbox }) => {
		const ids: string[] = [];
		for (;;) {
			const { claimed } = await outbox.step([], claimAt(START, { limit: 5 }));
			if (claimed.length === 0) return ids;
			ids.push(...claimed.map(({ id }) => id));
		}
	});
}

/** Waits to be told, and then stores 200 events, a few at a time; the ids that their deliveries have. */
export async function insertEvents(options: StoreOptions, tools: TaskTools): Promise<void> {
	await idsOnceTold(options, tools, async (store) => await insert200(store, 'evt'));
}

/** The same, of events that no other process has, whose deliveries begin with the same number as everywhere else. */
export async function insertOwnEvents(options: StoreOptions, tools: TaskTools): Promise<void> {
	Math.random = () => 0;
	await idsOnceTold(options, tools, async (store) => await insert200(store, `evt_${process.pid}`));
}

async function insert200({ outbox }: Store, name: string): Promise<string[]> {
	const ids: string[] = [];
	for (let start = 0; start < 200; start += 5) {
		const events = Array.from({ length: 5 }, (_event, index) =>
			anEvent(`${name}_${start + index}`, [aDelivery('url:1')]),
		);
		ids.push(...(await insertedIds(outbox, events, inserted())).flat());
	}
	return ids;
}

/** Waits to be told, and then takes all received events, a few at a time. */
export async function takeEvents(options: StoreOptions, tools: TaskTools): Promise<void> {
	await idsOnceTold(options, tools, async ({ inbox }) => {
		const ids: string[] = [];
		for (;;) {
			const batches = await inbox.step([], takeAt(START, { limit: 3, eventsPerBatch: 2 }));
			if (batches.length === 0) return ids;
			ids.push(...batches.flatMap(({ items }) => items.map(idOf)));
		}
	});
}

/** Accepts events until it is killed, and reports each as soon as a platform would have got its 200. */
export async function acceptForEver(options: StoreOptions, { report }: TaskTools): Promise<void> {
	const store = await openStore(options);
	for (;;) {
		const rows = Array.from({ length: 10 }, () => {
			const id = createId('evt', START);
			return anInboxRow(id, { item: aReceivedEvent(id) });
		});
		await store.inbox.accept(rows);
		report(rows.map(({ eventKey }) => eventKey));
	}
}

/** Takes one delivery that is due, and is not heard of again. */
export async function claimAndHang(options: StoreOptions, { report }: TaskTools): Promise<void> {
	const store = await openStore(options);
	const { claimed } = await store.outbox.step([], claimAt(START, { limit: 1 }));
	report(claimed.map(({ id }) => id));
	setInterval(() => undefined, 1000);
	await new Promise(() => undefined);
}

/** Waits to be told, and then opens the store. */
export async function open(options: StoreOptions, { report, told }: TaskTools): Promise<void> {
	report('ready');
	await told();
	const store = await openStore(options);
	const subscriptions = await store.subscriptions.list();
	await store.close();
	report(subscriptions.length);
}

/** Holds the file's lock, as a backup program may, until it is told to let go. */
export async function holdLock(
	{ path }: { path: string },
	{ report, told }: TaskTools,
): Promise<void> {
	const connection = new DatabaseSync(path);
	connection.exec('BEGIN EXCLUSIVE');
	report('locked');
	await told();
	connection.exec('ROLLBACK');
	connection.close();
	report('let go');
}

/** Opens the store without the rights of root. */
export async function openAsNobody(options: StoreOptions, { report }: TaskTools): Promise<void> {
	const nobody = 65_534;
	if (process.getuid?.() === 0) {
		process.setgroups?.([]);
		process.setgid?.(nobody);
		process.setuid?.(nobody);
	}
	const store = await openStore(options);
	await store.close();
	report('opened');
}

/** Starts a pump that finds nothing to do; the process has nothing else. */
export async function pumpNothing(_options: unknown, { report }: TaskTools): Promise<void> {
	const pump = new Pump(
		{ step: async () => ({ jobs: [], nextDueAt: null }), carryOut: async () => undefined },
		{ clock: systemClock, maximumInFlight: 1, onError: () => 'goOn' },
	);
	pump.start();
	await pump.idle();
	report('idle');
}

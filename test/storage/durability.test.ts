import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { openStore, type Batch, type ClaimedDelivery, type Store } from '../../src/storage';
import { freshFolder } from './support/fresh-folder';
import { interceptDatasync } from './support/intercept-datasync';
import {
	aDelivery,
	anEvent,
	anInboxRow,
	claimAt,
	delivered,
	inserted,
	START,
	takeAt,
} from './support/records';

let folder: string;
let store: Store;
let endInterception: () => void;
/** What waits for the disk. */
let waiting: Array<() => void>;
/** Whether the disk has what it is given at once. */
let isQuick: boolean;
/** What the disk answers instead. */
let failure: Error | null;

beforeEach(async () => {
	folder = freshFolder('durability-');
	waiting = [];
	isQuick = true;
	failure = null;
	endInterception = await interceptDatasync(storeFile(), async (proceed) => {
		if (failure) throw failure;
		await new Promise<void>((resolve) => {
			waiting.push(resolve);
			if (isQuick) resolve();
		});
		await proceed();
	});
});

afterEach(async () => {
	await store.close();
	endInterception();
	rmSync(folder, { recursive: true, force: true });
});

function storeFile(): string {
	return path.join(folder, 'store.sqlite');
}

async function open(strictDurability: boolean): Promise<void> {
	store = await openStore({
		engine: 'sqlite',
		path: storeFile(),
		encryptionKey: 'a key',
		strictDurability,
	});
}

/** What does not wait for the disk is done before reads that were asked for after it. */
async function others(): Promise<void> {
	for (let read = 0; read < 10; read += 1) await store.history.page({}, 1, null);
}

/** Whether something is done only once the disk has it. */
async function waitsForDisk(work: () => Promise<unknown>): Promise<boolean> {
	waiting = [];
	isQuick = false;
	let isDone = false;
	const done = work().then(() => (isDone = true));
	await others();
	const waited = !isDone && waiting.length === 1;
	isQuick = true;
	for (const resolve of waiting) resolve();
	await done;
	return waited;
}

it('waits for the disk wherever something is received or dispatched', async () => {
	await open(false);
	const accept = async () => await store.inbox.accept([anInboxRow('a')]);
	expect(await waitsForDisk(accept)).toBe(true);
	const event = anEvent('evt_1', [aDelivery('url:1')]);
	const insert = async () => await store.outbox.insert([event], inserted());
	expect(await waitsForDisk(insert)).toBe(true);
});

it('waits for it where an event that came before is not on the disk yet', async () => {
	await open(false);
	isQuick = false;
	let answered = 0;
	const accept = async () => {
		await store.inbox.accept([anInboxRow('a')]);
		answered += 1;
	};
	const first = accept();
	await others();
	const again = accept();
	await others();
	expect(answered).toBe(0);

	isQuick = true;
	for (const resolve of waiting) resolve();
	await Promise.all([first, again]);
	expect(answered).toBe(2);
});

describe('what another process wrote, which may not be on the disk yet', () => {
	let other: Store;

	beforeEach(async () => {
		await open(false);
		const mine = store;
		await mine.inbox.accept([anInboxRow('before')]);
		await open(false);
		other = store;
		await other.inbox.accept([anInboxRow('a')]);
		store = mine;
	});

	afterEach(async () => await other.close());

	it('is waited for where it makes an event a duplicate', async () => {
		const accept = async () => await store.inbox.accept([anInboxRow('a')]);
		expect(await waitsForDisk(accept)).toBe(true);
	});

	it('is waited for where its event is claimed', async () => {
		const take = async () => {
			expect(await store.inbox.step([], takeAt(START))).toHaveLength(2);
		};
		expect(await waitsForDisk(take)).toBe(true);
	});
});

it('does not wait where nothing was written', async () => {
	await open(false);
	await store.inbox.accept([anInboxRow('a')]);
	waiting = [];
	await store.inbox.accept([anInboxRow('a')]);
	expect(waiting).toHaveLength(0);
});

it.each([false, true])('attempts wait for it with strict durability only: %s', async (isStrict) => {
	await open(isStrict);
	const event = anEvent('evt_1', [aDelivery('url:1')]);
	await store.outbox.insert([event], inserted());
	let claimed: ClaimedDelivery[] = [];
	const claim = async () => ({ claimed } = await store.outbox.step([], claimAt(START)));
	expect(await waitsForDisk(claim)).toBe(isStrict);
	const record = async () => {
		await store.outbox.step(
			claimed.map((one) => delivered(one)),
			null,
		);
	};
	expect(await waitsForDisk(record)).toBe(isStrict);
	const accept = async () => await store.inbox.accept([anInboxRow('a')]);
	expect(await waitsForDisk(accept)).toBe(true);
});

it.each([
	{ isStrict: false, waits: false, whose: 'one by one', claim: {} },
	{ isStrict: true, waits: true, whose: 'one by one', claim: {} },
	{ isStrict: false, waits: true, whose: 'in batches', claim: { eventsPerBatch: 2 } },
	{ isStrict: false, waits: true, whose: 'not on it by then', claim: { waitsOnDisk: false } },
])(
	'claims of events $whose wait for it: $waits (strict durability: $isStrict)',
	async ({ isStrict, waits, claim }) => {
		await open(isStrict);
		await store.inbox.accept([anInboxRow('a')]);
		const take = async () => {
			expect(await store.inbox.step([], takeAt(START, claim))).toHaveLength(1);
		};
		expect(await waitsForDisk(take)).toBe(waits);
	},
);

it('no event is claimed before the disk has it', async () => {
	await open(false);
	await store.inbox.accept([anInboxRow('before')]);
	await store.inbox.step([], takeAt(START));
	isQuick = false;
	const accepted = store.inbox.accept([anInboxRow('a')]);
	let batches: Batch[] = [];
	const taken = store.inbox.step([], takeAt(START)).then((result) => (batches = result));
	await others();
	expect(batches).toEqual([]);

	for (const resolve of waiting) resolve();
	await Promise.all([accepted, taken]);
	expect(batches).toHaveLength(1);
});

it('what nobody waits for is on the disk soon', async () => {
	await open(false);
	await store.inbox.accept([anInboxRow('a')]);
	waiting = [];
	await store.inbox.step([], takeAt(START));
	expect(waiting).toHaveLength(0);
	const deadline = Date.now() + 20_000;
	while (waiting.length === 0 && Date.now() < deadline) await pause(50);
	expect(waiting).toHaveLength(1);
});

it('tells of a disk that is broken, and answers for nothing that it may not have', async () => {
	await open(false);
	await store.inbox.accept([anInboxRow('a')]);
	failure = Object.assign(new Error('EIO: i/o error, fdatasync'), {
		code: 'EIO',
		syscall: 'fdatasync',
	});
	const accept = async () => await store.inbox.accept([anInboxRow('b')]);
	await expect(accept()).rejects.toMatchObject({ code: 'store_unavailable' });
	// It is in the store by now, and still not for certain on the disk.
	await expect(accept()).rejects.toMatchObject({ code: 'store_unavailable' });

	failure = null;
	expect(await accept()).toMatchObject([{ duplicate: true }]);
});

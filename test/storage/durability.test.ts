import { rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { openStore, type Store } from '../../src/storage';
import { freshFolder } from './support/fresh-folder';
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

const { exec } = DatabaseSync.prototype;
let folder: string;
let store: Store;
/** The setting that each commit was made with. */
let commits: string[];

beforeEach(() => {
	folder = freshFolder('durability-');
	let setting = 'FULL';
	commits = [];
	DatabaseSync.prototype.exec = function (sql: string) {
		const [, changed] = /^PRAGMA synchronous = (\w+)/.exec(sql) ?? [];
		setting = changed ?? setting;
		if (sql === 'COMMIT') commits.push(setting);
		return exec.call(this, sql);
	};
});

afterEach(async () => {
	DatabaseSync.prototype.exec = exec;
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

async function open(strictDurability: boolean): Promise<void> {
	const file = path.join(folder, 'store.sqlite');
	store = await openStore({
		engine: 'sqlite',
		path: file,
		encryptionKey: 'a key',
		strictDurability,
	});
}

async function commitsOf(work: () => Promise<unknown>): Promise<string[]> {
	commits = [];
	await work();
	return commits;
}

it('waits for the disk wherever something is received, dispatched or given to n8n', async () => {
	await open(false);
	const accept = async () => await store.inbox.accept([anInboxRow('a')]);
	expect(await commitsOf(accept)).toEqual(['FULL']);
	const take = async () => await store.inbox.step([], takeAt(START));
	expect(await commitsOf(take)).toEqual(['FULL']);
	const event = anEvent('evt_1', [aDelivery('url:1')]);
	const insert = async () => await store.outbox.insert([event], inserted());
	expect(await commitsOf(insert)).toEqual(['FULL']);
});

it.each([
	[false, 'NORMAL'],
	[true, 'FULL'],
])('makes attempts, with strict durability %s, with the setting %s', async (isStrict, setting) => {
	await open(isStrict);
	const event = anEvent('evt_1', [aDelivery('url:1')]);
	await store.outbox.insert([event], inserted());
	const attempt = async () => {
		const { claimed } = await store.outbox.step([], claimAt(START));
		await store.outbox.step(
			claimed.map((one) => delivered(one)),
			null,
		);
	};

	expect(await commitsOf(attempt)).toEqual([setting, setting]);
	const accept = async () => await store.inbox.accept([anInboxRow('a')]);
	expect(await commitsOf(accept)).toEqual(['FULL']);
});

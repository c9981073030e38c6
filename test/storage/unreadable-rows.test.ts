import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { openStore, type Store } from '../../src/storage';
import { aDelivery, anEvent, aSubscription, claimAt, inserted, START } from './support/records';

describe('a stored row that cannot be read', () => {
	let folder: string;
	let file: string;
	let store: Store;

	beforeEach(async () => {
		folder = mkdtempSync(path.join(tmpdir(), 'unreadable-'));
		file = path.join(folder, 'store.sqlite');
		store = await openStore({
			engine: 'sqlite',
			path: file,
			encryptionKey: 'the key of the tests',
		});
	});

	afterEach(async () => {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	});

	function damage(sql: string): void {
		const connection = new DatabaseSync(file);
		connection.exec(sql);
		connection.close();
	}

	it.each([
		['the secrets', `UPDATE subscription SET sealed = 'v1.AAAA', revision = 99 WHERE id = 'sub_1'`],
		[
			'the settings',
			`UPDATE subscription SET settings = '{"name": 1}', revision = 99 WHERE id = 'sub_1'`,
		],
		['the JSON', `UPDATE subscription SET settings = '{', revision = 99 WHERE id = 'sub_1'`],
	])('of a subscription, %s: its deliveries are skipped, the others go on', async (_what, sql) => {
		await store.subscriptions.insert(aSubscription('sub_1'));
		await store.subscriptions.insert(aSubscription('sub_2'));
		await store.outbox.insert(
			[
				anEvent('evt_1', [
					aDelivery('sub_1', { subscriptionId: 'sub_1' }),
					aDelivery('sub_2', { subscriptionId: 'sub_2' }),
				]),
			],
			inserted(),
		);
		damage(sql);

		const { claimed } = await store.outbox.step([], claimAt(START));
		expect(claimed.map(({ subscription }) => subscription?.id)).toEqual(['sub_2']);
	});

	it('of a delivery to a URL: it is claimed without its target', async () => {
		const urlTarget = { signingSecret: '', headers: {} };
		await store.outbox.insert(
			[anEvent('evt_1', [aDelivery('url:1', { urlTarget }), aDelivery('url:2', { urlTarget })])],
			inserted(),
		);
		damage(`UPDATE delivery SET sealed_target = 'v1.AAAA' WHERE target = 'url:1'`);

		const { claimed } = await store.outbox.step([], claimAt(START));
		expect(claimed.map(({ urlTarget: target }) => target).sort()).toEqual([urlTarget, null]);
	});
});

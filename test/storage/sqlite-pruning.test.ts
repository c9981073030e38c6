import { rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { openStore } from '../../src/storage';
import {
	aDelivery,
	anEvent,
	anInboxRow,
	claimAt,
	DAY,
	delivered,
	inserted,
	START,
} from './support/records';
import { freshFolder } from './support/fresh-folder';

/** How many rows there are, table by table. */
function rowsIn(file: string, tables: readonly string[]): number[] {
	const database = new DatabaseSync(file, { readOnly: true });
	const counts = tables.map((table) =>
		Number(database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count),
	);
	database.close();
	return counts;
}

it('what is deleted leaves no rows behind in any table, and what stays keeps its own', async () => {
	const folder = freshFolder('pruning-');
	const file = path.join(folder, 'store.sqlite');
	const store = await openStore({ engine: 'sqlite', path: file, encryptionKey: 'a key' });
	const { outbox, inbox, history } = store;
	for (const [id, at] of [
		['old', START],
		['recent', START + DAY],
	] as const) {
		await outbox.insert([anEvent(`evt_${id}`, [aDelivery('url:1')])], inserted(at));
		const { claimed } = await outbox.step([], claimAt(at));
		await outbox.step(
			claimed.map((one) => delivered(one, { at })),
			null,
		);
		await inbox.accept([anInboxRow(id, { state: 'done', receivedAt: at })]);
	}
	const tables = ['body', 'delivery', 'attempt', 'inbox', 'inbox_item'];
	const rows = () => rowsIn(file, tables);

	expect(rows()).toEqual([2, 2, 2, 2, 2]);
	await history.prune(START + DAY / 2, 100);
	expect(rows()).toEqual([1, 1, 1, 1, 1]);

	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

it('bytes that no delivery is sent with are not kept', async () => {
	const folder = freshFolder('unused-');
	const file = path.join(folder, 'store.sqlite');
	const store = await openStore({ engine: 'sqlite', path: file, encryptionKey: 'a key' });
	const { outbox } = store;
	await outbox.insert([anEvent('evt_1', [aDelivery('url:1')])], inserted());
	// The same event for the same target, which asks for another variant by now.
	const again = anEvent('evt_1', [aDelivery('url:1', { variant: 'payload' })]);
	await outbox.insert([again], inserted());
	expect(rowsIn(file, ['body', 'delivery'])).toEqual([1, 1]);

	const another = anEvent('evt_1', [
		aDelivery('url:1', { variant: 'payload' }),
		aDelivery('url:2', { variant: 'payload' }),
		aDelivery('url:3'),
	]);
	await outbox.insert([another], inserted());
	expect(rowsIn(file, ['body', 'delivery'])).toEqual([2, 3]);

	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

import type { Store } from './contracts';
import type { Database } from './database';
import { HistoryTable } from './history-table';
import { InboxTable } from './inbox-table';
import { migrate } from './migrations';
import { OutboxTable } from './outbox-table';
import { RejectionTable } from './rejection-table';
import { createSealer, type Sealer } from './sealer';
import { openSqliteDatabase } from './sqlite-database';
import { SubscriptionTable } from './subscription-table';

export type * from './contracts';

/** Where the store is, and what its secrets are sealed with. */
export type StoreOptions = { engine: 'sqlite'; path: string; encryptionKey: string };

const KEY_CHECK = 'key_check';

/** Opens the store and brings it to the present version; see `Database` for the errors. */
export async function openStore(options: StoreOptions): Promise<Store> {
	const database = await openSqliteDatabase(options.path);
	try {
		await migrate(database);
		const sealer = createSealer(options.encryptionKey);
		await checkKey(database, sealer);
		const subscriptions = new SubscriptionTable(database, sealer);
		return {
			subscriptions,
			outbox: new OutboxTable(database, subscriptions, sealer),
			history: new HistoryTable(database),
			inbox: new InboxTable(database),
			rejections: new RejectionTable(database),
			close: async () => await database.close(),
		};
	} catch (error) {
		await database.close();
		throw error;
	}
}

/** A store is written with one key: with another one, deliveries would fail one by one instead of at once. */
async function checkKey(database: Database, sealer: Sealer): Promise<void> {
	await database.run('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING', [
		KEY_CHECK,
		sealer.seal(KEY_CHECK),
	]);
	const [row] = await database.all('SELECT value FROM setting WHERE name = ?', [KEY_CHECK]);
	sealer.unseal(String(row?.value));
}

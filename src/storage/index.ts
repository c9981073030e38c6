import type { Store } from './contracts';
import type { Database } from './database/database';
import { DeliveryClaims } from './sending/delivery-claims';
import { DeliveryResults } from './sending/delivery-results';
import { EventWriter } from './sending/event-writer';
import type { Survives } from './database/group-commit';
import { HappeningTable } from './receiving/happening-table';
import { HistoryTable } from './sending/history-table';
import { InboxTable, type InboxSurvival } from './receiving/inbox-table';
import { migrate } from './migrations';
import { newsOf } from './news';
import { OutboxTable } from './sending/outbox-table';
import { openPostgresDatabase, type PostgresOptions } from './database/postgres-database';
import { RejectionTable } from './receiving/rejection-table';
import { createSealer, KEY_REMEDY, type Sealer } from './sealer';
import { ReceivedEventTable } from './receiving/received-event-table';
import { openSqliteDatabase } from './database/sqlite-database';
import { StatisticTable } from './sending/statistic-table';
import { SubscriptionTable } from './sending/subscription-table';
import { CommerceWebhooksError } from '../model/errors';
import { phrase } from '../model/phrase';

export type * from './contracts';

/** Where the store is, and what its secrets are sealed with. */
export type StoreOptions = {
	encryptionKey: string;
	/** Whether attempts, claims and ends of executions wait for the disk too; else a power cut may undo the last ones. */
	strictDurability?: boolean;
} & ({ engine: 'sqlite'; path: string } | ({ engine: 'postgres' } & PostgresOptions));

const KEY_CHECK = 'key_check';

/** Which commits survive what; those that are not named here survive a power cut. */
interface Survival {
	attempts: Survives;
	inbox: InboxSurvival;
}

/** Opens the store and brings it to the present version; see `Database` for the errors. */
export async function openStore(options: StoreOptions): Promise<Store> {
	const database =
		options.engine === 'sqlite'
			? await openSqliteDatabase(options.path)
			: await openPostgresDatabase(options);
	try {
		await migrate(database);
		const sealer = createSealer(options.encryptionKey);
		await checkKey(database, sealer);
		return storeOn(database, sealer, survivalOf(options));
	} catch (error) {
		await database.close();
		throw error;
	}
}

function survivalOf({ engine, strictDurability }: StoreOptions): Survival {
	if (strictDurability) {
		return { attempts: 'powerCut', inbox: { ends: 'powerCut', repeatableClaims: 'powerCut' } };
	}
	return {
		attempts: 'processEnd',
		inbox: {
			ends: 'processEnd',
			// A server may break off by itself, and n8n goes on with what was claimed.
			repeatableClaims: engine === 'sqlite' ? 'asRead' : 'powerCut',
		},
	};
}

function storeOn(database: Database, sealer: Sealer, survival: Survival): Store {
	const statistics = new StatisticTable(database);
	const inbox = new InboxTable(database, survival.inbox);
	const happenings = new HappeningTable(database, inbox);
	const subscriptions = new SubscriptionTable(database, sealer, statistics, happenings);
	const claims = new DeliveryClaims(database, subscriptions, statistics, sealer);
	const results = new DeliveryResults(database, { subscriptions, statistics, happenings, claims });
	const writer = new EventWriter(database, sealer, statistics);
	return {
		subscriptions,
		outbox: new OutboxTable(database, { writer, claims, results, statistics }, survival.attempts),
		history: new HistoryTable(database, statistics),
		inbox,
		receivedEvents: new ReceivedEventTable(database),
		rejections: new RejectionTable(database, happenings),
		listeners: happenings,
		onNews: (callback) =>
			database.listen((message) => {
				const news = newsOf(message);
				if (news) callback(news);
			}),
		close: async () => await database.close(),
	};
}

/** A store is written with one key: with another one, deliveries would fail one by one instead of at once. */
async function checkKey(database: Database, sealer: Sealer): Promise<void> {
	await database.run('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING', [
		KEY_CHECK,
		sealer.seal(KEY_CHECK),
	]);
	const [row] = await database.all('SELECT value FROM setting WHERE name = ?', [KEY_CHECK]);
	try {
		sealer.unseal(String(row?.value));
	} catch (cause) {
		throw new CommerceWebhooksError(
			'encryption',
			phrase`The webhook store ${database.name} was written with another encryption key`,
			{ remedy: KEY_REMEDY, cause },
		);
	}
}

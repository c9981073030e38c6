import { rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { openStore } from '../../src/storage';
import {
	aDelivery,
	anEvent,
	anInboxRow,
	aSubscription,
	claimAt,
	claimFirstAt,
	deliveryFor,
	inserted,
	insertedWaiting,
	LEASE,
	MINUTE,
	NODE,
	retried,
	START,
	takeAt,
} from './support/records';
import { freshFolder } from './support/fresh-folder';

// On a busy machine: none of the tests waits for real time.
jest.setTimeout(30_000);

/** What is small whatever happens: as many rows as there are subscriptions, processes or targets. */
const SMALL_TABLES = [
	'subscription',
	'listener',
	'schema_version',
	'setting',
	'json_each',
	// SCAN CONSTANT ROW: the values of a statement itself.
	'CONSTANT',
];

describe('the statements that run all the time', () => {
	let folder: string;
	const statements = new Set<string>();
	let plans: Map<string, string[]>;

	beforeAll(async () => {
		folder = freshFolder('plans-');
		const file = path.join(folder, 'store.sqlite');
		const { prepare } = DatabaseSync.prototype;
		DatabaseSync.prototype.prepare = function (sql: string) {
			statements.add(sql);
			return prepare.call(this, sql);
		};
		try {
			await workOn(file);
		} finally {
			DatabaseSync.prototype.prepare = prepare;
		}
		const database = new DatabaseSync(file);
		plans = new Map(
			[...statements].map((sql) => [
				sql,
				database
					.prepare(`EXPLAIN QUERY PLAN ${sql}`)
					.all()
					.map(({ detail }) => String(detail)),
			]),
		);
		database.close();
	});

	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	/** All that receiving and sending do, in the good and in the bad case. */
	async function workOn(file: string): Promise<void> {
		const store = await openStore({ engine: 'sqlite', path: file, encryptionKey: 'a key' });
		statements.clear();
		const { subscriptions, outbox, inbox, history } = store;
		const subscription = aSubscription('sub_1');
		await subscriptions.insert(subscription);
		const events = [anEvent('evt_1', [deliveryFor(subscription), aDelivery('url:1')])];
		const first = await insertedWaiting(outbox, events, inserted());
		const ids = first.map(({ id }) => id);
		await outbox.insert(events, inserted());
		await outbox.step([], claimFirstAt(START, first, { limit: 1 }));
		const toOne = [anEvent('evt_2', [deliveryFor(subscription)])];
		const ofOne = await insertedWaiting(outbox, toOne, inserted(START, MINUTE));
		await outbox.step([], claimFirstAt(START, ofOne));
		const { claimed } = await outbox.step([], claimAt(START));
		await outbox.step(
			claimed.map((one) => retried(one)),
			claimAt(START),
		);
		await outbox.postpone(ids, inserted());
		await outbox.nextDueAt();
		await outbox.expired(START + LEASE + 1, 10);
		await outbox.claimManually(ids[0] ?? '', START);
		await history.progress(ids);
		await history.prune(START, 10);
		await inbox.accept([
			anInboxRow('a'),
			anInboxRow('b', { duplicateSince: START }),
			anInboxRow('a'),
		]);
		const batches = await inbox.step([], takeAt(START));
		await inbox.renew(
			batches.map(({ leaseId }) => leaseId),
			START + LEASE,
		);
		const [batch] = await inbox.step([], takeAt(START + 2 * LEASE));
		if (batch) await inbox.startGeneration({ ...batch, generation: 2 });
		const result = { state: 'done' as const, outcome: 'success', finishedAt: START };
		if (batch) await inbox.step([{ batchId: batch.id, leaseId: batch.leaseId, ...result }], null);
		await inbox.latestTest(NODE);
		await store.close();
	}

	it('read no large table from end to end', () => {
		const scans = [...plans].filter(([, plan]) =>
			plan.some((line) => {
				const [, table = ''] = /^SCAN (\w+)/.exec(line) ?? [];
				// A partial index holds what is under way, and nothing that is done.
				const isSmall = SMALL_TABLES.includes(table) || line.includes('USING INDEX inbox_batch');
				return table !== '' && !isSmall;
			}),
		);

		expect(plans.size).toBeGreaterThan(30);
		expect(scans).toEqual([]);
	});

	it('sort no backlog before they take its first rows', () => {
		const sorts = [...plans].filter(
			([sql, plan]) =>
				sql.includes('LIMIT') &&
				!sql.includes('GROUP BY') &&
				plan.some((line) => line.includes('TEMP B-TREE FOR ORDER BY')),
		);

		expect(sorts).toEqual([]);
	});

	it('find deliveries that they name by their names, and do not go through all that waits', () => {
		const naming = [...plans].filter(([sql]) =>
			/\b(row_id|id) (= \?|BETWEEN \?|IN \(SELECT value)/.test(sql),
		);
		const throughAll = naming.filter(([, plan]) =>
			plan.some((line) => /INDEX delivery_(due|leased|unfinished)/.test(line)),
		);

		expect(naming.length).toBeGreaterThan(10);
		expect(throughAll).toEqual([]);
	});
});

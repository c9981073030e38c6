import { randomBytes } from 'node:crypto';

import { openStore } from '../../src/storage';
import {
	describeWith,
	dropSchemas,
	postgresConnection,
	postgresService,
	queryPostgres,
} from '../support/services';
import { waitFor } from '../support/lab/wait-for';
import { describeStore, type StorePlace } from './store-conformance';
import {
	aDelivery,
	anEvent,
	claimFirstAt,
	inserted,
	insertedWaiting,
	MINUTE,
	START,
} from './support/records';

/** A schema of its own for each test. */
async function openFreshPlace(): Promise<StorePlace & { schema: string }> {
	const schema = `test_${randomBytes(8).toString('hex')}`;
	return {
		schema,
		options: {
			engine: 'postgres',
			...postgresConnection(),
			schema,
			ssl: false,
			encryptionKey: 'the key of the tests',
		},
		readBytes: async () => Buffer.from(JSON.stringify(await contentOf(schema))),
		change: async (table, assignments) =>
			void (await queryPostgres(`UPDATE ${schema}.${table} SET ${assignments}`)),
		remove: async () => await dropSchemas(schema),
	};
}

/** Every row of every table. */
async function contentOf(schema: string): Promise<unknown> {
	const tables = await queryPostgres(
		'SELECT table_name FROM information_schema.tables WHERE table_schema = $1',
		[schema],
	);
	const rows: unknown[] = [];
	for (const { table_name: table } of tables) {
		const found = await queryPostgres(`SELECT * FROM ${schema}.${String(table)}`);
		rows.push(...found.map((row) => Object.values(row).map(String)));
	}
	return rows;
}

describeWith([postgresService], 'with a Postgres', () => {
	describeStore('Postgres', openFreshPlace);

	it('claims first attempts without writing into an index', async () => {
		const place = await openFreshPlace();
		try {
			const store = await openStore(place.options);
			const events = Array.from({ length: 50 }, (_event, index) =>
				anEvent(`evt_${index}`, [aDelivery('url:1')]),
			);
			const first = await insertedWaiting(store.outbox, events, inserted(START, MINUTE));
			const { claimed } = await store.outbox.step([], claimFirstAt(START, first));
			// Connections tell the statistics what they did when they end.
			await store.close();
			expect(claimed).toHaveLength(50);
			const updates = await waitFor(
				async () => {
					const [row] = await queryPostgres(
						`SELECT n_tup_upd::int AS all, n_tup_hot_upd::int AS without_indexes FROM pg_stat_user_tables
						WHERE schemaname = $1 AND relname = 'delivery' AND n_tup_upd > 0`,
						[place.schema],
					);
					return row;
				},
				{ what: 'the statistics' },
			);

			expect(updates).toEqual({ all: 50, without_indexes: 50 });
		} finally {
			await place.remove();
		}
	});
});

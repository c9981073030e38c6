import type { Database, Dialect } from './database/database';
import { CommerceWebhooksError } from '../model/errors';
import { phrase } from '../model/phrase';

type Migration = (dialect: Dialect) => readonly string[];

/** In order; a migration that was released is never changed. */
const MIGRATIONS: readonly Migration[] = [initialTables];

/** Brings a store to the present version, under a lock; a store of a newer version is an error. */
export async function migrate(database: Database): Promise<void> {
	const { dialect } = database;
	await database.transaction(async (statements) => {
		if (dialect.lockMigrations) await statements.all(dialect.lockMigrations);
		await statements.run(
			`CREATE TABLE IF NOT EXISTS schema_version (version ${dialect.integer} NOT NULL)`,
		);
		const [row] = await statements.all('SELECT max(version) AS version FROM schema_version');
		const version = Number(row?.version ?? 0);
		if (version > MIGRATIONS.length) {
			throw new CommerceWebhooksError(
				'store_version',
				phrase`The webhook store ${database.name} was written by a newer version of this package (store version ${version}, known here: ${MIGRATIONS.length})`,
				{ remedy: phrase`Update n8n-nodes-commerce-webhooks in n8n, or use another store` },
			);
		}
		for (const [index, migration] of MIGRATIONS.entries()) {
			if (index < version) continue;
			for (const sql of migration(dialect)) await statements.run(sql);
			await statements.run('INSERT INTO schema_version (version) VALUES (?)', [index + 1]);
		}
	});
}

/**
 * Ids and JSON are text, instants Unix time in milliseconds, what is signed is bytes. No foreign keys: an attempt is
 * written with its delivery and deleted with it, and Postgres would look for and lock the delivery once more for each.
 */
function initialTables({
	integer,
	bytes,
	rowId,
	thenRowId,
	keyOrdered,
	changedSoon,
	hashIndex,
}: Dialect): readonly string[] {
	return [
		`CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,

		`CREATE TABLE subscription (
			id TEXT PRIMARY KEY,
			settings TEXT NOT NULL,
			sealed TEXT NOT NULL,
			active ${integer} NOT NULL,
			disabled_at ${integer},
			disabled_reason TEXT,
			consecutive_failures ${integer} NOT NULL DEFAULT 0,
			failing_since ${integer},
			last_success_at ${integer},
			last_failure_at ${integer},
			revision ${integer} NOT NULL DEFAULT 1,
			created_at ${integer} NOT NULL,
			updated_at ${integer} NOT NULL
		)`,

		// The exact bytes that are signed and sent; an event has as many variants as its receivers ask for. Found by
		// the deliveries only.
		`CREATE TABLE body (
			${rowId},
			event_id TEXT NOT NULL,
			event_hash ${integer} NOT NULL,
			variant TEXT NOT NULL,
			bytes ${bytes} NOT NULL
		)`,

		// Its row id tells the instant of its creation, and is its id in other digits: see `delivery-ids.ts`.
		`CREATE TABLE delivery (
			row_id ${integer} PRIMARY KEY,
			event_id TEXT NOT NULL,
			event_hash ${integer} NOT NULL,
			event_type TEXT NOT NULL,
			target TEXT NOT NULL,
			subscription_id TEXT,
			subscription_name TEXT,
			url TEXT NOT NULL,
			origin TEXT NOT NULL,
			sealed_target TEXT,
			body_row_id ${integer} NOT NULL,
			allowed_networks TEXT NOT NULL,
			state TEXT NOT NULL,
			previous_state TEXT,
			attempts_made ${integer} NOT NULL DEFAULT 0,
			last_number ${integer} NOT NULL DEFAULT 0,
			next_attempt_at ${integer},
			lease_id TEXT,
			lease_until ${integer},
			last_status ${integer},
			created_at ${integer} NOT NULL,
			finished_at ${integer},
			undelivered_as TEXT GENERATED ALWAYS AS (
				CASE WHEN finished_at IS NOT NULL AND state <> 'delivered' THEN state END) STORED
		)${changedSoon}`,
		hashIndex('delivery_of_event', {
			table: 'delivery',
			hash: 'event_hash',
			identity: 'event_id, target',
		}),
		// What waits for its dispatch has a lease and is not due, and no index holds its state: none changes when it is
		// claimed, and Postgres need not write the row into all of them anew.
		`CREATE INDEX delivery_due ON delivery (next_attempt_at) WHERE next_attempt_at IS NOT NULL`,
		`CREATE INDEX delivery_leased ON delivery (lease_until) WHERE lease_until IS NOT NULL`,
		// Searches: row ids sort by creation, so each index is in the order of the lists.
		`CREATE INDEX delivery_by_subscription ON delivery (subscription_id${thenRowId})`,
		`CREATE INDEX delivery_by_type ON delivery (event_type${thenRowId})`,
		`CREATE INDEX delivery_by_status ON delivery (last_status${thenRowId}) WHERE last_status IS NOT NULL`,
		// Nearly all were delivered: those are found without an index, and kept in none.
		`CREATE INDEX delivery_by_state ON delivery (undelivered_as${thenRowId}) WHERE undelivered_as IS NOT NULL`,
		`CREATE INDEX delivery_undelivered ON delivery (subscription_id, undelivered_as${thenRowId})
			WHERE undelivered_as IS NOT NULL`,
		`CREATE INDEX delivery_unfinished ON delivery (row_id, created_at, subscription_id, previous_state)
			WHERE finished_at IS NULL`,

		`CREATE TABLE statistic (
			subscription_id TEXT NOT NULL,
			span ${integer} NOT NULL,
			start ${integer} NOT NULL,
			${statisticCounts(integer)},
			PRIMARY KEY (subscription_id, span, start)
		)`,
		`CREATE INDEX statistic_by_start ON statistic (span, start)`,

		// Its row id tells the delivery and the number: see `attempt-rows.ts`.
		`CREATE TABLE attempt (
			row_id ${integer} PRIMARY KEY,
			trigger_kind TEXT NOT NULL,
			started_at ${integer} NOT NULL,
			duration_ms ${integer} NOT NULL,
			outcome TEXT NOT NULL,
			request_headers TEXT NOT NULL,
			status ${integer},
			response_headers TEXT,
			response_body TEXT,
			response_truncated ${integer},
			error_code TEXT,
			error_message TEXT
		)`,

		`CREATE TABLE inbox (
			id TEXT PRIMARY KEY,
			workflow_id TEXT NOT NULL,
			node_id TEXT NOT NULL,
			event_key TEXT NOT NULL,
			platform TEXT NOT NULL,
			event TEXT NOT NULL,
			event_id TEXT NOT NULL,
			test ${integer} NOT NULL,
			valid ${integer} NOT NULL,
			state TEXT NOT NULL,
			batch_id TEXT,
			generation ${integer} NOT NULL DEFAULT 1,
			lease_id TEXT,
			lease_until ${integer},
			outcome TEXT,
			received_at ${integer} NOT NULL,
			emitted_at ${integer},
			finished_at ${integer},
			UNIQUE (workflow_id, node_id, event_key)
		)`,
		`CREATE TABLE inbox_item (
			id TEXT PRIMARY KEY,
			item TEXT NOT NULL
		)`,
		`CREATE INDEX inbox_waiting ON inbox (workflow_id, node_id, id) WHERE state = 'waiting'`,
		`CREATE INDEX inbox_emitted ON inbox (workflow_id, node_id, lease_until) WHERE state = 'emitted'`,
		`CREATE INDEX inbox_batch ON inbox (batch_id) WHERE state = 'emitted'`,
		`CREATE INDEX inbox_tests ON inbox (workflow_id, node_id, id) WHERE test = 1`,
		`CREATE INDEX inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL`,
		// All that is searched by, in the order that is shown: rows are wide, and a search reads none but those it finds.
		`CREATE INDEX inbox_search ON inbox (id, state, platform, event, event_id)`,

		`CREATE TABLE rejection (
			workflow_id TEXT NOT NULL,
			node_id TEXT NOT NULL,
			reason TEXT NOT NULL,
			minute ${integer} NOT NULL,
			count ${integer} NOT NULL,
			example TEXT NOT NULL,
			PRIMARY KEY (workflow_id, node_id, minute, reason)
		)${keyOrdered}`,

		`CREATE TABLE listener (
			workflow_id TEXT NOT NULL,
			node_id TEXT NOT NULL,
			happenings TEXT NOT NULL,
			subscription_ids TEXT NOT NULL,
			active_until ${integer} NOT NULL,
			PRIMARY KEY (workflow_id, node_id)
		)`,
	];
}

/** One column for each final state, and one for each of the buckets that durations are counted in. */
function statisticCounts(integer: string): string {
	const buckets = Array.from({ length: 33 }, (_bucket, index) => `took_${index}`);
	return ['delivered', 'failed', 'skipped', 'canceled', ...buckets]
		.map((name) => `${name} ${integer} NOT NULL`)
		.join(', ');
}

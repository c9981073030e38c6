import { z } from 'zod';

import type { SubscriptionStore } from './contracts';
import type { Database, SqlRow, Statements } from './database';
import type { Sealer } from './sealer';
import {
	subscriptionSecretsSchema,
	subscriptionSettingsSchema,
	type Subscription,
} from '../model/subscription';

const COLUMNS = `id, settings, sealed, active, disabled_at, disabled_reason, consecutive_failures,
	last_success_at, last_failure_at, revision, created_at, updated_at`;

const INSERT = `INSERT INTO subscription (id, settings, sealed, active, created_at, updated_at)
	VALUES (?, ?, ?, ?, ?, ?)`;
const UPDATE = `UPDATE subscription SET settings = ?, sealed = ?, updated_at = ?, revision = revision + 1
	WHERE id = ?`;
const ENABLE = `UPDATE subscription SET active = 1, disabled_at = NULL, disabled_reason = NULL,
	consecutive_failures = 0, failing_since = NULL, updated_at = ? WHERE id = ?`;
const DISABLE = `UPDATE subscription SET active = 0, disabled_at = ?, disabled_reason = ?, updated_at = ?
	WHERE id = ? AND active = 1`;
const SKIP_PENDING = `UPDATE delivery SET state = 'skipped', next_attempt_at = NULL, finished_at = ?
	WHERE subscription_id = ? AND state = 'pending'`;
const CANCEL_PENDING = `UPDATE delivery SET state = 'canceled', next_attempt_at = NULL, finished_at = ?
	WHERE subscription_id = ? AND state = 'pending'`;
const SUCCEEDED = `UPDATE subscription SET consecutive_failures = 0, failing_since = NULL, last_success_at = ?
	WHERE id = ?`;
const FAILED = `UPDATE subscription SET consecutive_failures = consecutive_failures + ?,
	failing_since = COALESCE(failing_since, ?), last_failure_at = ? WHERE id = ?`;
const FAILING = `SELECT consecutive_failures, failing_since FROM subscription WHERE id = ? AND active = 1`;

/** Switched off by itself after so many deliveries in a row that failed for good, over at least so long. */
const FAILURES_BEFORE_DISABLING = 5;
const FAILING_BEFORE_DISABLING_MS = 24 * 60 * 60 * 1000;

const rowSchema = z.object({
	id: z.string(),
	settings: z.string(),
	sealed: z.string(),
	active: z.coerce.boolean(),
	disabled_at: z.number().nullable(),
	disabled_reason: z.string().nullable(),
	consecutive_failures: z.number(),
	last_success_at: z.number().nullable(),
	last_failure_at: z.number().nullable(),
	revision: z.number(),
	created_at: z.number(),
	updated_at: z.number(),
});

/** What one transaction means for one subscription. */
export interface SubscriptionEffect {
	subscriptionId: string;
	succeeded: boolean;
	failures: number;
	disableReason: string | null;
}

/** The table of subscriptions; secrets are sealed on their way in. */
export class SubscriptionTable implements SubscriptionStore {
	/** Unsealing and parsing costs more than sending: kept until the row's revision changes. */
	private readonly known = new Map<string, { revision: number; subscription: Subscription }>();

	constructor(
		private readonly database: Database,
		private readonly sealer: Sealer,
	) {}

	async insert({
		id,
		settings,
		secrets,
		status,
		createdAt,
		updatedAt,
	}: Subscription): Promise<void> {
		await this.database.run(INSERT, [
			id,
			JSON.stringify(settings),
			this.sealer.seal(JSON.stringify(secrets)),
			status.active ? 1 : 0,
			createdAt,
			updatedAt,
		]);
	}

	async get(id: string): Promise<Subscription | null> {
		const [row] = await this.database.all(`SELECT ${COLUMNS} FROM subscription WHERE id = ?`, [id]);
		return row ? this.parse(row) : null;
	}

	async list(): Promise<Subscription[]> {
		const rows = await this.database.all(
			`SELECT ${COLUMNS} FROM subscription ORDER BY created_at, id`,
		);
		return rows.map((row) => this.parse(row));
	}

	/** One that cannot be read is left out: it must not stop what goes to the others. */
	async byIds(statements: Statements, ids: readonly string[]): Promise<Map<string, Subscription>> {
		const rows = await statements.all(
			`SELECT ${COLUMNS} FROM subscription WHERE id IN ${this.database.dialect.textList}`,
			[JSON.stringify(ids)],
		);
		const readable = rows.flatMap((row) => this.parseIfReadable(row) ?? []);
		return new Map(readable.map((subscription) => [subscription.id, subscription]));
	}

	async update({
		id,
		settings,
		secrets,
		updatedAt,
	}: Parameters<SubscriptionStore['update']>[0]): Promise<boolean> {
		const sealed = this.sealer.seal(JSON.stringify(secrets));
		const changed = await this.database.run(UPDATE, [
			JSON.stringify(settings),
			sealed,
			updatedAt,
			id,
		]);
		return changed > 0;
	}

	async setActive(
		id: string,
		active: boolean,
		reason: string | null,
		now: number,
	): Promise<boolean> {
		return await this.database.transaction(async (statements) => {
			if (active) await statements.run(ENABLE, [now, id]);
			else await disable(statements, id, reason, now);
			const [row] = await statements.all('SELECT id FROM subscription WHERE id = ?', [id]);
			return row !== undefined;
		});
	}

	async delete(id: string, now: number): Promise<boolean> {
		this.known.delete(id);
		return await this.database.transaction(async (statements) => {
			await statements.run(CANCEL_PENDING, [now, id]);
			return (await statements.run('DELETE FROM subscription WHERE id = ?', [id])) > 0;
		});
	}

	/** Counts what happened to subscriptions in one transaction, and switches off those that have failed for too long. */
	async record(
		statements: Statements,
		effects: Iterable<SubscriptionEffect>,
		now: number,
	): Promise<void> {
		for (const { subscriptionId, succeeded, failures, disableReason } of effects) {
			if (succeeded) await statements.run(SUCCEEDED, [now, subscriptionId]);
			else if (failures > 0) await statements.run(FAILED, [failures, now, now, subscriptionId]);
			if (disableReason !== null) await disable(statements, subscriptionId, disableReason, now);
			else if (!succeeded && failures > 0)
				await this.disableIfFailing(statements, subscriptionId, now);
		}
	}

	private async disableIfFailing(statements: Statements, id: string, now: number): Promise<void> {
		const [row] = await statements.all(FAILING, [id]);
		if (!row || row.failing_since === null) return;
		const failures = Number(row.consecutive_failures);
		const failingForMs = now - Number(row.failing_since);
		if (failures < FAILURES_BEFORE_DISABLING || failingForMs < FAILING_BEFORE_DISABLING_MS) return;
		await disable(
			statements,
			id,
			`${failures} deliveries in a row failed for good over more than 24 hours`,
			now,
		);
	}

	private parseIfReadable(row: SqlRow): Subscription | null {
		try {
			return this.parse(row);
		} catch {
			return null;
		}
	}

	private parse(row: SqlRow): Subscription {
		const parsed = rowSchema.parse(row);
		const known = this.known.get(parsed.id);
		const unchanged = known?.revision === parsed.revision ? known.subscription : null;
		const subscription: Subscription = {
			id: parsed.id,
			settings:
				unchanged?.settings ?? subscriptionSettingsSchema.parse(JSON.parse(parsed.settings)),
			secrets:
				unchanged?.secrets ??
				subscriptionSecretsSchema.parse(JSON.parse(this.sealer.unseal(parsed.sealed))),
			status: {
				active: parsed.active,
				disabledAt: parsed.disabled_at,
				disabledReason: parsed.disabled_reason,
				consecutiveFailures: parsed.consecutive_failures,
				lastSuccessAt: parsed.last_success_at,
				lastFailureAt: parsed.last_failure_at,
			},
			createdAt: parsed.created_at,
			updatedAt: parsed.updated_at,
		};
		this.known.set(parsed.id, { revision: parsed.revision, subscription });
		return subscription;
	}
}

async function disable(
	statements: Statements,
	id: string,
	reason: string | null,
	now: number,
): Promise<void> {
	const changed = await statements.run(DISABLE, [now, reason, now, id]);
	if (changed > 0) await statements.run(SKIP_PENDING, [now, id]);
}

import * as z from 'zod';

import type { SubscriptionStore } from '../contracts';
import type { Database, SqlRow, Statements } from '../database/database';
import { endWaiting } from './ending-deliveries';
import type { HappeningTable } from '../receiving/happening-table';
import { rowStatement } from '../database/row-statement';
import type { Sealer } from '../sealer';
import type { StatisticTable } from './statistic-table';
import { together } from '../database/together';
import {
	subscriptionSecretsSchema,
	subscriptionSettingsSchema,
	type Subscription,
} from '../../model/subscription';

const STATUS_NAMES = [
	'id',
	'active',
	'disabled_at',
	'disabled_reason',
	'consecutive_failures',
	'last_success_at',
	'last_failure_at',
	'revision',
	'created_at',
	'updated_at',
];
const STATUS_COLUMNS = STATUS_NAMES.join(', ');
const COLUMNS = `${STATUS_COLUMNS}, settings, sealed`;

const SELECT_ONE = `SELECT ${COLUMNS} FROM subscription WHERE id = ?`;
const INSERT = `INSERT INTO subscription (id, settings, sealed, active, created_at, updated_at)
	VALUES (?, ?, ?, ?, ?, ?)`;
/** The revision says that nothing was changed since it was read. */
const CHANGE = `UPDATE subscription SET settings = ?, sealed = ?, updated_at = ?, revision = revision + 1
	WHERE id = ? AND revision = ?`;
const UPDATE = `UPDATE subscription SET settings = ?, sealed = ?, updated_at = ?, revision = revision + 1
	WHERE id = ?`;
const CLEAR_FAILURES = `UPDATE subscription SET consecutive_failures = 0, failing_since = NULL WHERE id = ?`;
const ENABLE = `UPDATE subscription SET active = 1, disabled_at = NULL, disabled_reason = NULL, updated_at = ?
	WHERE id = ? AND active = 0`;
const DISABLE = `UPDATE subscription SET active = 0, disabled_at = ?, disabled_reason = ?, updated_at = ?
	WHERE id = ? AND active = 1`;
/** To the second: to write it after each of many deliveries would cost more than it says, and hold up other processes. */
const SUCCEEDED = rowStatement({
	columns: { id: 'text', at: 'integer' },
	key: ['id'],
	sql: `UPDATE subscription AS t SET consecutive_failures = 0, failing_since = NULL,
		last_success_at = :at {rows} WHERE t.id = :id AND (t.consecutive_failures > 0
		OR t.last_success_at IS NULL OR abs(:at - t.last_success_at) >= 1000)`,
});
const FAILED = rowStatement({
	columns: { id: 'text', failures: 'integer', at: 'integer' },
	key: ['id'],
	sql: `UPDATE subscription AS t SET consecutive_failures = t.consecutive_failures + :failures,
		failing_since = COALESCE(t.failing_since, :at), last_failure_at = :at {rows} WHERE t.id = :id`,
});
const FAILING = `SELECT consecutive_failures, failing_since FROM subscription WHERE id = ? AND active = 1`;

/** Switched off by itself after so many deliveries in a row that failed for good, over at least so long. */
const FAILURES_BEFORE_DISABLING = 5;
const FAILING_BEFORE_DISABLING_MS = 24 * 60 * 60 * 1000;

const statusSchema = z.object({
	id: z.string(),
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
const rowSchema = statusSchema.extend({ settings: z.string(), sealed: z.string() });

type StatusRow = z.output<typeof statusSchema>;

/** What changes only with the revision. */
type Content = Pick<Subscription, 'settings' | 'secrets'>;

/** A subscription as it was read last, and the row that said so. */
interface Known {
	row: SqlRow;
	subscription: Subscription;
}

/** A subscription as it was read last. Its settings and secrets are the same as long as its revision is. */
export interface ReadSubscription {
	subscription: Subscription;
	revision: number;
}

/** What one transaction means for one subscription. */
export interface SubscriptionEffect {
	subscriptionId: string;
	succeeded: boolean;
	failures: number;
	disableReason: string | null;
}

/** The table of subscriptions; secrets are sealed on their way in. */
export class SubscriptionTable implements SubscriptionStore {
	/** Unsealing and parsing costs more than sending: kept until the row says something else. */
	private readonly known = new Map<string, Known>();

	constructor(
		private readonly database: Database,
		private readonly sealer: Sealer,
		private readonly statistics: StatisticTable,
		private readonly happenings: HappeningTable,
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
		const [row] = await this.database.all(SELECT_ONE, [id]);
		return row ? this.parse(row) : null;
	}

	async list(): Promise<Subscription[]> {
		const rows = await this.database.all(
			`SELECT ${COLUMNS} FROM subscription ORDER BY created_at, id`,
		);
		return rows.map((row) => this.parse(row));
	}

	/**
	 * One that cannot be read is left out: it must not stop what goes to the others. Only of those that were changed
	 * since they were read last, more than their status is read.
	 */
	async byIds(statements: Statements, ids: readonly string[]): Promise<Map<string, Subscription>> {
		const found = new Map<string, Subscription>();
		const unknown: string[] = [];
		for (const row of await this.select(statements, STATUS_COLUMNS, ids)) {
			const subscription = this.withStatus(row);
			if (subscription) found.set(subscription.id, subscription);
			else unknown.push(String(row.id));
		}
		const rows = unknown.length === 0 ? [] : await this.select(statements, COLUMNS, unknown);
		for (const row of rows) {
			const subscription = this.parseIfReadable(row);
			if (subscription) found.set(subscription.id, subscription);
		}
		return found;
	}

	/** Without reading it; `null` where it was not read yet. */
	lastRead(id: string): ReadSubscription | null {
		const known = this.known.get(id);
		return known
			? { subscription: known.subscription, revision: Number(known.row.revision) }
			: null;
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

	async change(
		id: string,
		change: Parameters<SubscriptionStore['change']>[1],
	): Promise<Subscription | null> {
		for (;;) {
			const [row] = await this.database.all(SELECT_ONE, [id]);
			if (!row) return null;
			const { settings, secrets, updatedAt } = change(this.parse(row));
			const sealed = this.sealer.seal(JSON.stringify(secrets));
			const values = [JSON.stringify(settings), sealed, updatedAt, id, Number(row.revision)];
			if ((await this.database.run(CHANGE, values)) > 0) return await this.get(id);
		}
	}

	async setActive(
		id: string,
		active: boolean,
		reason: string | null,
		now: number,
	): Promise<boolean> {
		return await this.database.transaction(async (statements) => {
			if (active) await this.enable(statements, id, now);
			else await this.disable(statements, id, reason, now);
			const [row] = await statements.all('SELECT id FROM subscription WHERE id = ?', [id]);
			return row !== undefined;
		});
	}

	async delete(id: string, now: number): Promise<boolean> {
		this.known.delete(id);
		return await this.database.transaction(async (statements) => {
			await this.endWaiting(statements, id, 'canceled', now);
			return (await statements.run('DELETE FROM subscription WHERE id = ?', [id])) > 0;
		});
	}

	/** Counts what happened to subscriptions in one transaction, and switches off those that have failed for too long. */
	async record(
		statements: Statements,
		effects: readonly SubscriptionEffect[],
		now: number,
	): Promise<void> {
		const succeeded = effects.filter((effect) => effect.succeeded);
		const failed = effects.filter((effect) => !effect.succeeded && effect.failures > 0);
		await together([
			statements.changeMany(
				SUCCEEDED,
				succeeded.map(({ subscriptionId: id }) => ({ id, at: now })),
			),
			statements.changeMany(
				FAILED,
				failed.map(({ subscriptionId: id, failures }) => ({ id, failures, at: now })),
			),
		]);
		for (const { subscriptionId, succeeded, failures, disableReason } of effects) {
			if (disableReason !== null)
				await this.disable(statements, subscriptionId, disableReason, now);
			else if (!succeeded && failures > 0)
				await this.disableIfFailing(statements, subscriptionId, now);
		}
	}

	private async select(
		statements: Statements,
		columns: string,
		ids: readonly string[],
	): Promise<SqlRow[]> {
		const select = `SELECT ${columns} FROM subscription WHERE id`;
		const [id] = ids;
		// Mostly it is one, and that is found quicker without a list.
		if (ids.length === 1 && id !== undefined) return await statements.all(`${select} = ?`, [id]);
		return await statements.all(`${select} IN ${this.database.dialect.textList}`, [
			JSON.stringify(ids),
		]);
	}

	private async disableIfFailing(statements: Statements, id: string, now: number): Promise<void> {
		const [row] = await statements.all(FAILING, [id]);
		if (!row || row.failing_since === null) return;
		const failures = Number(row.consecutive_failures);
		const failingForMs = now - Number(row.failing_since);
		if (failures < FAILURES_BEFORE_DISABLING || failingForMs < FAILING_BEFORE_DISABLING_MS) return;
		await this.disable(
			statements,
			id,
			`${failures} deliveries in a row failed for good over more than 24 hours`,
			now,
		);
	}

	private async enable(statements: Statements, id: string, now: number): Promise<void> {
		await statements.run(CLEAR_FAILURES, [id]);
		const changed = await statements.run(ENABLE, [now, id]);
		if (changed > 0) await this.tell(statements, id, now);
	}

	private async disable(
		statements: Statements,
		id: string,
		reason: string | null,
		now: number,
	): Promise<void> {
		const changed = await statements.run(DISABLE, [now, reason, now, id]);
		if (changed === 0) return;
		await this.endWaiting(statements, id, 'skipped', now);
		await this.tell(statements, id, now);
	}

	private async endWaiting(
		statements: Statements,
		id: string,
		state: 'skipped' | 'canceled',
		now: number,
	): Promise<void> {
		const condition = { sql: 'd.subscription_id = ?', values: [id] };
		const { changes } = await endWaiting(statements, state, condition, now);
		await this.statistics.add(statements, changes);
	}

	/** What is told of one that cannot be read is left out with it. */
	private async tell(statements: Statements, id: string, now: number): Promise<void> {
		const [row] = await statements.all(`SELECT ${COLUMNS} FROM subscription WHERE id = ?`, [id]);
		const subscription = row && this.parseIfReadable(row);
		if (!subscription) return;
		const { settings, status } = subscription;
		await this.happenings.ofSubscription(
			statements,
			{
				id,
				name: settings.name,
				url: settings.url,
				active: status.active,
				disabledReason: status.disabledReason,
			},
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

	/** `null` where more than the status has changed. */
	private withStatus(row: SqlRow): Subscription | null {
		const known = this.known.get(String(row.id));
		if (known && STATUS_NAMES.every((name) => row[name] === known.row[name]))
			return known.subscription;
		const status = statusSchema.safeParse(row).data;
		const content = status && this.knownContent(status);
		return content ? this.remember(row, subscriptionOf(status, content)) : null;
	}

	private parse(row: SqlRow): Subscription {
		const parsed = rowSchema.parse(row);
		const content = this.knownContent(parsed) ?? {
			settings: subscriptionSettingsSchema.parse(JSON.parse(parsed.settings)),
			secrets: subscriptionSecretsSchema.parse(JSON.parse(this.sealer.unseal(parsed.sealed))),
		};
		return this.remember(row, subscriptionOf(parsed, content));
	}

	private knownContent({ id, revision }: StatusRow): Content | null {
		const known = this.known.get(id);
		return known?.row.revision === revision ? known.subscription : null;
	}

	private remember(row: SqlRow, subscription: Subscription): Subscription {
		this.known.set(subscription.id, { row, subscription });
		return subscription;
	}
}

function subscriptionOf(row: StatusRow, { settings, secrets }: Content): Subscription {
	return {
		id: row.id,
		settings,
		secrets,
		status: {
			active: row.active,
			disabledAt: row.disabled_at,
			disabledReason: row.disabled_reason,
			consecutiveFailures: row.consecutive_failures,
			lastSuccessAt: row.last_success_at,
			lastFailureAt: row.last_failure_at,
		},
		createdAt: row.created_at,
		updatedAt: row.updated_at,
	};
}

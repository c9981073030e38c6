import * as z from 'zod';

import type {
	DeliveryResult,
	Listener,
	ListenerStore,
	NodeRef,
	RejectionCount,
} from '../contracts';
import type { Database, Statements } from '../database/database';
import { readDeliveries } from '../sending/delivery-rows';
import type { InboxTable } from './inbox-table';
import type { Delivery } from '../../model/delivery';
import {
	happeningNameSchema,
	type DeliveryHappening,
	type Happening,
	type HappeningName,
} from '../../model/happening';
import { createId } from '../../model/id';

const SET = `INSERT INTO listener (workflow_id, node_id, happenings, subscription_ids, active_until)
	VALUES (?, ?, ?, ?, ?) ON CONFLICT (workflow_id, node_id) DO UPDATE SET
	happenings = excluded.happenings, subscription_ids = excluded.subscription_ids,
	active_until = excluded.active_until`;
const REMOVE = 'DELETE FROM listener WHERE workflow_id = ? AND node_id = ?';
const ACTIVE =
	'SELECT workflow_id, node_id, happenings, subscription_ids FROM listener WHERE active_until > ?';

const stringsSchema = z.preprocess((text) => JSON.parse(String(text)), z.array(z.string()));
const listenerSchema = z
	.object({
		workflow_id: z.string(),
		node_id: z.string(),
		happenings: stringsSchema,
		subscription_ids: stringsSchema,
	})
	.transform(
		(row): Listener => ({
			workflowId: row.workflow_id,
			nodeId: row.node_id,
			// A newer version may listen to more.
			on: row.happenings.flatMap((name) => happeningNameSchema.safeParse(name).data ?? []),
			subscriptionIds: row.subscription_ids,
		}),
	);

type SubscriptionState = Extract<Happening, { subscription: unknown }>['subscription'];

/** Who wants to be told of happenings, and writing what happens to their inboxes. */
export class HappeningTable implements ListenerStore {
	constructor(
		private readonly database: Database,
		private readonly inbox: InboxTable,
	) {}

	async set({ workflowId, nodeId, on, subscriptionIds }: Listener, until: number): Promise<void> {
		await this.database.run(SET, [
			workflowId,
			nodeId,
			JSON.stringify(on),
			JSON.stringify(subscriptionIds),
			until,
		]);
	}

	async remove({ workflowId, nodeId }: NodeRef): Promise<void> {
		await this.database.run(REMOVE, [workflowId, nodeId]);
	}

	/** Who wants to know what attempts come to. */
	async listenersToResults(statements: Statements, now: number): Promise<Listener[]> {
		return await this.listenersOf(statements, now, (name) =>
			['attemptFailed', 'deliveryDelivered', 'deliveryFailed'].includes(name),
		);
	}

	/** What attempts came to; reads the deliveries, as they stand now, only where somebody listens. */
	async ofResults(
		statements: Statements,
		results: readonly DeliveryResult[],
		listeners: readonly Listener[],
	): Promise<void> {
		if (results.length === 0 || listeners.length === 0) return;
		const ids = results.map(({ deliveryId }) => deliveryId);
		const deliveries = await readDeliveries(this.database, statements, ids);
		const happenings = results.flatMap((result) => {
			const delivery = deliveries.get(result.deliveryId);
			return delivery ? happeningsOf(result, delivery) : [];
		});
		await this.write(statements, listeners, happenings);
	}

	async ofSubscription(
		statements: Statements,
		subscription: SubscriptionState,
		now: number,
	): Promise<void> {
		const on = subscription.active ? 'subscriptionEnabled' : 'subscriptionDisabled';
		const listeners = await this.listenersOf(statements, now, (name) => name === on);
		await this.write(statements, listeners, [{ on, at: now, subscription }]);
	}

	/** The first refusals of a minute; an attacker must not be able to start a workflow as often as he likes. */
	async ofRejections(
		statements: Statements,
		rejections: readonly RejectionCount[],
		now: number,
	): Promise<void> {
		if (rejections.length === 0) return;
		const on = 'receivedEventRejected';
		const listeners = await this.listenersOf(statements, now, (name) => name === on);
		const happenings = rejections.map(
			({ workflowId, nodeId, reason, example }): Happening => ({
				on,
				at: now,
				receivedEvent: { workflowId, nodeId, reason, example },
			}),
		);
		await this.write(statements, listeners, happenings);
	}

	private async listenersOf(
		statements: Statements,
		now: number,
		isWanted: (name: HappeningName) => boolean,
	): Promise<Listener[]> {
		const rows = await statements.all(ACTIVE, [now]);
		return rows.map((row) => listenerSchema.parse(row)).filter(({ on }) => on.some(isWanted));
	}

	private async write(
		statements: Statements,
		listeners: readonly Listener[],
		happenings: readonly Happening[],
	): Promise<void> {
		for (const { workflowId, nodeId, ...wanted } of listeners) {
			const rows = happenings
				.filter((happening) => wants(wanted, happening))
				.map((item) => {
					const id = createId('rcv', item.at);
					return {
						workflowId,
						nodeId,
						id,
						eventKey: `happening~${id}`,
						duplicateSince: null,
						item,
						state: 'waiting' as const,
						receivedAt: item.at,
					};
				});
			if (rows.length > 0) await this.inbox.write(statements, rows);
		}
	}
}

function happeningsOf({ attempt, state }: DeliveryResult, delivery: Delivery): DeliveryHappening[] {
	const names: Array<DeliveryHappening['on']> = [];
	if (attempt.outcome === 'delivered') names.push('deliveryDelivered');
	else names.push('attemptFailed');
	if (state === 'failed') names.push('deliveryFailed');
	const at = attempt.startedAt + attempt.durationMs;
	return names.map((on) => ({ on, at, delivery, attempt }));
}

function wants(
	{ on, subscriptionIds }: Pick<Listener, 'on' | 'subscriptionIds'>,
	happening: Happening,
): boolean {
	if (!on.includes(happening.on)) return false;
	// A refused request belongs to no subscription.
	if (subscriptionIds.length === 0 || 'receivedEvent' in happening) return true;
	const id =
		'delivery' in happening ? happening.delivery.subscriptionId : happening.subscription.id;
	return id !== null && subscriptionIds.includes(id);
}

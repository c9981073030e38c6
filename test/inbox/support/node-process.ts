import { Inbox } from '../../../src/inbox';
import type { Clock } from '../../../src/model/clock';
import type { InboxStore, NodeRef, Store } from '../../../src/storage';
import { settle } from '../../support/fake-clock';
import { aReceivedEvent, NODE } from '../../storage/support/records';
import type { FakeN8n } from './fake-n8n';

export interface PumpSettings {
	eventsPerBatch?: number;
	maximumInFlight?: number;
	afterCrash?: 'runAgain' | 'keep' | 'handedOver';
	node?: NodeRef;
}

interface Surroundings {
	name: string;
	store: Store;
	clock: Clock;
	n8n: FakeN8n;
}

/** One process of n8n with its inbox: it can be killed at any instant, and nothing of it works on. */
export class NodeProcess {
	readonly name: string;
	readonly inbox: Inbox;
	readonly errors: unknown[] = [];
	isStoreDown = false;
	/** Called when a step is committed, before the process learns of it. */
	afterStep: () => void = () => undefined;
	/** Called before events are stored: senders wait for it. */
	beforeAccept: () => Promise<void> = async () => undefined;
	private isAlive = true;

	constructor(private readonly surroundings: Surroundings) {
		const { store, clock } = surroundings;
		this.name = surroundings.name;
		this.inbox = new Inbox({
			store: { inbox: this.mortalStore(store.inbox), rejections: store.rejections },
			clock: {
				now: () => clock.now(),
				after: (delayMs, callback) =>
					clock.after(delayMs, () => (this.isAlive ? callback() : undefined)),
			},
			onError: (error) => this.errors.push(error),
		});
	}

	/** Publishes the node's workflow; returns what takes it back. */
	publish({
		eventsPerBatch = 1,
		maximumInFlight = 20,
		afterCrash = 'runAgain',
		node = NODE,
	}: PumpSettings = {}) {
		const { n8n } = this.surroundings;
		return this.inbox.startPump({
			...node,
			emit: async (events, key) => {
				if (!this.isAlive) return await never();
				return await n8n.emit(this.name, events, key);
			},
			fateOf: async (key) => await n8n.fateOf(this.name, key),
			eventsPerBatch,
			waitsOnDisk: true,
			maximumInFlight,
			afterCrash,
		});
	}

	async receive(...ids: string[]): Promise<boolean[]> {
		const accepted = await Promise.all(
			ids.map(
				async (id) =>
					await this.inbox.accept({
						node: NODE,
						event: aReceivedEvent(id),
						duplicateWindowMs: null,
						purpose: 'emit',
					}),
			),
		);
		await settle();
		return accepted.map(({ duplicate }) => duplicate);
	}

	/** As `kill -9` does. */
	kill(): void {
		this.isAlive = false;
		this.surroundings.n8n.forget(this.name);
	}

	private mortalStore(inbox: InboxStore): InboxStore {
		const guard = async <Result>(
			work: () => Promise<Result>,
			done?: () => void,
		): Promise<Result> => {
			if (!this.isAlive) return await never();
			if (this.isStoreDown) throw new Error('the store does not answer');
			const result = await work();
			done?.();
			return this.isAlive ? result : await never();
		};
		return {
			accept: async (rows) => {
				await this.beforeAccept();
				return await guard(() => inbox.accept(rows));
			},
			step: async (results, claim) =>
				await guard(
					() => inbox.step(results, claim),
					() => this.afterStep(),
				),
			renew: async (leaseIds, leaseUntil) => await guard(() => inbox.renew(leaseIds, leaseUntil)),
			latestTest: async (node) => await guard(() => inbox.latestTest(node)),
			startGeneration: async (batch) => await guard(() => inbox.startGeneration(batch)),
		};
	}
}

async function never(): Promise<never> {
	return await new Promise(() => undefined);
}

import type { Clock } from '../model/clock';
import { createId } from '../model/id';
import type { ReceivedEvent } from '../model/received-event';
import { createBatcher } from '../pump';
import type { NewInboxRow, NodeRef, Store } from '../storage/contracts';
import { startInboxPump, type InboxPump, type InboxPumpOptions } from './inbox-pump';
import { RejectionCounter } from './rejection-counter';

/** Requests that arrive together share a transaction; so many at most. */
const ROWS_PER_TRANSACTION = 256;

interface InboxOptions {
	store: Pick<Store, 'inbox' | 'rejections'>;
	clock: Clock;
	onError: (error: unknown) => void;
}

/** An authentic event for one trigger node. */
export interface Arrival {
	node: NodeRef;
	event: ReceivedEvent;
	/** How long its id counts as the same event, in milliseconds; `null`: always. */
	duplicateWindowMs: number | null;
	/** `emit`: starts an execution. `keep`: is recorded and starts nothing. `test`: goes to the editor by itself. */
	purpose: 'emit' | 'keep' | 'test';
}

/** What came in: stored before it is answered, and given to n8n by the node's pump. One per store and process. */
export class Inbox {
	private readonly write;
	private readonly pumps = new Map<string, Set<InboxPump>>();
	private readonly rejections: RejectionCounter;

	constructor(private readonly options: InboxOptions) {
		const { store, clock, onError } = options;
		this.write = createBatcher((rows: readonly NewInboxRow[]) => store.inbox.accept(rows), ROWS_PER_TRANSACTION);
		this.rejections = new RejectionCounter(store.rejections, clock, onError);
	}

	/** Resolves once the event is stored. A duplicate has the id of what is stored already. */
	async accept({ node, event, duplicateWindowMs, purpose }: Arrival): Promise<{ duplicate: boolean }> {
		const receivedAt = this.options.clock.now();
		const id = createId('rcv', receivedAt);
		const { duplicate } = await this.write({
			...node,
			id,
			// The same event may be tested again and again.
			eventKey: purpose === 'test' ? `test~${id}` : event.id,
			duplicateSince: duplicateWindowMs === null ? null : receivedAt - duplicateWindowMs,
			item: event,
			state: { emit: 'waiting', keep: 'kept', test: 'done' }[purpose] as NewInboxRow['state'],
			receivedAt,
		});
		if (!duplicate) for (const pump of this.pumps.get(keyOf(node)) ?? []) pump.wake();
		return { duplicate };
	}

	/** Counts a refused request. */
	reject(node: NodeRef, reason: string, example: string): void {
		this.rejections.count(node, reason, example);
	}

	/** Gives the node's events to n8n until the returned function is called. */
	startPump(options: Omit<InboxPumpOptions, 'inbox' | 'clock' | 'onError'>): () => Promise<void> {
		const { store, clock, onError } = this.options;
		const pump = startInboxPump({ ...options, inbox: store.inbox, clock, onError });
		const key = keyOf(options);
		const pumps = this.pumps.get(key) ?? new Set();
		this.pumps.set(key, pumps.add(pump));
		return async () => {
			pumps.delete(pump);
			await pump.stop();
		};
	}
}

function keyOf({ workflowId, nodeId }: NodeRef): string {
	return `${workflowId}:${nodeId}`;
}

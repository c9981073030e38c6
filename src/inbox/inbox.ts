import type { Clock } from '../model/clock';
import { createId } from '../model/id';
import type { ReceivedEvent } from '../model/received-event';
import { createBatcher } from '../pump';
import type {
	AcceptedRow,
	Batch,
	NewInboxRow,
	NodeRef,
	ReceivedEventRecord,
	Store,
} from '../storage/contracts';
import { startInboxPump, type InboxPump, type InboxPumpOptions } from './inbox-pump';
import { RejectionCounter } from './rejection-counter';
import { replayRow } from './replay-row';

/** Requests that arrive together share a transaction; so many at most. */
const ROWS_PER_TRANSACTION = 256;
/** More senders than this waiting at once are a rush: they are answered first, executions can wait. */
const CALM_ARRIVALS = 4;
/** Who was answered in a rush sends the next event at once: so long after it, it is not yet over. */
const RUSH_ENDS_AFTER_MS = 50;

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
	private readonly running = new Map<string, Map<string, Batch>>();
	private readonly rejections: RejectionCounter;
	private arriving = 0;
	private lastRushAt = -Infinity;

	constructor(private readonly options: InboxOptions) {
		const { store, clock, onError } = options;
		this.write = createBatcher(
			(rows: readonly NewInboxRow[]) => store.inbox.accept(rows),
			ROWS_PER_TRANSACTION,
		);
		this.rejections = new RejectionCounter(store.rejections, clock, onError);
	}

	/** Resolves once the event is stored, with its id as it is stored: see `AcceptedRow`. */
	async accept({
		node,
		event,
		duplicateWindowMs,
		purpose,
	}: Arrival): Promise<Pick<AcceptedRow, 'duplicate' | 'eventId'>> {
		const receivedAt = this.options.clock.now();
		const id = createId('rcv', receivedAt);
		this.countArriving(1);
		const { duplicate, eventId } = await this.write({
			...node,
			id,
			// The same event may be tested again and again.
			eventKey: purpose === 'test' ? `test~${id}` : event.id,
			duplicateSince: duplicateWindowMs === null ? null : receivedAt - duplicateWindowMs,
			item: event,
			state: { emit: 'waiting', keep: 'kept', test: 'done' }[purpose] as NewInboxRow['state'],
			receivedAt,
		}).finally(() => this.countArriving(-1));
		if (!duplicate) this.wake(node);
		return { duplicate, eventId };
	}

	/** Stores an event that has ended once more, to be run; the id of the new row. For the errors see `replayRow`. */
	async replay(record: ReceivedEventRecord): Promise<string> {
		const { id } = await this.write(replayRow(record, this.options.clock.now()));
		this.wake(record);
		return id;
	}

	/** Whether this process gives the node's events to n8n. */
	serves(node: NodeRef): boolean {
		return (this.pumps.get(keyOf(node))?.size ?? 0) > 0;
	}

	/** Counts a refused request. */
	reject(node: NodeRef, reason: string, example: string): void {
		this.rejections.count(node, reason, example);
	}

	/** Gives the node's events to n8n until the returned function is called. */
	startPump(
		options: Omit<InboxPumpOptions, 'inbox' | 'clock' | 'onError' | 'running' | 'isRush'>,
	): () => Promise<void> {
		const { store, clock, onError } = this.options;
		const key = keyOf(options);
		const running = this.running.get(key) ?? new Map<string, Batch>();
		this.running.set(key, running);
		const isRush = () => this.isRush();
		const tools = { inbox: store.inbox, clock, onError, running, isRush };
		const pump = startInboxPump({ ...options, ...tools });
		const pumps = this.pumps.get(key) ?? new Set();
		this.pumps.set(key, pumps.add(pump));
		return async () => {
			pumps.delete(pump);
			await pump.stop();
		};
	}

	/** Has the node's pumps look for what waits. */
	wake(node: NodeRef): void {
		for (const pump of this.pumps.get(keyOf(node)) ?? []) pump.wake();
	}

	private countArriving(change: 1 | -1): void {
		if (Math.max(this.arriving, this.arriving + change) > CALM_ARRIVALS) {
			this.lastRushAt = this.options.clock.now();
		}
		this.arriving += change;
	}

	private isRush(): boolean {
		const sinceRushMs = Math.abs(this.options.clock.now() - this.lastRushAt);
		return this.arriving > CALM_ARRIVALS || sinceRushMs < RUSH_ENDS_AFTER_MS;
	}
}

function keyOf({ workflowId, nodeId }: NodeRef): string {
	return `${workflowId}:${nodeId}`;
}

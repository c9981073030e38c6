import type { Clock } from '../model/clock';
import type { Step, Work } from '../pump';
import type { Batch, BatchResult, InboxItem, InboxStore, NodeRef } from '../storage/contracts';

/** How n8n took a batch: it had an execution under this key already, or it ran one to its end. */
export type Emission = { kind: 'refused' } | { kind: 'ended'; status: string };

/** What became of an execution: n8n itself has the last word on it, or it died with its process. */
export type Fate = { kind: 'settled'; status: string } | { kind: 'died' };

export interface InboxTools extends NodeRef {
	inbox: InboxStore;
	clock: Clock;
	/**
	 * Starts one execution and resolves when it has ended. Rejects where n8n could not say what became of it.
	 * `deduplicationKey` is unique over all executions of the n8n instance.
	 */
	emit: (events: readonly InboxItem[], deduplicationKey: string) => Promise<Emission>;
	/** What became of the execution that was created under this key; `null` where nobody can say. */
	fateOf: (deduplicationKey: string) => Promise<Fate | null>;
	eventsPerBatch: number;
	/** See `InboxClaimOptions`. */
	waitsOnDisk: boolean;
	/** The node's batches that are under way in this process, whichever of its pumps has them in hand. */
	running: Map<string, Batch>;
	/** Whether many senders wait to be answered in this process. */
	isRush: () => boolean;
	/** What becomes of events whose execution died with n8n. `handedOver`: n8n's own queue runs it on. */
	afterCrash: 'runAgain' | 'keep' | 'handedOver';
}

export const LEASE_MS = 30_000;
/** An event that ends n8n each time it is run must not do so for ever. */
const MAXIMUM_GENERATIONS = 5;
const EMIT_AGAIN_AFTER_MS = 5000;

type Ending = Pick<BatchResult, 'state' | 'outcome'>;

/**
 * Giving waiting events to n8n as work for a pump. A batch ends with a result, or with `null` where it is given
 * back: its lease runs out, and whoever finds it goes on with it.
 */
export class InboxWork implements Work<Batch, BatchResult | null> {
	private readonly pauses = new Set<() => void>();
	private isStopped = false;

	constructor(private readonly tools: InboxTools) {}

	async step(results: ReadonlyArray<BatchResult | null>, room: number): Promise<Step<Batch>> {
		const limit = this.roomFor(room);
		const { inbox, clock, running } = this.tools;
		const { workflowId, nodeId, eventsPerBatch, waitsOnDisk } = this.tools;
		const now = clock.now();
		const leaseUntil = now + LEASE_MS;
		const ended = results.flatMap((result) => (result ? [this.underPresentLease(result)] : []));
		const batches = await inbox.step(
			ended,
			limit === 0
				? null
				: { workflowId, nodeId, now, leaseUntil, limit, eventsPerBatch, waitsOnDisk },
		);
		for (const { batchId } of ended) running.delete(batchId);
		const jobs = batches.filter((batch) => !this.adopt(batch));
		for (const job of jobs) running.set(job.id, job);
		const mayBeMore = limit < room || batches.length === limit;
		return { jobs, nextDueAt: mayBeMore ? now : null };
	}

	async carryOut(batch: Batch): Promise<BatchResult | null> {
		try {
			const ending = await this.run(batch);
			if (ending) return this.resultOf(batch, ending);
		} catch (error) {
			this.tools.running.delete(batch.id);
			throw error;
		}
		this.tools.running.delete(batch.id);
		return null;
	}

	/** Holds the leases of what is under way or not yet recorded: an execution may take hours. */
	async renew(): Promise<void> {
		const { clock, inbox, running } = this.tools;
		if (running.size === 0) return;
		const leaseIds = [...running.values()].map(({ leaseId }) => leaseId);
		await inbox.renew(leaseIds, clock.now() + LEASE_MS);
	}

	/** Gives back what n8n could not take: who stops may be about to unpublish the workflow or to end n8n. */
	stop(): void {
		this.isStopped = true;
		for (const end of this.pauses) end();
	}

	/** In a rush one batch at a time: an execution takes the event loop for longer than all the answers together. */
	private roomFor(room: number): number {
		const { isRush, running } = this.tools;
		return isRush() ? Math.min(room, running.size === 0 ? 1 : 0) : room;
	}

	/** A process that was paused finds its own batches again, under a new lease: they are still running. */
	private adopt(batch: Batch): boolean {
		const running = this.tools.running.get(batch.id);
		if (running) running.leaseId = batch.leaseId;
		return running !== undefined;
	}

	private resultOf({ id, leaseId }: Batch, { state, outcome }: Ending): BatchResult {
		return { batchId: id, leaseId, state, outcome, finishedAt: this.tools.clock.now() };
	}

	/** Another pump of this process may have taken it up since it ended. */
	private underPresentLease(result: BatchResult): BatchResult {
		const { leaseId = result.leaseId } = this.tools.running.get(result.batchId) ?? {};
		return { ...result, leaseId };
	}

	private async run(batch: Batch): Promise<Ending | null> {
		for (let isFirst = true; ; isFirst = false) {
			const emission = await this.emitOnce(batch);
			if (emission?.kind === 'ended') return { state: 'done', outcome: emission.status };
			if (emission) return await this.goOnFromRefusal(batch, !isFirst && !batch.recovered);
			await this.pause();
			if (this.isStopped) return null;
		}
	}

	/**
	 * n8n has an execution under this key: of a process that died, whether or not the store still knows of its claim,
	 * or of an emit of ours that n8n did not answer.
	 */
	private async goOnFromRefusal(batch: Batch, mayBeOurs: boolean): Promise<Ending | null> {
		const { afterCrash, inbox, fateOf } = this.tools;
		const fate = await fateOf(this.keyOf(batch)).catch(() => null);
		// It may have ended in the moment before that could be recorded: then nothing was lost.
		if (fate?.kind === 'settled') return { state: 'done', outcome: fate.status };
		if (!fate && mayBeOurs) return { state: 'done', outcome: 'unknown' };
		if (afterCrash === 'handedOver') return { state: 'done', outcome: 'handedOver' };
		if (afterCrash === 'keep' || batch.generation >= MAXIMUM_GENERATIONS) {
			return { state: 'kept', outcome: 'crashed' };
		}
		batch.generation += 1;
		batch.recovered = false;
		const stillOurs = await inbox.startGeneration(batch);
		return stillOurs ? await this.run(batch) : null;
	}

	private async pause(): Promise<void> {
		if (this.isStopped) return;
		await new Promise<void>((resolve) => {
			const cancel = this.tools.clock.after(EMIT_AGAIN_AFTER_MS, () => end());
			const end = () => {
				cancel();
				this.pauses.delete(end);
				resolve();
			};
			this.pauses.add(end);
		});
	}

	/** `null` where n8n could not say what became of it, e.g. because its database did not answer. */
	private async emitOnce(batch: Batch): Promise<Emission | null> {
		return await this.tools.emit(batch.items, this.keyOf(batch)).catch(() => null);
	}

	private keyOf({ id, generation }: Batch): string {
		const { workflowId, nodeId } = this.tools;
		return `commerce-webhooks:${workflowId}:${nodeId}:${id}:${generation}`;
	}
}

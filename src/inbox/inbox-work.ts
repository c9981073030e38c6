import type { Clock } from '../model/clock';
import type { ReceivedEvent } from '../model/received-event';
import type { Step, Work } from '../pump';
import type { Batch, BatchResult, InboxStore, NodeRef } from '../storage/contracts';

/** How n8n took a batch: it had an execution under this key already, or it ran one to its end. */
export type Emission = { kind: 'refused' } | { kind: 'ended'; status: string };

export interface InboxTools extends NodeRef {
	inbox: InboxStore;
	clock: Clock;
	/**
	 * Starts one execution and resolves when it has ended. Rejects where n8n could not say what became of it.
	 * `deduplicationKey` is unique over all executions of the n8n instance.
	 */
	emit: (events: readonly ReceivedEvent[], deduplicationKey: string) => Promise<Emission>;
	/** How an execution ended that was created under this key; `null` where it died, or nobody can say. */
	settledStatus: (deduplicationKey: string) => Promise<string | null>;
	eventsPerBatch: number;
	/** What becomes of events whose execution died with n8n. `handedOver`: n8n's own queue runs it on. */
	afterCrash: 'runAgain' | 'keep' | 'handedOver';
}

export const LEASE_MS = 30_000;
/** An event that ends n8n each time it is run must not do so for ever. */
const MAXIMUM_GENERATIONS = 5;
const EMIT_AGAIN_AFTER_MS = 5000;

/** Giving waiting events to n8n as work for a pump. */
export class InboxWork implements Work<Batch, BatchResult> {
	/** What is under way in this process, with the lease that is held for it. */
	private readonly running = new Map<string, Batch>();

	constructor(private readonly tools: InboxTools) {}

	async step(results: readonly BatchResult[], limit: number): Promise<Step<Batch>> {
		const { inbox, clock, workflowId, nodeId, eventsPerBatch } = this.tools;
		const now = clock.now();
		const batches = await inbox.step(
			results,
			limit === 0
				? null
				: { workflowId, nodeId, now, leaseUntil: now + LEASE_MS, limit, eventsPerBatch },
		);
		const jobs = batches.filter((batch) => !this.adopt(batch));
		for (const job of jobs) this.running.set(job.id, job);
		return { jobs, nextDueAt: batches.length === limit ? now : null };
	}

	async carryOut(batch: Batch): Promise<BatchResult> {
		try {
			const { state, outcome } = await this.run(batch);
			const { leaseId } = this.running.get(batch.id) ?? batch;
			return { batchId: batch.id, leaseId, state, outcome, finishedAt: this.tools.clock.now() };
		} finally {
			this.running.delete(batch.id);
		}
	}

	/** Holds the leases of what is under way: an execution may take hours. */
	async renew(): Promise<void> {
		if (this.running.size === 0) return;
		const leaseIds = [...this.running.values()].map(({ leaseId }) => leaseId);
		await this.tools.inbox.renew(leaseIds, this.tools.clock.now() + LEASE_MS);
	}

	/** A process that was paused finds its own batches again, under a new lease: they are still running. */
	private adopt(batch: Batch): boolean {
		const running = this.running.get(batch.id);
		if (running) running.leaseId = batch.leaseId;
		return running !== undefined;
	}

	private async run(batch: Batch): Promise<Pick<BatchResult, 'state' | 'outcome'>> {
		// Refused at the first try: an earlier process had the execution created. Later: this one had.
		const first = await this.emitOnce(batch);
		if (first?.kind === 'ended') return { state: 'done', outcome: first.status };
		if (first?.kind === 'refused' && batch.recovered) return await this.runAfterCrash(batch);
		for (;;) {
			const again = first ?? (await this.emitLater(batch));
			if (again) return { state: 'done', outcome: again.kind === 'ended' ? again.status : 'unknown' };
		}
	}

	private async runAfterCrash(batch: Batch): Promise<Pick<BatchResult, 'state' | 'outcome'>> {
		const { afterCrash, inbox, settledStatus } = this.tools;
		// It may have ended in the moment before that could be recorded: then nothing was lost.
		const settled = await settledStatus(this.keyOf(batch)).catch(() => null);
		if (settled !== null) return { state: 'done', outcome: settled };
		if (afterCrash === 'handedOver') return { state: 'done', outcome: 'handedOver' };
		if (afterCrash === 'keep' || batch.generation >= MAXIMUM_GENERATIONS) {
			return { state: 'kept', outcome: 'crashed' };
		}
		batch.generation += 1;
		batch.recovered = false;
		const stillOurs = await inbox.startGeneration(batch);
		return stillOurs ? await this.run(batch) : { state: 'done', outcome: 'unknown' };
	}

	private async emitLater(batch: Batch): Promise<Emission | null> {
		await new Promise<void>((resolve) => void this.tools.clock.after(EMIT_AGAIN_AFTER_MS, resolve));
		return await this.emitOnce(batch);
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

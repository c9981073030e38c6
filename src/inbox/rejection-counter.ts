import type { Clock } from '../model/clock';
import type { NodeRef, RejectionCount, RejectionStore } from '../storage/contracts';

const WRITE_EVERY_MS = 1000;
const MINUTE_MS = 60_000;
const EXAMPLE_LENGTH = 200;

/** Counts refused requests in memory and writes the counts once a second, however many there are. */
export class RejectionCounter {
	private readonly counts = new Map<string, RejectionCount>();
	private scheduled = false;

	constructor(
		private readonly rejections: RejectionStore,
		private readonly clock: Clock,
		private readonly onError: (error: unknown) => void,
	) {}

	/** `example` says what the request looked like; it must hold no secret. */
	count({ workflowId, nodeId }: NodeRef, reason: string, example: string): void {
		const minute = Math.floor(this.clock.now() / MINUTE_MS);
		const shortened = example.slice(0, EXAMPLE_LENGTH);
		this.add({ workflowId, nodeId, reason, minute, count: 1, example: shortened });
	}

	private add(counted: RejectionCount): void {
		const { workflowId, nodeId, reason, minute } = counted;
		const key = JSON.stringify([workflowId, nodeId, reason, minute]);
		const known = this.counts.get(key);
		if (known) known.count += counted.count;
		else this.counts.set(key, counted);
		this.scheduleWrite();
	}

	private scheduleWrite(): void {
		if (this.scheduled) return;
		this.scheduled = true;
		this.clock.after(WRITE_EVERY_MS, () => {
			this.scheduled = false;
			void this.write();
		});
	}

	/** What could not be written is counted again. */
	private async write(): Promise<void> {
		const counts = [...this.counts.values()];
		this.counts.clear();
		try {
			await this.rejections.add(counts);
		} catch (error) {
			this.onError(error);
			for (const counted of counts) this.add(counted);
		}
	}
}

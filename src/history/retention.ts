import type { Clock } from '../model/clock';
import type { HistoryStore } from '../storage/contracts';

const DAY_MS = 24 * 60 * 60 * 1000;
const EVERY_MS = 60 * 60 * 1000;
const FIRST_AFTER_MS = 60_000;
/** Small batches with pauses between them: deleting must not hold up what is received or sent. */
const ROWS_PER_BATCH = 500;
const PAUSE_MS = 100;

interface RetentionOptions {
	history: Pick<HistoryStore, 'prune' | 'compactStatistics'>;
	clock: Clock;
	retentionDays: number;
	onError: (error: unknown) => void;
}

/** Deletes finished rows older than the retention time, an hour apart, until the returned function is called. */
export function startRetention({
	history,
	clock,
	retentionDays,
	onError,
}: RetentionOptions): () => void {
	let isStopped = false;
	let cancel = clock.after(FIRST_AFTER_MS, () => void run());

	async function run(): Promise<void> {
		const deleted = await prune();
		if (isStopped) return;
		cancel = clock.after(deleted >= ROWS_PER_BATCH ? PAUSE_MS : EVERY_MS, () => void run());
	}

	async function prune(): Promise<number> {
		try {
			const before = clock.now() - retentionDays * DAY_MS;
			const deleted = await history.prune(before, ROWS_PER_BATCH);
			if (deleted < ROWS_PER_BATCH) await history.compactStatistics(clock.now(), before);
			return deleted;
		} catch (error) {
			onError(error);
			return 0;
		}
	}

	return () => {
		isStopped = true;
		cancel();
	};
}

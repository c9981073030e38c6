/** Each bucket reaches 1.45 times as far as the one before: 1 ms to some two minutes, the longest time-out. */
const RATIO = 1.45;

/** How many buckets durations are counted in. */
export const BUCKETS = 33;

/** The bucket of a duration in milliseconds; the first holds everything up to 1 ms, the last is open. */
export function bucketOf(durationMs: number): number {
	if (durationMs <= 1) return 0;
	return Math.min(Math.ceil(Math.log(durationMs) / Math.log(RATIO)), BUCKETS - 1);
}

/**
 * The duration in whole milliseconds that `share` of all stay below, `null` of none. Within a bucket they are
 * taken to be spread evenly: no more than 45 % off, in practice some 10 %.
 */
export function percentile(counts: readonly number[], share: number): number | null {
	const total = counts.reduce((sum, count) => sum + count, 0);
	if (total <= 0) return null;
	let rank = share * total;
	for (const [bucket, count] of counts.entries()) {
		if (count >= rank) return Math.round(within(bucket, rank / count));
		rank -= count;
	}
	return Math.round(upper(BUCKETS - 1));
}

function within(bucket: number, share: number): number {
	const lower = bucket === 0 ? 0 : upper(bucket - 1);
	return lower + (upper(bucket) - lower) * share;
}

function upper(bucket: number): number {
	return RATIO ** bucket;
}

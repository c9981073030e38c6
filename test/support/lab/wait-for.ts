import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
	/** Completes "Waited in vain for …". */
	what?: string;
	timeoutMs?: number;
	pollMs?: number;
}

/** Asks again and again until the answer is neither `undefined`, `null` nor `false`, and gives it. */
export async function waitFor<T>(
	ask: () => Promise<T> | T,
	{ what = 'a condition', timeoutMs = 60_000, pollMs = 100 }: WaitOptions = {},
): Promise<Exclude<T, undefined | null | false>> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== null && answer !== false) {
			return answer as Exclude<T, undefined | null | false>;
		}
		if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}, ${timeoutMs} ms`);
		await sleep(pollMs);
	}
}

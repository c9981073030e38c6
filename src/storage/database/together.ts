type Settled<Promises extends readonly unknown[]> = {
	-readonly [Index in keyof Promises]: Awaited<Promises[Index]>;
};

/**
 * Waits for what goes on at once in one transaction. Unlike `Promise.all` it does not reject before all have ended:
 * what still went on would find itself in the next transaction. The first error is the one that made others fail.
 */
export async function together<const Promises extends readonly Promise<unknown>[]>(
	promises: Promises,
): Promise<Settled<Promises>> {
	await Promise.allSettled(promises);
	return (await Promise.all(promises)) as Settled<Promises>;
}

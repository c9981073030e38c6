/** So many runs at least, so that a median means something on a machine that has other things to do. */
export const RUNS = 5;

type Sides = Record<string, () => Promise<unknown>>;
type Measured<Given extends Sides> = {
	[Side in keyof Given]: Array<Awaited<ReturnType<Given[Side]>>>;
};

/**
 * Measures sides in turn, so that what disturbs one disturbs the other too; in all orders, A B B A …, so that each comes
 * after each about as often: what one leaves behind, the next one pays for, such as memory to be collected.
 */
export async function interleave<Given extends Sides>(
	sides: Given,
	{ runs = RUNS, say = () => undefined }: { runs?: number; say?: (text: string) => void } = {},
): Promise<Measured<Given>> {
	const measured: Record<string, unknown[]> = {};
	const orders = ordersOf(Object.entries(sides));
	for (let run = 1; run <= runs; run += 1) {
		for (const [side, measure] of orders[(run - 1) % orders.length] ?? []) {
			const result = await measure();
			(measured[side] ??= []).push(result);
			say(`run ${run} of ${runs}, ${side}: ${brief(result)}`);
		}
	}
	return measured as Measured<Given>;
}

function ordersOf<One>(all: readonly One[]): One[][] {
	if (all.length === 0) return [[]];
	return all.flatMap((first) =>
		ordersOf(all.filter((one) => one !== first)).map((rest) => [first, ...rest]),
	);
}

/** Calls an asynchronous function `count` times, so many at once. */
export async function inParallel(
	count: number,
	atOnce: number,
	work: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < count) await work(next++);
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
}

function brief(result: unknown): string {
	return JSON.stringify(result, (_key, value: unknown) => {
		if (Array.isArray(value) && value.length > 12) return `${value.length} values`;
		return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
	});
}

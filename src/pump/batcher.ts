interface Waiting<Item, Result> {
	item: Item;
	resolve: (result: Result) => void;
	reject: (error: unknown) => void;
}

/**
 * Groups calls into one transaction: while one group is written the next one gathers.
 * `write` gets the items in order and returns one result for each; if it rejects, so do all calls of the group.
 */
export function createBatcher<Item, Result>(
	write: (items: readonly Item[]) => Promise<readonly Result[]>,
	maximumSize: number,
): (item: Item) => Promise<Result> {
	const waiting: Array<Waiting<Item, Result>> = [];
	let running = false;

	async function run(): Promise<void> {
		running = true;
		while (waiting.length > 0) {
			const group = waiting.splice(0, maximumSize);
			try {
				const results = await write(group.map(({ item }) => item));
				for (const [index, { resolve, reject }] of group.entries()) {
					const result = results[index];
					if (result === undefined)
						reject(new Error('A group was written without a result for each item'));
					else resolve(result);
				}
			} catch (error) {
				for (const { reject } of group) reject(error);
			}
		}
		running = false;
	}

	return async (item) =>
		await new Promise<Result>((resolve, reject) => {
			waiting.push({ item, resolve, reject });
			if (!running) {
				running = true;
				setImmediate(() => void run());
			}
		});
}

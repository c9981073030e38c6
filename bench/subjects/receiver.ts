import { silence, startReceiver } from '../../test/support/receiver';

interface Options {
	/** How many addresses it has: ports, each an origin of its own. */
	origins?: number;
	/** Whether it takes requests and never answers. */
	silent?: boolean;
}

/** Receivers that answer 200 to everything, or nothing at all, and count. */
export async function receiver({ origins = 1, silent = false }: Options) {
	let count = 0;
	const started = await Promise.all(
		Array.from({ length: origins }, async () => {
			const one = await startReceiver({
				answer: () => {
					count += 1;
					// What it keeps of requests is for tests; here they are many.
					one.requests.length = 0;
					return silent ? silence() : 200;
				},
			});
			return one;
		}),
	);
	return {
		urls: async () => started.map(({ url }) => url),
		/** How many requests came since this was asked last. */
		takeCount: async () => {
			const taken = count;
			count = 0;
			return taken;
		},
	};
}

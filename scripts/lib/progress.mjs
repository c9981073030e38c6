const plainIntervalMs = 10_000;
const terminalIntervalMs = 1_000;

/**
 * Shows that a long step is alive: on a terminal one line that counts, elsewhere a line every ten seconds.
 *
 * @template T
 * @param {{ doing: string, usually: string }} step what is being done, and about how long it takes
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress({ doing, usually }, work) {
	const terminal = process.stdout.isTTY === true;
	const started = Date.now();
	const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
	console.log(`${doing} (usually ${usually}) …`);
	const timer = setInterval(
		() => {
			if (terminal) process.stdout.write(`\r  ${elapsed()} of usually ${usually} `);
			else console.log(`  … ${doing}: ${elapsed()} of usually ${usually}`);
		},
		terminal ? terminalIntervalMs : plainIntervalMs,
	);
	const clearLine = () => {
		clearInterval(timer);
		if (terminal) process.stdout.write('\r\u001b[K');
	};
	try {
		const result = await work();
		clearLine();
		console.log(`  done after ${elapsed()}`);
		return result;
	} catch (error) {
		clearLine();
		throw error;
	}
}

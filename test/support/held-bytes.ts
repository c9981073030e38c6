import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What this process still holds after a collection of all garbage, in bytes; buffers included. */
export function heldBytes(): number {
	collectGarbage();
	// Another thread gives buffers back, which the next collection waits for.
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { platforms } from '../../src/platforms/registry';
import { describeFuzz } from '../platforms/support/fuzz';

const bodies = process.env.SOAK === 'long' ? 100_000 : 10_000;
const mebibyte = 1024 ** 2;

/** What is still reachable, in bytes. */
function heldBytes(): number {
	setFlagsFromString('--expose-gc');
	const collect: unknown = runInNewContext('gc');
	if (typeof collect !== 'function') throw new Error('no gc in this Node.js');
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

describe.each(platforms.map((platform) => [platform.displayName, platform] as const))(
	`%s under ${bodies} bodies`,
	(_name, definition) => {
		let before: number;

		beforeAll(() => {
			before = heldBytes();
		});

		describeFuzz(definition, bodies);

		it('holds no more memory afterwards', () => {
			expect(heldBytes() - before).toBeLessThan(32 * mebibyte);
		});
	},
);

import { platforms } from '../../src/platforms/registry';
import { describeFuzz } from '../platforms/support/fuzz';
import { heldBytes } from '../support/held-bytes';

const bodies = process.env.SOAK === 'long' ? 100_000 : 10_000;
const mebibyte = 1024 ** 2;

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

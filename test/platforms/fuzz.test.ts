import { platforms } from '../../src/platforms/registry';
import { describeFuzz } from './support/fuzz';

/** A few with each run of the unit tests; `test/soak/fuzz.test.ts` throws many. */
const bodies = 1_000;

describe.each(platforms.map((platform) => [platform.displayName, platform] as const))(
	'%s under fuzz',
	(_name, definition) => describeFuzz(definition, bodies),
);

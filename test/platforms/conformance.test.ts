import { platforms } from '../../src/platforms/registry';
import { describePlatform } from './conformance';

for (const platform of platforms) describePlatform(platform);

describe('the registry', () => {
	it('has each platform once', () => {
		const ids = platforms.map(({ id }) => id);
		expect(ids).toEqual([...new Set(ids)]);
	});

	it('gives no two platforms the same path', () => {
		const paths = platforms.flatMap(({ endpoints }) => endpoints.map(({ path }) => path));
		expect(paths).toEqual([...new Set(paths)]);
	});
});

import { cleanPayload, isWithinDepth, maximumDepth } from '../../src/platforms/clean-payload';

const secrets = { keys: ['hottok'], values: ['long+secret/value'] };

describe('a cleaned payload', () => {
	it('lacks secret keys at any depth and in any case', () => {
		const body = { HotTok: 1, a: [{ hottok: { b: 2 }, c: 3 }] };
		expect(cleanPayload(body, secrets)).toEqual({ a: [{ c: 3 }] });
	});

	it('hides the secret inside texts, URLs and keys', () => {
		const body = {
			text: 'x long+secret/value y long+secret/value',
			url: 'https://example.com/?token=long%2Bsecret%2Fvalue',
			'long+secret/value': ['long+secret/value'],
		};
		expect(cleanPayload(body, secrets)).toEqual({
			text: 'x [hidden] y [hidden]',
			url: 'https://example.com/?token=[hidden]',
			'[hidden]': ['[hidden]'],
		});
	});

	it('hides a short secret only where it is the whole text', () => {
		expect(cleanPayload(['1', 'HP10', 1, 10], { keys: [], values: ['1'] })).toEqual([
			'[hidden]',
			'HP10',
			'[hidden]',
			10,
		]);
	});

	it('survives a secret that has no percent-encoding', () => {
		expect(cleanPayload(['\ud800abcdefgh'], { keys: [], values: ['\ud800abcdefgh'] })).toEqual([
			'[hidden]',
		]);
	});

	it('leaves the original alone', () => {
		const body = { hottok: 1, a: ['long+secret/value'] };
		cleanPayload(body, secrets);
		expect(body).toEqual({ hottok: 1, a: ['long+secret/value'] });
	});
});

describe('the depth bound', () => {
	const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

	it('lets everything a shop sends through and stops what would overflow a stack', () => {
		expect(isWithinDepth(JSON.parse(nested(maximumDepth)))).toBe(true);
		expect(isWithinDepth(JSON.parse(nested(maximumDepth + 2)))).toBe(false);
		expect(isWithinDepth(JSON.parse(nested(400_000)))).toBe(false);
		expect(isWithinDepth('text')).toBe(true);
	});
});

import fc from 'fast-check';

import {
	MAXIMUM_ATTEMPTS,
	MAXIMUM_DELAY_MS,
	nextAttemptAt,
	parseRetrySchedule,
} from '../../src/delivery/retry-policy';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const now = Date.UTC(2026, 0, 5, 12);
const schedule = parseRetrySchedule('5s, 5m, 30m, 2h');
const next = (retryAfter?: string, attemptsMade = 1, chance = 0) =>
	nextAttemptAt({ schedule, attemptsMade, retryAfter, now, random: () => chance });

describe('a retry schedule', () => {
	test.each([
		['5s, 5m, 30m, 2h', [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR]],
		['10s', [10 * SECOND]],
		[' 1S ,2 m,1D ', [SECOND, 2 * MINUTE, 24 * HOUR]],
		['1440m,86400s', [24 * HOUR, 24 * HOUR]],
	])('%j is read into milliseconds', (text, waits) => {
		expect(parseRetrySchedule(text)).toEqual(waits);
	});

	test.each([
		['', 'cannot be read'],
		['5s,', 'cannot be read'],
		['5', 'cannot be read'],
		['5 sec', 'cannot be read'],
		['1.5h', 'cannot be read'],
		['-5s', 'cannot be read'],
		['5s 5m', 'cannot be read'],
		['constructor', 'cannot be read'],
		['5s, oops', '"oops"'],
		['0s', 'between 1 second and 24 hours'],
		['25h', 'between 1 second and 24 hours'],
		['2d', 'between 1 second and 24 hours'],
		['999999999d', 'between 1 second and 24 hours'],
		['9999999999s', 'cannot be read'],
		['1s,2s,3s,4s,5s', '5 waits instead of at most four'],
	])('%j is refused: %s', (text, reason) => {
		expect(() => parseRetrySchedule(text)).toThrow(
			expect.objectContaining({
				code: 'invalid_input',
				field: 'retrySchedule',
				message: expect.stringContaining(reason),
				remedy: expect.stringContaining('5s, 5m, 30m, 2h'),
			}),
		);
	});
});

describe('the next attempt', () => {
	test('follows the schedule, and there are five in all', () => {
		const waits = [1, 2, 3, 4, 5, 6].map((made) => {
			const at = next(undefined, made);
			return at === null ? null : at - now;
		});
		expect(waits).toEqual([5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, null, null]);
	});

	test('repeats the last wait of a shorter schedule', () => {
		const short = parseRetrySchedule('1s, 1m');
		const waits = [1, 2, 3, 4].map(
			(attemptsMade) =>
				(nextAttemptAt({
					schedule: short,
					attemptsMade,
					retryAfter: undefined,
					now,
					random: () => 0,
				}) ?? 0) - now,
		);
		expect(waits).toEqual([SECOND, MINUTE, MINUTE, MINUTE]);
	});

	test.each([
		['120', 2 * MINUTE],
		[' 120 ', 2 * MINUTE],
		['Mon, 05 Jan 2026 12:10:00 GMT', 10 * MINUTE],
		['Monday, 05-Jan-26 12:10:00 GMT', 10 * MINUTE],
		['Mon Jan  5 12:10:00 2026', 10 * MINUTE],
		['3', 5 * SECOND],
		['0', 5 * SECOND],
		['Sun, 04 Jan 2026 12:00:00 GMT', 5 * SECOND],
		['Sun, 06 Nov 1994 08:49:37 GMT', 5 * SECOND],
		['', 5 * SECOND],
		['soon', 5 * SECOND],
		['-60', 5 * SECOND],
		['60.5', 5 * SECOND],
		['1e5', 5 * SECOND],
		['60, 120', 5 * SECOND],
		['Mon, 99 Jan 2026 12:10:00 GMT', 5 * SECOND],
		['Jan 2099', 5 * SECOND],
		['2099-01-01T00:00:00Z', 5 * SECOND],
		['3155760000', 24 * HOUR],
		['9'.repeat(400), 24 * HOUR],
		['Tue, 05 Jan 2126 12:00:00 GMT', 24 * HOUR],
	])('heeds the Retry-After %j', (retryAfter, wait) => {
		expect(next(retryAfter)).toBe(now + wait);
	});

	test('heeds the longer of schedule and Retry-After', () => {
		expect(next('60', 4)).toBe(now + 2 * HOUR);
		expect(next('86400', 4)).toBe(now + 24 * HOUR);
	});

	test('adds up to a tenth by chance', () => {
		expect(next(undefined, 2, 0.5)).toBe(now + 5 * MINUTE * 1.05);
		expect(next('3600', 1, 0.999999)).toBeLessThanOrEqual(now + HOUR * 1.1);
	});

	test('is never earlier than asked for, a tenth later at most, within 26.4 hours', () => {
		const retryAfter = fc.oneof(
			fc.constant(undefined),
			fc.nat({ max: 10 ** 9 }).map(String),
			fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
			fc.string(),
		);
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: SECOND, max: MAXIMUM_DELAY_MS }), {
					minLength: 1,
					maxLength: 4,
				}),
				fc.integer({ min: 1, max: MAXIMUM_ATTEMPTS - 1 }),
				retryAfter,
				fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
				(waits, attemptsMade, asked, chance) => {
					const state = { schedule: waits, attemptsMade, retryAfter: asked, now };
					const at = nextAttemptAt({ ...state, random: () => chance }) ?? NaN;
					const earliest = nextAttemptAt({ ...state, random: () => 0 }) ?? NaN;
					const scheduled = waits[Math.min(attemptsMade, waits.length) - 1] ?? NaN;

					expect(Number.isInteger(at)).toBe(true);
					expect(earliest - now).toBeGreaterThanOrEqual(scheduled);
					expect(earliest - now).toBeLessThanOrEqual(MAXIMUM_DELAY_MS);
					expect(at).toBeGreaterThanOrEqual(earliest);
					expect(at - now).toBeLessThanOrEqual((earliest - now) * 1.1);
					if (asked !== undefined && /^\d+$/.test(asked)) {
						expect(earliest - now).toBeGreaterThanOrEqual(
							Math.min(Number(asked) * SECOND, MAXIMUM_DELAY_MS),
						);
					}
				},
			),
		);
	});

	test('reads back every schedule it can be given', () => {
		const wait = fc.oneof(
			fc.integer({ min: 1, max: 86_400 }).map((n): [string, number] => [`${n}s`, n * SECOND]),
			fc.integer({ min: 1, max: 1440 }).map((n): [string, number] => [`${n} m`, n * MINUTE]),
			fc.integer({ min: 1, max: 24 }).map((n): [string, number] => [`${n}H`, n * HOUR]),
		);
		fc.assert(
			fc.property(fc.array(wait, { minLength: 1, maxLength: 4 }), (waits) => {
				expect(parseRetrySchedule(waits.map(([text]) => text).join(','))).toEqual(
					waits.map(([, delay]) => delay),
				);
			}),
		);
	});
});

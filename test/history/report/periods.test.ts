import { daysOf as daysIn, hoursOf as hoursIn } from '../../../src/history/report/periods';
import type { Report } from '../../../src/history/report/report';
import { wordsIn } from '../../../src/history/report/words';
import { english, sampleReport } from './sample-report';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 10, 22, 14, 5);
const UNTIL = Date.UTC(2026, 10, 22, 15);

const words = {
	...wordsIn(english),
	minute: (instant: number) => new Date(instant).toISOString().slice(0, 16),
	day: (instant: number) => new Date(instant).toISOString().slice(0, 10),
};
const hoursOf = (given: Report) => hoursIn(given, words);
const daysOf = (given: Report) => daysIn(given, words);

function report(rangeMs: number, { until = UNTIL, hours = [] as number[] } = {}) {
	const hourly = hours.map((hour) => ({
		hour,
		created: 1,
		delivered: 1,
		failed: 0,
		skipped: 0,
		canceled: 0,
	}));
	return sampleReport({ since: until - rangeMs, until, readAt: NOW, hourly });
}

test('a day is shown by the hour alone, also where nothing happened', () => {
	const day = report(DAY_MS, { hours: [UNTIL - HOUR_MS, UNTIL - 3 * HOUR_MS] });
	const { unit, list = [] } = hoursOf(day) ?? {};

	expect([String(unit), list.length, daysOf(day)]).toEqual(['hour', 24, null]);
	expect(list.slice(-3).map(({ label, totals }) => [label, totals.created])).toEqual([
		['2026-11-22T12:00', 1],
		['2026-11-22T13:00', 0],
		['2026-11-22T14:00', 1],
	]);
});

test('of a week the last two days are shown by the hour, and all by the day', () => {
	const first = UNTIL - 7 * DAY_MS;
	const week = report(7 * DAY_MS, { hours: [first, UNTIL - 2 * HOUR_MS, UNTIL - HOUR_MS] });
	const [hours, days] = [hoursOf(week)?.list ?? [], daysOf(week)?.list ?? []];

	expect([hours.length, days.length]).toEqual([48, 8]);
	expect(hours[0]?.label).toBe('2026-11-20T15:00');
	expect([days[0], days.at(-1)].map((one) => [one?.label, one?.totals.created])).toEqual([
		['2026-11-15', 1],
		['2026-11-22', 2],
	]);
});

test('days of which hours are no longer known are not shown by the hour', () => {
	const past = report(3 * DAY_MS, { until: UNTIL - 30 * DAY_MS });

	expect(hoursOf(past)).toBeNull();
	expect(daysOf(past)).toMatchObject({ unit: { key: 'day' }, list: { length: 4 } });
});

test('there are never more bars than a phone can show, and none is left out', () => {
	for (const days of [3, 100, 169, 170, 171, 365, 3650, 20_000]) {
		const since = UNTIL - days * DAY_MS;
		const { unit, list = [] } =
			daysOf(report(days * DAY_MS, { hours: [since, UNTIL - HOUR_MS] })) ?? {};
		expect(list.length).toBeLessThanOrEqual(170);
		expect([days, list[0]?.totals.created, list.at(-1)?.totals.created]).toEqual([days, 1, 1]);
		expect(String(unit)).toMatch(/^(day|\d+ days)$/);
	}
});

test('several days together are named by the first and the last one', () => {
	expect(daysOf(report(365 * DAY_MS))?.list[0]?.label).toBe('2025-11-22 to 2025-11-24');
});

test('the future is not shown', () => {
	const until = UNTIL + 1000 * DAY_MS;

	expect(hoursOf(report(1001 * DAY_MS, { until }))?.list.at(-1)?.label).toBe('2026-11-22T14:00');
	expect(daysOf(report(1003 * DAY_MS, { until }))?.list).toHaveLength(4);
	expect([hoursOf, daysOf].map((of) => of(report(DAY_MS, { until })))).toEqual([null, null]);
});

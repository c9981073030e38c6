import { instantOfPhpDate } from '../../src/platforms/php-date';

function iso(date: string, timezone: string): string | null {
	const instant = instantOfPhpDate({ date, timezone_type: 3, timezone });
	return instant === null ? null : new Date(instant).toISOString();
}

it.each([
	['2021-03-02 21:02:53.000000', 'UTC', '2021-03-02T21:02:53.000Z'],
	['2021-03-02 21:02:53.000000', '+00:00', '2021-03-02T21:02:53.000Z'],
	['2021-03-02 21:02:53.000000', '-03:00', '2021-03-03T00:02:53.000Z'],
	['2021-03-02 21:02:53.000000', 'BRT', '2021-03-03T00:02:53.000Z'],
	['2021-03-02 21:02:53.000000', 'America/Sao_Paulo', '2021-03-03T00:02:53.000Z'],
	['2018-12-24 12:00:00.000000', 'America/Sao_Paulo', '2018-12-24T14:00:00.000Z'],
	['2021-03-02 21:02:53.000000', 'America/Manaus', '2021-03-03T01:02:53.000Z'],
])('reads %s in %s as %s', (date, timezone, expected) => {
	expect(iso(date, timezone)).toBe(expected);
});

it('finds no time where there is none, or its zone is none', () => {
	expect(iso('2021-03-02 21:02:53.000000', 'Mars/Olympus')).toBeNull();
	expect(iso('never', 'UTC')).toBeNull();
	for (const value of [null, undefined, '', 'x', 5, [], {}])
		expect(instantOfPhpDate(value)).toBeNull();
});

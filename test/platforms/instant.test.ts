import { instantOf, saoPauloOffset } from '../../src/platforms/instant';

function iso(value: string | number, offset?: string): string | null {
	const instant = instantOf(value, offset);
	return instant === null ? null : new Date(instant).toISOString();
}

it.each([
	[1767607200000, '2026-01-05T10:00:00.000Z'],
	[1767607200, '2026-01-05T10:00:00.000Z'],
	['1767607200000', '2026-01-05T10:00:00.000Z'],
	['2026-01-05T10:00:00Z', '2026-01-05T10:00:00.000Z'],
	['2026-01-05T10:00:00.123456Z', '2026-01-05T10:00:00.123Z'],
	['2026-01-05T07:00:00-03:00', '2026-01-05T10:00:00.000Z'],
	['2026-01-05T07:00:00-0300', '2026-01-05T10:00:00.000Z'],
	['2026-01-05 10:00:00 +00:00Z', '2026-01-05T10:00:00.000Z'],
	['2026-01-05', '2026-01-05T00:00:00.000Z'],
])('reads %s as %s', (value, expected) => {
	expect(iso(value)).toBe(expected);
});

it('takes a time without a zone to be one of São Paulo where it is told so', () => {
	expect(iso('2026-01-05 07:00:00', saoPauloOffset)).toBe('2026-01-05T10:00:00.000Z');
	expect(iso('2026-01-05 07:00:00.000000', saoPauloOffset)).toBe('2026-01-05T10:00:00.000Z');
});

it.each([
	['0000-00-00 00:00:00'],
	['2026-13-45 00:00:00'],
	['soon'],
	[''],
	[0],
	[-1],
	[Number.NaN],
	[1e300],
])('finds no time in %j', (value) => {
	expect(instantOf(value)).toBeNull();
});

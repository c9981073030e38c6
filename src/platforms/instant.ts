import type { Maybe } from './read';

/** The last instant a `Date` can hold. */
const maximumInstant = 8.64e15;

/** Unix times below this are seconds: as milliseconds they would lie before March 1973. */
const firstMilliseconds = 1e11;

/**
 * Brazil has had no summer time since 2019, and its time zones are laws, not data we could ship:
 * a time of São Paulo without its zone is taken to be three hours behind UTC.
 */
export const saoPauloOffset = '-03:00';

const dateTime =
	/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?Z?$/i;

/**
 * Unix time in milliseconds of what a platform sends for a time: seconds or milliseconds, as number or
 * text, ISO 8601, or PHP's `Y-m-d H:i:s`, which is read at `offset`. `null` where it is no time; a
 * zero date (`0000-00-00 00:00:00`) is PHP's "never".
 */
export function instantOf(value: Maybe, offset = 'Z'): number | null {
	if (typeof value === 'number') return within(value < firstMilliseconds ? value * 1000 : value);
	if (typeof value !== 'string') return null;
	const text = value.trim();
	if (/^\d{9,16}$/.test(text)) return instantOf(Number(text));
	const [, date, time = '00:00', fraction = '', zone = offset] = dateTime.exec(text) ?? [];
	if (date === undefined) return null;
	return within(Date.parse(`${date}T${time}${fraction.slice(0, 4)}${withColon(zone)}`));
}

function within(instant: number): number | null {
	return instant > 0 && instant <= maximumInstant ? Math.trunc(instant) : null;
}

function withColon(zone: string): string {
	return zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2').toUpperCase();
}

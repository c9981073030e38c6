import { instantOf } from './instant';
import { objectAt, textOf } from './read';
import type { Maybe } from './read';

/** The abbreviations a Brazilian server writes; others are ambiguous the world over. */
const abbreviations: Readonly<Record<string, string>> = {
	UTC: 'Z',
	GMT: 'Z',
	Z: 'Z',
	BRT: '-03:00',
	BRST: '-02:00',
};

/**
 * Unix time in milliseconds of PHP's `DateTime` as `json_encode` writes it:
 * `{ date, timezone_type, timezone }`, where the zone is an offset, an abbreviation or an identifier
 * such as `America/Sao_Paulo`. `null` where it is none.
 */
export function instantOfPhpDate(value: Maybe): number | null {
	const { date, timezone } = objectAt(value);
	const zone = textOf(timezone) ?? 'UTC';
	const offset = /^[+-]\d\d:?\d\d$/.test(zone) ? zone : abbreviations[zone.toUpperCase()];
	if (offset !== undefined) return instantOf(date, offset);
	const asUtc = instantOf(date);
	return asUtc === null ? null : fromZone(asUtc, zone);
}

/** Moves a wall clock time, read as if it were UTC, to where it lies in a zone. */
function fromZone(wallClock: number, zone: string): number | null {
	const distance = offsetAt(wallClock, zone);
	if (distance === null) return null;
	return wallClock - (offsetAt(wallClock - distance, zone) ?? distance);
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds; `null` for an unknown zone. */
function offsetAt(instant: number, zone: string): number | null {
	try {
		const format = new Intl.DateTimeFormat('sv-SE', {
			timeZone: zone,
			dateStyle: 'short',
			timeStyle: 'medium',
		});
		const wallClock = instantOf(format.format(instant));
		return wallClock === null ? null : wallClock - Math.trunc(instant / 1000) * 1000;
	} catch {
		return null;
	}
}

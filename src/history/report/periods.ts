import { phrase, type Phrase } from '../../model/phrase';
import type { HourlyCounts } from '../../storage/contracts';
import { totalsOf, type Report, type Totals } from './report';
import type { Words } from './words';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Older hours may have been put together to days by the store. */
const HOURS_KEPT_MS = 2 * DAY_MS;
/** What can still be told apart on a phone. */
const MOST_DAYS = 170;

/** One bar of a chart. */
export interface Period {
	/** When it began, and for several days when it ended. */
	label: string;
	totals: Totals;
}

/** The bars of a chart, oldest first and without gaps; at least one. */
export interface Periods {
	/** What one of them is, e.g. `hour`, `day`, `7 days`. */
	unit: Phrase;
	list: Period[];
}

/** Those hours of a report that are known by the hour; `null` where none is. */
export function hoursOf(report: Report, words: Words): Periods | null {
	const first = Math.max(report.since, firstKnownHour(report));
	const end = endOf(report);
	return first < end
		? { unit: phrase`hour`, list: periods(report, { first, end, lengthMs: HOUR_MS }, words) }
		: null;
}

/** All of a report by days, so many together that there are not too many; `null` where `hoursOf` shows it all. */
export function daysOf(report: Report, words: Words): Periods | null {
	const end = endOf(report);
	if (report.since >= Math.min(end, firstKnownHour(report))) return null;
	const first = Math.floor(report.since / DAY_MS) * DAY_MS;
	const days = Math.ceil((end - first) / (MOST_DAYS * DAY_MS));
	const unit = days === 1 ? phrase`day` : phrase`${days} days`;
	return { unit, list: periods(report, { first, end, lengthMs: days * DAY_MS }, words) };
}

function firstKnownHour({ readAt }: Report): number {
	return Math.ceil((readAt - HOURS_KEPT_MS) / HOUR_MS) * HOUR_MS;
}

/** Nothing was created yet that will be. */
function endOf({ until, readAt }: Report): number {
	return Math.min(until, Math.floor(readAt / HOUR_MS) * HOUR_MS + HOUR_MS);
}

interface Span {
	first: number;
	end: number;
	/** Of one period. */
	lengthMs: number;
}

function periods({ hourly }: Report, { first, end, lengthMs }: Span, words: Words): Period[] {
	const byStart = new Map<number, HourlyCounts[]>();
	for (const counts of hourly) {
		const start = first + Math.floor((counts.hour - first) / lengthMs) * lengthMs;
		byStart.set(start, [...(byStart.get(start) ?? []), counts]);
	}
	return Array.from({ length: Math.ceil((end - first) / lengthMs) }, (_, index) => {
		const start = first + index * lengthMs;
		return { label: labelOf(start, lengthMs, words), totals: totalsOf(byStart.get(start) ?? []) };
	});
}

function labelOf(start: number, lengthMs: number, { minute, day, say }: Words): string {
	if (lengthMs === HOUR_MS) return minute(start);
	if (lengthMs === DAY_MS) return day(start);
	return say(phrase`${day(start)} to ${day(start + lengthMs - DAY_MS)}`);
}

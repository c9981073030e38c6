import { instantText } from '../../model/instant-text';

/** So many numbers there are for each millisecond: what has a millisecond until the year 2109 stays below 2 ** 51. */
const NUMBERS_PER_MS = 2 ** 9;
const LARGEST = 2 ** 51 - 1;
/** Numbers may be ahead of their deliveries' creation by so much, and never behind it. */
export const AHEAD_MS = 1000;

/** Digits of base 36 after `dlv_`; the last ones of all have room in a small integer. */
const DIGITS = 10;
const LAST_DIGITS = 5;
const LAST = 36 ** LAST_DIGITS;
const ID = /^dlv_[0-9a-z]{10}$/;

let latest = 0;

/**
 * A number for a new delivery: what its row is found by, and in other digits its id, so that neither needs an index.
 * Numbers sort by the second of creation, and in each process within it. Another process may give the same one, or this
 * one did before the clock was set back: who finds it taken asks for the next.
 */
export function createRowId(now: number): number {
	const lowest = lowestRowIdAt(now);
	const follows = latest >= lowest && latest < lowestRowIdAt(now + AHEAD_MS);
	// Not the lowest: another process may store something in the same millisecond.
	latest = follows ? latest + 1 : lowest + Math.floor(Math.random() * NUMBERS_PER_MS);
	return latest;
}

/** What is below every number of a delivery that is created at this instant or later. */
export function lowestRowIdAt(instant: number): number {
	return Math.min(Math.max(Math.ceil(instant), 0) * NUMBERS_PER_MS, LARGEST);
}

const digits = (value: number, length: number) => value.toString(36).padStart(length, '0');
const firstDigits = instantText((value) => digits(value, DIGITS - LAST_DIGITS));

/** The id that people see, e.g. `dlv_91u7t0cx1p`; ids sort as their numbers do. */
export function deliveryId(rowId: number): string {
	return `dlv_${firstDigits(Math.floor(rowId / LAST))}${digits(rowId % LAST, LAST_DIGITS)}`;
}

/** `null`: it is none. */
export function rowIdOf(id: string): number | null {
	if (!ID.test(id)) return null;
	const rowId = Number.parseInt(id.slice(-DIGITS), 36);
	return rowId <= LARGEST ? rowId : null;
}

/** As a parameter that is a list; what is no id is left out. */
export function rowIdList(ids: readonly string[]): string {
	return JSON.stringify(ids.flatMap((id) => rowIdOf(id) ?? []));
}

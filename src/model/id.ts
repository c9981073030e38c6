import { randomUUID } from 'node:crypto';

const TIME_LENGTH = 9;
const COUNTER_LENGTH = 4;
const COUNTER_LIMIT = 36 ** COUNTER_LENGTH;
const TIME_LIMIT = 36 ** TIME_LENGTH;

type IdPrefix = 'bat' | 'dlv' | 'lea' | 'rcv' | 'sub' | 'evt';

let counter = 0;

/** Makes an id that sorts in the order of creation, e.g. `dlv_0mhq3v5k20001f3a9…`: time, counter, randomness. */
export function createId(prefix: IdPrefix, now: number): string {
	counter = (counter + 1) % COUNTER_LIMIT;
	const time = timePart(now);
	const sequence = counter.toString(36).padStart(COUNTER_LENGTH, '0');
	return `${prefix}_${time}${sequence}${randomPart()}`;
}

/** What sorts before every id that is made at this instant or later, and after every earlier one. */
export function lowestIdAt(prefix: IdPrefix, instant: number): string {
	return `${prefix}_${timePart(Math.min(Math.max(Math.ceil(instant), 0), TIME_LIMIT - 1))}`;
}

/** 48 random bits; of all of Node.js's sources of randomness this one is read ahead. */
function randomPart(): string {
	return randomUUID().slice(-12);
}

function timePart(instant: number): string {
	return instant.toString(36).padStart(TIME_LENGTH, '0');
}

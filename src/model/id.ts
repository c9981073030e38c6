import { randomBytes } from 'node:crypto';

import { instantText } from './instant-text';

const TIME_LENGTH = 9;
const COUNTER_LENGTH = 4;
/** Hexadecimal digits. */
const RANDOM_LENGTH = 12;
const RANDOM_BYTES_AHEAD = (RANDOM_LENGTH / 2) * 256;
const COUNTER_LIMIT = 36 ** COUNTER_LENGTH;
const TIME_LIMIT = 36 ** TIME_LENGTH;

type IdPrefix = 'bat' | 'lea' | 'rcv' | 'sub' | 'evt';

const timePart = instantText((instant) => instant.toString(36).padStart(TIME_LENGTH, '0'));

let counter = 0;
let randomness = '';
let nextRandom = 0;

/** Makes an id that sorts in the order of creation, e.g. `rcv_0mhq3v5k20001f3a9…`: time, counter, randomness. */
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

/** 48 random bits, read ahead: to ask for each of them costs more than all else here. */
function randomPart(): string {
	if (nextRandom >= randomness.length) {
		randomness = randomBytes(RANDOM_BYTES_AHEAD).toString('hex');
		nextRandom = 0;
	}
	nextRandom += RANDOM_LENGTH;
	return randomness.slice(nextRandom - RANDOM_LENGTH, nextRandom);
}

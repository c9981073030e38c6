import { randomBytes } from 'node:crypto';

const TIME_LENGTH = 9;
const COUNTER_LENGTH = 4;
const COUNTER_LIMIT = 36 ** COUNTER_LENGTH;

let counter = 0;

/** Makes an id that sorts in the order of creation, e.g. `dlv_0mhq3v5k20001f3a9…`: time, counter, randomness. */
export function createId(prefix: 'bat' | 'dlv' | 'dsp' | 'lea' | 'rcv' | 'sub' | 'evt', now: number): string {
	counter = (counter + 1) % COUNTER_LIMIT;
	const time = now.toString(36).padStart(TIME_LENGTH, '0');
	const sequence = counter.toString(36).padStart(COUNTER_LENGTH, '0');
	return `${prefix}_${time}${sequence}${randomBytes(6).toString('hex')}`;
}

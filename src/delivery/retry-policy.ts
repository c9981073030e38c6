import { CommerceWebhooksError } from '../model/errors';
import { phrase, type Phrase } from '../model/phrase';

/** Automatic attempts of one delivery, the immediate first one included. */
export const MAXIMUM_ATTEMPTS = 5;

/** No wait is longer, whatever a schedule or a receiver asks for. */
export const MAXIMUM_DELAY_MS = 24 * 60 * 60 * 1000;

const UNIT_MS: Readonly<Record<string, number>> = {
	s: 1000,
	m: 60 * 1000,
	h: 60 * 60 * 1000,
	d: 24 * 60 * 60 * 1000,
};

/**
 * Share of a delay that chance may add, so that many deliveries do not come back at one instant.
 */
const JITTER = 0.1;

interface Progress {
	/** Waits before the second and later attempts, in ms; the last one repeats. */
	schedule: readonly number[];
	/** Automatic attempts made so far, the one that just failed included. */
	attemptsMade: number;
	/** The answer's `retry-after`, if it had one. */
	retryAfter: string | undefined;
	/** Unix time in ms. */
	now: number;
	/** A number from 0 up to 1. */
	random: () => number;
}

/**
 * Reads waits such as `5s, 5m, 30m, 2h` into ms: one to four, each of 1 s to 24 h. They follow the
 * first attempt, which is immediate and not listed; with fewer than four the last one repeats.
 * @throws CommerceWebhooksError `invalid_input`, field `retrySchedule`, naming the entry.
 */
export function parseRetrySchedule(text: string): number[] {
	const entries = text.split(',').map((entry) => entry.trim());
	if (entries.length > MAXIMUM_ATTEMPTS - 1) {
		throw unusable(phrase`The retry schedule has ${entries.length} waits instead of at most four`);
	}
	return entries.map(parseDelay);
}

/**
 * When to try again, as Unix time in ms, or `null` after the last attempt: the longer of the
 * schedule's wait and Retry-After (at most 24 h), and up to 10 % more, so never earlier than asked.
 */
export function nextAttemptAt(progress: Progress): number | null {
	const { schedule, attemptsMade, retryAfter, now, random } = progress;
	if (attemptsMade >= MAXIMUM_ATTEMPTS) return null;

	const scheduled = schedule[Math.min(attemptsMade, schedule.length) - 1] ?? 0;
	const asked = retryAfter === undefined ? 0 : retryAfterMs(retryAfter, now);
	const delay = Math.max(scheduled, asked);
	return now + Math.floor(delay + delay * JITTER * random());
}

function parseDelay(entry: string): number {
	const [, amount, unit = ''] = /^(\d{1,9})\s*([smhd])$/i.exec(entry) ?? [];
	const delay = Number(amount) * (UNIT_MS[unit.toLowerCase()] ?? NaN);
	if (Number.isNaN(delay)) {
		throw unusable(phrase`"${entry.slice(0, 50)}" in the retry schedule cannot be read as a wait`);
	}
	if (delay < 1000 || delay > MAXIMUM_DELAY_MS) {
		throw unusable(phrase`"${entry}" in the retry schedule is not between 1 second and 24 hours`);
	}
	return delay;
}

/** RFC 9110, 10.2.3: seconds or a date. 0 for what is neither, or past. */
function retryAfterMs(text: string, now: number): number {
	const value = text.trim();
	const delay = /^\d+$/.test(value) ? Number(value) * 1000 : parseHttpDate(value) - now;
	return delay > 0 ? Math.min(delay, MAXIMUM_DELAY_MS) : 0;
}

/**
 * RFC 9110, 5.6.7: the preferred form and the two obsolete ones; `NaN` for anything else Date would
 * accept.
 */
function parseHttpDate(text: string): number {
	const preferred = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
	const rfc850 = /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/;
	const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;
	if (asctime.test(text)) return Date.parse(`${text} GMT`);
	return preferred.test(text) || rfc850.test(text) ? Date.parse(text) : NaN;
}

function unusable(message: Phrase): CommerceWebhooksError {
	return new CommerceWebhooksError('invalid_input', message, {
		field: 'retrySchedule',
		remedy: phrase`List one to four waits, separated by commas, e.g. 5s, 5m, 30m, 2h. They follow the first attempt, which is made at once.`,
	});
}

import { hash } from 'node:crypto';

/** Hex digits of a number that SQLite keeps in six bytes. */
const DIGITS = 11;

/**
 * What the deliveries of an event are found by. Ids of events come in any order and are long: an index of them is soon
 * larger than what is kept of it in memory, and each event changes a page of its own. Two ids may have one hash, so they
 * are compared too.
 */
export function eventHash(eventId: string): number {
	return Number.parseInt(hash('sha256', eventId, 'hex').slice(0, DIGITS), 16);
}

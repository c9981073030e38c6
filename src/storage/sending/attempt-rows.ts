import { MOST_ATTEMPTS } from '../../model/delivery';

/**
 * Attempts are found by numbers that are made of the delivery's and theirs, so that those of one delivery lie side by
 * side and no index is needed. They are too large for a double, so SQL and `BigInt` make them, SQL by bits: SQLite is
 * given doubles, and would calculate with them.
 */
const NUMBER_BITS = 12;

/** SQL that says of a delivery that there is a number for a resend; the last ones are for attempts nobody asks for. */
export const HAS_NUMBERS_LEFT = `last_number < ${MOST_ATTEMPTS}`;

/** SQL that gives what an attempt's row is found by, given SQL for the row id of the delivery and its own number. */
export function attemptRowId(delivery: string, number: string): string {
	return `${delivery} << ${NUMBER_BITS} | ${number}`;
}

/** SQL that gives the row id of the delivery, of a row of the table `attempt`. */
export const DELIVERY_OF_ATTEMPT = `attempt.row_id >> ${NUMBER_BITS}`;

/** SQL that gives its number. */
export const NUMBER_OF_ATTEMPT = `attempt.row_id & ${2 ** NUMBER_BITS - 1}`;

/** All attempts there can be of a delivery whose last one has the number, as parts of a list in JSON. */
export function attemptRowIds(deliveryRowId: number, lastNumber: number): string[] {
	const first = BigInt(deliveryRowId) << BigInt(NUMBER_BITS);
	return Array.from({ length: lastNumber }, (_attempt, index) => String(first + BigInt(index + 1)));
}

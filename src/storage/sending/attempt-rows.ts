/**
 * Attempts are found by numbers that are made of the delivery's and theirs, so that those of one delivery lie side by
 * side and no index is needed. A million attempts of one delivery would reach into the next one's.
 */
const NUMBERS_PER_DELIVERY = 2 ** 20;

/** SQL that gives the row id of the delivery, of a row of the table `attempt`. */
export const DELIVERY_OF_ATTEMPT = `attempt.row_id / ${NUMBERS_PER_DELIVERY}`;

/** What an attempt's row is found by. */
export function attemptRowId(deliveryRowId: number, number: number): number {
	return deliveryRowId * NUMBERS_PER_DELIVERY + number;
}

/** Whose attempt a row is, and its number. */
export function attemptOf(rowId: number): { deliveryRowId: number; number: number } {
	return {
		deliveryRowId: Math.floor(rowId / NUMBERS_PER_DELIVERY),
		number: rowId % NUMBERS_PER_DELIVERY,
	};
}

/** Of all attempts there can be of a delivery whose last one has the number. */
export function attemptRowIds(deliveryRowId: number, lastNumber: number): number[] {
	return Array.from({ length: lastNumber }, (_attempt, index) =>
		attemptRowId(deliveryRowId, index + 1),
	);
}

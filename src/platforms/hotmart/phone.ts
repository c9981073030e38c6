import { textOf } from '../read';
import type { Maybe } from '../read';

/**
 * A telephone number with its area or country code. Live deliveries put either in the code's field,
 * or the whole number again, or nothing: a code is joined only where it is one and is not there yet.
 */
export function joinPhone(code: Maybe, number: Maybe): string | null {
	const digits = textOf(number);
	const prefix = textOf(code)?.replace(/^\+/, '') ?? '';
	if (digits === null || !/^\d{1,3}$/.test(prefix)) return digits;
	return /^\+/.test(digits) || digits.startsWith(prefix) ? digits : `${prefix}${digits}`;
}

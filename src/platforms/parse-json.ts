import type { JsonValue } from '../model/json';

/** Strings, so that they are stepped over, and numbers; the first loop is unrolled to save backtracking. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const maybeLargeNumber = /(?:^|[:[,\s])-?(?:\d{16}|[\d.]+e\+?\d\d)/i;

/**
 * Parses JSON, or throws `SyntaxError`. A number beyond 2^53, which a double would round, becomes a
 * string of what was written: an order number must come out as it came in.
 */
export function parseJson(text: string): JsonValue {
	const value: JsonValue = JSON.parse(text);
	if (!maybeLargeNumber.test(text)) return value;
	return JSON.parse(text.replace(stringOrNumber, quoteIfLarge));
}

/** A string token, quotes and all, is not a number and comes out as it is. */
function quoteIfLarge(token: string): string {
	return Math.abs(Number(token)) > Number.MAX_SAFE_INTEGER ? `"${token}"` : token;
}

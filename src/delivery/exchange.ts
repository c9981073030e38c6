import { StringDecoder } from 'node:string_decoder';

import type { AttemptResponse } from '../model/delivery';
import type { ExchangeError } from './exchange-error';

/** What the other side answered. */
export type HttpAnswer = AttemptResponse;

/** One request and what became of it. */
export type Exchange =
	| { answer: HttpAnswer; error: null; durationMs: number }
	| { answer: null; error: ExchangeError; durationMs: number };

/** Bytes of an answer's body that are read and kept. */
export const MAXIMUM_BODY_BYTES = 16_384;

/** Names of an answer's headers that are kept; their size is bounded where they are parsed. */
const MAXIMUM_HEADERS = 64;

/** Of all names of headers the one that objects have another meaning for: who reads it back gets something else. */
const UNREADABLE_NAME = '__proto__';

/**
 * The headers as they are kept: at most 64 names, the values of a repeated one joined by commas.
 */
export function keptHeaders(
	headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
	const kept: Record<string, string> = {};
	let count = 0;
	for (const name in headers) {
		if (name === UNREADABLE_NAME) continue;
		const value = headers[name] ?? '';
		kept[name] = typeof value === 'string' ? value : value.join(', ');
		count += 1;
		if (count === MAXIMUM_HEADERS) break;
	}
	return kept;
}

/**
 * The body as text, whatever bytes came: UTF-8 with U+FFFD for what is none and for NUL, which
 * PostgreSQL cannot hold, cut at a character boundary where it is truncated. An encoded body is not
 * decoded, so that a bomb stays small: it is kept as `[gzip, 1234 bytes]`.
 */
export function keptBody(bytes: Buffer, encoding: string | undefined, truncated: boolean): string {
	if (bytes.length === 0) return '';
	if (encoding !== undefined && !/^(identity)?$/i.test(encoding.trim())) {
		const name = /^[\w, -]{1,50}$/.test(encoding) ? encoding : 'encoded';
		return `[${name}, ${bytes.length} bytes]`;
	}
	const text = truncated ? new StringDecoder('utf8').write(bytes) : bytes.toString('utf8');
	return text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
}

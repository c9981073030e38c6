import type { AttemptErrorCode } from '../model/delivery';
import { CommerceWebhooksError } from '../model/errors';
import { phrase, translatable } from '../model/phrase';

/** Why there was no answer; `permanent` where trying the same request again cannot help. */
export interface ExchangeError {
	code: AttemptErrorCode;
	message: string;
	permanent: boolean;
}

const MAXIMUM_MESSAGE_LENGTH = 500;

/** Codes of the guard, of Node.js and of undici, and the name of the one error that comes without a code. */
const CODES: Readonly<Record<string, AttemptErrorCode>> = {
	blocked_url: 'blocked_url',
	invalid_input: 'blocked_url',
	ENOTFOUND: 'dns',
	ENODATA: 'dns',
	ECONNREFUSED: 'connection_refused',
	EHOSTUNREACH: 'connection_refused',
	ENETUNREACH: 'connection_refused',
	EADDRNOTAVAIL: 'connection_refused',
	ECONNRESET: 'connection_reset',
	ECONNABORTED: 'connection_reset',
	EPIPE: 'connection_reset',
	UND_ERR_SOCKET: 'connection_reset',
	EPROTO: 'tls',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
	SELF_SIGNED_CERT_IN_CHAIN: 'tls',
	HOSTNAME_MISMATCH: 'tls',
	INVALID_CA: 'tls',
	INVALID_PURPOSE: 'tls',
	PATH_LENGTH_EXCEEDED: 'tls',
	ETIMEDOUT: 'timeout',
	UND_ERR_CONNECT_TIMEOUT: 'timeout',
	HTTPParserError: 'invalid_response',
	UND_ERR_HEADERS_OVERFLOW: 'invalid_response',
	UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'invalid_response',
};

/** Families whose members Node.js and OpenSSL add to. */
const PREFIXES: ReadonlyArray<readonly [string, AttemptErrorCode]> = [
	['EAI_', 'dns'],
	['ERR_TLS_', 'tls'],
	['ERR_OSSL_', 'tls'],
	['ERR_SSL_', 'tls'],
	['CERT_', 'tls'],
	['CRL_', 'tls'],
	['UNABLE_TO_', 'tls'],
	['ERROR_IN_', 'tls'],
];

const SENTENCES: Readonly<Record<AttemptErrorCode, string>> = {
	blocked_url: translatable('The URL is blocked or cannot be used'),
	dns: translatable('The host name could not be resolved'),
	connection_refused: translatable('No connection could be made'),
	connection_reset: translatable('The connection was closed before there was an answer'),
	tls: translatable('No secure connection could be made'),
	timeout: translatable('The other side did not react in time'),
	invalid_response: translatable('The answer is not valid HTTP'),
	interrupted: translatable('The request was interrupted by the sender'),
	unknown: translatable('The request failed'),
};

/** The caller gave up, or closed the transport. */
export const INTERRUPTED: ExchangeError = {
	code: 'interrupted',
	message: SENTENCES.interrupted,
	permanent: false,
};

/** A request that would be refused in the same way at every attempt. */
export function unbuildable(problem: string): ExchangeError {
	const message = printable(String(phrase`The request cannot be built: ${problem}`));
	return { code: 'unknown', message, permanent: true };
}

/**
 * What went wrong, in the codes of `contract.md`. `hasAnswerBegun` tells a connection that was
 * closed amid a status line or header, which is no valid answer, from one that was closed without a
 * word.
 */
export function exchangeError(error: unknown, hasAnswerBegun: boolean): ExchangeError {
	const cause = property(error, 'code') || property(error, 'name');
	const code = cause === 'UND_ERR_SOCKET' && hasAnswerBegun ? 'invalid_response' : codeFor(cause);
	if (error instanceof CommerceWebhooksError) {
		// The history has no other place for the setting that would allow the address.
		const message = [error.message, error.remedy].filter(Boolean).join('. ');
		return { code, message: printable(message), permanent: true };
	}
	return { code, message: withDetail(SENTENCES[code], error), permanent: false };
}

function codeFor(cause: string): AttemptErrorCode {
	const family = PREFIXES.find(([prefix]) => cause.startsWith(prefix));
	return CODES[cause] ?? family?.[1] ?? 'unknown';
}

function withDetail(sentence: string, error: unknown): string {
	const detail = property(error, 'message') || property(error, 'code');
	return detail === '' ? sentence : printable(`${sentence}: ${detail}`);
}

/** A certificate's names and a peer's bytes end up in messages: one line, of bounded length. */
function printable(text: string): string {
	return text
		.slice(0, MAXIMUM_MESSAGE_LENGTH)
		.replace(/\p{Cc}+/gu, ' ')
		.trim();
}

function property(error: unknown, name: 'code' | 'message' | 'name'): string {
	if (typeof error !== 'object' || error === null) return '';
	const value: unknown = Reflect.get(error, name);
	return typeof value === 'string' ? value : '';
}

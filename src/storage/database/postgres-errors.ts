import { CommerceWebhooksError } from '../../model/errors';
import { phrase, type Phrase } from '../../model/phrase';

// Classes and codes of SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
/** The server cannot be used just now: connection, resources, shutdown, time-outs, its file system. */
const UNAVAILABLE = /^(08|25P03|53|55P03|57|58)/;
/** Another transaction stood in the way; nothing was done, and trying again is what the manual says. */
const REPEATABLE = /^(40001|40P01)$/;
/** A standby after a failover: the pool still points at the server that was the primary. */
const READ_ONLY = '25006';
const REFUSED = /^(28|3D)/;
const NO_RIGHT = '42501';
/** Node.js and OpenSSL. */
const NETWORK = /^(E[A-Z]+|CERT_.*|DEPTH_ZERO.*|SELF_SIGNED.*|ERR_TLS.*)$/;
/** What pg says without a code. */
const LOST =
	/terminated|connection error|Connection ended|not queryable|Client was closed|timeout/i;

/** Whether a transaction was rolled back only because of another one. */
export function mayBeRepeated(error: unknown): boolean {
	return REPEATABLE.test(codeOf(error));
}

/** Whether the connection is at fault, so that another one may serve. */
export function isConnectionLost(error: unknown): boolean {
	const code = codeOf(error);
	const isLost = code === '' && isError(error) && LOST.test(error.message);
	return isLost || NETWORK.test(code) || /^(08|57P)/.test(code);
}

/** An error of Postgres in words, with what to do; any other is as it was. */
export function explainPostgres(error: unknown, name: string): unknown {
	if (error instanceof CommerceWebhooksError || !isError(error)) return error;
	const remedy = remedyFor(error);
	if (remedy === null) return error;
	return new CommerceWebhooksError(
		'store_unavailable',
		phrase`The webhook store in Postgres at ${name} is not available: ${error.message || codeOf(error)}`,
		{ remedy, cause: error },
	);
}

function remedyFor(error: Error): Phrase | null {
	const code = codeOf(error);
	if (REFUSED.test(code)) {
		return phrase`Check database, user and password in the Webhook Store credential`;
	}
	if (code === NO_RIGHT) {
		return phrase`Let this user create tables in the schema of the Webhook Store credential`;
	}
	if (code === READ_ONLY) {
		return phrase`This server only reads: set the host of the primary in the Webhook Store credential; work goes on by itself`;
	}
	if (UNAVAILABLE.test(code) || REPEATABLE.test(code) || isConnectionLost(error)) {
		return phrase`Start the server, or correct host, port and SSL in the Webhook Store credential; work goes on by itself`;
	}
	return null;
}

function codeOf(error: unknown): string {
	return isError(error) && 'code' in error ? String(error.code ?? '') : '';
}

/** By its looks: errors of sockets may come from another realm, as those of jest's surroundings do. */
function isError(error: unknown): error is Error {
	return typeof error === 'object' && error !== null && 'message' in error;
}

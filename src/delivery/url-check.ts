import type { AttemptErrorCode } from '../model/delivery';
import { CommerceWebhooksError } from '../model/errors';
import { Phrase, phrase } from '../model/phrase';
import type { AddressGuard } from '../net';
import type { Exchange, HttpAnswer } from './exchange';
import { statusClass, statusText, type StatusClass } from './status-text';
import { createTransport } from './transport';
import { userAgent } from './user-agent';

/** What a URL looks like to the sender; what is not known because it did not come to that is `null`. */
export interface UrlCheck {
	/** As it was given; a user name and password in it are left out. */
	url: string;
	verdict: 'valid' | 'invalid';
	/** What happened and what to do, in whole sentences. */
	reason: Phrase;
	status: number | null;
	statusText: string | null;
	statusClass: StatusClass | null;
	durationMs: number | null;
}

interface Options {
	guard: AddressGuard;
	/** One deadline over everything, as for an attempt. */
	timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;
const MAXIMUM_PLACE_LENGTH = 300;
const REQUEST_HEADERS = { accept: '*/*', 'user-agent': userAgent };

/** Answers of a place that takes no webhook either, and what is to be done about them. */
const UNFIT: Readonly<Record<number, Phrase>> = {
	407: phrase`A proxy stands before the receiver: use an address that is reached without one`,
	410: phrase`The receiver says that this address is closed for good, and a delivery answered so switches its subscription off: ask for the new address`,
	421: phrase`The server does not know this host name: check it, or let the server be set up for it`,
	451: phrase`Access is blocked for legal reasons: ask who runs the receiver`,
	495: phrase`The server wants a certificate from the sender: use an address that does not`,
	496: phrase`The server wants a certificate from the sender: use an address that does not`,
	497: phrase`The port speaks HTTPS: begin the URL with https://`,
};
/** RFC 9110, 15.6.2: the server has no such method, which says nothing of POST. */
const NOT_IMPLEMENTED = 501;

/**
 * Whether webhooks could be delivered to a URL: syntax, scheme, address guard, DNS, TLS, and one GET, as a
 * person would open it. Follows no redirect, and reads no more than 16 KiB of the answer.
 *
 * Valid is what lets a delivery through as far as a GET can tell. 2xx is valid. So is 4xx: endpoints for
 * webhooks answer a GET with 404 or 405 because they take POST only, with 400, 411, 415 or 422 because the
 * body is missing, with 401 or 403 because the signature or token is, and 501 says as little; the reason
 * names what to look at. Invalid are the answers that a POST would get too: 3xx, which is never followed;
 * 5xx; 407, 410, 421, 451 and 495 to 497; codes beyond 599; and no answer at all.
 *
 * Never throws: an unusable URL is a verdict. Has a connection of its own, since one that is already open
 * would prove neither the name nor the certificate.
 */
export async function checkUrl(
	text: string,
	{ guard, timeoutMs = TIMEOUT_MS }: Options,
): Promise<UrlCheck> {
	const url = text.trim();
	const refusal = refusalOf(url, guard);
	if (refusal !== null) return { ...NO_ANSWER, url: withoutUserInfo(url), reason: refusal };
	const transport = createTransport({ guard });
	try {
		const exchange = await transport.send({
			url,
			method: 'GET',
			headers: REQUEST_HEADERS,
			body: null,
			timeoutMs,
		});
		return { url, ...judge(exchange, new URL(url)), durationMs: exchange.durationMs };
	} finally {
		await transport.close();
	}
}

const NO_ANSWER = {
	verdict: 'invalid',
	status: null,
	statusText: null,
	statusClass: null,
	durationMs: null,
} as const;

function refusalOf(url: string, guard: AddressGuard): Phrase | null {
	try {
		guard.checkUrl(url);
		return null;
	} catch (error) {
		if (!(error instanceof CommerceWebhooksError)) throw error;
		return sentences(error.phrases.message, error.phrases.remedy);
	}
}

/** What is refused may still hold a password, and the verdict is kept with the execution. */
function withoutUserInfo(url: string): string {
	return url.replace(/^([a-z][a-z\d+.-]*:)?([\\/]*)[^\\/?#]*@/i, '$1$2');
}

type Judged = Omit<UrlCheck, 'url' | 'durationMs'>;

function judge({ answer, error }: Exchange, url: URL): Judged {
	if (error) {
		const reason = sentences(error.message, remedyOf(error.code, url) ?? undefined);
		return { ...NO_ANSWER, reason };
	}
	const { status } = answer;
	const problem = problemOf(answer, url);
	return {
		verdict: problem === null ? 'valid' : 'invalid',
		reason: sentences(
			phrase`The receiver answered ${status} ${statusText(status)}`,
			problem ?? noteOf(status),
		),
		status,
		statusText: statusText(status),
		statusClass: statusClass(status),
	};
}

/** What happened, which may be English words that were made elsewhere, and what to do about it. */
function sentences(what: Phrase | string, remedy: Phrase | string | undefined): Phrase {
	const first = typeof what === 'string' ? new Phrase(what) : what;
	return remedy === undefined ? first : phrase`${first}. ${remedy}`;
}

/** Why an answer shows that nothing can be delivered; `null` where it does not. */
function problemOf({ status, headers }: HttpAnswer, url: URL): Phrase | null {
	const unfit = UNFIT[status];
	if (unfit !== undefined) return unfit;
	switch (statusClass(status)) {
		case 'success':
		case 'clientError':
			return null;
		case 'redirection':
			return redirectProblem(headers.location, url);
		case 'serverError':
			return status === NOT_IMPLEMENTED
				? null
				: phrase`The server itself has an error, and a delivery would meet it too: let who runs the receiver mend it, then check again`;
		default:
			return phrase`That is no status of an answer: check that the URL leads to a web server`;
	}
}

function redirectProblem(location: string | undefined, url: URL): Phrase {
	if (location === undefined || !URL.canParse(location, url.href)) {
		return phrase`A redirect is never followed, so nothing would arrive: use the address at which the receiver itself answers`;
	}
	const { protocol, host, pathname } = new URL(location, url);
	// Its query may hold a token made for whoever asked, and all of it may be as long as a header.
	const place = `${protocol}//${host}${pathname}`.slice(0, MAXIMUM_PLACE_LENGTH);
	return phrase`A redirect is never followed, so nothing would arrive: it leads to ${place}; if that is the receiver, use that address`;
}

/** What a valid answer leaves open. */
function noteOf(status: number): Phrase {
	switch (status) {
		case 401:
		case 403:
			return phrase`It refuses a request without proof: make sure that it takes the signature, token or headers of the subscription`;
		case 404:
			return phrase`That is usual for an address that takes POST only; if deliveries get 404 too, check the path`;
		case 429:
			return phrase`It gets too many requests just now: consider a rate limit for the subscription`;
		default:
			return statusClass(status) === 'success'
				? phrase`Webhooks can be delivered there`
				: phrase`That is usual for an address that takes nothing but webhooks, by POST`;
	}
}

/** What to do where there was no answer; `null` where the message says it already. */
function remedyOf(code: AttemptErrorCode, { protocol, hostname, host }: URL): Phrase | null {
	switch (code) {
		case 'blocked_url':
			return null;
		case 'dns':
			return phrase`Check the spelling of ${hostname}; a new name may take hours until it is known everywhere`;
		case 'connection_refused':
			return phrase`Check host and port of ${host}, and that the receiver runs and its firewall lets this server through`;
		case 'connection_reset':
			return protocol === 'http:'
				? phrase`Check that the port is that of a web server, and whether the URL must begin with https://`
				: phrase`Check that the port is that of a web server, and that no firewall ends the connection`;
		case 'tls':
			return phrase`The receiver needs a certificate for exactly ${hostname}, in date, from a publicly trusted authority, and with its whole chain; if the port speaks plain HTTP, begin the URL with http://`;
		case 'timeout':
			return phrase`Check that ${host} can be reached from this server, and that the receiver answers before it does its work`;
		case 'invalid_response':
			return phrase`Check that the port is that of a web server that speaks HTTP/1.1`;
		default:
			return phrase`Try again; if it stays so, look at the log of the receiver`;
	}
}

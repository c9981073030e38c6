import { CommerceWebhooksError } from '../model/errors';
import { phrase, type Phrase } from '../model/phrase';

/** What stands in the history in place of a secret value. */
export const HIDDEN = '[hidden]';

/**
 * Headers that say how the request itself is built and carried: RFC 9110, 7.6.1 and 8.6, RFC 9112,
 * 6.
 */
const REFUSED = new Set([
	'connection',
	'content-encoding',
	'content-length',
	'expect',
	'host',
	'keep-alive',
	'proxy-authenticate',
	'proxy-authorization',
	'proxy-connection',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
]);
const REFUSED_PREFIX = 'webhook-';

/** RFC 9110, 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/**
 * RFC 9110, 5.5: visible characters, spaces and tabs; beyond Latin-1 there is no way to send one.
 */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

const MAXIMUM_CHARACTERS = 8192;
const MAXIMUM_SHOWN = 100;
const REMEMBERED_NAMES = 1000;

/**
 * Custom headers as they are sent: names in lower case, so that two spellings of one header cannot
 * both be sent; values without spaces around them.
 * @throws CommerceWebhooksError `invalid_input`, field `headers`, naming the header but never its
 * value.
 */
export function parseCustomHeaders(
	headers: Readonly<Record<string, string>>,
): Record<string, string> {
	const parsed = new Map<string, string>();
	let characters = 0;
	for (const [text, value] of Object.entries(headers)) {
		const name = parseHeaderName(text, 'headers');
		if (parsed.has(name)) throw unusable(name, phrase`is given twice`, 'headers');
		parsed.set(name, parseHeaderValue(name, value, 'headers'));
		characters += name.length + value.length;
	}
	if (characters > MAXIMUM_CHARACTERS) {
		throw new CommerceWebhooksError(
			'invalid_input',
			phrase`The custom headers have ${characters} characters instead of at most ${MAXIMUM_CHARACTERS}`,
			{ field: 'headers', remedy: phrase`Servers refuse larger ones: leave some out.` },
		);
	}
	return Object.fromEntries(parsed);
}

/**
 * The name of a header that a user may set, in lower case.
 * @throws CommerceWebhooksError `invalid_input` with the given field, naming the header.
 */
export function parseHeaderName(text: string, field: string): string {
	const name = text.trim().toLowerCase();
	if (!TOKEN.test(name)) throw unusable(text, phrase`is no valid header name`, field);
	if (REFUSED.has(name) || name.startsWith(REFUSED_PREFIX)) {
		throw unusable(text, phrase`is set by the sender itself`, field);
	}
	return name;
}

/**
 * The value of a header that a user may set, without spaces around it.
 * @throws CommerceWebhooksError `invalid_input` with the given field, naming the header but never
 * its value.
 */
export function parseHeaderValue(name: string, value: string, field: string): string {
	if (!VALUE.test(value))
		throw unusable(name, phrase`has a value with a character that cannot be sent`, field);
	return value.trim();
}

/** Why headers, the sender's own included, cannot be sent; `null` where they can. */
export function headersProblem(headers: Readonly<Record<string, string>>): string | null {
	for (const name in headers) {
		if (!sendableNames.has(name)) {
			const problem = nameProblem(name);
			if (problem !== null) return problem;
			if (sendableNames.size >= REMEMBERED_NAMES) sendableNames.clear();
			sendableNames.add(name);
		}
		if (!VALUE.test(headers[name] ?? ''))
			return `the header ${shown(name)} has a character that cannot be sent`;
	}
	return null;
}

/** The same few names are sent again and again. */
const sendableNames = new Set<string>();

function nameProblem(name: string): string | null {
	if (!TOKEN.test(name)) return `${shown(name)} is no valid header name`;
	if (REFUSED.has(name.toLowerCase())) return `the header ${shown(name)} cannot be set`;
	return null;
}

/** The headers with the values of the secret ones hidden, whose names are given in lower case. */
export function hideSecrets(
	headers: Readonly<Record<string, string>>,
	secretNames: ReadonlySet<string>,
): Readonly<Record<string, string>> {
	if (secretNames.size === 0) return headers;
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			secretNames.has(name.toLowerCase()) ? HIDDEN : value,
		]),
	);
}

function unusable(name: string, reason: Phrase, field: string): CommerceWebhooksError {
	return new CommerceWebhooksError('invalid_input', phrase`The header ${shown(name)} ${reason}`, {
		field,
		remedy: phrase`Names consist of letters, digits and hyphens, values of one line of Latin characters; connection, length, host and webhook-* headers cannot be set.`,
	});
}

function shown(name: string): string {
	return JSON.stringify(name.slice(0, MAXIMUM_SHOWN));
}

import { HIDDEN } from './request-headers';

/** Hides secrets in a text; `isCut` where the text may end amid one. */
export type HideTexts = (text: string, isCut?: boolean) => string;

/** Hiding a shorter value wherever its characters are would make every answer unreadable. */
const MINIMUM_LENGTH = 6;

/** What stands round a value that somebody was given, and round no part of another word. */
const BEFORE_VALUE = String.raw`(?:^\s*|["'=>]|:[ \t]+)`;
const AFTER_VALUE = String.raw`(?=\s*$|\\?["'<&;]|[ \t]*\r?\n)`;

/**
 * Hides what a receiver may send back of our own secrets, in whatever form it writes them. A value
 * of less than six characters is hidden where it stands as a whole value: a header, a whole text,
 * in quotes, in a query, at the end of a line `name: value`.
 */
export function createHideTexts(secrets: Iterable<string>): HideTexts {
	const forms = [...new Set([...secrets].flatMap(withoutScheme).flatMap(formsOf))]
		.filter(({ length }) => length > 0)
		// The longest first: one secret may begin with another.
		.sort((one, other) => other.length - one.length);
	if (forms.length === 0) return (text) => text;
	const long = forms.filter(({ length }) => length >= MINIMUM_LENGTH);
	const short = forms.slice(long.length);
	const pattern = new RegExp(
		[...long.map(escapeForPattern), ...short.map(escapeForPattern).map(asWholeValue)].join('|'),
		'gi',
	);
	return (text, isCut = false) => {
		const hidden = text.replace(pattern, HIDDEN);
		return isCut ? withoutBegunSecret(hidden, long) : hidden;
	};
}

/** It is found first and its surroundings looked at then, so that spaces are not gone over again and again. */
function asWholeValue(pattern: string): string {
	return `${pattern}(?<=${BEFORE_VALUE}${pattern})${AFTER_VALUE}`;
}

/** `Bearer abc` is named as `abc` by a receiver that does not know it. */
function withoutScheme(secret: string): string[] {
	const trimmed = secret.trim();
	const [, credentials] = /^\S+\s+(\S+)$/.exec(trimmed) ?? [];
	return credentials === undefined ? [trimmed] : [trimmed, credentials];
}

function formsOf(secret: string): string[] {
	const inForm = new URLSearchParams([['', secret]]).toString().slice('='.length);
	const inUrl = inForm.replaceAll('+', '%20');
	const inJson = JSON.stringify(secret).slice(1, -1);
	const inAsciiJson = inJson.replace(
		/[\x80-\uffff]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return [
		secret,
		inForm,
		inUrl,
		// What encodeURIComponent leaves as it is.
		inUrl.replace(/%(21|27|28|29|7E)/g, decodeURIComponent),
		...[inJson, inAsciiJson].flatMap((text) => [text, text.replaceAll('/', '\\/')]),
		inHtml(secret),
		// Read in the wrong encoding, either way.
		Buffer.from(secret, 'latin1').toString('utf8'),
		Buffer.from(secret, 'utf8').toString('latin1'),
	];
}

function inHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}

function withoutBegunSecret(text: string, forms: readonly string[]): string {
	const begun = Math.max(0, ...forms.map((form) => begunLength(text, form)));
	return begun === 0 ? text : `${text.slice(0, -begun)}${HIDDEN}`;
}

/** How much of the text's end is the beginning of a form. */
function begunLength(text: string, form: string): number {
	for (let length = Math.min(text.length, form.length - 1); length > 0; length--) {
		if (text.endsWith(form.slice(0, length))) return length;
	}
	return 0;
}

function escapeForPattern(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

import { fillIn } from '../../src/model/phrase';
import type { Language } from './language';
import { messages } from './translations/messages';

type Translated = Exclude<Language, 'en'>;

/** Fewer letters between its values say too little to know a text by. */
const FEWEST_LETTERS = 12;
const LONGEST_TEXT = 1000;
const REMEMBERED = 1000;
/** What stands between a text and what follows it: a remedy, or the words of the system. */
const SEPARATOR = /(?:\.|:) /g;

interface Pattern {
	key: string;
	letters: number;
	expression: RegExp;
}

let known: readonly Pattern[] | undefined;
const remembered = new Map<string, string>();

/**
 * What the store keeps for people is English, with its values in it: why a delivery failed, why a subscription was
 * switched off. This finds the text it was made of, and says it in another language; what is not known, such as
 * the words of a system or of a receiver, stays as it is.
 */
export function recognize(english: string, language: Translated): string {
	if (english.length > LONGEST_TEXT || !english.includes(' ')) return english;
	const key = `${language} ${english}`;
	const said = remembered.get(key) ?? whole(english, language) ?? parts(english, language);
	if (remembered.size >= REMEMBERED) remembered.clear();
	remembered.set(key, said ?? english);
	return said ?? english;
}

function whole(english: string, language: Translated): string | null {
	const exact = Object.hasOwn(messages, english) ? messages[english] : undefined;
	if (exact) return exact[language];
	known ??= patterns();
	for (const { key, expression } of known) {
		const found = expression.exec(english);
		const translation = found && messages[key];
		if (translation) {
			const values = found.slice(1).map((value) => eitherOf(value, language));
			return fillIn(translation[language], inOrder(key, values));
		}
	}
	return null;
}

/** A text that is known, and what follows it. */
function parts(english: string, language: Translated): string | null {
	for (const { index, 0: separator } of english.matchAll(SEPARATOR)) {
		const first = whole(english.slice(0, index), language);
		const rest = english.slice(index + separator.length);
		if (first !== null) return `${first}${separator}${recognize(rest, language)}`;
	}
	return null;
}

/** The one value that is itself made of words: `{0} or {1}`. */
function eitherOf(value: string, language: Translated): string {
	const [one, other, ...more] = value.split(' or ');
	const key = '{0} or {1}';
	if (one === undefined || other === undefined || more.length > 0) return value;
	return fillIn(messages[key]?.[language] ?? key, [one, other]);
}

/** Those that say most first. */
function patterns(): Pattern[] {
	return Object.keys(messages)
		.filter((key) => key.includes('{'))
		.map((key) => ({ key, letters: lettersOf(key), expression: expressionOf(key) }))
		.filter(({ letters }) => letters >= FEWEST_LETTERS)
		.sort((one, other) => other.letters - one.letters);
}

function lettersOf(key: string): number {
	return key.replace(/\{\d+\}|\P{L}/gu, '').length;
}

function expressionOf(key: string): RegExp {
	const literal = key.replace(/[\\^$.*+?()[\]|]/g, '\\$&');
	return new RegExp(`^${literal.replace(/\{\d+\}/g, '(.+?)')}$`, 's');
}

/** Values by the numbers of their places. */
function inOrder(key: string, values: readonly string[]): string[] {
	const places = [...key.matchAll(/\{(\d+)\}/g)].map(([, place]) => Number(place));
	const ordered: string[] = [];
	for (const [index, place] of places.entries()) ordered[place] = values[index] ?? '';
	return ordered;
}

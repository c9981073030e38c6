/** What stands in a phrase beside its words; a phrase in a phrase is translated with it. */
export type PhraseValue = string | number | Phrase;

/**
 * A text for people that can be said in other languages: its English words are the key, with `{0}`, `{1}`, …
 * where values stand. As a string it is English.
 */
export class Phrase {
	constructor(
		readonly key: string,
		readonly values: readonly PhraseValue[] = [],
	) {}

	toString(): string {
		return fillIn(this.key, this.values);
	}
}

/** Tag of a template: `` phrase`There is no delivery ${id}` `` has the key `There is no delivery {0}`. */
export function phrase(words: TemplateStringsArray, ...values: PhraseValue[]): Phrase {
	const key = words.reduce((before, part, index) => `${before}{${index - 1}}${part}`);
	return new Phrase(key, values);
}

/**
 * Marks a text that is handed on as a string and translated where it is shown, such as the message of a schema:
 * the tests find it by this name.
 */
export function translatable(english: string): string {
	return english;
}

/** Puts values into the places of a key. */
export function fillIn(key: string, values: readonly PhraseValue[]): string {
	if (values.length === 0) return key;
	return key.replace(/\{(\d+)\}/g, (place, index) => String(values[Number(index)] ?? place));
}

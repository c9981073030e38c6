/** HTML that may stand in a page as it is; only `markup` makes it. */
export class Markup {
	constructor(readonly text: string) {}
}

/** What can stand in a template: text is escaped, markup is not, a list is one after the other, `null` is nothing. */
export type MarkupValue = string | number | null | Markup | readonly MarkupValue[];

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
/** What HTML or XML forbids, and what turns the direction of the text after it. */
const UNSHOWABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/gu;
const REPLACEMENT = '\ufffd';

/** Tag of a template: whatever is put into it is escaped, unless it is markup itself. */
export function markup(words: TemplateStringsArray, ...values: MarkupValue[]): Markup {
	return new Markup(
		words.reduce((before, part, index) => before + textOf(values[index - 1] ?? '') + part),
	);
}

function textOf(value: MarkupValue): string {
	if (value instanceof Markup) return value.text;
	if (typeof value === 'string') return escaped(value);
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	return value.map(textOf).join('');
}

/** Fit for the content of an element, and for an attribute in quotes. */
function escaped(text: string): string {
	return text
		.replace(UNSHOWABLE, REPLACEMENT)
		.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

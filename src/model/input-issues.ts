import type * as z from 'zod';

import { Phrase, phrase } from './phrase';

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/**
 * The message of a schema's issue. Schemas say what they want themselves, by a text that is `translatable`, or
 * leave it to zod, whose commonest words are here as phrases. One object serves one parse.
 */
export class InputIssues {
	private readonly phrases = new Map<string, Phrase>();

	/** zod calls this for an issue on which the schema itself has no text. */
	readonly error = (issue: RawIssue): string | undefined => {
		const said = phraseOf(issue);
		if (said) this.phrases.set(String(said), said);
		return said && String(said);
	};

	/** A message of this parse, as it can be translated. */
	phraseFor(message: string): Phrase {
		return this.phrases.get(message) ?? new Phrase(message);
	}
}

/** In the words of zod's own English; `undefined` leaves the issue to zod. */
function phraseOf(issue: RawIssue): Phrase | undefined {
	switch (issue.code) {
		case 'invalid_type':
			return phrase`Invalid input: expected ${nameOf(issue.expected)}, received ${nameOf(typeOf(issue.input))}`;
		case 'invalid_value':
			return issue.values.length === 1
				? phrase`Invalid input: expected ${JSON.stringify(issue.values[0])}`
				: phrase`Invalid option: expected one of ${issue.values.map((value) => JSON.stringify(value)).join('|')}`;
		case 'invalid_union':
			return issue.options === undefined ? phrase`Invalid input` : undefined;
		case 'too_small':
			return tooSmall(issue.origin, `${issue.inclusive ? '>=' : '>'}${issue.minimum}`);
		case 'too_big':
			return tooBig(issue.origin, `${issue.inclusive ? '<=' : '<'}${issue.maximum}`);
		default:
			return undefined;
	}
}

function tooSmall(origin: string, bound: string): Phrase {
	switch (origin) {
		case 'string':
			return phrase`Too small: expected string to have ${bound} characters`;
		case 'array':
			return phrase`Too small: expected array to have ${bound} items`;
		default:
			return phrase`Too small: expected ${nameOf(origin)} to be ${bound}`;
	}
}

function tooBig(origin: string, bound: string): Phrase {
	switch (origin) {
		case 'string':
			return phrase`Too big: expected string to have ${bound} characters`;
		case 'array':
			return phrase`Too big: expected array to have ${bound} items`;
		default:
			return phrase`Too big: expected ${nameOf(origin)} to be ${bound}`;
	}
}

const names: Readonly<Record<string, Phrase>> = {
	NaN: phrase`NaN`,
	array: phrase`array`,
	boolean: phrase`boolean`,
	date: phrase`date`,
	int: phrase`int`,
	null: phrase`null`,
	number: phrase`number`,
	object: phrase`object`,
	record: phrase`record`,
	string: phrase`string`,
	undefined: phrase`undefined`,
};

function nameOf(type: string): Phrase | string {
	return names[type] ?? type;
}

/** What a value is, in zod's words: `null`, `array`, `NaN`, `Date`, `string`, … */
function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
	if (typeof value !== 'object') return typeof value;
	const prototype: unknown = Object.getPrototypeOf(value);
	const isPlain = prototype === null || prototype === Object.prototype;
	return isPlain ? 'object' : (value.constructor?.name ?? 'object');
}

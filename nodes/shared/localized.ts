import { Phrase } from '../../src/model/phrase';
import { instanceLanguage, type Language } from './language';
import { translate } from './translate';

/** What people read of a description; an option's `name` is read too. Names, values and defaults are saved in workflows. */
const TEXTS = new Set([
	'action',
	'activationHint',
	'activationMessage',
	'active',
	'description',
	'displayName',
	'eventTriggerDescription',
	'header',
	'hint',
	'inactive',
	'placeholder',
]);
const KEPT = new Set(['default', 'defaults', 'displayOptions', 'icon', 'subtitle', 'value']);

const composed = new Map<string, Phrase>();

/** A text of a description that is made of parts, in English; `localized` knows it again by its words. */
export function compose(words: Phrase): string {
	const english = String(words);
	composed.set(english, words);
	return english;
}

/** The parts of a text of a description. */
export function partsOf(english: string): Phrase {
	return composed.get(english) ?? new Phrase(english);
}

/**
 * The description of a node, or the properties of a credential, in the language of this n8n: a copy, or itself
 * where that is English. Lists in the order of their names are so in each language.
 */
export function localized<Description>(
	description: Description,
	language: Language = instanceLanguage,
): Description {
	if (language === 'en') return description;
	return localizedValue(description, language) as Description;
}

/** A text of a description by itself. */
export function localizedText(english: string, language: Language = instanceLanguage): string {
	return language === 'en' ? english : translate(partsOf(english), language);
}

function localizedValue(value: unknown, language: Language): unknown {
	if (Array.isArray(value)) {
		const entries = value.map((entry) => localizedValue(entry, language));
		return isSortedByLabel(value) ? sortedByLabel(entries, language) : entries;
	}
	if (typeof value !== 'object' || value === null) return value;
	const isOption = 'value' in value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]: [string, unknown]) => {
			if (KEPT.has(key)) return [key, inner];
			if (typeof inner !== 'string') return [key, localizedValue(inner, language)];
			const isText = TEXTS.has(key) || (isOption && key === 'name');
			return [key, isText ? localizedText(inner, language) : inner];
		}),
	);
}

/** What stands for everything leads its list. */
const LEADING_VALUES: readonly unknown[] = ['*', ''];

function isSortedByLabel(entries: readonly unknown[]): boolean {
	const labels = entries.map(labelOf);
	if (labels.length < 2 || labels.includes(null)) return false;
	const rest = labels.filter((_, index) => !isLeading(entries[index]));
	return rest.every((label, index) => index === 0 || compare(rest[index - 1], label, 'en') <= 0);
}

function sortedByLabel(entries: readonly unknown[], language: Language): unknown[] {
	return [...entries].sort(
		(one, other) =>
			Number(isLeading(other)) - Number(isLeading(one)) ||
			compare(labelOf(one), labelOf(other), language),
	);
}

function compare(
	one: string | null | undefined,
	other: string | null | undefined,
	language: Language,
): number {
	return (one ?? '').localeCompare(other ?? '', language);
}

function isLeading(entry: unknown): boolean {
	return (
		typeof entry === 'object' &&
		entry !== null &&
		'value' in entry &&
		LEADING_VALUES.includes(entry.value)
	);
}

/** What an option is called; `null` for what is no option: the order of a node's properties means something. */
function labelOf(entry: unknown): string | null {
	if (typeof entry !== 'object' || entry === null || !('name' in entry && 'value' in entry))
		return null;
	return typeof entry.name === 'string' ? entry.name : null;
}

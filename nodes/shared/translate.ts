import { fillIn, Phrase } from '../../src/model/phrase';
import { instanceLanguage, type Language } from './language';
import { translations } from './translations';

/** A text in the language of this n8n; what has no translation stays English. */
export function translate(words: Phrase | string, language: Language = instanceLanguage): string {
	if (language === 'en') return String(words);
	if (typeof words === 'string') return wordsFor(words, language);
	const values = words.values.map((value) =>
		value instanceof Phrase ? translate(value, language) : value,
	);
	return fillIn(wordsFor(words.key, language), values);
}

function wordsFor(key: string, language: Exclude<Language, 'en'>): string {
	return Object.hasOwn(translations, key) ? (translations[key]?.[language] ?? key) : key;
}

import { fillIn, Phrase } from '../../src/model/phrase';
import type { Speech } from '../../src/model/speech';
import { instanceLanguage, instanceTag, type Language } from './language';
import { recognize } from './recognize';
import { translations } from './translations';

/**
 * A text in the language of this n8n; what has no translation stays English. One that was kept in English, with
 * its values in it, is known again by its words.
 */
export function translate(words: Phrase | string, language: Language = instanceLanguage): string {
	if (language === 'en') return String(words);
	if (typeof words === 'string') return wordsFor(words, language);
	const values = words.values.map((value) =>
		value instanceof Phrase ? translate(value, language) : value,
	);
	return fillIn(wordsFor(words.key, language), values);
}

/** How this n8n speaks, to those who write a whole document. */
export const instanceSpeech: Speech = { tag: instanceTag, say: (words) => translate(words) };

function wordsFor(key: string, language: Exclude<Language, 'en'>): string {
	return translations.get(key)?.[language] ?? recognize(key, language);
}

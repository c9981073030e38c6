/** The languages the nodes speak. */
export const LANGUAGES = ['en', 'pt', 'es'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The form of each language that its texts are written in. */
const TAGS: Readonly<Record<Language, string>> = { en: 'en', pt: 'pt-BR', es: 'es-419' };

/** The language of n8n's setting `N8N_DEFAULT_LOCALE`: Portuguese is Brazil's, every other one is English. */
export function languageOf(locale: string | undefined): Language {
	const base = baseOf(locale);
	return LANGUAGES.find((language) => language === base) ?? 'en';
}

/** The language tag for numbers and times: a country that the setting names counts, e.g. `es-AR`. */
export function tagOf(locale: string | undefined): string {
	const language = languageOf(locale);
	const country = /^[a-z]+[-_]([a-z]{2}|\d{3})$/i.exec((locale ?? '').trim())?.[1];
	return country && baseOf(locale) === language
		? `${language}-${country.toUpperCase()}`
		: TAGS[language];
}

function baseOf(locale: string | undefined): string {
	return (locale ?? '').trim().toLowerCase().split(/[-_]/)[0] ?? '';
}

/** The language of this n8n, as it was when the package was loaded. */
export const instanceLanguage: Language = languageOf(process.env.N8N_DEFAULT_LOCALE);

/** Likewise for numbers and times. */
export const instanceTag: string = tagOf(process.env.N8N_DEFAULT_LOCALE);

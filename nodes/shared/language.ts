/** The languages the nodes speak. */
export const LANGUAGES = ['en', 'pt', 'es'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The language of n8n's setting `N8N_DEFAULT_LOCALE`: Portuguese is Brazil's, every other one is English. */
export function languageOf(locale: string | undefined): Language {
	const [base] = (locale ?? '').trim().toLowerCase().split(/[-_]/);
	return LANGUAGES.find((language) => language === base) ?? 'en';
}

/** The language of this n8n, as it was when the package was loaded. */
export const instanceLanguage: Language = languageOf(process.env.N8N_DEFAULT_LOCALE);

/** A text in the other languages, by its English words: in Brazil's Portuguese, and in the Spanish of Latin America. */
export interface Translation {
	readonly pt: string;
	readonly es: string;
}

/** Texts by their English words; `{0}`, `{1}`, … stand for values and are the same in each language. */
export type Translations = Readonly<Record<string, Translation>>;

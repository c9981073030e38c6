import type { Phrase } from './phrase';

/** How something that is written for people says it: texts, and what `Intl` needs for numbers and times. */
export interface Speech {
	/** A language tag, e.g. `pt-BR`: also for the `lang` of HTML. */
	tag: string;
	/** A text in that language; one that is not known stays English. */
	say: (words: Phrase | string) => string;
}

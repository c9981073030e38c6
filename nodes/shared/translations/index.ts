import type { Translations } from './translation';

/** Every text of the nodes and credentials in the other languages. */
export const translations: Translations = {};

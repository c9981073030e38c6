import { descriptions } from './descriptions';
import { events } from './events';
import { messages } from './messages';
import type { Translations } from './translation';

/** Every text of the nodes and credentials in the other languages. */
export const translations: Translations = { ...descriptions, ...events, ...messages };

import type { Phrase } from '../../model/phrase';
import { markup, type Markup } from './markup';
import type { Words } from './words';

/** Roles are said, for on a phone the parts of a table are laid out as blocks and would lose them. */
export function columnHeader(name: Phrase, { say }: Words): Markup {
	return markup`<th role="columnheader" scope="col">${say(name)}</th>`;
}

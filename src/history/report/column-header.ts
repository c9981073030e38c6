import { markup, type Markup } from './markup';

/** Roles are said, for on a phone the parts of a table are laid out as blocks and would lose them. */
export function columnHeader(name: string): Markup {
	return markup`<th role="columnheader" scope="col">${name}</th>`;
}

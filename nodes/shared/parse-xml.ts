import { XMLParser } from 'fast-xml-parser';

import type { JsonValue } from '../../src/model/json';

/** Deeper than any platform's XML; `receive` bounds JSON in the same way. */
const MAXIMUM_DEPTH = 100;

/** Texts stay as they were written: an order number may begin with zeros. Attributes say nothing a platform means. */
const parser = new XMLParser({
	ignoreAttributes: true,
	ignoreDeclaration: true,
	ignorePiTags: true,
	parseTagValue: false,
	// Numeric character references: old senders write "&#231;" for a ç.
	htmlEntities: true,
	maxNestedTags: MAXIMUM_DEPTH,
});

/**
 * Reads a whole XML document, elements as keys. Throws where it is not well-formed, nested too deep, or has a
 * document type: no platform sends one, and its entities can make gigabytes of a few bytes or name files.
 */
export function parseXml(text: string): JsonValue {
	if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new SyntaxError('A document type is not accepted');
	const document: JsonValue = parser.parse(text, true);
	return document;
}

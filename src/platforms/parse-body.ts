import type { JsonObject, JsonValue } from '../model/json';
import type { BodyText } from './body-text';
import { parseForm } from './parse-form';
import { parseJson } from './parse-json';

/** What a platform and the caller allow beyond JSON and forms. */
export interface BodyOptions {
	readonly acceptsText: boolean;
	readonly parseXml?: (text: string) => JsonValue;
}

/** A body as a JSON value, or why there is none. */
export type ParsedBody =
	| { readonly ok: true; readonly body: JsonValue }
	| { readonly ok: false; readonly message: string };

/** Parses a body by the way it is written. A form becomes an object, its repeated fields arrays. */
export function parseBody({ text, kind }: BodyText, options: BodyOptions): ParsedBody {
	if (text === '') return malformed('The body is empty. Send the event as JSON.');
	if (kind === 'form') return { ok: true, body: objectOf(parseForm(text)) };
	if (kind === 'xml' && options.parseXml) return attempt(options.parseXml, text, 'XML');
	if (kind === 'json') return attempt(parseJson, text, 'JSON');
	if (options.acceptsText) return { ok: true, body: text };
	if (kind === 'xml') return malformed('The body is XML, which is not accepted here. Send JSON.');
	return malformed('The body is neither JSON nor a form. Send the event as JSON.');
}

function attempt(parse: (text: string) => JsonValue, text: string, format: string): ParsedBody {
	try {
		return { ok: true, body: parse(text) };
	} catch {
		return malformed(
			`The body begins like ${format} but cannot be read as ${format}. Send it whole.`,
		);
	}
}

function malformed(message: string): ParsedBody {
	return { ok: false, message };
}

function objectOf(fields: Array<[name: string, value: string]>): JsonObject {
	const values = new Map<string, string[]>();
	for (const [name, value] of fields) {
		const earlier = values.get(name);
		if (earlier) earlier.push(value);
		else values.set(name, [value]);
	}
	return Object.fromEntries(
		[...values].map(([name, all]): [string, JsonValue] => [name, all.length === 1 ? all[0]! : all]),
	);
}

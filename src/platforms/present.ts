import { isJsonObject } from '../model/json';
import type { JsonObject, JsonValue } from '../model/json';
import type { Maybe } from './read';

/**
 * Whether a platform means "there is none" by a value. One and the same platform leaves the key out
 * or sends `null`, `""`, `{}` or `[]` for it.
 */
export function isAbsent(value: Maybe): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	if (Array.isArray(value)) return value.length === 0;
	return typeof value === 'object' && Object.keys(value).length === 0;
}

/** What is wrong with a list shows in its first items; checking a quarter of a million takes seconds. */
const maximumItems = 100;

/**
 * The part of a body that its schema is held against: without the keys and items that are absent,
 * so that schemas need one word for it (optional), and of long lists only the beginning.
 */
export function presentPart(body: JsonValue): JsonValue {
	if (Array.isArray(body)) {
		const items = body.slice(0, maximumItems).filter((item) => !isAbsent(item));
		return items.map(presentPart);
	}
	if (!isJsonObject(body)) return body;
	const present: JsonObject = {};
	for (const [key, value] of Object.entries(body)) {
		if (value !== undefined && !isAbsent(value)) present[key] = presentPart(value);
	}
	return present;
}

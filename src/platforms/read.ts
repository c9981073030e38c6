import { isJsonObject } from '../model/json';
import type { JsonObject, JsonValue } from '../model/json';

/** A value that may not be there. */
export type Maybe = JsonValue | undefined;

/** The object at a path of keys, or an empty one: reading on never throws. */
export function objectAt(value: Maybe, ...path: string[]): JsonObject {
	const found = valueAt(value, ...path);
	return isJsonObject(found) ? found : {};
}

/** The value at a path of keys, or `undefined`. */
export function valueAt(value: Maybe, ...path: string[]): Maybe {
	let current = value;
	for (const key of path) {
		if (!isJsonObject(current) || !Object.hasOwn(current, key)) return undefined;
		current = current[key];
	}
	return current;
}

/** The values of a list; PHP writes a list with gaps, or of one, as an object. */
export function listOf(value: Maybe): JsonValue[] {
	if (Array.isArray(value)) return value;
	return Object.values(objectAt(value)).filter((item) => item !== undefined);
}

/** The first of several values that is a text or a number, trimmed; `null` where none is. */
export function textOf(...values: Maybe[]): string | null {
	for (const value of values) {
		if (typeof value === 'number') return String(value);
		if (typeof value === 'string' && value.trim() !== '') return value.trim();
	}
	return null;
}

/** The first of several values that is a number, also written as text, also `1.497,00`; `null` where none is. */
export function numberOf(...values: Maybe[]): number | null {
	for (const value of values) {
		const number = typeof value === 'string' ? parseNumber(value.trim()) : value;
		if (typeof number === 'number' && Number.isFinite(number)) return number;
	}
	return null;
}

function parseNumber(text: string): number {
	if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
	if (/^-?\d{1,3}(?:\.?\d{3})*,\d+$/.test(text)) {
		return Number(text.replaceAll('.', '').replace(',', '.'));
	}
	return Number.NaN;
}

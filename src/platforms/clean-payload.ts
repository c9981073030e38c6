import { isJsonObject } from '../model/json';
import type { JsonObject, JsonValue } from '../model/json';

/** Deeper than anything a shop sends, and far from where recursion would overflow the stack. */
export const maximumDepth = 200;

/** A secret shorter than this is only hidden where it is the whole text: in longer ones it would hit by chance. */
const minimumLengthToSearch = 8;

/** What must not come out. */
export interface Secrets {
	/** Keys whose values are dropped at any depth, in lower case. */
	readonly keys: readonly string[];
	/** Texts that are replaced with `[hidden]`, in values and in keys. */
	readonly values: readonly string[];
}

/** Whether a body is nested no deeper than `maximumDepth`; needs no stack of its own. */
export function isWithinDepth(body: JsonValue): boolean {
	let level: JsonValue[] = [body];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > maximumDepth) return false;
		const next: JsonValue[] = [];
		for (const value of level) {
			if (!isContainer(value)) continue;
			for (const child of Object.values(value)) if (isContainer(child)) next.push(child);
		}
		level = next;
	}
	return true;
}

function isContainer(value: JsonValue | undefined): value is JsonObject | JsonValue[] {
	return typeof value === 'object' && value !== null;
}

/** A copy of a body (within `maximumDepth`) without secrets and without `__proto__` keys. */
export function cleanPayload(body: JsonValue, secrets: Secrets): JsonValue {
	const searched = new Set(secrets.values.flatMap((secret) => [secret, percentEncoded(secret)]));
	const shortest = Math.min(...[...searched].map(({ length }) => length));
	const keys = new Set(secrets.keys);

	const cleanText = (text: string): string => {
		if (text.length < shortest) return text;
		let cleaned = text;
		for (const secret of searched) {
			if (text === secret) return '[hidden]';
			if (secret.length >= minimumLengthToSearch) cleaned = cleaned.replaceAll(secret, '[hidden]');
		}
		return cleaned;
	};
	const cleanObject = (object: JsonObject): JsonObject => {
		const cleaned: JsonObject = {};
		for (const [key, value] of Object.entries(object)) {
			if (key === '__proto__' || value === undefined || keys.has(key.toLowerCase())) continue;
			cleaned[cleanText(key)] = clean(value);
		}
		return cleaned;
	};
	const clean = (value: JsonValue): JsonValue => {
		if (typeof value === 'string') return cleanText(value);
		if (typeof value === 'number') return searched.has(String(value)) ? '[hidden]' : value;
		if (Array.isArray(value)) return value.map(clean);
		return isJsonObject(value) ? cleanObject(value) : value;
	};
	return clean(body);
}

/** As the secret stands in a URL. Half of a surrogate pair has no encoding and would throw. */
function percentEncoded(secret: string): string {
	return encodeURIComponent(secret.replace(/\p{Surrogate}/gu, ''));
}

import fc from 'fast-check';

import { isJsonObject } from '../../../src/model/json';
import type { JsonObject, JsonValue } from '../../../src/model/json';
import type { EventForm } from '../../../src/platforms/definition';
import { documentFields } from '../../../src/platforms/field-documentation';

/** A body whose every text is another one, so that each can be found again. */
export interface MarkedBody {
	readonly body: JsonValue;
	/** Each text with the path it stands at, written as the documentation does. */
	readonly texts: ReadonlyMap<string, string>;
}

interface Change {
	readonly at: number;
	readonly key: string;
	readonly kind: 'add' | 'text' | 'list' | 'object' | 'tree' | 'remove' | 'gaps';
	readonly tree: JsonValue;
}

/** Bodies of a form with all the fields it documents, then changed in a few places until they may fit nothing. */
export function markedBodies(form: EventForm): fc.Arbitrary<MarkedBody> {
	const whole = wholeBody(form);
	const names = [...new Set(documentFields(form).flatMap(({ path }) => path.split(/[.[\]]+/)))];
	const key = fc
		.oneof(
			fc.constantFrom(...names, 'email', 'nome', 'cpf', 'toString', 'constructor', '0', '[]', ''),
			fc.string({ maxLength: 6 }),
		)
		.filter((name) => name !== '__proto__');
	const { tree } = fc.letrec<{ tree: JsonValue; leaf: JsonValue }>((tie) => ({
		leaf: fc.constantFrom<JsonValue>('', 1, true, null),
		tree: fc.oneof(
			{ maxDepth: 4 },
			tie('leaf'),
			fc.array(tie('tree'), { maxLength: 3 }),
			fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
		),
	}));
	const change: fc.Arbitrary<Change> = fc.record({
		at: fc.nat(200),
		key,
		kind: fc.constantFrom('add', 'add', 'text', 'list', 'object', 'tree', 'remove', 'gaps'),
		tree,
	});
	return fc
		.array(change, { maxLength: 12 })
		.map((changes) => marked(changes.reduce(changed, structuredClone(whole))));
}

/** A body with every field that a form documents. */
export function wholeBody(form: EventForm): JsonValue {
	const body: JsonObject = {};
	const fields = documentFields(form);
	for (const { path, size } of fields) {
		const isList = fields.some((field) => field.path.startsWith(`${path}[]`));
		put(body, path.split('.'), size === null ? (isList ? [{}, {}] : {}) : '');
	}
	return body;
}

/** The paths at which affiliates may find something, by the documentation. */
export function sharedPaths(form: EventForm): ReadonlySet<string> {
	const fields = documentFields(form).filter(({ size }) => size !== null);
	const hidden = new Set(
		fields.filter((field) => !field.sharedWithAffiliates).map(({ path }) => path),
	);
	return new Set(fields.map(({ path }) => path).filter((path) => !hidden.has(path)));
}

/** A body with a text of its own at each leaf. */
export function marked(value: JsonValue): MarkedBody {
	const texts = new Map<string, string>();
	const mark = (inner: JsonValue, path: string): JsonValue => {
		if (Array.isArray(inner)) return inner.map((item) => mark(item, `${path}[]`));
		if (!isJsonObject(inner)) {
			const text = `«${texts.size}»`;
			texts.set(text, path);
			return text;
		}
		return Object.fromEntries(
			Object.entries(inner).map(([key, child]): [string, JsonValue] => [
				key,
				mark(child ?? null, path === '' ? key : `${path}.${key}`),
			]),
		);
	};
	const body = mark(value, '');
	return { body, texts };
}

function put(object: JsonObject, [key = '', ...rest]: readonly string[], value: JsonValue): void {
	const isItem = key.endsWith('[]');
	const name = isItem ? key.slice(0, -2) : key;
	if (rest.length === 0) {
		object[name] ??= value;
		return;
	}
	const child = object[name];
	for (const target of isItem && Array.isArray(child) ? child : [child ?? (object[name] = {})]) {
		if (isJsonObject(target)) put(target, rest, structuredClone(value));
	}
}

/** Changes one of a body's places: whichever `at` is, counted over all objects and lists. */
function changed(body: JsonValue, { at, key, kind, tree }: Change): JsonValue {
	const places = nested(body);
	const place = places[at % Math.max(1, places.length)];
	if (place === undefined) return kind === 'tree' ? tree : body;
	const keys = Object.keys(place);
	const chosen = keys[at % Math.max(1, keys.length)];
	if (kind === 'add' || chosen === undefined)
		Reflect.set(place, Array.isArray(place) ? place.length : key, tree);
	else if (kind === 'text') Reflect.set(place, chosen, 'a text');
	else if (kind === 'list') Reflect.set(place, chosen, [Reflect.get(place, chosen)]);
	else if (kind === 'object') Reflect.set(place, chosen, { [key]: Reflect.get(place, chosen) });
	else if (kind === 'tree') Reflect.set(place, chosen, tree);
	else if (kind === 'gaps') Reflect.set(place, chosen, { ...Object(Reflect.get(place, chosen)) });
	else if (!Array.isArray(place)) Reflect.deleteProperty(place, chosen);
	return body;
}

function nested(value: JsonValue): Array<JsonObject | JsonValue[]> {
	if (typeof value !== 'object' || value === null) return [];
	const children: JsonValue[] = Object.values(value).filter((child) => child !== undefined);
	return [value, ...children.flatMap(nested)];
}

import type * as z from 'zod';

import { isJsonObject } from '../model/json';
import type { JsonObject, JsonValue } from '../model/json';
import { jsonSchemaOf, schemaNodeOf } from './field-documentation';
import type { Maybe } from './read';

/** What affiliates get of a value: only what the schema names, where and in the shape in which it names it. */
export interface AffiliateFields {
	readonly isScalar: boolean;
	/** Whether it is an object or a list. A text in its place is not given on: it may say anything. */
	readonly isNested: boolean;
	/** `null`: hidden, with all that is inside it. A key that is not here is hidden too. */
	readonly properties: ReadonlyMap<string, AffiliateFields | null>;
	/** Of a list's items; `null`: hidden, `undefined`: it is no list. */
	readonly items: AffiliateFields | null | undefined;
}

const scalarTypes: readonly string[] = ['string', 'number', 'integer', 'boolean'];
const nestedTypes: readonly string[] = ['object', 'array'];

/** Making a JSON Schema takes milliseconds, and most events of a platform share one. */
const known = new WeakMap<z.ZodType, AffiliateFields | null>();

/** What affiliates get by the `sharedWithAffiliates` of a schema's fields; `null`: nothing. */
export function affiliateFieldsOf(schema: z.ZodType): AffiliateFields | null {
	const earlier = known.get(schema);
	if (earlier !== undefined) return earlier;
	const fields = fieldsOf(jsonSchemaOf({ schema }));
	known.set(schema, fields);
	return fields;
}

/** The part of a value that affiliates get, its keys in the same order; `undefined`: nothing. */
export function sharedPart(value: Maybe, fields: AffiliateFields | null): Maybe {
	if (fields === null) return undefined;
	if (value === null) return null;
	if (Array.isArray(value)) return sharedItems(value, fields.items);
	if (isJsonObject(value)) return fields.isNested ? sharedKeys(value, fields) : undefined;
	return fields.isScalar && !fields.isNested ? value : undefined;
}

function sharedItems(list: JsonValue[], items: AffiliateFields['items']): JsonValue[] | undefined {
	if (!items) return undefined;
	return list.map((item) => sharedPart(item, items)).filter((item) => item !== undefined);
}

function sharedKeys(object: JsonObject, { properties, items }: AffiliateFields): JsonObject {
	const shared: JsonObject = {};
	for (const [key, value] of Object.entries(object)) {
		// PHP writes a list with gaps as an object whose keys are numbers.
		const fields = properties.has(key) || !/^\d+$/.test(key) ? properties.get(key) : items;
		const part = sharedPart(value, fields ?? null);
		if (part !== undefined) shared[key] = part;
	}
	return shared;
}

function fieldsOf(schema: unknown): AffiliateFields | null {
	const node = schemaNodeOf(schema);
	if (!node.sharedWithAffiliates) return null;
	const own: AffiliateFields = {
		isScalar: node.type.some((type) => scalarTypes.includes(type)),
		isNested: node.type.some((type) => nestedTypes.includes(type)),
		properties: new Map(
			Object.entries(node.properties).map(([key, property]) => [key, fieldsOf(property)]),
		),
		items: node.items === undefined ? undefined : fieldsOf(node.items),
	};
	return node.anyOf.map(fieldsOf).reduce<AffiliateFields | null>(strictest, own);
}

/** A value may be one or the other: what either hides is hidden. */
function strictest(
	one: AffiliateFields | null,
	other: AffiliateFields | null,
): AffiliateFields | null {
	if (one === null || other === null) return null;
	const properties = new Map(one.properties);
	for (const [key, fields] of other.properties) {
		const earlier = properties.get(key);
		properties.set(key, earlier === undefined ? fields : strictest(earlier, fields));
	}
	return {
		isScalar: one.isScalar || other.isScalar,
		isNested: one.isNested || other.isNested,
		properties,
		items:
			one.items === undefined
				? other.items
				: other.items === undefined
					? one.items
					: strictest(one.items, other.items),
	};
}

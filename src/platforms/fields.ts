import * as z from 'zod';

/** What is said of a field beyond its description. */
export interface FieldOptions {
	/** Whether an event without it does not fit the schema; left out: it may be absent. */
	readonly required?: boolean;
	/** How the value is written, e.g. `ISO 4217 code`. */
	readonly valueFormat?: string;
	/** How many characters to reserve for it. It informs; nothing is refused for being longer. */
	readonly size?: number;
	/** `false`: affiliates do not get it, nor what is inside it. */
	readonly sharedWithAffiliates?: boolean;
}

/** Writes one field of a schema: its description and what else is said of it. */
export type Field = (description: string, options?: FieldOptions) => z.ZodType;

type Options = readonly [z.ZodType, z.ZodType, ...z.ZodType[]];

/** Text; a number or a boolean in its place is no mistake worth an issue. */
export const text = scalar('text', [z.string(), z.number(), z.boolean()], {
	valueFormat: 'Text',
	size: 255,
});

/** An identifier; the same one comes as a number here and as text there. */
export const identifier = scalar('text or a number', [z.string(), z.number()], {
	valueFormat: 'Text or number',
	size: 64,
});

/** An amount or a quantity. */
export const number = scalar('a number', [z.number(), z.string()], {
	valueFormat: 'Number',
	size: 20,
});

/** A point in time; `valueFormat` says how the platform writes it. */
export const instant = scalar('a time', [z.number(), z.string()], {
	valueFormat: 'Unix time in milliseconds',
	size: 13,
});

/** Yes or no. */
export const flag = scalar('true or false', [z.boolean(), z.string(), z.number()], {
	valueFormat: 'true or false',
	size: 5,
});

/** Any value. */
export const anything: Field = (description, options = {}) =>
	finish(z.unknown(), description, options);

/** An object. One that may be absent may also be a text: platforms and anonymisers flatten them. */
export function group(
	description: string,
	shape: Readonly<Record<string, z.ZodType>>,
	options: FieldOptions = {},
): z.ZodType {
	const object = z.looseObject(shape, expected('an object'));
	const schema = options.required ? object : z.union([object, z.string()], expected('an object'));
	return finish(schema, description, { valueFormat: 'Object', ...options });
}

/** A list; PHP writes one with gaps as an object. */
export function list(description: string, item: z.ZodType, options: FieldOptions = {}): z.ZodType {
	const schema = z.union([z.array(item), z.looseObject({}), z.string()], expected('a list'));
	return finish(schema, description, { valueFormat: 'List', ...options });
}

/** The same kind of field with other words for how it is written. */
export function written(field: Field, defaults: FieldOptions): Field {
	return (description, options = {}) => field(description, { ...defaults, ...options });
}

function scalar(what: string, types: Options, defaults: FieldOptions): Field {
	const schema = z.union(types, expected(what));
	return (description, options = {}) => finish(schema, description, { ...defaults, ...options });
}

function finish(schema: z.ZodType, description: string, options: FieldOptions): z.ZodType {
	const { required = false, valueFormat, size, sharedWithAffiliates = true } = options;
	// `meta` would make one more schema of each: there are hundreds, made whenever n8n starts.
	const own = required ? schema.clone() : schema.nullish();
	z.globalRegistry.add(own, { description, valueFormat, size, sharedWithAffiliates });
	return own;
}

function expected(what: string) {
	return {
		error: ({ input }: { readonly input?: unknown }) =>
			input === undefined ? 'Missing' : `Expected ${what}`,
	};
}

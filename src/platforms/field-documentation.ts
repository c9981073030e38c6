import * as z from 'zod';

import type { EventForm } from './definition';

/** One row of an event's documentation. */
export interface FieldDocumentation {
	/** Where it stands, e.g. `data.purchase.price.value`; `[]` marks the items of a list. */
	readonly path: string;
	readonly description: string;
	/** How the value is written, e.g. `ISO 4217 code`. */
	readonly valueFormat: string;
	/** How many characters to reserve for it; `null` for objects and lists. */
	readonly size: number | null;
	readonly required: boolean;
	/** Whether affiliates get it; what is inside something hidden is hidden too. */
	readonly sharedWithAffiliates: boolean;
}

/** The part of a JSON Schema that the documentation and an affiliate's form of a body are made of. */
const nodeSchema = z.looseObject({
	type: z.preprocess((type) => [type ?? []].flat(), z.array(z.string())),
	description: z.string().default(''),
	valueFormat: z.string().default(''),
	size: z.number().nullable().default(null),
	sharedWithAffiliates: z.boolean().default(true),
	properties: z.record(z.string(), z.unknown()).default({}),
	required: z.array(z.string()).default([]),
	items: z.unknown().optional(),
	anyOf: z.array(z.unknown()).default([]),
});

type Context = Pick<FieldDocumentation, 'path' | 'required' | 'sharedWithAffiliates'>;

/** The JSON Schema of an event's body, draft 2020-12. What is absent (`null`, `""`, `{}`, `[]`) counts as left out. */
export function jsonSchemaOf({ schema }: Pick<EventForm, 'schema'>) {
	return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** One node of a JSON Schema that `jsonSchemaOf` made. */
export function schemaNodeOf(value: unknown): z.output<typeof nodeSchema> {
	return nodeSchema.parse(value);
}

/** Every field of an event's body, outer ones before what is inside them. */
export function documentFields(form: Pick<EventForm, 'schema'>): FieldDocumentation[] {
	return inside(jsonSchemaOf(form), { path: '', required: true, sharedWithAffiliates: true });
}

/** What is inside an object, a list or one of a union's alternatives. */
function inside(value: unknown, context: Context): FieldDocumentation[] {
	const node = schemaNodeOf(value);
	const sharedWithAffiliates = context.sharedWithAffiliates && node.sharedWithAffiliates;
	const here = { ...context, sharedWithAffiliates };
	const fields = Object.entries(node.properties).flatMap(([key, property]) =>
		describe(property, {
			path: context.path === '' ? key : `${context.path}.${key}`,
			required: node.required.includes(key),
			sharedWithAffiliates,
		}),
	);
	const items =
		node.items === undefined ? [] : inside(node.items, { ...here, path: `${context.path}[]` });
	return [...fields, ...items, ...node.anyOf.flatMap((option) => inside(option, here))];
}

function describe(value: unknown, context: Context): FieldDocumentation[] {
	const { description, valueFormat, size, sharedWithAffiliates } = schemaNodeOf(value);
	const shared = context.sharedWithAffiliates && sharedWithAffiliates;
	const field = { ...context, description, valueFormat, size, sharedWithAffiliates: shared };
	return [field, ...inside(value, { ...context, sharedWithAffiliates: shared })];
}

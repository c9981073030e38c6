/** The part of JSON Schema that the editor reads for its previews. */
export interface OutputSchema {
	type: string;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** What is inside these differs from item to item: shown as objects, without their keys. */
const OPEN = new Set(['headers', 'jsonSchema', 'payload', 'sample']);

/** The schema of what was put out: what is `null` in one item has the type it has in another. */
export function schemaOf(values: readonly unknown[], key = ''): OutputSchema {
	const [present] = values.filter((value) => value !== null && value !== undefined);
	if (present === undefined) return { type: 'null' };
	if (Array.isArray(present)) return schemaOfList(values.filter(Array.isArray).flat());
	if (typeof present !== 'object') return { type: typeof present };
	if (OPEN.has(key)) return { type: 'object' };
	return { type: 'object', properties: propertiesOf(values) };
}

function schemaOfList(entries: readonly unknown[]): OutputSchema {
	return entries.length === 0 ? { type: 'array' } : { type: 'array', items: schemaOf(entries) };
}

function propertiesOf(values: readonly unknown[]): Record<string, OutputSchema> {
	const objects = values.filter((value) => typeof value === 'object' && value !== null);
	const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))];
	return Object.fromEntries(
		keys.map((key) => [
			key,
			schemaOf(
				objects.map((object) => new Map(Object.entries(object)).get(key)),
				key,
			),
		]),
	);
}

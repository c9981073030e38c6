import type { z } from 'zod';

import { CommerceWebhooksError } from './errors';
import type { JsonValue } from './json';

/** Reads what a user entered; the first thing that does not fit is an error that names the field. */
export function parseInput<Schema extends z.ZodType>(
	schema: Schema,
	input: unknown,
): z.output<Schema> {
	const parsed = schema.safeParse(input);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const field = issue?.path.join('.') || undefined;
	throw new CommerceWebhooksError(
		'invalid_input',
		`${field === undefined ? 'The input' : `"${field}"`} is not usable: ${issue?.message ?? 'unknown reason'}`,
		{
			...(field === undefined ? {} : { field }),
			remedy: 'Correct this field',
			cause: parsed.error,
		},
	);
}

/** Reads JSON that a user entered as text; anything else is an error that names the field. */
export function parseJsonInput(text: string, field: string, example: string): JsonValue {
	try {
		return JSON.parse(text) as JsonValue;
	} catch (cause) {
		throw new CommerceWebhooksError('invalid_input', `"${field}" is not JSON`, {
			field,
			remedy: `Enter JSON, e.g. ${example}, or an expression that gives an object`,
			cause,
		});
	}
}

import type * as z from 'zod';

import { CommerceWebhooksError } from './errors';
import { InputIssues } from './input-issues';
import type { JsonValue } from './json';
import { phrase } from './phrase';

/** Reads what a user entered; the first thing that does not fit is an error that names the field. */
export function parseInput<Schema extends z.ZodType>(
	schema: Schema,
	input: unknown,
): z.output<Schema> {
	const parsed = schema.safeParse(input);
	if (parsed.success) return parsed.data;
	// Read once more, for words: little needs any.
	const issues = new InputIssues();
	const { error: cause = parsed.error } = schema.safeParse(input, { error: issues.error });
	const [issue] = cause.issues;
	const field = issue?.path.join('.') || undefined;
	const reason = issue ? issues.phraseFor(issue.message) : phrase`unknown reason`;
	throw new CommerceWebhooksError(
		'invalid_input',
		field === undefined
			? phrase`The input is not usable: ${reason}`
			: phrase`"${field}" is not usable: ${reason}`,
		{
			...(field === undefined ? {} : { field }),
			remedy: phrase`Correct this field`,
			cause,
		},
	);
}

/** Reads JSON that a user entered as text; anything else is an error that names the field. */
export function parseJsonInput(text: string, field: string, example: string): JsonValue {
	try {
		return JSON.parse(text) as JsonValue;
	} catch (cause) {
		throw new CommerceWebhooksError('invalid_input', phrase`"${field}" is not JSON`, {
			field,
			remedy: phrase`Enter JSON, e.g. ${example}, or an expression that gives an object`,
			cause,
		});
	}
}

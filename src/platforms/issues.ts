import type * as z from 'zod';

import type { JsonValue } from '../model/json';
import type { Issue } from '../model/received-event';
import { presentPart } from './present';

/** Enough to see what is wrong; a list of a thousand broken entries says no more. */
const maximumIssues = 20;

type ZodIssue = z.core.$ZodIssue;

/** What is wrong with a body, measured by its event's schema; empty where it fits. */
export function issuesOf(schema: z.ZodType, body: JsonValue): Issue[] {
	const result = schema.safeParse(presentPart(body));
	if (result.success) return [];
	return result.error.issues.flatMap((issue) => flatten(issue, [])).slice(0, maximumIssues);
}

/** Of a tolerant union, the alternative that got furthest says what is wrong. */
function flatten(issue: ZodIssue, parents: readonly PropertyKey[]): Issue[] {
	const path = [...parents, ...issue.path];
	if (issue.code === 'invalid_union') {
		const furthest = issue.errors.find((errors) => errors.every(({ path }) => path.length > 0));
		if (furthest && furthest.length > 0) return furthest.flatMap((error) => flatten(error, path));
	}
	return [{ path: path.map(String).join('.'), message: issue.message }];
}

import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import * as z from 'zod';

import { CommerceWebhooksError } from '../../src/model/errors';
import { phrase, translatable } from '../../src/model/phrase';
import { parseInput } from '../../src/model/parse-input';

export const pageProperties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

const TIME_HELP = translatable('is not a time; use e.g. 2026-01-31T12:00:00Z');

const textSchema = z.coerce.string().trim();
const limitSchema = z.object({ limit: z.coerce.number().int().min(1) });

/** A field of a collection: one that was added and left empty is as one that was not added. */
export const emptyAsAbsent = <Schema extends z.ZodType>(schema: Schema) =>
	z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

/** A time as the editor or an expression gives it, luxon's included, as Unix time in milliseconds. */
export const instantSchema = z
	.preprocess(
		(value) => (typeof value === 'object' ? value?.valueOf() : value),
		z.union([z.string(), z.number()], TIME_HELP),
	)
	.transform((value) => new Date(value).getTime())
	.refine((instant) => !Number.isNaN(instant), TIME_HELP);

/** How many results are wanted. */
export function readPageSize(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true)
		return Number.POSITIVE_INFINITY;
	return parseInput(limitSchema, { limit: context.getNodeParameter('limit', itemIndex, 50) }).limit;
}

/** The id that a resource locator or an expression gives; an empty one is an error that names the parameter. */
export function readId(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const id = textSchema.parse(
		context.getNodeParameter(name, itemIndex, '', { extractValue: true }) ?? '',
	);
	if (id !== '') return id;
	throw new CommerceWebhooksError('invalid_input', phrase`No ID is given`, {
		field: name,
		remedy: phrase`Choose from the list, or enter an ID`,
	});
}

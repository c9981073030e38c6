import type { INodeProperties } from 'n8n-workflow';
import type * as z from 'zod';

import { parseInput } from '../../src/model/parse-input';
import type { Call } from './operation';

/** The collection `filters` of an operation: what the editor shows and how it is read. */
export interface Filters<Schema extends z.ZodType> {
	property: INodeProperties;
	schema: Schema;
}

/** The collection as the editor shows it, with these fields. */
export function filtersProperty(fields: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: fields,
	};
}

/** Reads the filters of one item. Throws `invalid_input`, naming the filter. */
export function readFilters<Schema extends z.ZodType>(
	{ context, itemIndex }: Pick<Call, 'context' | 'itemIndex'>,
	{ schema }: Filters<Schema>,
): z.output<Schema> {
	return parseInput(schema, context.getNodeParameter('filters', itemIndex, {}));
}

import type { INodeProperties } from 'n8n-workflow';
import * as z from 'zod';

import type { JsonObject } from '../../src/model/json';
import { readFilters, type Filters } from './filters';
import { shownFor, type Call, type ItemOperation } from './operation';
import { pageProperties, readPageSize } from './parameters';

interface GetMany<Schema extends z.ZodType> {
	resource: string;
	filters: Filters<Schema>;
	/** Gives at most `limit` results, newest first. */
	list: (filters: z.output<Schema>, limit: number, call: Call) => Promise<JsonObject[]>;
}

/** Get Many of a resource that is filtered: as many results as are wanted of those that the filters let through. */
export function getMany<Schema extends z.ZodType>({
	resource,
	filters,
	list,
}: GetMany<Schema>): ItemOperation {
	const properties: INodeProperties[] = [...pageProperties, filters.property];
	return {
		kind: 'item',
		description: shownFor(resource, 'getAll', properties),
		execute: async (call) => {
			const wanted = readFilters(call, filters);
			return await list(wanted, readPageSize(call.context, call.itemIndex), call);
		},
	};
}

import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../src/model/json';
import type { StoreAccess } from '../shared/runtime';

/** What an operation works with. */
export interface Call extends StoreAccess {
	context: IExecuteFunctions;
	itemIndex: number;
}

/** An operation that handles each item by itself; the node pairs items and reports errors. */
export interface ItemOperation {
	kind: 'item';
	description: INodeProperties[];
	execute: (call: Call) => Promise<JsonObject[]>;
}

/** An operation that handles all items together. */
export interface BatchOperation {
	kind: 'batch';
	description: INodeProperties[];
	execute: (call: Omit<Call, 'itemIndex'>) => Promise<INodeExecutionData[]>;
}

export type Operation = ItemOperation | BatchOperation;

/** Shows properties only for one operation of one resource. */
export function shownFor(
	resource: string,
	operation: string,
	properties: INodeProperties[],
): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { resource: [resource], operation: [operation], ...property.displayOptions?.show },
		},
	}));
}

import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../src/model/json';
import type { StoreAccess } from '../shared/runtime';

/** What an operation works with. */
export interface Call extends StoreAccess {
	context: IExecuteFunctions;
	itemIndex: number;
}

/** What an operation works with that keeps and sends nothing. */
export type StorelessCall = Pick<Call, 'context' | 'itemIndex'>;

/** What an operation works with that handles all items together. */
export type BatchCall = Omit<Call, 'itemIndex'>;

/** An operation that handles each item by itself; the node pairs items and reports errors. */
export interface ItemOperation {
	kind: 'item';
	description: INodeProperties[];
	execute: (call: Call) => Promise<JsonObject[]>;
}

/** Likewise, for what needs no store: it works where none can be opened. */
export interface StorelessOperation {
	kind: 'storeless';
	description: INodeProperties[];
	execute: (call: StorelessCall) => Promise<JsonObject[]>;
}

/** What one item becomes, without its pairing. */
export type ItemResult = Pick<INodeExecutionData, 'json' | 'binary'>;

/** Likewise, for what can put out files. */
export interface FileOperation {
	kind: 'file';
	description: INodeProperties[];
	execute: (call: Call) => Promise<ItemResult[]>;
}

/** An operation that handles all items together. */
export interface BatchOperation {
	kind: 'batch';
	description: INodeProperties[];
	execute: (call: BatchCall) => Promise<INodeExecutionData[]>;
}

export type Operation = ItemOperation | StorelessOperation | FileOperation | BatchOperation;

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

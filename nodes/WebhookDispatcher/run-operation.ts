import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { CommerceWebhooksError } from '../../src/model/errors';
import { phrase } from '../../src/model/phrase';
import type { JsonObject } from '../../src/model/json';
import { errorOutput, toNodeError } from '../shared/node-errors';
import { storeAccess } from '../shared/runtime';
import type { BatchOperation, ItemResult, Operation } from './operation';
import { operations } from './operations';

/** Runs the chosen operation over all items. */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const operation = findOperation(resource, name);
	if (!operation) {
		throw new CommerceWebhooksError(
			'invalid_input',
			phrase`There is no operation ${name} of ${resource}`,
			{
				field: 'operation',
				remedy: phrase`Choose a resource and an operation from the lists`,
			},
		);
	}
	if (operation.kind === 'batch') return await runBatch(context, operation);
	const output: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		output.push(...(await runItem(context, operation, itemIndex)));
	}
	return output;
}

function findOperation(resource: string, name: string): Operation | undefined {
	const ofResource = Object.hasOwn(operations, resource) ? operations[resource] : undefined;
	return ofResource && Object.hasOwn(ofResource, name) ? ofResource[name] : undefined;
}

async function runBatch(
	context: IExecuteFunctions,
	operation: BatchOperation,
): Promise<INodeExecutionData[]> {
	try {
		return await operation.execute({ context, ...(await storeAccess(context)) });
	} catch (error) {
		if (!context.continueOnFail()) throw toNodeError(context.getNode(), error);
		// What went wrong concerns all items.
		return [...context.getInputData().keys()].map((itemIndex) =>
			errorOutput(context.getNode(), error, itemIndex),
		);
	}
}

async function runItem(
	context: IExecuteFunctions,
	operation: Exclude<Operation, BatchOperation>,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const pairedItem = { item: itemIndex };
	try {
		const results = await resultsOf(context, operation, itemIndex);
		return results.map((result) => ({ ...result, pairedItem }));
	} catch (error) {
		if (!context.continueOnFail()) throw toNodeError(context.getNode(), error, itemIndex);
		return [errorOutput(context.getNode(), error, itemIndex)];
	}
}

async function resultsOf(
	context: IExecuteFunctions,
	operation: Exclude<Operation, BatchOperation>,
	itemIndex: number,
): Promise<ItemResult[]> {
	const call = { context, itemIndex };
	if (operation.kind === 'storeless') return (await operation.execute(call)).map(withoutFiles);
	const storeCall = { ...call, ...(await storeAccess(context)) };
	if (operation.kind === 'file') return await operation.execute(storeCall);
	return (await operation.execute(storeCall)).map(withoutFiles);
}

function withoutFiles(json: JsonObject): ItemResult {
	return { json };
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { CommerceWebhooksError } from '../../src/model/errors';
import { errorItem, toNodeError } from '../shared/node-errors';
import { storeAccess } from '../shared/runtime';
import type { ItemOperation } from './operation';
import { operations } from './operations';

/** Runs the chosen operation over all items. */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const operation = operations[resource]?.[name];
	if (!operation) {
		throw new CommerceWebhooksError('invalid_input', `There is no operation ${name} of ${resource}`, {
			field: 'operation',
			remedy: 'Choose a resource and an operation from the lists',
		});
	}
	if (operation.kind === 'batch') {
		return await operation.execute({ context, ...(await storeAccess(context)) });
	}
	const output: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		output.push(...(await runItem(context, operation, itemIndex)));
	}
	return output;
}

async function runItem(
	context: IExecuteFunctions,
	operation: ItemOperation,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const pairedItem = { item: itemIndex };
	try {
		const results = await operation.execute({ context, itemIndex, ...(await storeAccess(context)) });
		return results.map((json) => ({ json, pairedItem }));
	} catch (error) {
		if (!context.continueOnFail()) throw toNodeError(context.getNode(), error, itemIndex);
		return [{ json: errorItem(error), pairedItem }];
	}
}

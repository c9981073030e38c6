import {
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import { CommerceWebhooksError } from '../../src/model/errors';

/** The error as n8n shows it: what happened, what to do, and which parameter it is about. */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const { message, remedy, field } = describe(error);
	const named = field === undefined ? message : `${message} [parameter: ${field}]`;
	return new NodeOperationError(node, error instanceof Error ? error : new Error(message), {
		message: named,
		description: remedy,
		itemIndex,
	});
}

/** An error in place of an item's results, for Continue On Fail. */
export function errorOutput(node: INode, error: unknown, itemIndex: number): INodeExecutionData {
	const { message, remedy, field, code } = describe(error);
	return errorItem(node, itemIndex, message, {
		...(remedy === undefined ? {} : { remedy }),
		...(field === undefined ? {} : { parameter: field }),
		code,
	});
}

/** Whether items with errors leave by an output of their own. */
export function hasErrorOutput({ onError }: INode): boolean {
	return onError === 'continueErrorOutput';
}

/** n8n sends an item to the error output if it has `error` and nothing else but `message` and `details`. */
export function errorItem(
	node: INode,
	itemIndex: number,
	error: string,
	details: IDataObject,
): INodeExecutionData {
	return {
		json: hasErrorOutput(node) ? { error, details } : { error, ...details },
		pairedItem: { item: itemIndex },
	};
}

function describe(error: unknown) {
	if (error instanceof CommerceWebhooksError) {
		const { message, remedy, field, code } = error;
		return { message, remedy, field, code };
	}
	const message = error instanceof Error ? error.message : String(error);
	return { message, remedy: undefined, field: undefined, code: 'unknown' };
}

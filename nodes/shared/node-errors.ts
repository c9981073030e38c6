import { NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

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

/** An error as the JSON of an item, for Continue On Fail. */
export function errorItem(error: unknown): JsonObject {
	const { message, remedy, field, code } = describe(error);
	return {
		error: message,
		...(remedy === undefined ? {} : { remedy }),
		...(field === undefined ? {} : { parameter: field }),
		code,
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

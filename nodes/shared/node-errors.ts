import {
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import { CommerceWebhooksError } from '../../src/model/errors';
import { phrase } from '../../src/model/phrase';
import { instanceLanguage, type Language } from './language';
import { translate } from './translate';

/** The error as n8n shows it, in its language: what happened, what to do, and which parameter it is about. */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	const { message, remedy, field } = describeError(error);
	const named = field === undefined ? message : translate(phrase`${message} [parameter: ${field}]`);
	return new NodeOperationError(node, error instanceof Error ? error : new Error(message), {
		message: named,
		description: remedy,
		itemIndex,
	});
}

/** An error in place of an item's results, for Continue On Fail. */
export function errorOutput(node: INode, error: unknown, itemIndex: number): INodeExecutionData {
	const { message, remedy, field, code } = describeError(error);
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

interface DescribedError {
	message: string;
	remedy: string | undefined;
	field: string | undefined;
	code: string;
}

/** An error in the language of this n8n. */
export function describeError(
	error: unknown,
	language: Language = instanceLanguage,
): DescribedError {
	if (error instanceof CommerceWebhooksError) {
		const { phrases, field, code } = error;
		const remedy = phrases.remedy === undefined ? undefined : translate(phrases.remedy, language);
		return { message: translate(phrases.message, language), remedy, field, code };
	}
	const message = error instanceof Error ? error.message : String(error);
	return { message, remedy: undefined, field: undefined, code: 'unknown' };
}

import type { IExecuteFunctions } from 'n8n-workflow';

import { holdsExpression } from '../shared/expression';

/** What is read of an item: n8n's own context, or one that asks it less often. */
export type ItemParameters = Pick<IExecuteFunctions, 'getInputData' | 'getNodeParameter'>;

/**
 * The parameters and items of an execution with many items. A parameter that holds no expression is the same for all
 * of them, and n8n is asked for it once: with each question it copies and checks it anew.
 */
export function itemParameters(context: IExecuteFunctions): ItemParameters {
	const { parameters } = context.getNode();
	const items = context.getInputData();
	const known = new Map<string, unknown>();
	const read = (name: string, itemIndex: number, ...rest: [unknown?]): unknown => {
		if (known.has(name)) return known.get(name);
		const value = context.getNodeParameter(name, itemIndex, ...(rest as [object]));
		if (!holdsExpression(parameters[name])) known.set(name, value);
		return value;
	};
	return {
		getInputData: () => items,
		getNodeParameter: read as IExecuteFunctions['getNodeParameter'],
	};
}

import * as z from 'zod';

import { parseInput } from '../../../../src/model/parse-input';
import { shownFor, type BatchOperation } from '../../operation';
import { dispatchProperties, eventProperties } from './dispatch-properties';
import { readEvent } from './outgoing-event';
import { sendToProperties } from './recipients';
import { DEFAULT_MAXIMUM_CONCURRENT, sendEvents } from './send-events';

const parametersSchema = z.object({
	options: z.object({
		failOnFailure: z.boolean().default(false),
		maximumConcurrent: z.coerce.number().int().min(1).max(1000).default(DEFAULT_MAXIMUM_CONCURRENT),
	}),
	waitForFinalResult: z.boolean().default(false),
});

export const dispatch: BatchOperation = {
	kind: 'batch',
	description: shownFor('event', 'dispatch', [
		...eventProperties,
		...sendToProperties,
		...dispatchProperties,
	]),
	execute: async (call) => {
		const { context } = call;
		const { options, waitForFinalResult } = parseInput(parametersSchema, {
			options: context.getNodeParameter('options', 0, {}),
			waitForFinalResult: context.getNodeParameter('waitForFinalResult', 0, false),
		});
		return await sendEvents(call, { readEvent, ...options, waitForFinalResult });
	},
};

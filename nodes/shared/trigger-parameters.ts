import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';
import * as z from 'zod';

import { parseInput } from '../../src/model/parse-input';

/** Text with commas, or a list: expressions give either. */
export const listSchema = z
	.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])
	.nullish()
	.transform((value) =>
		(Array.isArray(value) ? value : String(value ?? '').split(','))
			.map((entry) => String(entry).trim())
			.filter((entry) => entry !== ''),
	);

const parametersSchema = z.object({
	events: listSchema,
	productIds: listSchema,
	eventsPerExecution: z.coerce.number().int().min(1).max(500),
	ipAllowlist: z.string().trim().default(''),
	invalidPayloads: z.enum(['emit', 'keep', 'reject']).default('emit'),
	maximumInFlight: z.coerce.number().int().min(1).max(1000).default(20),
	afterCrash: z.enum(['runAgain', 'keep']).default('runAgain'),
});

export type TriggerParameters = z.output<typeof parametersSchema>;

/** The parameters that all platform triggers share; an unusable one is an error that names it. */
export function readTriggerParameters(
	context: IWebhookFunctions | ITriggerFunctions,
): TriggerParameters {
	const options = z
		.record(z.string(), z.unknown())
		.catch({})
		.parse(context.getNodeParameter('options', {}));
	return parseInput(parametersSchema, {
		...options,
		events: context.getNodeParameter('events', []),
		productIds: context.getNodeParameter('productIds', ''),
		eventsPerExecution: context.getNodeParameter('eventsPerExecution', 1),
	});
}

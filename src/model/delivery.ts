import * as z from 'zod';

/** Where a delivery stands. */
export const deliveryStateSchema = z.enum([
	'pending',
	'sending',
	'delivered',
	'failed',
	'skipped',
	'canceled',
]);

export const attemptOutcomeSchema = z.enum(['delivered', 'retry', 'failed', 'interrupted']);

export const attemptErrorCodeSchema = z.enum([
	'blocked_url',
	'dns',
	'connection_refused',
	'connection_reset',
	'tls',
	'timeout',
	'invalid_response',
	'interrupted',
	'unknown',
]);

export const attemptTriggerSchema = z.enum(['automatic', 'manual']);

export type DeliveryState = z.output<typeof deliveryStateSchema>;
export type AttemptOutcome = z.output<typeof attemptOutcomeSchema>;
export type AttemptErrorCode = z.output<typeof attemptErrorCodeSchema>;
export type AttemptTrigger = z.output<typeof attemptTriggerSchema>;

/** States in which nothing more happens unless somebody asks for it. */
export const FINAL_STATES: readonly DeliveryState[] = [
	'delivered',
	'failed',
	'skipped',
	'canceled',
];

/** A delivery that has had so many, those included that somebody asked for, cannot be resent. */
export const MOST_ATTEMPTS = 4000;

const headersSchema = z.record(z.string(), z.string());

/** What the other side answered; `body` holds at most 16 KiB of it. */
export const attemptResponseSchema = z.object({
	status: z.number(),
	headers: headersSchema,
	body: z.string(),
	truncated: z.boolean(),
});

/** One try of a delivery: immutable once it is written. Instants are Unix time in milliseconds. */
export const attemptSchema = z.object({
	number: z.number(),
	trigger: attemptTriggerSchema,
	startedAt: z.number(),
	durationMs: z.number(),
	outcome: attemptOutcomeSchema,
	requestHeaders: headersSchema,
	response: attemptResponseSchema.nullable(),
	error: z.object({ code: attemptErrorCodeSchema, message: z.string() }).nullable(),
});

/** One event for one subscription or URL. Instants are Unix time in milliseconds. */
export const deliverySchema = z.object({
	id: z.string(),
	eventId: z.string(),
	eventType: z.string(),
	subscriptionId: z.string().nullable(),
	subscriptionName: z.string().nullable(),
	url: z.string(),
	state: deliveryStateSchema,
	attemptsMade: z.number(),
	nextAttemptAt: z.number().nullable(),
	createdAt: z.number(),
	finishedAt: z.number().nullable(),
	lastStatus: z.number().nullable(),
});

export type AttemptResponse = z.output<typeof attemptResponseSchema>;
export type Attempt = z.output<typeof attemptSchema>;
export type Delivery = z.output<typeof deliverySchema>;

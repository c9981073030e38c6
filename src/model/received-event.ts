import * as z from 'zod';

import type { JsonValue } from './json';

import { eventIdSchema } from './event-id';

const text = z.string().nullable();

/** The part of an event that says what was bought. */
export const productSchema = z.object({ id: text, name: text });

/** The part of an event that says who bought. */
export const customerSchema = z.object({ name: text, email: text, phone: text, document: text });

/** The part of an event that says what was paid; `total` is in units of `currency`, not in cents. */
export const orderSchema = z.object({
	id: text,
	code: text,
	status: text,
	total: z.number().nullable(),
	currency: text,
	method: text,
	installments: z.number().nullable(),
});

/** The part of an event that says which subscription of a shop's customer it belongs to. */
export const customerSubscriptionSchema = z.object({
	id: text,
	plan: text,
	status: text,
	recurrence: z.number().nullable(),
	renewal: z.boolean(),
});

/** The fields every platform's events are mapped to; `null` where the event has none. */
export const commonFieldsSchema = z.object({
	product: productSchema.nullable(),
	customer: customerSchema.nullable(),
	order: orderSchema.nullable(),
	subscription: customerSubscriptionSchema.nullable(),
});

/** What was wrong with one field of an authentic event. */
export const issueSchema = z.object({ path: z.string(), message: z.string() });

/**
 * What a platform's trigger emits, one item an event: the shape of `contract.md`.
 * Times are ISO-8601 UTC; `payload` is the body as parsed, with every secret taken out.
 */
export const receivedEventSchema = z.object({
	platform: z.string(),
	event: z.string(),
	type: z.string(),
	family: z.string(),
	id: eventIdSchema,
	occurredAt: z.string().nullable(),
	receivedAt: z.string(),
	test: z.boolean(),
	valid: z.boolean(),
	issues: z.array(issueSchema),
	...commonFieldsSchema.shape,
	/** Checked when it was parsed; walking up to a mebibyte of it again here would cost more than all the rest. */
	payload: z.custom<JsonValue>((value) => value !== undefined, 'Expected JSON'),
	/** Only where somebody had the event replayed: the id of the received event (`rcv_…`) that came from the platform. */
	replayOf: z.string().optional(),
});

/** Where a received event stands: not yet given to n8n, running, ended, or recorded without a (finished) run. */
export const receivedEventStateSchema = z.enum(['waiting', 'emitted', 'done', 'kept']);

export type CommonFields = z.output<typeof commonFieldsSchema>;
export type Issue = z.output<typeof issueSchema>;
export type ReceivedEvent = z.output<typeof receivedEventSchema>;
export type ReceivedEventState = z.output<typeof receivedEventStateSchema>;

import * as z from 'zod';

import { attemptSchema, deliverySchema } from './delivery';

/** What a Webhook Dispatcher Trigger can be told of. */
export const happeningNameSchema = z.enum([
	'attemptFailed',
	'deliveryDelivered',
	'deliveryFailed',
	'receivedEventRejected',
	'subscriptionDisabled',
	'subscriptionEnabled',
]);

const ofDelivery = z.object({
	on: z.enum(['attemptFailed', 'deliveryDelivered', 'deliveryFailed']),
	at: z.number(),
	/** As it stood then. */
	delivery: deliverySchema,
	attempt: attemptSchema,
});

const ofSubscription = z.object({
	on: z.enum(['subscriptionDisabled', 'subscriptionEnabled']),
	at: z.number(),
	subscription: z.object({
		id: z.string(),
		name: z.string(),
		url: z.string(),
		active: z.boolean(),
		disabledReason: z.string().nullable(),
	}),
});

const ofReceivedEvent = z.object({
	on: z.literal('receivedEventRejected'),
	at: z.number(),
	/** The first refusal of a minute for this node and reason; how many there were is counted. */
	receivedEvent: z.object({
		workflowId: z.string(),
		nodeId: z.string(),
		reason: z.string(),
		example: z.string(),
	}),
});

/** Something that happened to a delivery, a subscription or a received event. Instants are Unix milliseconds. */
export const happeningSchema = z.discriminatedUnion('on', [
	ofDelivery,
	ofSubscription,
	ofReceivedEvent,
]);

export type HappeningName = z.output<typeof happeningNameSchema>;
export type Happening = z.output<typeof happeningSchema>;
export type DeliveryHappening = z.output<typeof ofDelivery>;

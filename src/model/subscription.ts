import * as z from 'zod';

import { translatable } from './phrase';

/** What a receiver gets: the event in an envelope, or the platform's own body and nothing around it. */
export const formatSchema = z.enum(['envelope', 'payload']);

/** What a user may set of a subscription; the defaults are those of `contract.md`. */
export const subscriptionSettingsSchema = z.object({
	name: z.string().trim().min(1, translatable('must not be empty')).max(200),
	url: z.string().trim().min(1, translatable('must not be empty')).max(2048),
	events: z
		.array(z.string().trim().min(1))
		.min(1, translatable('needs at least one event'))
		.max(500),
	platforms: z.array(z.string().trim().min(1)).max(50).default([]),
	productIds: z.array(z.string().trim().min(1)).max(10_000).default([]),
	audience: z.enum(['producer', 'affiliate']).default('producer'),
	shareBuyerData: z.boolean().default(false),
	format: formatSchema.default('envelope'),
	tokenHeader: z.string().trim().max(200).default(''),
	tokenQueryParameter: z.string().trim().max(200).default(''),
	timeoutSeconds: z.number().int().min(1).max(120).default(15),
	retrySchedule: z.string().trim().default('5s, 5m, 30m, 2h'),
	rateLimitPerSecond: z.number().min(0).max(10_000).default(0),
	maximumConcurrent: z.number().int().min(1).max(1000).default(10),
});

/** What is sealed at rest: the keys that sign, newest first, the token, and the custom headers' values. */
export const subscriptionSecretsSchema = z.object({
	signingSecrets: z
		.array(z.object({ secret: z.string(), expiresAt: z.number().nullable() }))
		.min(1)
		.max(11),
	tokenValue: z.string(),
	headers: z.record(z.string(), z.string()),
});

/** How a subscription has fared; instants are Unix time in milliseconds. */
export interface SubscriptionStatus {
	active: boolean;
	disabledAt: number | null;
	disabledReason: string | null;
	consecutiveFailures: number;
	/** To the second. */
	lastSuccessAt: number | null;
	lastFailureAt: number | null;
}

export type SubscriptionSettings = z.output<typeof subscriptionSettingsSchema>;
export type SubscriptionSettingsInput = z.input<typeof subscriptionSettingsSchema>;
export type SubscriptionSecrets = z.output<typeof subscriptionSecretsSchema>;
export type Format = z.output<typeof formatSchema>;

/** Who gets what, where and how. */
export interface Subscription {
	id: string;
	settings: SubscriptionSettings;
	secrets: SubscriptionSecrets;
	status: SubscriptionStatus;
	createdAt: number;
	updatedAt: number;
}

import { z } from 'zod';

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

/** One try of a delivery: immutable once it is written. Instants are Unix time in milliseconds. */
export interface Attempt {
	number: number;
	trigger: AttemptTrigger;
	startedAt: number;
	durationMs: number;
	outcome: AttemptOutcome;
	requestHeaders: Record<string, string>;
	response: AttemptResponse | null;
	error: { code: AttemptErrorCode; message: string } | null;
}

/** What the other side answered; `body` holds at most 16 KiB of it. */
export interface AttemptResponse {
	status: number;
	headers: Record<string, string>;
	body: string;
	truncated: boolean;
}

/** One event for one subscription or URL. Instants are Unix time in milliseconds. */
export interface Delivery {
	id: string;
	eventId: string;
	eventType: string;
	subscriptionId: string | null;
	subscriptionName: string | null;
	url: string;
	state: DeliveryState;
	attemptsMade: number;
	nextAttemptAt: number | null;
	createdAt: number;
	finishedAt: number | null;
	lastStatus: number | null;
}

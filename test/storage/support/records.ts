import type { Attempt } from '../../../src/model/delivery';
import { createId } from '../../../src/model/id';
import type { ReceivedEvent } from '../../../src/model/received-event';
import { subscriptionSettingsSchema, type Subscription } from '../../../src/model/subscription';
import type {
	ClaimedDelivery,
	DeliveryResult,
	DueClaim,
	FirstClaim,
	InboxClaimOptions,
	InboxItem,
	NewDelivery,
	NewEvent,
	NewInboxRow,
	OutboxStore,
	WaitingDelivery,
} from '../../../src/storage';

export const START = Date.UTC(2026, 0, 5, 12);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const LEASE = 30 * SECOND;

export function aSubscription(
	id: string,
	{
		settings = {},
		secrets = {},
		...rest
	}: {
		settings?: Partial<Subscription['settings']>;
		secrets?: Partial<Subscription['secrets']>;
		createdAt?: number;
		active?: boolean;
	} = {},
): Subscription {
	const createdAt = rest.createdAt ?? START;
	return {
		id,
		settings: subscriptionSettingsSchema.parse({
			name: `Name of ${id}`,
			url: `https://${id.replaceAll('_', '-')}.example/hook`,
			events: ['*'],
			...settings,
		}),
		secrets: {
			signingSecrets: [{ secret: 'whsec_c2VjcmV0LW9mLXRoZS1zdWJzY3JpcHRpb24=', expiresAt: null }],
			tokenValue: '',
			headers: {},
			...secrets,
		},
		status: {
			active: rest.active ?? true,
			disabledAt: null,
			disabledReason: null,
			consecutiveFailures: 0,
			lastSuccessAt: null,
			lastFailureAt: null,
		},
		createdAt,
		updatedAt: createdAt,
	};
}

export function aDelivery(target: string, delivery: Partial<NewDelivery> = {}): NewDelivery {
	return {
		target,
		subscriptionId: null,
		subscriptionName: null,
		url: 'https://receiver.example/hook',
		origin: 'https://receiver.example',
		urlTarget: null,
		variant: 'envelope',
		allowedNetworks: '',
		state: 'pending',
		...delivery,
	};
}

/** A delivery to a subscription. */
export function deliveryFor(
	subscription: Subscription,
	delivery: Partial<NewDelivery> = {},
): NewDelivery {
	const { id, settings } = subscription;
	return aDelivery(id, {
		subscriptionId: id,
		subscriptionName: settings.name,
		url: settings.url,
		origin: new URL(settings.url).origin,
		...delivery,
	});
}

export function anEvent(
	id: string,
	deliveries: readonly NewDelivery[],
	event: Partial<NewEvent> = {},
): NewEvent {
	return {
		id,
		type: 'purchase.approved',
		bodies: new Map([
			['envelope', Buffer.from(JSON.stringify({ data: id }))],
			['payload', Buffer.from(JSON.stringify({ payload: id }))],
		]),
		deliveries,
		...event,
	};
}

/** A new delivery whose first attempt the process that stored it has still to make. */
export function aWaitingDelivery(
	id: string,
	origin = 'https://receiver.example',
	subscriptionId: string | null = null,
): WaitingDelivery {
	return {
		id,
		origin,
		subscriptionId,
		subscriptionName: subscriptionId,
		url: `${origin}/hook`,
		urlTarget: null,
		allowedNetworks: '',
		rowId: 0,
		leaseId: 'lea_1',
		bodyRowId: 0,
		eventId: `evt_${id}`,
		eventType: 'order.paid',
		body: null,
		createdAt: START,
	};
}

/** Options of an insert whose deliveries the background may take `inMs` after `now`. */
export function inserted(now = START, inMs = 0) {
	return { firstAttemptBefore: now + inMs, now };
}

/** Stores events; gives the deliveries' ids, one list an event. */
export async function insertedIds(
	outbox: OutboxStore,
	...values: Parameters<OutboxStore['insert']>
): Promise<string[][]> {
	const deliveries = await outbox.insert(...values);
	return deliveries.map((ofEvent) => ofEvent.map(({ id }) => id));
}

/** Stores events; gives what is needed to claim their first attempts. */
export async function insertedWaiting(
	outbox: OutboxStore,
	...values: Parameters<OutboxStore['insert']>
): Promise<WaitingDelivery[]> {
	const deliveries = await outbox.insert(...values);
	return deliveries.flat().flatMap(({ waiting }) => waiting ?? []);
}

/** One event to so many that not all of its deliveries are put off together; first attempts are due at `dueAt`. */
export async function insertLarge(outbox: OutboxStore, dueAt: number): Promise<string[]> {
	const targets = Array.from({ length: 4001 }, (_target, index) => aDelivery(`url:${index}`));
	const [ids = []] = await insertedIds(
		outbox,
		[anEvent('evt_1', targets)],
		inserted(START, dueAt - START),
	);
	return ids;
}

/** Takes whatever is due at `now`, of every target. */
export function claimAt(now: number, claim: Partial<DueClaim> = {}): DueClaim {
	return {
		now,
		limit: 100,
		leaseMs: () => LEASE,
		fullOrigins: [],
		fullSubscriptions: [],
		admit: () => true,
		...claim,
	};
}

/** Takes these for their first attempts. */
export function claimFirstAt(
	now: number,
	waiting: readonly WaitingDelivery[],
	claim: Partial<FirstClaim> = {},
): FirstClaim {
	return { now, limit: 100, leaseMs: () => LEASE, admit: () => true, waiting, ...claim };
}

interface Ending {
	at?: number;
	/** HTTP status of the answer; `null` where there was none. */
	status?: number | null;
	nextAttemptAt?: number;
	disableReason?: string;
}

export function delivered(claimed: ClaimedDelivery, ending: Ending = {}): DeliveryResult {
	const at = ending.at ?? START;
	return {
		...resultOf(claimed, 'delivered', { status: 200, ...ending }),
		state: 'delivered',
		effect: 'success',
		finishedAt: at,
	};
}

/** Failed for good. */
export function failed(claimed: ClaimedDelivery, ending: Ending = {}): DeliveryResult {
	const at = ending.at ?? START;
	return {
		...resultOf(claimed, 'failed', { status: 500, ...ending }),
		state: 'failed',
		effect: 'failure',
		finishedAt: at,
	};
}

/** To be tried again. */
export function retried(claimed: ClaimedDelivery, ending: Ending = {}): DeliveryResult {
	const at = ending.at ?? START;
	return {
		...resultOf(claimed, 'retry', { status: 503, ...ending }),
		state: 'pending',
		nextAttemptAt: ending.nextAttemptAt ?? at,
		effect: 'none',
		finishedAt: null,
	};
}

function resultOf(
	claimed: ClaimedDelivery,
	outcome: Attempt['outcome'],
	ending: Ending,
): DeliveryResult {
	const { at = START, status = null, disableReason = null } = ending;
	return {
		deliveryId: claimed.id,
		rowId: claimed.rowId,
		leaseId: claimed.leaseId,
		subscriptionId: claimed.subscription?.id ?? null,
		createdAt: claimed.createdAt,
		previousState: claimed.previousState,
		url: claimed.url,
		origin: claimed.origin,
		attempt: {
			number: claimed.number,
			trigger: claimed.trigger,
			startedAt: at,
			durationMs: 0,
			outcome,
			requestHeaders: { 'webhook-id': claimed.eventId },
			response:
				status === null
					? null
					: { status, headers: { server: 'test' }, body: `answer ${status}`, truncated: false },
			error: status === null ? { code: 'timeout', message: 'no answer' } : null,
		},
		state: 'pending',
		nextAttemptAt: null,
		effect: 'none',
		disableReason,
		finishedAt: null,
	};
}

// ---------------------------------------------------------------- inbox

export const NODE = { workflowId: 'workflow', nodeId: 'node' };

export function aReceivedEvent(id: string, event: Partial<ReceivedEvent> = {}): ReceivedEvent {
	return {
		platform: 'hotmart',
		event: 'PURCHASE_APPROVED',
		type: 'purchase.approved',
		family: 'purchase',
		id,
		occurredAt: null,
		receivedAt: new Date(START).toISOString(),
		test: false,
		valid: true,
		issues: [],
		product: null,
		customer: null,
		order: null,
		subscription: null,
		payload: { id },
		...event,
	};
}

export function anInboxRow(key: string, row: Partial<NewInboxRow> = {}): NewInboxRow {
	const receivedAt = row.receivedAt ?? START;
	return {
		...NODE,
		id: createId('rcv', receivedAt),
		eventKey: key,
		duplicateSince: null,
		item: aReceivedEvent(key),
		state: 'waiting',
		receivedAt,
		...row,
	};
}

export function takeAt(now: number, claim: Partial<InboxClaimOptions> = {}): InboxClaimOptions {
	const leaseUntil = now + LEASE;
	return { ...NODE, now, leaseUntil, limit: 100, eventsPerBatch: 1, waitsOnDisk: true, ...claim };
}

/** The id of what is an event. */
export function idOf(item: InboxItem): string {
	return 'id' in item ? item.id : '';
}

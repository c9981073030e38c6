import type { Attempt, Delivery, DeliveryState } from '../model/delivery';
import type { Happening, HappeningName } from '../model/happening';
import type { ReceivedEvent, ReceivedEventState } from '../model/received-event';
import type { Subscription } from '../model/subscription';

/** Everything that is kept, whatever database keeps it. Every call may throw `store_unavailable`. */
export interface Store {
	readonly subscriptions: SubscriptionStore;
	readonly outbox: OutboxStore;
	readonly history: HistoryStore;
	readonly inbox: InboxStore;
	readonly receivedEvents: ReceivedEventStore;
	readonly rejections: RejectionStore;
	readonly listeners: ListenerStore;
	/**
	 * Calls back when another process, or this one, stored what somebody may wait for, until the returned function
	 * is called. It is a hint and may get lost: whoever waits also looks from time to time.
	 */
	onNews(callback: (news: News) => void): () => void;
	close(): Promise<void>;
}

/** What there is to be done: deliveries that are due at once, or rows that wait for a trigger node. */
export type News = { kind: 'outbox' } | { kind: 'inbox'; node: NodeRef };

// ---------------------------------------------------------------- subscriptions

export interface SubscriptionStore {
	insert(subscription: Subscription): Promise<void>;
	/** `null` where there is none. */
	get(id: string): Promise<Subscription | null>;
	/** Oldest first. */
	list(): Promise<Subscription[]>;
	/** Writes settings and secrets; whether there was one. */
	update(
		subscription: Pick<Subscription, 'id' | 'settings' | 'secrets' | 'updatedAt'>,
	): Promise<boolean>;
	/**
	 * Writes what `change` makes of the settings and secrets there are, with no other change in between: it is
	 * called again where one came first, and what it throws changes nothing. `null` where there is none.
	 */
	change(
		id: string,
		change: (present: Subscription) => Pick<Subscription, 'settings' | 'secrets' | 'updatedAt'>,
	): Promise<Subscription | null>;
	/** Enabling clears the counters of failures; whether there was one. */
	setActive(id: string, active: boolean, reason: string | null, now: number): Promise<boolean>;
	/** Removes it and cancels what still waits for it; whether there was one. */
	delete(id: string, now: number): Promise<boolean>;
}

// ---------------------------------------------------------------- outbox

/** One event, the bytes that may be sent of it, and where they go. */
export interface NewEvent {
	id: string;
	type: string;
	/** Bytes by variant; only the variants that a delivery names are written. */
	bodies: ReadonlyMap<string, Uint8Array>;
	deliveries: readonly NewDelivery[];
}

export interface NewDelivery {
	/** Unique within an event: a subscription's id, or a key made of the URL. */
	target: string;
	subscriptionId: string | null;
	subscriptionName: string | null;
	url: string;
	origin: string;
	/** For a delivery to a URL: how to send it, sealed when it is stored. */
	urlTarget: UrlTarget | null;
	variant: string;
	/** Networks that may be private for this delivery, as the store credential named them. */
	allowedNetworks: string;
	state: 'pending' | 'skipped';
}

/** How to send to a URL that is no subscription. */
export interface UrlTarget {
	signingSecret: string;
	headers: Record<string, string>;
}

/** A delivery taken under a lease, with all that is needed to send it. */
export interface ClaimedDelivery {
	id: string;
	/** What the store finds it by. */
	rowId: number;
	leaseId: string;
	eventId: string;
	eventType: string;
	subscription: Subscription | null;
	urlTarget: UrlTarget | null;
	url: string;
	origin: string;
	body: Uint8Array;
	allowedNetworks: string;
	/** Automatic attempts, this one included; this is `number` of the history only until a manual one was made. */
	attemptsMade: number;
	number: number;
	trigger: 'automatic' | 'manual';
	/** The state before a manual attempt; `pending` before an automatic one. */
	previousState: DeliveryState;
	createdAt: number;
}

/** How an attempt ended and what follows; written only while its lease is still held. */
export interface DeliveryResult {
	deliveryId: string;
	rowId: number;
	leaseId: string;
	subscriptionId: string | null;
	createdAt: number;
	/** The state before the attempt, as it was claimed. */
	previousState: DeliveryState;
	url: string;
	/** What requests to it are counted by: the URL may have been changed since it was claimed. */
	origin: string;
	attempt: Attempt;
	state: DeliveryState;
	nextAttemptAt: number | null;
	/** What it means for the subscription. */
	effect: 'success' | 'failure' | 'none';
	/** Set where the subscription is to be switched off at once. */
	disableReason: string | null;
	finishedAt: number | null;
}

/** A new delivery, for the process that stored it: it makes the first attempt and knows all but the subscription. */
export interface WaitingDelivery
	extends Pick<
		NewDelivery,
		'subscriptionId' | 'subscriptionName' | 'url' | 'origin' | 'urlTarget' | 'allowedNetworks'
	> {
	id: string;
	/** What the store finds it, and its bytes, by. */
	rowId: number;
	bodyRowId: number;
	/** Of the lease that all of one dispatch wait under, and make their first attempts under. */
	leaseId: string;
	eventId: string;
	eventType: string;
	/** `null` where it is too much to be kept in memory, or another dispatch of this event stored other bytes. */
	body: Uint8Array | null;
	createdAt: number;
}

/** A delivery of an event that was given to be stored. */
export interface InsertedDelivery {
	id: string;
	/** `null` where it was there already, or where nothing is to be sent. */
	waiting: WaitingDelivery | null;
}

/** What may be claimed now. */
export interface Candidate {
	deliveryId: string;
	origin: string;
	subscription: Subscription | null;
}

/** Targets that have no room now. */
export interface FullTargets {
	origins: ReadonlySet<string>;
	subscriptions: ReadonlySet<string>;
}

interface ClaimOptions {
	now: number;
	limit: number;
	/** For how long a delivery is taken, in milliseconds. */
	leaseMs: (candidate: Candidate) => number;
	/**
	 * Called in order for each candidate; `false` leaves it where it is. It is called again where something is done
	 * anew, and must give the same answer for the same delivery then.
	 */
	admit: (candidate: Candidate) => boolean;
}

/** To take whatever is due. */
export interface DueClaim extends ClaimOptions {
	/** Left out: targets that have no room now. */
	fullOrigins: readonly string[];
	fullSubscriptions: readonly string[];
}

/**
 * To take these of one dispatch for their first attempts, due or not; what somebody else took, or what was ended, is
 * left out. What a claim took whose answer was lost, and nobody has recorded yet, is taken once more.
 */
export interface FirstClaim extends ClaimOptions {
	waiting: readonly WaitingDelivery[];
}

export interface OutboxStep {
	claimed: ClaimedDelivery[];
	/** Ids of the results that were refused because their lease was lost. */
	refused: string[];
}

/** How many deliveries are sent again, and whether the filter finds more than were asked for. */
export interface ScheduledResends {
	scheduled: number;
	isMore: boolean;
}

/** When first attempts are made, in Unix milliseconds. */
export interface FirstAttemptTimes {
	/** Until then they are those of the process that stored them, and then of whoever finds them due. */
	firstAttemptBefore: number;
	now: number;
}

export interface OutboxStore {
	/**
	 * Writes all events and deliveries in one transaction and returns the deliveries, one list an event.
	 * An event id, or a target of it, that is there already changes nothing: the id is of what is there.
	 * `events` may be gone through once more, where the database asks for the transaction to be repeated.
	 */
	insert(events: Iterable<NewEvent>, options: FirstAttemptTimes): Promise<InsertedDelivery[][]>;
	/** One transaction: records results, then claims. The number of the attempt is committed with the claim. */
	step(
		results: readonly DeliveryResult[],
		claim: DueClaim | FirstClaim | null,
	): Promise<OutboxStep>;
	/** Deliveries whose lease ran out while they were sent. */
	expired(now: number, limit: number): Promise<ClaimedDelivery[]>;
	/**
	 * Takes one delivery for a manual attempt; `null` while it is being sent, and where it or its subscription
	 * is gone or the subscription switched off.
	 */
	claimManually(id: string, leaseUntil: number): Promise<ClaimedDelivery | null>;
	/** Moves when the background takes over first attempts that were not made yet; of many, some after the other. */
	postpone(ids: readonly string[], options: FirstAttemptTimes): Promise<void>;
	/** Takes back a delivery that still waits; whether it did. */
	cancel(id: string, now: number): Promise<boolean>;
	/**
	 * Makes one manual attempt due at once for each delivery that the filter finds, oldest first. One whose
	 * subscription is switched off or deleted, that is being sent, or that is going to be sent by hand, is left out.
	 */
	scheduleResends(filter: DeliveryFilter, limit: number, now: number): Promise<ScheduledResends>;
	/** When the next pending delivery is due; `null` where nothing waits. */
	nextDueAt(): Promise<number | null>;
}

// ---------------------------------------------------------------- history

export interface DeliveryFilter {
	state?: DeliveryState | undefined;
	subscriptionId?: string | undefined;
	eventType?: string | undefined;
	eventId?: string | undefined;
	/** Status of the newest answer. */
	statusCode?: number | undefined;
	since?: number | undefined;
	until?: number | undefined;
}

export interface DeliveryRecord {
	delivery: Delivery;
	attempts: Attempt[];
	/** The bytes that are sent, as text; cut to 16 KiB in lists. */
	body: string;
}

/** What is counted: deliveries by the hour (UTC) they were created in, `until` not included. */
export interface StatisticsFilter {
	/** Unix time in milliseconds, at the beginning of an hour. */
	since: number;
	until: number;
	subscriptionId?: string | undefined;
}

/** Deliveries by what became of them so far. */
export interface DeliveryCounts {
	created: number;
	delivered: number;
	failed: number;
	skipped: number;
	canceled: number;
}

/** What became of the deliveries to one subscription, or to all URLs that are none. */
export interface DeliveryStatistics extends DeliveryCounts {
	/** `null`: URLs without a subscription. */
	subscriptionId: string | null;
	/** Attempts that were answered. */
	answered: number;
	/** Milliseconds that half, and 95 of 100, of the answered attempts took at most; `null` where none was. */
	p50Ms: number | null;
	p95Ms: number | null;
}

/** The counts of one hour over all that the filter asks for. */
export interface HourlyCounts extends DeliveryCounts {
	/** Unix time in milliseconds: the beginning of the hour. */
	hour: number;
}

export interface HistoryStore {
	/** One entry for each subscription that anything was counted for, those with most deliveries first. */
	statistics(filter: StatisticsFilter): Promise<DeliveryStatistics[]>;
	/** One entry for each hour in which anything was counted, oldest first; what was long ago stands by the day. */
	hourly(filter: StatisticsFilter): Promise<HourlyCounts[]>;
	/** In the order of `ids`; an id that is unknown is left out. */
	deliveries(ids: readonly string[]): Promise<DeliveryRecord[]>;
	/** Newest first, after `after` (the id of the last one of the page before). */
	page(filter: DeliveryFilter, limit: number, after: string | null): Promise<DeliveryRecord[]>;
	/**
	 * How many of these have had their first attempt, and how many are in a final state. Only what is final is
	 * ever deleted, so that an id that is gone counts as both.
	 */
	progress(ids: readonly string[]): Promise<{ attempted: number; final: number }>;
	/** Deletes finished rows older than `before` in one small batch; how many rows went. */
	prune(before: number, limit: number): Promise<number>;
	/** Forgets old counts by the hour, and all older than `before`. */
	compactStatistics(now: number, before: number): Promise<void>;
}

// ---------------------------------------------------------------- inbox

/** The trigger node a row belongs to. */
export interface NodeRef {
	workflowId: string;
	nodeId: string;
}

/** What a trigger node emits, as it is stored: an event of a platform, or a happening. */
export type InboxItem = ReceivedEvent | Happening;

export interface NewInboxRow extends NodeRef {
	id: string;
	eventKey: string;
	/** `null`: the key stays taken; else a row that was received earlier than this no longer holds it. */
	duplicateSince: number | null;
	item: InboxItem;
	state: 'waiting' | 'kept' | 'done';
	receivedAt: number;
}

export interface AcceptedRow {
	/** Of the row that holds the key. */
	id: string;
	/** Whether it was there already. */
	duplicate: boolean;
	/**
	 * Of the event as it is stored: a later event under a key that had become free gets an id of its own, or
	 * whatever is idempotent on ids, our own dispatch first of all, would take it for the earlier one.
	 */
	eventId: string;
}

/** Events that start one execution together. */
export interface Batch {
	/** The event's own where it is one by itself: n8n knows it, should the store have forgotten that it was taken. */
	id: string;
	leaseId: string;
	/** How often this batch was given to n8n under a new key. */
	generation: number;
	/** Whether an earlier process may have given it to n8n already, as far as the store knows. */
	recovered: boolean;
	items: InboxItem[];
}

export interface BatchResult {
	batchId: string;
	leaseId: string;
	state: 'done' | 'kept';
	/** How the execution ended, in n8n's words, or why the events were kept. */
	outcome: string;
	finishedAt: number;
}

export interface InboxClaimOptions extends NodeRef {
	now: number;
	leaseUntil: number;
	/** How many batches. */
	limit: number;
	eventsPerBatch: number;
	/** Whether what waits is on the disk before it may be claimed: so are events, but not what attempts came to. */
	waitsOnDisk: boolean;
}

export interface InboxStore {
	/** One transaction; in the order of the rows. */
	accept(rows: readonly NewInboxRow[]): Promise<AcceptedRow[]>;
	/** One transaction: records how batches ended, then takes batches of dead processes, then waiting events. */
	step(results: readonly BatchResult[], claim: InboxClaimOptions | null): Promise<Batch[]>;
	/** Keeps batches from being taken by another process. */
	renew(leaseIds: readonly string[], leaseUntil: number): Promise<void>;
	/** The event a test run received last, in whatever process; `null` where there is none. */
	latestTest(node: NodeRef): Promise<ReceivedEvent | null>;
	/** Notes that a batch goes to n8n once more, under a new key; whether the lease was still held. */
	startGeneration(batch: Pick<Batch, 'id' | 'leaseId' | 'generation'>): Promise<boolean>;
}

// ---------------------------------------------------------------- received events

export interface ReceivedEventFilter {
	platform?: string | undefined;
	event?: string | undefined;
	state?: ReceivedEventState | undefined;
	/** Text that the event's id contains, in upper or lower case. */
	eventId?: string | undefined;
	/** Received at or after this instant. */
	since?: number | undefined;
	/** Received before this instant. */
	until?: number | undefined;
}

/** An event as the inbox keeps it. Instants are Unix time in milliseconds. */
export interface ReceivedEventRecord extends NodeRef {
	id: string;
	platform: string;
	event: string;
	eventId: string;
	test: boolean;
	valid: boolean;
	state: ReceivedEventState;
	/** How the run ended, in n8n's words, or why it was given up; `null` before that, and where none was begun. */
	outcome: string | null;
	receivedAt: number;
	emittedAt: number | null;
	finishedAt: number | null;
	/** What its trigger emits; `null` where another version of this package wrote what this one cannot read. */
	item: ReceivedEvent | null;
}

/** Reading what the inbox keeps. */
export interface ReceivedEventStore {
	/** `null` where there is none. */
	get(id: string): Promise<ReceivedEventRecord | null>;
	/** Newest first, after `after` (the id of the last one of the page before). */
	page(
		filter: ReceivedEventFilter,
		limit: number,
		after: string | null,
	): Promise<ReceivedEventRecord[]>;
}

// ---------------------------------------------------------------- rejections

export interface RejectionCount extends NodeRef {
	reason: string;
	/** Unix time in minutes. */
	minute: number;
	count: number;
	/** A short text that names no secret. */
	example: string;
}

export interface RejectionStore {
	/** Adds to the counts and drops the oldest beyond a bound per node. */
	add(counts: readonly RejectionCount[]): Promise<void>;
	list(limit: number): Promise<RejectionCount[]>;
}

// ---------------------------------------------------------------- happenings

/** A trigger node that wants to be told of happenings. */
export interface Listener extends NodeRef {
	on: readonly HappeningName[];
	/** Empty: of all subscriptions, and of deliveries to URLs. */
	subscriptionIds: readonly string[];
}

/** Who wants to be told. What happens is written to their inboxes in the transaction that it happens in. */
export interface ListenerStore {
	/** Adds a listener, or puts it in the place of the node's former one; it counts until the instant given. */
	set(listener: Listener, until: number): Promise<void>;
	remove(node: NodeRef): Promise<void>;
}

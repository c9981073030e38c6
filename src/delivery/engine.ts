import { CommerceWebhooksError } from '../model/errors';
import { phrase, type Phrase } from '../model/phrase';
import { MOST_ATTEMPTS, type Delivery } from '../model/delivery';
import type { Subscription } from '../model/subscription';
import { Pump } from '../pump';
import type {
	ClaimedDelivery,
	DeliveryRecord,
	DeliveryResult,
	NewEvent,
	Store,
} from '../storage/contracts';
import { attemptDelivery } from './attempt-delivery';
import { BackgroundWork } from './background-work';
import { FIRST_ATTEMPT_MS, FirstAttempts } from './first-attempts';
import { originOf } from './new-event';
import { requestEnd, type RequestEnd } from './room';
import { leaseMs, type DeliveryTools } from './sending';

/** How many requests the background sends at once, in all: more than one origin can use up. */
const BACKGROUND_IN_FLIGHT = 128;
/** A dispatch fails when the store did not answer so often in a row, one second apart. */
const FAILURES_BEFORE_GIVING_UP = 5;
/** How often to ask the store about deliveries that another process may be sending: less and less often. */
const WATCH_MS = 50;
const WATCH_LONGEST_MS = 1000;
const DISPATCH_ANEW = phrase`Dispatch the event anew`;

export interface EngineTools extends DeliveryTools {
	store: Pick<Store, 'outbox' | 'history' | 'subscriptions'>;
	/** Told when the store does not answer; the work goes on when it does. */
	onError: (error: unknown) => void;
}

export interface DispatchOptions {
	/** How many first attempts of this dispatch may be under way at once. */
	maximumConcurrent: number;
	waitForFinalResult: boolean;
	/** Ends the waiting; what is stored is sent in the background all the same. */
	signal?: AbortSignal | undefined;
}

/** A delivery of an event that was dispatched. */
export interface DispatchedDelivery {
	id: string;
	/** As the store has it, where it ended with the first attempt of this dispatch; `null`: it must be read. */
	record: () => DeliveryRecord | null;
}

/** Sends what is stored: first attempts at once, all later ones in the background. One per store and process. */
export class DeliveryEngine {
	private readonly background: Pump<ClaimedDelivery, DeliveryResult>;

	constructor(private readonly tools: EngineTools) {
		const work = new BackgroundWork(tools);
		this.background = new Pump(work, {
			clock: tools.clock,
			maximumInFlight: BACKGROUND_IN_FLIGHT,
			onError: (error) => {
				tools.onError(error);
				return 'goOn';
			},
		});
		tools.room.onRelease((freed) => {
			if (work.concerns(freed)) this.background.wake();
		});
	}

	/** Sends whatever is due from now on, whichever process stored it. */
	start(): void {
		this.background.start();
	}

	/** Has the background look for what is due. */
	wake(): void {
		this.background.wake();
	}

	/** Resolves when what is under way has ended and is recorded. */
	async stop(): Promise<void> {
		await this.background.stop();
	}

	/**
	 * Stores all events in one transaction, makes the first attempts, and returns the deliveries, one list an event.
	 * Nothing is sent that is not stored; what was stored before under the same event id is not sent again.
	 * Where targets have no room for some time, their first attempts are left to the background.
	 */
	async dispatch(
		events: Iterable<NewEvent>,
		options: DispatchOptions,
	): Promise<DispatchedDelivery[][]> {
		const { clock, store } = this.tools;
		const now = clock.now();
		const inserted = await store.outbox.insert(events, {
			firstAttemptBefore: now + FIRST_ATTEMPT_MS,
			now,
		});
		const ids = inserted.map((ofEvent) => ofEvent.map(({ id }) => id));
		const work = new FirstAttempts(
			this.tools,
			inserted.flat().flatMap(({ waiting }) => waiting ?? []),
		);
		const isComplete = await this.sendFirstAttempts(work, options);
		if (isComplete || options.waitForFinalResult) {
			const isKnown = (id: string) =>
				options.waitForFinalResult ? work.hasEnded(id) : work.isAttempted(id);
			const open = new Set(ids.flat().filter((id) => !isKnown(id)));
			if (open.size > 0) await this.settle([...open], options);
		}
		return ids.map((ofEvent) => ofEvent.map((id) => ({ id, record: () => work.record(id) })));
	}

	/**
	 * One more attempt, whatever the delivery's state; waits while it is being sent or its target has no room.
	 * Throws `conflict` where its subscription is switched off or deleted, `not_found` where it is itself.
	 */
	async resend(delivery: Delivery): Promise<void> {
		const { room } = this.tools;
		const subscription = await this.subscriptionOf(delivery);
		const origin = originOf(subscription?.settings.url ?? delivery.url);
		const candidate = { deliveryId: delivery.id, origin, subscription };
		await room.wait(candidate);
		let end: RequestEnd = 'unsent';
		try {
			end = requestEnd(await this.sendAgain(delivery));
		} finally {
			room.release(candidate, end);
		}
	}

	private async sendAgain(delivery: Delivery): Promise<DeliveryResult> {
		const { clock, store } = this.tools;
		for (;;) {
			const subscription = await this.subscriptionOf(delivery);
			const leaseUntil = clock.now() + leaseMs({ subscription });
			const claimed = await store.outbox.claimManually(delivery.id, leaseUntil);
			if (claimed) {
				const result = await attemptDelivery(claimed, this.tools);
				await store.outbox.step([result], null);
				return result;
			}
			const [record] = await store.history.deliveries([delivery.id]);
			if (!record) throw cannotResend('not_found', delivery, phrase`it was deleted`, DISPATCH_ANEW);
			if ((record.attempts.at(-1)?.number ?? 0) >= MOST_ATTEMPTS) {
				const why = phrase`it was sent ${MOST_ATTEMPTS} times already`;
				throw cannotResend('conflict', delivery, why, DISPATCH_ANEW);
			}
			await this.pause(WATCH_MS);
		}
	}

	private async subscriptionOf(delivery: Delivery): Promise<Subscription | null> {
		if (delivery.subscriptionId === null) return null;
		const subscription = await this.tools.store.subscriptions.get(delivery.subscriptionId);
		if (!subscription) {
			throw cannotResend('conflict', delivery, phrase`its subscription was deleted`, DISPATCH_ANEW);
		}
		if (subscription.status.active) return subscription;
		const remedy = phrase`Enable the subscription first`;
		throw cannotResend('conflict', delivery, phrase`its subscription is switched off`, remedy);
	}

	/** Whether all were made; those that were not are due in the background. */
	private async sendFirstAttempts(
		work: FirstAttempts,
		{ maximumConcurrent, signal }: DispatchOptions,
	): Promise<boolean> {
		if (!signal?.aborted) await this.pumpFirstAttempts(work, maximumConcurrent, signal);
		const { left } = work;
		if (left.length === 0) return !signal?.aborted;
		const now = this.tools.clock.now();
		await this.tools.store.outbox.postpone(left, { firstAttemptBefore: now, now });
		this.background.wake();
		return false;
	}

	private async pumpFirstAttempts(
		work: FirstAttempts,
		maximumInFlight: number,
		signal: AbortSignal | undefined,
	): Promise<void> {
		const { clock, room } = this.tools;
		const failures: unknown[] = [];
		const pump = new Pump(work, {
			clock,
			maximumInFlight,
			onError: (error) => {
				if (work.failuresInARow < FAILURES_BEFORE_GIVING_UP) return 'goOn';
				failures.push(error);
				return 'giveUp';
			},
		});
		const stop = () => void pump.stop();
		signal?.addEventListener('abort', stop, { once: true });
		const unsubscribe = room.onRelease((freed) => {
			if (work.concerns(freed)) pump.wake();
		});
		pump.start();
		await pump.idle();
		await pump.stop();
		unsubscribe();
		signal?.removeEventListener('abort', stop);
		if (failures.length > 0) throw failures[0];
	}

	/** Waits for what other processes, or the background, have in hand: it may take hours. */
	private async settle(
		ids: readonly string[],
		{ waitForFinalResult, signal }: DispatchOptions,
	): Promise<void> {
		let failuresInARow = 0;
		for (
			let delayMs = WATCH_MS;
			!signal?.aborted;
			delayMs = Math.min(delayMs * 2, WATCH_LONGEST_MS)
		) {
			try {
				const { attempted, final } = await this.tools.store.history.progress(ids);
				if ((waitForFinalResult ? final : attempted) >= ids.length) return;
				failuresInARow = 0;
			} catch (error) {
				failuresInARow += 1;
				if (failuresInARow >= FAILURES_BEFORE_GIVING_UP) throw error;
			}
			await this.pause(delayMs);
		}
	}

	private async pause(delayMs: number): Promise<void> {
		await new Promise<void>((resolve) => void this.tools.clock.after(delayMs, resolve));
	}
}

function cannotResend(
	code: 'conflict' | 'not_found',
	{ id }: Delivery,
	why: Phrase,
	remedy: Phrase,
): CommerceWebhooksError {
	return new CommerceWebhooksError(code, phrase`The delivery ${id} cannot be sent: ${why}`, {
		field: 'deliveryId',
		remedy,
	});
}

import { setTimeout as pause } from 'node:timers/promises';

import { newEvent } from '../../src/delivery';
import { CommerceWebhooksError } from '../../src/model/errors';
import type { Subscription } from '../../src/model/subscription';
import { openStore, type Store } from '../../src/storage';
import { waitFor } from '../support/lab/wait-for';
import type { Answer } from '../support/receiver';
import { eventIds, LOOPBACK, soakEvent } from './support/events';
import { HeldAnswers } from './support/held-answers';
import { Ledger } from './support/ledger';
import { countedStates, isSettled, outcomes } from './support/outcomes';
import { Sender } from './support/sender';
import { buildSenderProgram, type SenderProgram } from './support/sender-program';
import { describeStores, type SharedPlace } from './support/stores';
import { subscribe } from './support/subscribe';

/** So many go at once to a place that never answered. */
const DELIVERIES = 2;
/** How far the other process's clock is ahead: no lease is that long. */
const PAST_ANY_LEASE_MS = 120_000;
const PAST_ANY_RETRY_MS = 2000;
const LAST_ATTEMPT = 5;
/** So long a process that was paused in the middle of a transaction goes on, before it is paused again. */
const LET_GO_MS = 20;
/** Gone for good, which would also switch the subscription off: the worst that a late result could do. */
const GONE = 410;

describe('a process that is paused in the middle of a request, past its lease', () => {
	let program: SenderProgram;

	beforeAll(() => {
		program = buildSenderProgram();
	});

	afterAll(() => program.remove());

	describeStores((newPlace) => {
		let place: SharedPlace;
		let store: Store;
		let ledger: Ledger;
		let subscription: Subscription;
		let answer: (id: string, requests: number) => Answer;
		const late = new HeldAnswers();
		const senders: Sender[] = [];
		const ids = eventIds(DELIVERIES);

		beforeEach(async () => {
			place = newPlace();
			store = await openStore(place.options);
			ledger = await Ledger.open((id, requests) => answer(id, requests));
			subscription = await subscribe(ledger, store, {
				maximumConcurrent: DELIVERIES,
				retrySchedule: '1s, 1s, 1s, 1s',
			});
		});

		afterEach(async () => {
			for (const sender of senders.splice(0)) {
				sender.resume();
				await sender.kill();
			}
			await ledger.close();
			await store.close();
			await place.remove();
		});

		it('does not overwrite what another process has delivered since', async () => {
			answer = (_id, requests) => (requests === 1 ? late.hold() : 200);
			await insert(ids);
			const paused = await pausedWhileSending();
			await startSender(PAST_ANY_LEASE_MS);
			await waitFor(async () => await isSettled(store), { what: 'the other process to deliver' });

			await resumeWith(GONE, paused);

			expect(await found()).toEqual(ids.map((id) => tookOver(id, 'delivered')));
			await expectCounts({ created: DELIVERIES, delivered: DELIVERIES, answered: DELIVERIES });
			await expectHealthySubscription();
		});

		it('does not end what another process is sending', async () => {
			const second = new HeldAnswers();
			answer = (_id, requests) => (requests === 1 ? late.hold() : second.hold());
			await insert(ids);
			const paused = await pausedWhileSending();
			await startSender(PAST_ANY_LEASE_MS);
			await waitFor(() => second.waiting === DELIVERIES, { what: 'the other process to send' });

			await resumeWith(GONE, paused);

			expect(await found()).toEqual(ids.map((id) => tookOver(id, 'sending')));
			await expectCounts({ created: DELIVERIES, answered: 0 });
			second.give(200);
			await waitFor(async () => await isSettled(store), { what: 'the other process to deliver' });
			expect(await found()).toEqual(ids.map((id) => tookOver(id, 'delivered')));
			await expectCounts({ created: DELIVERIES, delivered: DELIVERIES, answered: DELIVERIES });
			await expectHealthySubscription();
		});

		it('does not change what another process recorded as interrupted and has no room for yet', async () => {
			const busy = new HeldAnswers();
			const others = eventIds(2 * DELIVERIES).slice(DELIVERIES);
			answer = (id, requests) => {
				if (others.includes(id)) return busy.hold();
				return requests === 1 ? late.hold() : 200;
			};
			await insert(ids);
			const paused = await pausedWhileSending();
			await insert(others);
			await startSender(PAST_ANY_LEASE_MS);
			await waitFor(() => busy.waiting === DELIVERIES, { what: 'the other process to be busy' });
			await waitFor(async () => (await found()).every(({ outcomes: [first] }) => first), {
				what: 'the interruption to be recorded',
			});

			await resumeWith(GONE, paused);

			expect(await found()).toEqual(ids.map((id) => tookOver(id, 'pending')));
			await expectCounts({ created: 2 * DELIVERIES, answered: 0 });
			busy.give(200);
			await waitFor(async () => await isSettled(store), { what: 'the other process to deliver' });
			expect(await found()).toEqual(ids.map((id) => tookOver(id, 'delivered')));
			const total = 2 * DELIVERIES;
			await expectCounts({ created: total, delivered: total, answered: total });
			await expectHealthySubscription();
		});

		it('does not bring back to life what another process gave up after the last attempt', async () => {
			answer = (_id, requests) => (requests === LAST_ATTEMPT ? late.hold() : 500);
			await insert(ids);
			let aheadMs = 0;
			for (let attempt = 1; attempt < LAST_ATTEMPT; attempt += 1) {
				const sender = await startSender(aheadMs);
				await waitFor(() => sender.recorded === DELIVERIES, { what: `attempt ${attempt}` });
				await sender.stop();
				aheadMs += PAST_ANY_RETRY_MS;
			}
			const paused = await pausedWhileSending(aheadMs);
			await startSender(aheadMs + PAST_ANY_LEASE_MS);
			await waitFor(async () => await isSettled(store), { what: 'the other process to give up' });

			await resumeWith(200, paused);

			expect(await found()).toEqual(
				ids.map((id) => ({
					id,
					state: 'failed',
					attemptsMade: LAST_ATTEMPT,
					outcomes: ['retry', 'retry', 'retry', 'retry', 'interrupted'],
					requests: LAST_ATTEMPT,
				})),
			);
			await expectCounts({
				created: DELIVERIES,
				failed: DELIVERIES,
				answered: (LAST_ATTEMPT - 1) * DELIVERIES,
			});
			const { status } = (await store.subscriptions.get(subscription.id)) ?? {};
			expect(status).toMatchObject({
				active: true,
				consecutiveFailures: DELIVERIES,
				lastSuccessAt: null,
			});
		});

		async function insert(eventsOf: readonly string[]): Promise<void> {
			const now = Date.now();
			await store.outbox.insert(
				eventsOf.map((id) =>
					newEvent(soakEvent(id), [{ kind: 'subscription', subscription }], LOOPBACK),
				),
				{ firstAttemptBefore: now, now },
			);
		}

		async function startSender(aheadMs: number): Promise<Sender> {
			const sender = Sender.start(program, { store: place.options, aheadMs });
			senders.push(sender);
			await sender.ready;
			sender.pump();
			return sender;
		}

		/** A process that stands still while all its requests wait for their answers. */
		async function pausedWhileSending(aheadMs = 0): Promise<Sender> {
			const sender = await startSender(aheadMs);
			await waitFor(() => late.waiting === DELIVERIES, { what: 'the requests', pollMs: 5 });
			for (;;) {
				sender.pause();
				if (await mayBeWritten()) return sender;
				// It stood still in the middle of a transaction, which keeps a SQLite file locked for all others.
				sender.resume();
				await pause(LET_GO_MS);
			}
		}

		/** Whether nobody keeps the store locked. */
		async function mayBeWritten(): Promise<boolean> {
			try {
				await store.inbox.renew([], Date.now());
				return true;
			} catch (error) {
				if (error instanceof CommerceWebhooksError && error.code === 'store_unavailable')
					return false;
				throw error;
			}
		}

		/** The late answers come, and the process goes on; when it has brought them, they are refused. */
		async function resumeWith(status: number, paused: Sender): Promise<void> {
			late.give(status);
			paused.resume();
			await waitFor(() => paused.refused.length === DELIVERIES, { what: 'the late results' });
		}

		async function found() {
			const all = await outcomes(store, ledger);
			return all
				.filter(({ id }) => ids.includes(id))
				.map(({ id, state, attemptsMade, attempts, received }) => ({
					id,
					state,
					attemptsMade,
					outcomes: attempts.map(({ outcome }) => outcome),
					requests: received.requests,
				}))
				.sort((one, other) => (one.id < other.id ? -1 : 1));
		}

		/** One attempt interrupted, and what the other process did, under the same id with the same bytes. */
		function tookOver(id: string, state: 'pending' | 'sending' | 'delivered') {
			const attemptsMade = state === 'pending' ? 1 : 2;
			return {
				id,
				state,
				attemptsMade,
				outcomes: state === 'delivered' ? ['interrupted', 'delivered'] : ['interrupted'],
				requests: attemptsMade,
			};
		}

		/** By the statistics; nothing was refused but what was late, and no process met an error. */
		async function expectCounts(counts: Record<string, number>): Promise<void> {
			const none = { delivered: 0, failed: 0, skipped: 0, canceled: 0 };
			expect(await countedStates(store)).toEqual({ ...none, ...counts });
			expect(senders.flatMap(({ refused }) => refused)).toHaveLength(DELIVERIES);
			expect(senders.flatMap(({ errors }) => errors)).toEqual([]);
			expect(ledger.wrong).toEqual([]);
		}

		async function expectHealthySubscription(): Promise<void> {
			const { status } = (await store.subscriptions.get(subscription.id)) ?? {};
			expect(status).toMatchObject({
				active: true,
				disabledAt: null,
				consecutiveFailures: 0,
				lastFailureAt: null,
			});
		}
	});
});

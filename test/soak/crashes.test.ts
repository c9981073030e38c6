import { openStore, type Store } from '../../src/storage';
import { waitFor } from '../support/lab/wait-for';
import { Crashes } from './support/crashes';
import { eventIds, groupsOf } from './support/events';
import { Ledger } from './support/ledger';
import { SenderMember } from './support/members';
import { startN8n, type N8nMembers } from './support/n8n-members';
import { countedStates, isSettled, outcomes, type Outcome } from './support/outcomes';
import { buildSenderProgram, type SenderProgram } from './support/sender-program';
import { describeStores, type SharedPlace } from './support/stores';
import { subscribe } from './support/subscribe';

/** The long form is in real time, for n8n has no other; in the short one clocks leap after each round of kills. */
const form =
	process.env.SOAK === 'long'
		? { deliveries: 5000, kills: 200, rounds: 1, leapMs: 0, lifetimeMs: 10_000, withN8n: true }
		: { deliveries: 240, kills: 20, rounds: 2, leapMs: 90_000, lifetimeMs: 1200, withN8n: false };
const SENDERS = 3;
const EVENTS_PER_DISPATCH = 4;
/** Slow enough for kills to strike while a request is under way. */
const SLOWEST_ANSWER_MS = 400;
/** The attempts' own deadline: an answer takes less, and leases of processes that were killed end soon. */
const TIMEOUT_SECONDS = 5;
const RECOVERY_MS = 300_000;

describe('SIGKILL of senders at random instants while they dispatch and send', () => {
	let program: SenderProgram;

	beforeAll(() => {
		program = buildSenderProgram();
	});

	afterAll(() => program.remove());

	describeStores((newPlace) => {
		let place: SharedPlace;
		let store: Store;
		let ledger: Ledger;
		let senders: SenderMember[] = [];
		let n8n: N8nMembers | null = null;

		beforeEach(async () => {
			place = newPlace();
			store = await openStore(place.options);
			ledger = await Ledger.open((id, requests) => ({
				status: requests === 1 && id.endsWith('0') ? 500 : 200,
				delayMs: Math.random() * SLOWEST_ANSWER_MS,
			}));
		});

		afterEach(async () => {
			for (const sender of senders) await sender.kill();
			await n8n?.dispose();
			await ledger.close();
			await store.close();
			await place.remove();
		});

		it(
			`loses none of ${form.deliveries} deliveries over ${form.kills} kills, and repeats only what a kill struck`,
			async () => {
				await subscribe(ledger, store, {
					timeoutSeconds: TIMEOUT_SECONDS,
					retrySchedule: '1s, 1s, 1s, 1s',
				});
				let aheadMs = 0;
				senders = Array.from(
					{ length: SENDERS },
					() =>
						new SenderMember('sender', {
							program,
							store: place.options,
							lifetimeMs: form.lifetimeMs,
							aheadMs: () => aheadMs,
						}),
				);
				if (form.withN8n) n8n = await startN8n(place.options);
				const ids = eventIds(form.deliveries);
				const crashes = new Crashes({
					members: [...senders, ...(n8n?.members ?? [])],
					dispatches: groupsOf(ids, EVENTS_PER_DISPATCH),
					kills: form.kills,
				});
				for (let round = 1; round <= form.rounds; round += 1) {
					await crashes.strike(form.kills / form.rounds);
					// Nobody is left whose leases a clock that leaps could end too early.
					aheadMs += form.leapMs;
				}
				await crashes.recover();
				await waitFor(async () => await isSettled(store), {
					what: 'every delivery to be final',
					timeoutMs: RECOVERY_MS,
				});

				const found = await outcomes(store, ledger);
				console.log(report(found, crashes));
				expect(found.map(({ id }) => id).sort()).toEqual(ids);
				expect(found.filter(isWrong)).toEqual([]);
				expect(ledger.wrong).toEqual([]);
				const delivered = found.filter(({ state }) => state === 'delivered').length;
				expect(await countedStates(store)).toMatchObject({
					created: form.deliveries,
					delivered,
					failed: form.deliveries - delivered,
				});
				expect(senders.flatMap(({ errors }) => errors)).toEqual([]);
			},
			60 * 60_000,
		);
	});
});

/** Anything that no crash explains. */
function isWrong(outcome: Outcome): boolean {
	const { state, attempts, attemptsMade, answered, interrupted, received } = outcome;
	return !(
		(state === 'delivered' || isStruckFiveTimes(outcome)) &&
		attemptsMade <= 5 &&
		attemptsMade === attempts.length &&
		attempts.every(
			({ number, trigger }, index) => number === index + 1 && trigger === 'automatic',
		) &&
		answered + interrupted === attempts.length &&
		received.requests >= answered &&
		received.requests <= answered + interrupted &&
		received.accepted >= (state === 'delivered' ? 1 : 0) &&
		received.accepted <= 1 + interrupted
	);
}

/** Five attempts are all there are, even where each of them met a kill, or the one answer that is no success. */
function isStruckFiveTimes({ state, attempts, interrupted }: Outcome): boolean {
	return state === 'failed' && attempts.length === 5 && interrupted >= 4;
}

function report(found: readonly Outcome[], crashes: Crashes): string {
	const sum = (count: (outcome: Outcome) => number) =>
		found.reduce((total, outcome) => total + count(outcome), 0);
	const duplicates = sum(({ received }) => Math.max(0, received.accepted - 1));
	const share = ((100 * duplicates) / found.length).toFixed(1);
	return [
		`kills ${crashes.killed}: ${named(crashes.kills)}`,
		`dispatches acknowledged: ${named(crashes.dispatches)}`,
		`dispatches made again for want of an acknowledgement ${crashes.dispatchesStruck}, after it ${crashes.dispatchesRepeated}`,
		`deliveries ${found.length}, failed for good ${found.filter(({ state }) => state === 'failed').length}, attempts ${sum(({ attempts }) => attempts.length)}, most for one delivery ${Math.max(...found.map(({ attemptsMade }) => attemptsMade))}`,
		`attempts interrupted ${sum(({ interrupted }) => interrupted)}`,
		`requests ${sum(({ received }) => received.requests)}, duplicates ${duplicates} (${share} %)`,
	].join('\n');
}

function named(counts: ReadonlyMap<string, number>): string {
	return [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
}

import { newEvent } from '../../src/delivery';
import { openStore, type Store } from '../../src/storage';
import { waitFor } from '../support/lab/wait-for';
import { eventIds, LOOPBACK, soakEvent } from './support/events';
import { Ledger } from './support/ledger';
import { countedStates, isSettled, outcomes } from './support/outcomes';
import { Sender } from './support/sender';
import { buildSenderProgram, type SenderProgram } from './support/sender-program';
import { describeStores, type SharedPlace } from './support/stores';
import { subscribe } from './support/subscribe';

const form =
	process.env.SOAK === 'long'
		? { deliveries: 20_000, processes: [2, 4, 8], timeoutMs: 600_000 }
		: { deliveries: 1000, processes: [2, 4], timeoutMs: 60_000 };

describe('several processes on one store', () => {
	let program: SenderProgram;

	beforeAll(() => {
		program = buildSenderProgram();
	});

	afterAll(() => program.remove());

	describeStores((newPlace) => {
		let place: SharedPlace;
		let store: Store;
		let ledger: Ledger;
		let senders: Sender[] = [];

		beforeEach(async () => {
			place = newPlace();
			store = await openStore(place.options);
			ledger = await Ledger.open(() => 200);
		});

		afterEach(async () => {
			for (const sender of senders.splice(0)) await sender.kill();
			await ledger.close();
			await store.close();
			await place.remove();
		});

		it.each(form.processes)(
			`%i of them send each of ${form.deliveries} due deliveries once`,
			async (processes) => {
				const subscription = await subscribe(ledger, store);
				const ids = eventIds(form.deliveries);
				const now = Date.now();
				await store.outbox.insert(
					ids.map((id) =>
						newEvent(soakEvent(id), [{ kind: 'subscription', subscription }], LOOPBACK),
					),
					{ firstAttemptBefore: now, now },
				);
				senders = Array.from({ length: processes }, () =>
					Sender.start(program, { store: place.options, aheadMs: 0 }),
				);
				for (const sender of senders) await sender.ready;

				const started = performance.now();
				for (const sender of senders) sender.pump();
				await waitFor(() => ledger.total >= ids.length, {
					what: 'every delivery to arrive',
					timeoutMs: form.timeoutMs,
					pollMs: 5,
				});
				await waitFor(async () => await isSettled(store), { what: 'every result', pollMs: 10 });
				const seconds = (performance.now() - started) / 1000;
				for (const sender of senders) await sender.stop();

				const shares = senders.map(({ recorded }) => recorded);
				console.log(
					`${place.options.engine}, ${processes} processes: ${Math.round(ids.length / seconds)} deliveries/s, of them ${shares.join(', ')}`,
				);
				const found = await outcomes(store, ledger);
				expect(found.map(({ id }) => id).sort()).toEqual(ids);
				expect(
					found.filter(
						({ state, attempts, received }) =>
							state !== 'delivered' || attempts.length !== 1 || received.requests !== 1,
					),
				).toEqual([]);
				expect(ledger.total).toBe(ids.length);
				expect(ledger.wrong).toEqual([]);
				expect(await countedStates(store)).toMatchObject({
					created: ids.length,
					delivered: ids.length,
				});
				expect(senders.flatMap(({ errors, refused }) => [...errors, ...refused])).toEqual([]);
				expect(shares.reduce((sum, share) => sum + share, 0)).toBe(ids.length);
			},
			form.timeoutMs + 120_000,
		);
	});
});

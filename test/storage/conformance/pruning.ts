import {
	aDelivery,
	anEvent,
	anInboxRow,
	claimAt,
	claimFirstAt,
	DAY,
	delivered,
	failed,
	HOUR,
	inserted,
	insertedIds,
	insertedWaiting,
	LEASE,
	retried,
	START,
	takeAt,
	idOf,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

const EVERYTHING = 100_000;

export function describePruning(openFreshPlace: OpenFreshPlace): void {
	describe('pruning', () => {
		const bench = useBench(openFreshPlace);

		async function insert(eventId: string, targets = ['url:1'], now = START): Promise<string[]> {
			const event = anEvent(
				eventId,
				targets.map((target) => aDelivery(target)),
			);
			return (await insertedIds(bench.store.outbox, [event], inserted(now))).flat();
		}

		async function statesOf(ids: readonly string[]): Promise<string[]> {
			return (await bench.other.history.deliveries(ids)).map(({ delivery }) => delivery.state);
		}

		it('deletes what finished before the time, and nothing that finished later', async () => {
			const ids = await insert('evt_1', ['url:1', 'url:2', 'url:3']);
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			const results = claimed.map((one, index) => delivered(one, { at: START + index }));
			await bench.store.outbox.step(results, null);

			expect(await bench.store.history.prune(START + 1, EVERYTHING)).toBe(1);
			expect(await statesOf(ids)).toEqual(['delivered', 'delivered']);
			expect(await bench.store.history.prune(START + 2, EVERYTHING)).toBe(1);
			expect(await bench.store.history.prune(START + 3, EVERYTHING)).toBe(1);
			expect(await statesOf(ids)).toEqual([]);
		});

		it('never deletes what waits or is sent, however old it is', async () => {
			const ids = await insert('evt_1', ['url:1', 'url:2', 'url:3']);
			const { claimed } = await bench.store.outbox.step([], claimAt(START, { limit: 2 }));
			const retry = claimed
				.slice(0, 1)
				.map((one) => retried(one, { nextAttemptAt: START + 9 * DAY }));
			await bench.store.outbox.step(retry, null);

			expect(await bench.store.history.prune(START + 1000 * DAY, EVERYTHING)).toBe(0);
			expect((await statesOf(ids)).sort()).toEqual(['pending', 'pending', 'sending']);
		});

		it('does not delete an old delivery while it is sent again by hand', async () => {
			const ids = await insert('evt_1');
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			await bench.store.outbox.step(
				claimed.map((one) => failed(one)),
				null,
			);
			const manual = await bench.store.outbox.claimManually(ids[0] ?? '', START + 90 * DAY);

			expect(await bench.other.history.prune(START + 60 * DAY, EVERYTHING)).toBe(0);
			const results = manual ? [delivered(manual, { at: START + 90 * DAY })] : [];
			expect((await bench.store.outbox.step(results, null)).refused).toEqual([]);
			expect(await statesOf(ids)).toEqual(['delivered']);
		});

		it('takes attempts and bytes away with the last delivery of an event, not before', async () => {
			await insert('evt_1', ['url:1', 'url:2']);
			const first = await bench.store.outbox.step([], claimAt(START, { limit: 1 }));
			await bench.store.outbox.step(
				first.claimed.map((one) => delivered(one)),
				null,
			);
			await bench.store.history.prune(START + 1, EVERYTHING);

			const second = await bench.store.outbox.step([], claimAt(START));
			expect(second.claimed.map(({ body }) => Buffer.from(body).toString())).toEqual([
				'{"data":"evt_1"}',
			]);
			await bench.store.outbox.step(
				second.claimed.map((one) => delivered(one)),
				null,
			);
			await bench.store.history.prune(START + 1, EVERYTHING);

			const bodies = new Map([['envelope', Buffer.from('new bytes')]]);
			await bench.store.outbox.insert(
				[anEvent('evt_1', [aDelivery('url:1')], { bodies })],
				inserted(),
			);
			const third = await bench.store.outbox.step([], claimAt(START));
			expect(third.claimed).toMatchObject([{ number: 1 }]);
			expect(Buffer.from(third.claimed[0]?.body ?? []).toString()).toBe('new bytes');
		});

		it('leaves to a dispatch that waits for what was deleted nothing that came after it', async () => {
			const { outbox, history } = bench.store;
			const event = anEvent('evt_1', [aDelivery('url:1')]);
			const waiting = await insertedWaiting(outbox, [event], inserted());
			await outbox.cancel(waiting[0]?.id ?? '', START);
			expect(await history.prune(START + 1, EVERYTHING)).toBe(1);
			// In SQLite it is in the very row that the other one was in.
			const [id = ''] = await insert('evt_2', ['url:1'], START + 1);

			const { claimed } = await outbox.step([], claimFirstAt(START + 1, waiting));
			expect(claimed).toEqual([]);
			expect(await statesOf([id])).toEqual(['pending']);
		});

		it('goes in small batches that add up to everything', async () => {
			await insert(
				'evt_1',
				Array.from({ length: 25 }, (_target, index) => `url:${index}`),
			);
			const { claimed } = await bench.store.outbox.step([], claimAt(START));
			await bench.store.outbox.step(
				claimed.map((one) => delivered(one)),
				null,
			);

			const deleted: number[] = [];
			for (let count = 0; count < 4; count += 1)
				deleted.push(await bench.store.history.prune(START + 1, 10));
			expect(deleted).toEqual([10, 10, 5, 0]);
		});

		it('deletes received events that are done, were kept or only tested, and none that wait', async () => {
			const { inbox, history } = bench.store;
			await inbox.accept([
				anInboxRow('done'),
				anInboxRow('crashed'),
				anInboxRow('kept', { state: 'kept' }),
				anInboxRow('tested', { state: 'done' }),
			]);
			const batches = await inbox.step([], takeAt(START));
			const results = batches.map(({ id, leaseId }, index) => ({
				batchId: id,
				leaseId,
				state: index === 0 ? ('done' as const) : ('kept' as const),
				outcome: 'success',
				finishedAt: START,
			}));
			await inbox.step(results, null);
			await inbox.accept([anInboxRow('emitted')]);
			await inbox.step([], takeAt(START));
			await inbox.accept([anInboxRow('waiting')]);

			expect(await history.prune(START, EVERYTHING)).toBe(0);
			expect(await history.prune(START + HOUR, EVERYTHING)).toBe(4);
			expect(await history.prune(START + 1000 * DAY, EVERYTHING)).toBe(0);
			const waiting = await inbox.step([], takeAt(START + LEASE + 1));
			expect(waiting.flatMap(({ items }) => items.map(idOf))).toEqual(['emitted', 'waiting']);
		});
	});
}

import type { Batch, BatchResult } from '../../../src/storage';
import {
	anInboxRow,
	aReceivedEvent,
	DAY,
	HOUR,
	LEASE,
	MINUTE,
	NODE,
	SECOND,
	START,
	takeAt,
	idOf,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

const WINDOW = 10 * MINUTE;

export function describeInbox(openFreshPlace: OpenFreshPlace): void {
	describe('accepting events', () => {
		const bench = useBench(openFreshPlace);

		/** Whether one event at `receivedAt` is new. */
		async function accept(key: string, receivedAt: number, windowMs: number | null = null) {
			const row = anInboxRow(key, {
				receivedAt,
				duplicateSince: windowMs === null ? null : receivedAt - windowMs,
			});
			const [accepted] = await bench.other.inbox.accept([row]);
			if (!accepted) throw new Error('Nothing was accepted');
			return { ...accepted, given: row.id };
		}

		it('says for each row which id holds its key', async () => {
			const rows = [anInboxRow('a'), anInboxRow('b'), anInboxRow('a')];

			expect(await bench.store.inbox.accept(rows)).toEqual([
				{ id: rows[0]?.id, duplicate: false, eventId: 'a' },
				{ id: rows[1]?.id, duplicate: false, eventId: 'b' },
				{ id: rows[0]?.id, duplicate: true, eventId: 'a' },
			]);
			expect(await bench.store.inbox.accept([])).toEqual([]);
		});

		it('gives an event that comes twice to n8n once, in the state it was first', async () => {
			await bench.store.inbox.accept([anInboxRow('a')]);
			const changed = anInboxRow('a', {
				item: aReceivedEvent('a', { payload: { changed: true } }),
			});
			await bench.other.inbox.accept([changed]);

			const batches = await bench.store.inbox.step([], takeAt(START));
			expect(batches.map(({ items }) => items)).toEqual([[aReceivedEvent('a')]]);
		});

		it('knows a duplicate of what runs, is done, was kept or is a year old', async () => {
			await bench.store.inbox.accept([
				anInboxRow('runs'),
				anInboxRow('kept', { state: 'kept' }),
				anInboxRow('done', { state: 'done' }),
			]);
			await bench.store.inbox.step([], takeAt(START));

			for (const key of ['runs', 'kept', 'done']) {
				expect(await accept(key, START + 365 * DAY)).toMatchObject({ duplicate: true });
			}
		});

		it('keeps the events of two nodes and two workflows apart', async () => {
			const accepted = await bench.store.inbox.accept([
				anInboxRow('a'),
				anInboxRow('a', { nodeId: 'another' }),
				anInboxRow('a', { workflowId: 'another' }),
			]);

			expect(accepted.map(({ duplicate }) => duplicate)).toEqual([false, false, false]);
			expect(await bench.store.inbox.step([], takeAt(START))).toHaveLength(1);
		});

		it('takes a key for another event once its window of ten minutes is over, and runs both', async () => {
			const first = await accept('a', START, WINDOW);
			expect(await accept('a', START + WINDOW, WINDOW)).toMatchObject({
				id: first.id,
				duplicate: true,
			});
			const second = await accept('a', START + WINDOW + 1, WINDOW);
			expect(second).toMatchObject({ id: second.given, duplicate: false });
			expect(await accept('a', START + WINDOW + 2, WINDOW)).toMatchObject({
				id: second.id,
				duplicate: true,
			});
			const third = await accept('a', START + 3 * WINDOW, WINDOW);
			expect(third.duplicate).toBe(false);

			expect(await bench.store.inbox.step([], takeAt(START + HOUR))).toHaveLength(3);
		});

		it('gives a later event under the same key an id of its own, which is an id again', async () => {
			const key = 'k'.repeat(255);
			await accept(key, START, WINDOW);
			const second = await accept(key, START + HOUR, WINDOW);
			const again = await accept(key, START + HOUR + 1, WINDOW);

			expect(second.eventId).not.toBe(key);
			expect(again).toMatchObject({ duplicate: true, eventId: second.eventId });
			const batches = await bench.store.inbox.step([], takeAt(START + HOUR));
			expect(batches.flatMap(({ items }) => items.map(idOf))).toEqual([key, second.eventId]);
		});

		it('takes no key for another event because the clock was set back', async () => {
			await accept('a', START, WINDOW);

			expect(await accept('a', START - DAY, WINDOW)).toMatchObject({ duplicate: true });
		});

		it('stores all rows of a call or none', async () => {
			const item = aReceivedEvent('b');
			Object.defineProperty(item, 'payload', {
				enumerable: true,
				get: () => {
					throw new Error('cannot be written');
				},
			});

			await expect(
				bench.store.inbox.accept([anInboxRow('a'), anInboxRow('b', { item })]),
			).rejects.toThrow('cannot be written');
			expect(await bench.store.inbox.step([], takeAt(START))).toEqual([]);
			expect((await accept('a', START)).duplicate).toBe(false);
		});

		it('keeps an event with every field and character', async () => {
			const item = aReceivedEvent('a~b:c@d+e=f-g_h', {
				occurredAt: '2026-01-05T11:59:59.000Z',
				valid: false,
				issues: [{ path: 'data."quoted".it\'s', message: 'is odd' }],
				product: { id: '1', name: 'ü 🛒' },
				order: {
					id: null,
					code: 'x',
					status: null,
					total: 0.1,
					currency: 'BRL',
					method: null,
					installments: 12,
				},
				payload: { text: 'a\u0000b\ud83d', nested: [[[null, true, 1e-7]]] },
			});
			await bench.store.inbox.accept([anInboxRow(item.id, { item })]);

			const batches = await bench.other.inbox.step([], takeAt(START));
			expect(batches[0]?.items).toEqual([item]);
		});

		it('accepts two thousand at once', async () => {
			const rows = Array.from({ length: 2000 }, (_row, index) => anInboxRow(`evt_${index}`));
			const accepted = await bench.store.inbox.accept(rows);

			expect(accepted.filter(({ duplicate }) => duplicate)).toEqual([]);
			const [batch] = await bench.store.inbox.step([], takeAt(START, { eventsPerBatch: 2000 }));
			expect(batch?.items.map(idOf)).toEqual(rows.map(({ eventKey }) => eventKey));
		});

		describe('of test runs', () => {
			const tested = (key: string, id: string, node = NODE) =>
				anInboxRow(`test~${key}`, {
					...node,
					state: 'done',
					item: aReceivedEvent(id, { test: true }),
				});

			it('gives the one that came last, whichever process received it', async () => {
				expect(await bench.store.inbox.latestTest(NODE)).toBeNull();
				await bench.store.inbox.accept([tested('1', 'first'), tested('2', 'second')]);
				await bench.store.inbox.accept([tested('3', 'elsewhere', { ...NODE, nodeId: 'another' })]);
				// Sent by the platform's own test button, to the published workflow.
				await bench.store.inbox.accept([
					anInboxRow('button', { item: aReceivedEvent('button', { test: true }) }),
				]);

				expect((await bench.other.inbox.latestTest(NODE))?.id).toBe('second');
			});

			it('starts no execution with them', async () => {
				await bench.store.inbox.accept([tested('1', 'first')]);

				expect(await bench.store.inbox.step([], takeAt(START))).toEqual([]);
			});
		});
	});

	describe('taking batches of events', () => {
		const bench = useBench(openFreshPlace);

		const keys = (batches: readonly Batch[]) => batches.map(({ items }) => items.map(idOf));

		function ended(batch: Batch, result: Partial<BatchResult> = {}): BatchResult {
			const { id: batchId, leaseId } = batch;
			return { batchId, leaseId, state: 'done', outcome: 'success', finishedAt: START, ...result };
		}

		async function accept(...ids: string[]): Promise<void> {
			await bench.store.inbox.accept(ids.map((id) => anInboxRow(id)));
		}

		it('takes them in the order of arrival, so many batches with so many events', async () => {
			await accept('a', 'b', 'c', 'd', 'e');
			const two = takeAt(START, { limit: 2, eventsPerBatch: 2 });

			const first = await bench.store.inbox.step([], two);
			expect(keys(first)).toEqual([
				['a', 'b'],
				['c', 'd'],
			]);
			expect(keys(await bench.other.inbox.step([], two))).toEqual([['e']]);
			expect(await bench.other.inbox.step([], two)).toEqual([]);
			expect(new Set(first.flatMap(({ id, leaseId }) => [id, leaseId])).size).toBe(4);
			expect(first[0]).toMatchObject({ generation: 1, recovered: false });
		});

		it('takes none where there is no claim or no room', async () => {
			await accept('a');

			expect(await bench.store.inbox.step([], null)).toEqual([]);
			expect(await bench.store.inbox.step([], takeAt(START, { limit: 0 }))).toEqual([]);
			expect(keys(await bench.store.inbox.step([], takeAt(START)))).toEqual([['a']]);
		});

		it('takes neither what was kept nor what belongs to another node', async () => {
			await bench.store.inbox.accept([
				anInboxRow('kept', { state: 'kept' }),
				anInboxRow('elsewhere', { nodeId: 'another' }),
			]);

			expect(await bench.store.inbox.step([], takeAt(START))).toEqual([]);
		});

		it('gives no event to two stores that take at the same time', async () => {
			const ids = Array.from({ length: 200 }, (_id, index) => `evt_${index}`);
			await accept(...ids);
			const takeAll = async (store: typeof bench.store): Promise<string[]> => {
				const taken: string[] = [];
				for (;;) {
					const batches = await store.inbox.step(
						[],
						takeAt(START, { limit: 3, eventsPerBatch: 2 }),
					);
					if (batches.length === 0) return taken;
					taken.push(...keys(batches).flat());
				}
			};

			const [one, another] = await Promise.all([takeAll(bench.store), takeAll(bench.other)]);
			expect([...one, ...another].sort()).toEqual([...ids].sort());
		});

		it('does not give an ended batch again', async () => {
			await accept('a');
			const batches = await bench.store.inbox.step([], takeAt(START));
			await bench.store.inbox.step(
				batches.map((batch) => ended(batch)),
				null,
			);

			expect(await bench.other.inbox.step([], takeAt(START + DAY))).toEqual([]);
		});

		it('gives batches of dead processes again with the same rows, before what waits', async () => {
			await accept('a', 'b', 'c');
			const before = await bench.store.inbox.step(
				[],
				takeAt(START, { limit: 1, eventsPerBatch: 2 }),
			);
			await accept('d');

			const claim = { limit: 2, eventsPerBatch: 500 };
			expect(keys(await bench.other.inbox.step([], takeAt(START + LEASE, claim)))).toEqual([
				['c', 'd'],
			]);
			const after = await bench.other.inbox.step([], takeAt(START + LEASE + 1, claim));
			expect(after).toEqual([{ ...before[0], leaseId: expect.any(String), recovered: true }]);
			expect(after[0]?.leaseId).not.toBe(before[0]?.leaseId);
		});

		it('gives no more batches of dead processes than there is room for, the oldest first', async () => {
			await accept('a', 'b', 'c');
			await bench.store.inbox.step([], takeAt(START));
			await accept('d');

			const first = await bench.other.inbox.step([], takeAt(START + HOUR, { limit: 2 }));
			expect(keys(first)).toEqual([['a'], ['b']]);
			const second = await bench.other.inbox.step([], takeAt(START + HOUR, { limit: 2 }));
			expect(keys(second)).toEqual([['c'], ['d']]);
			expect(second.map(({ recovered }) => recovered)).toEqual([true, false]);
		});

		it('lets one process hold a batch for as long as it renews its lease', async () => {
			await accept('a', 'b');
			const [held, left] = await bench.store.inbox.step([], takeAt(START));
			await bench.store.inbox.renew([held?.leaseId ?? ''], START + HOUR);

			const after = await bench.other.inbox.step([], takeAt(START + HOUR));
			expect(after.map(({ id }) => id)).toEqual([left?.id]);
			expect(keys(await bench.other.inbox.step([], takeAt(START + HOUR + 1)))).toEqual([['a']]);
		});

		it('renews nothing that somebody else holds by now, or that has ended', async () => {
			await accept('a');
			const [lost] = await bench.store.inbox.step([], takeAt(START));
			const [present] = await bench.other.inbox.step([], takeAt(START + HOUR));
			await bench.store.inbox.renew([lost?.leaseId ?? ''], START + DAY);
			await bench.store.inbox.renew([], START + DAY);

			const [taken] = await bench.other.inbox.step([], takeAt(START + HOUR + LEASE + 1));
			expect(taken?.id).toBe(present?.id);
			if (taken) await bench.other.inbox.step([ended(taken)], null);
			await bench.store.inbox.renew([taken?.leaseId ?? ''], START);
			expect(await bench.store.inbox.step([], takeAt(START + 9 * DAY))).toEqual([]);
		});

		it('records no end for a lease that was lost', async () => {
			await accept('a');
			const [lost] = await bench.store.inbox.step([], takeAt(START));
			const [present] = await bench.other.inbox.step([], takeAt(START + HOUR));
			if (lost) await bench.store.inbox.step([ended(lost, { state: 'kept' })], null);

			const again = await bench.other.inbox.step([], takeAt(START + DAY));
			expect(again.map(({ id }) => id)).toEqual([present?.id]);
		});

		it('records ends first: a batch that ended is not given as that of a dead process', async () => {
			await accept('a');
			const [batch] = await bench.store.inbox.step([], takeAt(START));
			const results = batch ? [ended(batch)] : [];

			expect(await bench.store.inbox.step(results, takeAt(START + DAY))).toEqual([]);
		});

		it('counts generations for as long as the lease is held, and not after', async () => {
			await accept('a');
			const [first] = await bench.store.inbox.step([], takeAt(START));
			if (!first) throw new Error('Nothing was taken');
			expect(await bench.store.inbox.startGeneration({ ...first, generation: 2 })).toBe(true);

			const [second] = await bench.other.inbox.step([], takeAt(START + HOUR));
			expect(second).toMatchObject({ id: first.id, generation: 2, recovered: true });
			expect(await bench.store.inbox.startGeneration({ ...first, generation: 3 })).toBe(false);
			const [third] = await bench.other.inbox.step([], takeAt(START + DAY));
			expect(third?.generation).toBe(2);
			if (third) await bench.other.inbox.step([ended(third)], null);
			if (third)
				expect(await bench.other.inbox.startGeneration({ ...third, generation: 3 })).toBe(false);
		});

		it('does not hold a batch longer because the clock was set back', async () => {
			await accept('a');
			await bench.store.inbox.step([], takeAt(START));
			const setBack = START - 30 * DAY;
			expect(await bench.other.inbox.step([], takeAt(setBack))).toEqual([]);

			expect(await bench.other.inbox.step([], takeAt(setBack + LEASE))).toEqual([]);
			expect(keys(await bench.other.inbox.step([], takeAt(setBack + LEASE + SECOND)))).toEqual([
				['a'],
			]);
		});

		it('lets a living process go on holding its batch when the clock was set back', async () => {
			await accept('a');
			const [held] = await bench.store.inbox.step([], takeAt(START));
			const setBack = START - 30 * DAY;
			await bench.other.inbox.step([], takeAt(setBack));
			await bench.store.inbox.renew([held?.leaseId ?? ''], setBack + MINUTE);

			expect(await bench.other.inbox.step([], takeAt(setBack + MINUTE))).toEqual([]);
		});

		it('keeps an event that this version cannot read, and gives the others', async () => {
			const unreadable = aReceivedEvent('not an id: as an older version may have written it');
			await bench.store.inbox.accept([
				anInboxRow('a'),
				anInboxRow('odd', { item: unreadable }),
				anInboxRow('b'),
			]);

			const batches = await bench.store.inbox.step([], takeAt(START, { eventsPerBatch: 2 }));
			expect(keys(batches).flat()).toEqual(['a', 'b']);
			expect(await bench.store.inbox.step([], takeAt(START))).toEqual([]);
			const recovered = await bench.other.inbox.step([], takeAt(START + DAY));
			expect(keys(recovered).flat()).toEqual(['a', 'b']);
		});
	});
}

import { listReceivedEvents } from '../../../src/history';
import type { NewInboxRow, ReceivedEventFilter } from '../../../src/storage';
import { aReceivedEvent, anInboxRow, HOUR, NODE, START, takeAt } from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

export function describeReceivedEvents(openFreshPlace: OpenFreshPlace): void {
	describe('the received events', () => {
		const bench = useBench(openFreshPlace);

		async function accept(...rows: NewInboxRow[]): Promise<string[]> {
			return (await bench.store.inbox.accept(rows)).map(({ id }) => id);
		}

		async function eventIds(filter: ReceivedEventFilter, limit = 100): Promise<string[]> {
			const records = await bench.store.receivedEvents.page(filter, limit, null);
			return records.map(({ eventId }) => eventId);
		}

		it('gives one by its id, as it waits, runs and has ended', async () => {
			const [id = ''] = await accept(anInboxRow('one', { receivedAt: START + 1 }));
			const waiting = {
				...NODE,
				id,
				platform: 'hotmart',
				event: 'PURCHASE_APPROVED',
				eventId: 'one',
				test: false,
				valid: true,
				state: 'waiting',
				outcome: null,
				receivedAt: START + 1,
				emittedAt: null,
				finishedAt: null,
				item: aReceivedEvent('one'),
			};
			expect(await bench.store.receivedEvents.get(id)).toEqual(waiting);

			const [batch] = await bench.store.inbox.step([], takeAt(START + 2));
			const emitted = { ...waiting, state: 'emitted', emittedAt: START + 2 };
			expect(await bench.store.receivedEvents.get(id)).toEqual(emitted);

			const { id: batchId = '', leaseId = '' } = batch ?? {};
			const result = { batchId, leaseId, state: 'done', outcome: 'error', finishedAt: START + 3 };
			await bench.store.inbox.step([{ ...result, state: 'done' }], null);
			const done = { ...emitted, state: 'done', outcome: 'error', finishedAt: START + 3 };
			expect(await bench.store.receivedEvents.get(id)).toEqual(done);
		});

		it('has none under an id that is unknown, of something else, or no id at all', async () => {
			await accept(anInboxRow('one'));

			for (const id of ['rcv_unknown', 'one', '', "' OR 1=1 --"]) {
				expect(await bench.store.receivedEvents.get(id)).toBeNull();
			}
		});

		it('gives one that it cannot read without its item, and the others all the same', async () => {
			const unreadable = { ...aReceivedEvent('odd'), issues: 'as another version wrote them' };
			await accept(
				anInboxRow('one'),
				anInboxRow('odd', { item: unreadable as never, state: 'kept' }),
			);

			expect(await bench.store.receivedEvents.page({}, 10, null)).toEqual([
				expect.objectContaining({ eventId: 'odd', state: 'kept', item: null }),
				expect.objectContaining({ eventId: 'one', item: aReceivedEvent('one') }),
			]);
		});

		it('filters by each field, and by all at once', async () => {
			const order = { platform: 'gestaoOnline', event: 'ORDER_CREATED' };
			await accept(
				anInboxRow('a', { item: aReceivedEvent('First-1'), receivedAt: START }),
				anInboxRow('b', { item: aReceivedEvent('second-1', order), receivedAt: START + 10 }),
				anInboxRow('c', { item: aReceivedEvent('third'), receivedAt: START + 20, state: 'kept' }),
				anInboxRow('d', {
					item: aReceivedEvent('fourth', order),
					receivedAt: START + 30,
					state: 'done',
				}),
			);

			expect(await eventIds({})).toEqual(['fourth', 'third', 'second-1', 'First-1']);
			expect(await eventIds({ platform: 'gestaoOnline' })).toEqual(['fourth', 'second-1']);
			expect(await eventIds({ event: 'PURCHASE_APPROVED' })).toEqual(['third', 'First-1']);
			expect(await eventIds({ state: 'waiting' })).toEqual(['second-1', 'First-1']);
			expect(await eventIds({ state: 'kept' })).toEqual(['third']);
			expect(await eventIds({ state: 'done' })).toEqual(['fourth']);
			expect(await eventIds({ state: 'emitted' })).toEqual([]);
			expect(await eventIds({ eventId: 'ir' })).toEqual(['third', 'First-1']);
			expect(await eventIds({ since: START + 10 })).toEqual(['fourth', 'third', 'second-1']);
			expect(await eventIds({ until: START + 10 })).toEqual(['First-1']);
			expect(await eventIds({ since: START + 10, until: START + 20 })).toEqual(['second-1']);
			const all: ReceivedEventFilter = {
				...order,
				state: 'waiting',
				eventId: 'second',
				since: START,
				until: START + HOUR,
			};
			expect(await eventIds(all)).toEqual(['second-1']);
			expect(await eventIds({ ...all, state: 'done' })).toEqual([]);
			expect(await eventIds({ eventId: undefined, state: undefined })).toHaveLength(4);
		});

		it('takes any instant as a bound', async () => {
			await accept(anInboxRow('a', { receivedAt: START }));

			expect(await eventIds({ since: -1, until: Number.MAX_SAFE_INTEGER })).toEqual(['a']);
			expect(await eventIds({ since: START - 0.5, until: START + 0.5 })).toEqual(['a']);
			expect(await eventIds({ since: START + 0.5 })).toEqual([]);
			expect(await eventIds({ until: -1 })).toEqual([]);
		});

		it('finds text in an id in upper and lower case, and takes nothing in it for a pattern', async () => {
			await accept(...['ABC_1', 'abcx1', 'a-b'].map((id) => anInboxRow(id)));

			expect(await eventIds({ eventId: 'abc' })).toEqual(['abcx1', 'ABC_1']);
			expect(await eventIds({ eventId: 'C_1' })).toEqual(['ABC_1']);
			for (const eventId of ['%', 'a%b', 'a\\', "' OR 1=1 --"]) {
				expect(await eventIds({ eventId })).toEqual([]);
			}
		});

		it('pages through everything once, newest first, whatever comes in meanwhile', async () => {
			const ids = await accept(
				...Array.from({ length: 450 }, (_row, index) =>
					anInboxRow(`event-${index}`, { receivedAt: START + Math.floor(index / 7) }),
				),
			);
			const seen: string[] = [];
			for (;;) {
				const page = await bench.store.receivedEvents.page({}, 100, seen.at(-1) ?? null);
				if (page.length === 0) break;
				seen.push(...page.map(({ id }) => id));
				await accept(anInboxRow(`new-${seen.length}`, { receivedAt: START + HOUR }));
			}
			expect(seen).toEqual([...ids].reverse());

			expect(await listReceivedEvents({}, 1000, bench.store.receivedEvents)).toHaveLength(455);
			expect(await listReceivedEvents({}, 201, bench.store.receivedEvents)).toHaveLength(201);
			expect(await listReceivedEvents({}, 0, bench.store.receivedEvents)).toEqual([]);
		});
	});
}

import path from 'node:path';

import { OtherProcess } from '../support/other-process';
import {
	aDelivery,
	anEvent,
	anInboxRow,
	idOf,
	inserted,
	insertedIds,
	LEASE,
	START,
	takeAt,
} from '../support/records';
import { useBench, type OpenFreshPlace } from './place';

const TASKS = path.join(__dirname, '../support/store-tasks.ts');

export function describeProcesses(openFreshPlace: OpenFreshPlace): void {
	describe('two processes', () => {
		const bench = useBench(openFreshPlace);
		let processes: OtherProcess[] = [];

		afterEach(async () => {
			for (const other of processes) await other.kill();
			processes = [];
		});

		function start(task: string): OtherProcess {
			const other = OtherProcess.start(TASKS, task, bench.place.options);
			processes.push(other);
			return other;
		}

		/** What each of two processes got that worked at the same time. */
		async function both(task: string): Promise<string[][]> {
			const pair = [start(task), start(task)];
			for (const other of pair) expect(await other.next()).toBe('ready');
			for (const other of pair) other.tell();
			return await Promise.all(pair.map(async (other) => await other.next<string[]>()));
		}

		it('take no delivery twice and leave none', async () => {
			const targets = Array.from({ length: 400 }, (_target, index) => aDelivery(`url:${index}`));
			const [ids = []] = await insertedIds(
				bench.store.outbox,
				[anEvent('evt_1', targets)],
				inserted(),
			);

			const taken = await both('claimDeliveries');
			expect(taken.flat().sort()).toEqual([...ids].sort());
		});

		it('store an event once that both dispatch', async () => {
			const [one = [], other = []] = await both('insertEvents');

			expect(one).toHaveLength(200);
			expect(other).toEqual(one);
			const page = await bench.store.history.page({}, 1000, null);
			expect(page.map(({ delivery }) => delivery.id).sort()).toEqual([...one].sort());
		});

		it('give no id twice, whatever they dispatch in the same millisecond', async () => {
			const [one = [], other = []] = await both('insertOwnEvents');

			expect(new Set([...one, ...other]).size).toBe(400);
			const page = await bench.store.history.page({}, 1000, null);
			expect(page.map(({ delivery }) => delivery.id).sort()).toEqual([...one, ...other].sort());
		});

		it('take no received event twice and leave none', async () => {
			const ids = Array.from({ length: 400 }, (_id, index) => `evt_${index}`);
			await bench.store.inbox.accept(ids.map((id) => anInboxRow(id)));

			const taken = await both('takeEvents');
			expect(taken.flat().sort()).toEqual([...ids].sort());
		});

		it('lose nothing that was accepted when one of them is killed', async () => {
			const other = start('acceptForEver');
			const accepted = await other.next<string[]>();
			while (accepted.length < 200) accepted.push(...(await other.next<string[]>()));
			await other.kill();
			accepted.push(...other.reported<string[]>().flat());

			const taken = new Set<string>();
			for (;;) {
				const batches = await bench.store.inbox.step([], takeAt(START, { eventsPerBatch: 50 }));
				if (batches.length === 0) break;
				for (const { items } of batches) for (const item of items) taken.add(idOf(item));
			}
			expect(accepted.filter((id) => !taken.has(id))).toEqual([]);
		});

		it('find each other’s work when one of them is killed, with the attempt counted', async () => {
			await bench.store.outbox.insert([anEvent('evt_1', [aDelivery('url:1')])], inserted());
			const other = start('claimAndHang');
			const ids = await other.next<string[]>();
			await other.kill();

			const expired = await bench.store.outbox.expired(START + LEASE + 1, 10);
			expect(expired).toMatchObject([{ id: ids[0], attemptsMade: 1, number: 1 }]);
		});
	});
}

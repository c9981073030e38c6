import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openStore, type ReceivedEventFilter, type Store } from '../../src/storage';
import { pageQuery } from '../../src/storage/receiving/received-event-table';
import { aReceivedEvent, anInboxRow, SECOND, START } from './support/records';

const PAGE = 50;
const PER_TRANSACTION = 1000;
/** Wide rows, but not so wide that filling takes long. */
const PAYLOAD = { text: 'x'.repeat(1000) };

/** What people look for; the last ones find nothing, which is where most is read. */
const SEARCHES: Record<string, ReceivedEventFilter> = {
	everything: {},
	'a platform': { platform: 'hotmart' },
	'an event': { event: 'PURCHASE_APPROVED' },
	'what was kept, one in a thousand': { state: 'kept' },
	'text in an id': { eventId: 'event-77' },
	'an hour': { since: START, until: START + 3600 * SECOND },
	'a state nothing is in': { state: 'emitted' },
	'a platform nothing is of': { platform: 'iset' },
	'text in no id': { eventId: 'nothing', state: 'done' },
};

describe('a page of received events, of few rows and of many', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'received-events-'));
	const stores: Store[] = [];

	afterAll(async () => {
		for (const store of stores) await store.close();
		rmSync(folder, { recursive: true, force: true });
	});

	async function fill(rows: number): Promise<{ store: Store; file: string }> {
		const file = path.join(folder, `${rows}.sqlite`);
		const store = await openStore({ engine: 'sqlite', path: file, encryptionKey: 'key' });
		stores.push(store);
		for (let start = 0; start < rows; start += PER_TRANSACTION) {
			await store.inbox.accept(
				Array.from({ length: PER_TRANSACTION }, (_row, index) => {
					const number = start + index;
					return anInboxRow(`event-${number}`, {
						item: aReceivedEvent(`event-${number}`, { payload: PAYLOAD }),
						state: number % 1000 === 500 ? 'kept' : 'done',
						receivedAt: START + number * SECOND,
					});
				}),
			);
		}
		return { store, file };
	}

	async function medianMs(store: Store, filter: ReceivedEventFilter): Promise<number> {
		const times: number[] = [];
		for (let run = 0; run < 9; run += 1) {
			const started = performance.now();
			await store.receivedEvents.page(filter, PAGE, null);
			times.push(performance.now() - started);
		}
		return times.sort((one, other) => one - other)[4] ?? 0;
	}

	it('reads an index and the rows of the page, and never all rows', async () => {
		const few = await fill(1000);
		const many = await fill(100_000);
		const database = new DatabaseSync(many.file, { readOnly: true });
		const figures: Record<string, object> = {};

		for (const [what, filter] of Object.entries(SEARCHES)) {
			for (const after of [null, 'rcv_0zzz']) {
				const { sql, values } = pageQuery(filter, PAGE, after);
				const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
				const steps = plan.map(({ detail }) => String(detail));
				expect(steps.filter((step) => /^(SCAN|SEARCH)/.test(step))).toEqual([
					'SEARCH i USING INDEX sqlite_autoindex_inbox_1 (id=?)',
					expect.stringMatching(/^(SCAN|SEARCH) inbox USING COVERING INDEX/),
					'SEARCH t USING INDEX sqlite_autoindex_inbox_item_1 (id=?)',
				]);
				expect(steps.filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
			}
			figures[what] = {
				'1,000 rows (ms)': (await medianMs(few.store, filter)).toFixed(2),
				'100,000 rows (ms)': (await medianMs(many.store, filter)).toFixed(2),
			};
		}
		database.close();
		console.table(figures);
	}, 120_000);
});

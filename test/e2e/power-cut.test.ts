import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { N8nLab, waitFor } from '../support/n8n-lab';
import { sale, Shop } from './support/shop';

const EXECUTION_SECONDS = 5;
/** What a power cut may undo of events that start an execution each: that they were claimed, and what followed. */
const UNDO_CLAIMS = `UPDATE inbox SET state = 'waiting', batch_id = NULL, lease_id = NULL,
	lease_until = NULL, emitted_at = NULL, outcome = NULL, finished_at = NULL`;

describe('a power cut, in a real n8n', () => {
	let lab: N8nLab;
	let shop: Shop;

	beforeAll(async () => {
		lab = await N8nLab.start();
		shop = await Shop.open(lab);
	});

	afterAll(async () => {
		await lab?.dispose();
	});

	function stateOf(eventKey: string): string | undefined {
		const sql = 'SELECT state, outcome, generation FROM inbox WHERE event_key = ?';
		const row = inFile(shop.storeFile, (store) => store.prepare(sql).get(eventKey));
		return row && `${row.state} ${row.outcome}, generation ${row.generation}`;
	}

	/** As n8n's own database has them: its API leaves out those that run. */
	function executionStatuses(): unknown[] {
		const sql =
			'SELECT status FROM execution_entity WHERE deduplicationKey IS NOT NULL ORDER BY id';
		const file = path.join(lab.home, '.n8n', 'database.sqlite');
		return inFile(file, (n8n) => n8n.prepare(sql).all()).map(({ status }) => status);
	}

	it('that takes back claims has no event run again that ran, and has those run that it struck', async () => {
		const wait = lab.node(
			'Wait',
			'n8n-nodes-base.wait',
			{ resume: 'timeInterval', amount: EXECUTION_SECONDS, unit: 'seconds' },
			{ typeVersion: 1.1 },
		);
		const { workflow, url } = await shop.publishHotmart({}, [wait]);
		await shop.send(url, sale('ended'));
		await lab.endedExecutions(workflow.id, 1);
		await waitFor(() => stateOf('ended') === 'done success, generation 1', {
			what: 'the end to be recorded',
		});
		await shop.send(url, sale('struck'));
		await waitFor(() => executionStatuses()[1] === 'running', { what: 'the second event to run' });
		await lab.stop('SIGKILL');
		expect(stateOf('struck')).toBe('emitted null, generation 1');
		inFile(shop.storeFile, (store) => store.exec(UNDO_CLAIMS));
		await lab.restart();

		await waitFor(() => stateOf('struck') === 'done success, generation 2', {
			what: 'the event that was struck to run again',
		});
		expect(stateOf('ended')).toBe('done success, generation 1');
		expect(executionStatuses()).toEqual(['success', 'crashed', 'success']);
	});
});

function inFile<Result>(file: string, work: (database: DatabaseSync) => Result): Result {
	const database = new DatabaseSync(file);
	try {
		return work(database);
	} finally {
		database.close();
	}
}

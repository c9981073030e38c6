import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

import { DELIVERY_OF_ATTEMPT } from '../../src/storage/sending/attempt-rows';
import { sale, Shop } from '../e2e/support/shop';
import { N8nLab, waitFor } from '../support/n8n-lab';
import { startReceiver, type Receiver } from '../support/receiver';

const { kills, events } =
	process.env.SOAK === 'long' ? { kills: 50, events: 500 } : { kills: 6, events: 120 };
const SENDERS = 8;
/** A process lives this long at most before it is killed, so that kills strike starts, bursts and pauses alike. */
const LIFETIME_MS = 4000;
const SLOWEST_ANSWER_MS = 400;
const RECOVERY_MS = 240_000;

interface InboxRow {
	id: string;
	event_key: string;
	state: string;
	outcome: string;
	batch_id: string;
	generation: number;
}

interface Execution {
	status: string;
	deduplicationKey: string | null;
}

interface DeliveryRow {
	event_id: string;
	state: string;
	attempts_made: number;
	interrupted: number;
}

describe('SIGKILL at random instants while events come in and go out', () => {
	let lab: N8nLab;
	let shop: Shop;
	let memberArea: Receiver;

	beforeAll(async () => {
		lab = await N8nLab.start();
		shop = await Shop.open(lab);
		// Slow enough for kills to strike while a request is under way.
		memberArea = await startReceiver({
			answer: () => ({ status: 200, delayMs: Math.random() * SLOWEST_ANSWER_MS }),
		});
	});

	afterAll(async () => {
		await memberArea?.close();
		await lab?.dispose();
	});

	it(
		`loses none of ${events} events over ${kills} kills, and repeats only what a kill struck`,
		async () => {
			await shop.subscribe(memberArea.url);
			const { workflow, url } = await shop.publishHotmart({}, [shop.dispatcher()]);

			const killer = killRepeatedly(lab, kills);
			await sendAll(shop, url, killer.isOver);
			await killer.done;

			await waitFor(
				() =>
					read<InboxRow>(shop.storeFile, 'SELECT * FROM inbox').every(
						({ state }) => state === 'done',
					),
				{
					what: 'every event to be done',
					timeoutMs: RECOVERY_MS,
					pollMs: 1000,
				},
			);
			await waitFor(() => deliveries(shop).every(({ state }) => state === 'delivered'), {
				what: 'every delivery to be delivered',
				timeoutMs: RECOVERY_MS,
				pollMs: 1000,
			});

			const ids = Array.from({ length: events }, (_, index) => eventId(index)).sort();
			const inbox = read<InboxRow>(shop.storeFile, 'SELECT * FROM inbox');
			const executions = executionsByEvent(executionsOf(lab, workflow.id), inbox);
			const sent = deliveries(shop);
			const received = countBy(
				memberArea.requests.map((request) => request.header('webhook-id') ?? ''),
			);

			const repeatedRuns = inbox.filter(({ generation }) => generation > 1);
			const repeatedSends = [...received].filter(([, count]) => count > 1);
			console.log(
				[
					`events ${events}, kills ${kills}`,
					`events in the inbox ${inbox.length}, done ${inbox.filter(({ state }) => state === 'done').length}`,
					`executions ${[...executions.values()].flat().length}, of them successful ${[...executions.values()].flat().filter(isSuccess).length}`,
					`events run again after a kill ${repeatedRuns.length}`,
					`deliveries ${sent.length}, delivered ${sent.filter(({ state }) => state === 'delivered').length}`,
					`requests received ${memberArea.requests.length}, webhook-ids received twice or more ${repeatedSends.length}`,
					`attempts interrupted ${sent.reduce((sum, { interrupted }) => sum + interrupted, 0)}`,
				].join('\n'),
			);

			expect(inbox.map(({ event_key: key }) => key).sort()).toEqual(ids);
			for (const { event_key: key, generation } of inbox) {
				const runs = executions.get(key) ?? [];
				expect([key, runs.filter(isSuccess).length]).toEqual([key, 1]);
				// One execution a generation, and each but the last was struck by a kill.
				expect([key, runs.length]).toEqual([key, generation]);
			}
			expect(sent.map(({ event_id: id }) => id).sort()).toEqual(ids);
			expect([...received.keys()].sort()).toEqual(ids);
			for (const [id, count] of received) {
				const interrupted = sent.find(({ event_id: eventId }) => eventId === id)?.interrupted ?? 0;
				expect([id, count <= 1 + interrupted]).toEqual([id, true]);
			}
			expect(sent.filter(({ attempts_made: made }) => made > 5)).toEqual([]);
		},
		60 * 60_000,
	);
});

function eventId(index: number): string {
	return `soak-${String(index).padStart(4, '0')}`;
}

/** Kills and restarts n8n at random instants. */
function killRepeatedly(
	lab: N8nLab,
	times: number,
): { done: Promise<void>; isOver: () => boolean } {
	let over = false;
	const run = async () => {
		for (let time = 1; time <= times; time++) {
			await sleep(Math.random() * LIFETIME_MS);
			await lab.stop('SIGKILL');
			await lab.restart();
			console.log(`kill ${time} of ${times}`);
		}
		over = true;
	};
	return { done: run(), isOver: () => over };
}

/** Senders that repeat until they get a 2xx, at a pace that lasts as long as the kills do. */
async function sendAll(shop: Shop, url: string, isOver: () => boolean): Promise<void> {
	let next = 0;
	const sender = async () => {
		while (next < events) {
			const id = eventId(next++);
			while (!(await isTaken(shop, url, id))) await sleep(100);
			if (!isOver()) await sleep(Math.random() * ((kills * 9000 * SENDERS) / events));
		}
	};
	await Promise.all(Array.from({ length: SENDERS }, sender));
}

async function isTaken(shop: Shop, url: string, id: string): Promise<boolean> {
	try {
		const { status } = await shop.send(url, sale(id));
		return status >= 200 && status < 300;
	} catch {
		// Nobody listens, or the connection broke: the sender cannot know, and sends again.
		return false;
	}
}

function read<Row>(file: string, sql: string): Row[] {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		return database.prepare(sql).all() as Row[];
	} finally {
		database.close();
	}
}

function deliveries(shop: Shop): DeliveryRow[] {
	return read<DeliveryRow>(
		shop.storeFile,
		`SELECT event_id, state, attempts_made,
			(SELECT count(*) FROM attempt WHERE ${DELIVERY_OF_ATTEMPT} = d.row_id AND outcome = 'interrupted') AS interrupted
		FROM delivery d`,
	);
}

function executionsOf(lab: N8nLab, workflowId: string): Execution[] {
	return read<Execution>(
		path.join(lab.home, '.n8n', 'database.sqlite'),
		`SELECT status, deduplicationKey FROM execution_entity WHERE workflowId = '${workflowId}'`,
	);
}

/** n8n keeps the key an execution was created under; it names the batch. */
function executionsByEvent(
	executions: readonly Execution[],
	inbox: readonly InboxRow[],
): Map<string, Execution[]> {
	const eventOfBatch = new Map(inbox.map((row) => [row.batch_id, row.event_key]));
	const byEvent = new Map<string, Execution[]>();
	for (const execution of executions) {
		const [, , , batchId = ''] = (execution.deduplicationKey ?? '').split(':');
		const event = eventOfBatch.get(batchId) ?? `unknown batch ${batchId}`;
		byEvent.set(event, [...(byEvent.get(event) ?? []), execution]);
	}
	return byEvent;
}

function isSuccess({ status }: Execution): boolean {
	return status === 'success';
}

function countBy(values: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

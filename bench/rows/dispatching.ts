import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

import { Shop } from '../../test/e2e/support/shop';
import { waitFor, type N8nLab, type NodeDefinition } from '../../test/support/n8n-lab';
import { withLab } from '../support/lab';
import { interleave } from '../support/measure';
import { startSubject } from '../support/subject-process';
import { CONCURRENCIES } from './senders';
import type { Row } from './row';

const ITEMS = 5000;
/** An n8n runs for weeks: what either side does in its first seconds, before V8 has compiled it, is not its speed. */
const WARM_UPS = 2;
/** One run of ours takes half a second, and what disturbs the machine takes longer: so the median is of many. */
const TURNS = 8;
const RUNS_PER_TURN = 2;

/** For so long n8n is left alone when the last request has arrived: its answers would take time from the node. */
const ENDING_MS = 500;

const runSchema = z.object({ executionTime: z.number() });

export const dispatchingRow: Row = {
	name: 'dispatch',
	what: `dispatching ${ITEMS} items to one healthy subscription, history kept, in a real n8n, right after a run of the same node`,
	peer: 'HTTP Request node, which keeps none',
	usuallySeconds: 290,
	needsN8n: true,
	measure: async (tools) => {
		const receiver = await startSubject('receiver', {}, tools.subjects);
		const [url = ''] = await receiver.call('urls');
		const arrived = async () => await receiver.call('takeCount');
		const measured = await withLab(tools, async (lab) => {
			const shop = await Shop.open(lab);
			await shop.subscribe(url, { maximumConcurrent: Math.max(...CONCURRENCIES) });
			const nodes: Record<string, NodeDefinition> = {};
			for (const maximumConcurrent of CONCURRENCIES) {
				const options = { maximumConcurrent };
				nodes[nameOf(maximumConcurrent)] = shop.dispatcher({ eventSource: 'item', options });
			}
			nodes[HTTP_REQUEST] = lab.node(
				HTTP_REQUEST,
				'n8n-nodes-base.httpRequest',
				httpParameters(url),
				{ typeVersion: 4.2 },
			);
			const turns: Record<string, () => Promise<string[]>> = {};
			for (const [side, node] of Object.entries(nodes)) {
				turns[side] = turnOf(await itemsInto(lab, node, arrived));
			}
			await interleave(turns, { runs: WARM_UPS, say: (text) => tools.say(`warming up, ${text}`) });
			const executions = await interleave(turns, { runs: TURNS, say: tools.say });
			const perSecond: Record<string, number[]> = {};
			for (const [side, node] of Object.entries(nodes)) {
				const rates: number[] = [];
				for (const id of executions[side]?.flat() ?? [])
					rates.push(ITEMS / (await secondsOf(lab, id, node)));
				tools.say(`items a second, ${side}: ${rates.map(Math.round).join(', ')}`);
				perSecond[side] = rates;
			}
			return perSecond;
		}).finally(receiver.stop);
		return CONCURRENCIES.map((maximumConcurrent) => ({
			what: `${ITEMS} items of 250 bytes in one execution, ${maximumConcurrent} at once, by the time of the node`,
			unit: 'items/s',
			ours: measured[nameOf(maximumConcurrent)] ?? [],
			peer: measured[HTTP_REQUEST] ?? [],
			goals: [{ of: 'ratio', is: 'at least', value: 10 }],
		}));
	},
};

const HTTP_REQUEST = 'HTTP Request';

function nameOf(maximumConcurrent: number): string {
	return `dispatcher, ${maximumConcurrent} at once`;
}

/**
 * Runs a node once more than is counted: the first run pays for what another node left behind, such as memory to be
 * collected, which costs ours, ten times as short, the most. Gives what the others gave.
 */
function turnOf(run: () => Promise<string>): () => Promise<string[]> {
	return async () => {
		await run();
		const counted: string[] = [];
		while (counted.length < RUNS_PER_TURN) counted.push(await run());
		return counted;
	};
}

/**
 * Publishes a workflow that gives items to a node; gives back what runs it and gives the execution's id. While the node
 * runs, n8n is asked nothing, and what it has stored is read when all have run: to read it takes n8n a second or so, in
 * which much memory is used that would be collected while the next node runs.
 */
async function itemsInto(
	lab: N8nLab,
	node: NodeDefinition,
	takeArrived: () => Promise<number>,
): Promise<() => Promise<string>> {
	const start = lab.node(
		'Start',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: randomUUID(), responseMode: 'onReceived' },
		{ typeVersion: 2 },
	);
	const split = lab.node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items' });
	const workflow = await lab.workflow(node.name, [start, split, node]);
	const url = `${lab.url}/webhook/${String(start.parameters.path)}`;
	await lab.publish(workflow.id, [url]);
	let runs = 0;
	return async () => {
		await lab.post(url, { items: items() });
		runs += 1;
		const what = `run ${runs} of ${node.name}`;
		let arrived = 0;
		await waitFor(async () => (arrived += await takeArrived()) >= ITEMS, {
			what: `the requests of ${what}`,
			timeoutMs: 300_000,
		});
		await sleep(ENDING_MS);
		const newest = await waitFor(
			async () => {
				const found = await lab.executions(workflow.id, { data: false });
				return found.length === runs && found.every(({ stoppedAt }) => stoppedAt) && found[0];
			},
			{ what },
		);
		arrived += await takeArrived();
		if (arrived !== ITEMS) throw new Error(`${arrived} of ${ITEMS} requests arrived`);
		return newest.id;
	};
}

/** How long a node took, by what n8n has stored of the execution. */
async function secondsOf(lab: N8nLab, executionId: string, node: NodeDefinition): Promise<number> {
	const { status, data } = await lab.execution(executionId);
	if (status !== 'success') throw new Error(`The execution ended with ${status}`);
	const run = data?.resultData.runData[node.name]?.[0];
	return runSchema.parse(run).executionTime / 1000;
}

/** Events as a trigger of this package emits them, each with an id of its own. */
function items(): unknown[] {
	return Array.from({ length: ITEMS }, (_item, number) => ({
		platform: 'hotmart',
		event: 'PURCHASE_APPROVED',
		type: 'purchase.approved',
		id: randomUUID(),
		occurredAt: '2026-01-05T12:00:00.000Z',
		payload: { order: number, amount: 4200, currency: 'BRL', buyer: { name: 'Maria Silva' } },
	}));
}

function httpParameters(url: string): Record<string, unknown> {
	return {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify($json) }}',
		options: {},
	};
}

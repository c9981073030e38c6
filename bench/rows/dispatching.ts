import { randomUUID } from 'node:crypto';
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
const WARM_UPS = 4;
const RUNS = 9;

const runSchema = z.object({ executionTime: z.number() });

export const dispatchingRow: Row = {
	name: 'dispatch',
	what: `dispatching ${ITEMS} items to one healthy subscription, history kept, in a real n8n`,
	peer: 'HTTP Request node, which keeps none',
	usuallySeconds: 240,
	needsN8n: true,
	measure: async (tools) => {
		const receiver = await startSubject('receiver', {}, tools.subjects);
		const [url = ''] = await receiver.call('urls');
		const measured = await withLab(tools, async (lab) => {
			const shop = await Shop.open(lab);
			await shop.subscribe(url, { maximumConcurrent: Math.max(...CONCURRENCIES) });
			const counted = (run: () => Promise<number>) => async () => {
				const seconds = await run();
				const received = await receiver.call('takeCount');
				if (received !== ITEMS) throw new Error(`${received} of ${ITEMS} requests arrived`);
				return ITEMS / seconds;
			};
			const sides: Record<string, () => Promise<number>> = {};
			for (const maximumConcurrent of CONCURRENCIES) {
				const dispatcher = shop.dispatcher({ eventSource: 'item', options: { maximumConcurrent } });
				sides[nameOf(maximumConcurrent)] = counted(await itemsInto(lab, dispatcher));
			}
			const httpRequest = lab.node(
				'HTTP Request',
				'n8n-nodes-base.httpRequest',
				httpParameters(url),
				{ typeVersion: 4.2 },
			);
			sides[HTTP_REQUEST] = counted(await itemsInto(lab, httpRequest));
			await interleave(sides, { runs: WARM_UPS, say: (text) => tools.say(`warming up, ${text}`) });
			return await interleave(sides, { runs: RUNS, say: tools.say });
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

/** Publishes a workflow that gives items to a node; gives back what runs it and gives the node's seconds. */
async function itemsInto(lab: N8nLab, node: NodeDefinition): Promise<() => Promise<number>> {
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
		const newest = await waitFor(
			async () => {
				// n8n is busy for so long that it closes connections which it believes to be idle.
				const found = await lab.executions(workflow.id, { data: false }).catch(() => []);
				return found.length === runs && found.every(({ stoppedAt }) => stoppedAt) && found[0];
			},
			{ what: `run ${runs} of ${node.name}`, timeoutMs: 300_000, pollMs: 500 },
		);
		const execution = await lab.execution(newest.id);
		if (execution.status !== 'success')
			throw new Error(`The execution ended with ${execution.status}`);
		const run = execution.data?.resultData.runData[node.name]?.[0];
		return runSchema.parse(run).executionTime / 1000;
	};
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

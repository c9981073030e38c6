import { percentile, type Figure } from '../support/figures';
import { interleave } from '../support/measure';
import { withReceivingLab, type ReceivingWorkflow } from '../support/receiving-lab';
import type { Row } from './row';

/** Most senders first: the executions of their events run while the others are answered. */
const LOADS = [
	{ senders: 50, count: 250 },
	{ senders: 10, count: 50 },
	{ senders: 1, count: 20 },
];
const BURST = 1000;

export const acknowledgingRow: Row = {
	name: 'ack',
	what: 'acknowledging, in a real n8n while executions run',
	peer: 'n8n’s Webhook node, "respond immediately"',
	usuallySeconds: 720,
	needsN8n: true,
	measure: async (tools) => {
		const measured = await withReceivingLab(tools, async (lab) => {
			const ours = await lab.trigger();
			const peer = await lab.webhookNode();
			const sides = { ours: async () => await load(ours), peer: async () => await load(peer) };
			await interleave(sides, { runs: 1, say: (text) => tools.say(`warming up, ${text}`) });
			return await interleave(sides, { say: tools.say });
		});
		const latency = LOADS.map(
			({ senders }, index): Figure => ({
				what: `p95 of the answer, ${senders} at once`,
				unit: 'ms',
				ours: measured.ours.map(({ p95Ms }) => p95Ms[index] ?? NaN),
				peer: measured.peer.map(({ p95Ms }) => p95Ms[index] ?? NaN),
				goals: senders === 50 ? [{ of: 'ratio', is: 'at most', value: 1 / 20 }] : [],
			}),
		);
		return [
			...latency,
			{
				what: `burst of ${BURST} at once`,
				unit: 'answers/s',
				ours: measured.ours.map(({ burstPerSecond }) => burstPerSecond),
				peer: measured.peer.map(({ burstPerSecond }) => burstPerSecond),
				goals: [{ of: 'ratio', is: 'at least', value: 20 }],
			},
		];
	},
};

async function load(workflow: ReceivingWorkflow) {
	const startedAt = Date.now();
	const p95Ms: number[] = [];
	let count = 0;
	for (const { senders, count: posts } of LOADS) {
		const { latenciesMs } = await workflow.post({ senders, count: posts });
		p95Ms.push(percentile(latenciesMs, 95));
		count += latenciesMs.length;
	}
	const { latenciesMs, perSecond, refused } = await workflow.post({ senders: BURST, count: BURST });
	await workflow.through(count + latenciesMs.length, startedAt);
	return { p95Ms, burstPerSecond: perSecond, refused };
}

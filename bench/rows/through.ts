import { interleave } from '../support/measure';
import { withReceivingLab, type ReceivingWorkflow } from '../support/receiving-lab';
import type { Row } from './row';

/** With one execution an event n8n takes a minute for a thousand on two cores, whoever receives them. */
const BURST = 600;
const BATCHED_BURST = 2000;
const SENDERS = 50;

export const throughRow: Row = {
	name: 'through',
	what: `events through to finished executions, in a real n8n: bursts of ${BURST}, and of ${BATCHED_BURST} with 50 an execution`,
	peer: 'n8n’s Webhook node, "respond immediately"',
	usuallySeconds: 300,
	needsN8n: true,
	measure: async (tools) => {
		const { single, batched, webhook } = await withReceivingLab(tools, async (lab) => {
			const ofSingle = await lab.trigger({ eventsPerExecution: 1 });
			const ofBatched = await lab.trigger({ eventsPerExecution: 50 });
			const ofWebhook = await lab.webhookNode();
			const sides = {
				single: async () => await through(ofSingle, BURST),
				webhook: async () => await through(ofWebhook, BURST),
				batched: async () => await through(ofBatched, BATCHED_BURST),
			};
			await interleave(sides, { runs: 1, say: (text) => tools.say(`warming up, ${text}`) });
			return await interleave(sides, { say: tools.say });
		});
		return [
			{
				what: 'eventsPerExecution 1',
				unit: 'events/s',
				ours: single,
				peer: webhook,
				goals: [{ of: 'ratio', is: 'at least', value: 1 }],
			},
			{
				what: 'eventsPerExecution 50',
				unit: 'events/s',
				ours: batched,
				peer: webhook,
				goals: [{ of: 'ratio', is: 'at least', value: 15 }],
			},
		];
	},
};

async function through(workflow: ReceivingWorkflow, count: number): Promise<number> {
	const { startedAt, latenciesMs } = await workflow.post({ count, senders: SENDERS });
	const endedAt = await workflow.through(latenciesMs.length, startedAt);
	return (latenciesMs.length / (endedAt - startedAt)) * 1000;
}

import { interleave } from '../support/measure';
import { withReceivingLab, type ReceivingWorkflow } from '../support/receiving-lab';
import type { Row } from './row';

const BURST = 2000;
const SENDERS = 50;

export const throughRow: Row = {
	name: 'through',
	what: `events through to finished executions, burst of ${BURST}, in a real n8n`,
	peer: 'n8n’s Webhook node, "respond immediately"',
	usuallySeconds: 300,
	needsN8n: true,
	measure: async (tools) => {
		const { single, batched, webhook } = await withReceivingLab(tools, async (lab) => {
			const ofSingle = await lab.trigger({ eventsPerExecution: 1 });
			const ofBatched = await lab.trigger({ eventsPerExecution: 50 });
			const ofWebhook = await lab.webhookNode();
			const sides = {
				single: async () => await through(ofSingle),
				webhook: async () => await through(ofWebhook),
				batched: async () => await through(ofBatched),
			};
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

async function through(workflow: ReceivingWorkflow): Promise<number> {
	const { startedAt, latenciesMs } = await workflow.post({ count: BURST, senders: SENDERS });
	const endedAt = await workflow.through(latenciesMs.length, startedAt);
	return (latenciesMs.length / (endedAt - startedAt)) * 1000;
}

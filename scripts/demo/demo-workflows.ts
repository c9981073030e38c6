import { itemsOf, type N8nLab, type NodeDefinition } from '../../test/support/n8n-lab';

export interface DemoWorkflows {
	/** The workflow that receives sales and sends them on. */
	salesWorkflowId: string;
	trigger: NodeDefinition;
	dispatcher: NodeDefinition;
	/** Where Hotmart would post to. */
	url: string;
	/** Creates the subscription by running its workflow; gives what n8n showed once. */
	createSubscription(url: string): Promise<{ id: string; signingSecret: string }>;
}

/** Short, so that nobody waits: five seconds to two hours is what a subscription has by default. */
const retrySchedule = '2s, 4s, 8s, 16s';

/** Makes the two credentials and the two workflows, and publishes the one that waits for Hotmart. */
export async function makeDemoWorkflows(lab: N8nLab, hottok: string): Promise<DemoWorkflows> {
	const store = await lab.credential('webhookStoreApi', 'Webhook store', {
		engine: 'sqlite',
		// The member area of the demo is on this machine; private networks are refused by default.
		allowedNetworks: '127.0.0.0/8',
	});
	const hotmart = await lab.credential('hotmartWebhookApi', 'My Hotmart shop', { hottok });

	const trigger = lab.node(
		'Hotmart Trigger',
		'hotmartTrigger',
		{ events: ['PURCHASE_APPROVED', 'PURCHASE_REFUNDED'] },
		{ credentials: { hotmartWebhookApi: hotmart, webhookStoreApi: store } },
	);
	const dispatcher = lab.node(
		'Webhook Dispatcher',
		'webhookDispatcher',
		{ resource: 'event', operation: 'dispatch', eventSource: 'item', waitForFinalResult: true },
		{ credentials: { webhookStoreApi: store } },
	);
	const sales = await lab.workflow('Hotmart sales to the member area', [trigger, dispatcher]);
	const url = lab.webhookUrl(trigger, 'hotmart');
	await lab.publish(sales.id, [url]);
	return {
		salesWorkflowId: sales.id,
		trigger,
		dispatcher,
		url,
		createSubscription: async (target) => {
			const start = lab.node('When clicking Execute', 'n8n-nodes-base.manualTrigger');
			const create = lab.node(
				'Create a subscription',
				'webhookDispatcher',
				{
					resource: 'subscription',
					operation: 'create',
					name: 'Member area',
					url: target,
					events: ['PURCHASE_APPROVED'],
					additionalFields: { retrySchedule },
				},
				{ credentials: { webhookStoreApi: store } },
			);
			const workflow = await lab.workflow('Subscribe the member area', [start, create]);
			await lab.manualRun(workflow.id, start.name);
			const [execution] = await lab.endedExecutions(workflow.id, 1);
			const [made] = execution ? itemsOf(execution, create.name) : [];
			if (typeof made?.id !== 'string' || typeof made.signingSecret !== 'string') {
				const reason = execution?.data?.resultData.error?.message ?? 'no subscription came out';
				throw new Error(`The subscription could not be created: ${reason}`);
			}
			return { id: made.id, signingSecret: made.signingSecret };
		},
	};
}

import { DatabaseSync } from 'node:sqlite';

import { itemsOf, N8nLab, waitFor } from '../support/n8n-lab';
import { startReceiver, type Receiver } from '../support/receiver';
import { sale, Shop } from './support/shop';

describe('a workflow that starts when something happens to webhooks', () => {
	let lab: N8nLab;
	let shop: Shop;
	let gone: Receiver;
	let good: Receiver;

	beforeAll(async () => {
		lab = await N8nLab.start();
		shop = await Shop.open(lab);
		gone = await startReceiver({ answer: () => ({ status: 410, body: 'moved away' }) });
		good = await startReceiver();
	});

	afterAll(async () => {
		await gone?.close();
		await good?.close();
		await lab?.dispose();
	});

	/** A published workflow of its own, and what its trigger put out so far, in order of arrival. */
	async function listen(parameters: Record<string, unknown>) {
		const trigger = shop.dispatcherTrigger(parameters);
		const workflow = await lab.workflow('Alert', [trigger]);
		await lab.publish(workflow.id);
		await waitFor(() => listeners().some(({ node_id: id }) => id === trigger.id), {
			what: 'the trigger to listen',
		});
		const told = async (count: number) => {
			const executions = await lab.endedExecutions(workflow.id, count);
			return executions.reverse().flatMap((execution) => itemsOf(execution, trigger.name));
		};
		return { workflow, trigger, told };
	}

	function listeners(): Array<Record<string, unknown>> {
		const database = new DatabaseSync(shop.storeFile, { readOnly: true });
		try {
			return database.prepare('SELECT * FROM listener').all();
		} finally {
			database.close();
		}
	}

	it('is told that a delivery has failed for good and that its subscription was switched off', async () => {
		const { id } = await shop.subscribe(gone.url, {}, 'Old member area');
		const { told } = await listen({ on: ['deliveryFailed', 'subscriptionDisabled'] });
		await shop.output({ eventSource: 'define', eventType: 'order.paid', payload: '{"order":1}' });

		// Two executions that run at once are listed in either order.
		const both = (await told(2)).sort((one, other) => (String(one.on) < String(other.on) ? -1 : 1));
		expect(both).toMatchObject([
			{
				on: 'deliveryFailed',
				at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
				delivery: {
					deliveryId: expect.stringMatching(/^dlv_/),
					type: 'order.paid',
					state: 'failed',
					url: gone.url,
					subscription: { id, name: 'Old member area' },
				},
				attempt: {
					number: 1,
					outcome: 'failed',
					response: { status: 410, statusText: 'Gone', body: 'moved away' },
				},
			},
			{
				on: 'subscriptionDisabled',
				subscription: {
					id,
					name: 'Old member area',
					active: false,
					disabledReason: 'The receiver answered 410 Gone',
				},
			},
		]);
	});

	it('is told of what it chose only, and of the subscriptions it chose', async () => {
		const { id } = await shop.subscribe(good.url, {}, 'Chosen');
		const { told } = await listen({ on: ['deliveryDelivered'], subscriptionIds: [id] });
		await shop.subscribe(good.url, {}, 'Another');
		await shop.output({ eventSource: 'define', eventType: 'order.shipped', payload: '{}' });

		const items = await told(1);
		expect(items).toMatchObject([
			{ on: 'deliveryDelivered', delivery: { subscription: { id, name: 'Chosen' } } },
		]);
	});

	it('is told of refused requests', async () => {
		const { told } = await listen({ on: ['receivedEventRejected'] });
		const { url, workflow } = await shop.publishHotmart();
		await shop.send(url, sale(), { 'x-hotmart-hottok': 'forged' });

		expect(await told(1)).toMatchObject([
			{
				on: 'receivedEventRejected',
				receivedEvent: { workflowId: workflow.id, reason: 'not_authentic' },
			},
		]);
	});

	it('goes on after n8n is started again, and with what happened in the meantime', async () => {
		const { told, trigger, workflow } = await listen({ on: ['subscriptionEnabled'] });
		const { id } = await shop.subscribe(good.url, {}, 'Switched');
		await shop.output({ resource: 'subscription', operation: 'disable', subscriptionId: id });
		await lab.stop('SIGKILL');
		expect(listeners().map(({ node_id: node }) => node)).toContain(trigger.id);
		await lab.restart();
		await shop.output({ resource: 'subscription', operation: 'enable', subscriptionId: id });

		expect(await told(1)).toMatchObject([{ on: 'subscriptionEnabled', subscription: { id } }]);
		expect(await lab.executions(workflow.id, { data: false })).toHaveLength(1);
	});

	it('is no longer told once it is unpublished', async () => {
		const { workflow, trigger } = await listen({ on: ['deliveryDelivered'] });
		await lab.unpublish(workflow.id);

		await waitFor(() => listeners().every(({ node_id: id }) => id !== trigger.id), {
			what: 'the listener to be removed',
		});
	});

	it('shows in a test run what happened last', async () => {
		const trigger = shop.dispatcherTrigger({ on: ['deliveryFailed'] });
		const workflow = await lab.workflow('Test run', [trigger]);
		await lab.manualRun(workflow.id, trigger.name);

		const [execution] = await lab.endedExecutions(workflow.id, 1);
		expect(execution && itemsOf(execution, trigger.name)).toMatchObject([
			{ on: 'deliveryFailed', delivery: { url: gone.url, state: 'failed' } },
		]);
	});
});

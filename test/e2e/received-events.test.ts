import { itemsOf, N8nLab, waitFor } from '../support/n8n-lab';
import { sale, Shop } from './support/shop';

type Item = Record<string, unknown>;

describe('Received Event in a real n8n', () => {
	let lab: N8nLab;
	let shop: Shop;

	beforeAll(async () => {
		lab = await N8nLab.start();
		shop = await Shop.open(lab);
	});

	afterAll(async () => {
		await lab?.dispose();
	});

	async function list(filters: Item): Promise<Item[]> {
		return await shop.output({ resource: 'receivedEvent', operation: 'getAll', filters });
	}

	async function replay(id: unknown): Promise<Item> {
		const receivedEventId = { __rl: true, mode: 'id', value: id };
		const [item] = await shop.output({
			resource: 'receivedEvent',
			operation: 'replay',
			receivedEventId,
		});
		return item ?? {};
	}

	/** Executions of a trigger's workflow, oldest first, as the items that started them. */
	async function started(workflowId: string, count: number): Promise<Item[]> {
		const executions = await lab.endedExecutions(workflowId, count);
		expect(executions).toHaveLength(count);
		return executions.reverse().flatMap((execution) => itemsOf(execution, 'Hotmart Trigger'));
	}

	it('lists what came in, and replays an invalid event that was kept as one more execution', async () => {
		const options = { binaryData: true, invalidPayloads: 'keep' };
		const { workflow, trigger, url } = await shop.publishHotmart({ options });
		await shop.send(url, sale('valid-one'));
		await shop.send(url, { ...sale('invalid-one'), data: 'nothing' });
		const [valid] = await started(workflow.id, 1);
		expect(valid).toMatchObject({ id: 'valid-one', valid: true });
		expect(valid).not.toHaveProperty('replayOf');

		const [kept, ...others] = await list({ state: 'kept' });
		expect(others).toEqual([]);
		expect(kept).toMatchObject({
			id: expect.stringMatching(/^rcv_/),
			workflowId: workflow.id,
			nodeId: trigger.id,
			platform: 'hotmart',
			event: 'PURCHASE_APPROVED',
			eventId: 'invalid-one',
			valid: false,
			replayOf: null,
			emittedAt: null,
		});
		const done = await waitFor(async () => (await list({ eventId: 'valid' })).find(isDone));
		expect(done).toMatchObject({ eventId: 'valid-one', outcome: 'success', item: valid });

		const replayed = await replay(kept?.id);
		expect(replayed).toMatchObject({ eventId: 'invalid-one', replayOf: kept?.id, hint: null });
		const [, again] = await started(workflow.id, 2);
		expect(again).toEqual({ ...(kept?.item as Item), replayOf: kept?.id });

		await replay(done?.id);
		const [, , third] = await started(workflow.id, 3);
		expect(third).toEqual({ ...valid, replayOf: done?.id });
	});

	it('says that the workflow is not published, and runs the replay when it is', async () => {
		const { workflow, url } = await shop.publishHotmart();
		await shop.send(url, sale('unpublished-one'));
		await started(workflow.id, 1);
		const done = await waitFor(async () => (await list({ eventId: 'unpublished' })).find(isDone));
		await lab.unpublish(workflow.id, [url]);

		expect(await replay(done.id)).toMatchObject({
			state: 'waiting',
			hint: `The workflow ${workflow.id} is not published: the replay waits until it is`,
		});
		await lab.publish(workflow.id, [url]);
		const [, again] = await started(workflow.id, 2);
		expect(again).toMatchObject({ id: 'unpublished-one', replayOf: done.id });
	});

	it('says that the published workflow has no such trigger any more', async () => {
		const { workflow, url } = await shop.publishHotmart();
		await shop.send(url, sale('orphan'));
		await started(workflow.id, 1);
		const done = await waitFor(async () => (await list({ eventId: 'orphan' })).find(isDone));
		const other = shop.hotmartTrigger();
		await lab.unpublish(workflow.id, [url]);
		await lab.api('PUT', `/workflows/${workflow.id}`, {
			name: 'Hotmart',
			nodes: [other],
			connections: {},
			settings: { executionOrder: 'v1' },
		});
		await lab.publish(workflow.id, [lab.webhookUrl(other, 'hotmart')]);

		expect(String((await replay(done.id)).hint)).toMatch(/is published, but without the trigger/);
	});

	it('gives the catalog of events', async () => {
		const items = await shop.output({ resource: 'catalog', operation: 'getAll', platform: '' });
		const platforms = new Set(items.map(({ platform }) => platform));
		expect([...platforms]).toEqual(['hotmart', 'ipag', 'gestao-online', 'iset']);
		const [one] = await shop.output({
			resource: 'catalog',
			operation: 'get',
			platform: 'hotmart',
			event: 'PURCHASE_APPROVED',
		});
		expect(one).toEqual(items.find(({ event }) => event === 'PURCHASE_APPROVED'));
	});
});

function isDone({ state }: Item): boolean {
	return state === 'done';
}

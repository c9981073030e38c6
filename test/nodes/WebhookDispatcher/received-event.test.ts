import { sourcePackage } from '../../support/source-package';
import { Bench, outputOf, type StartedTrigger } from '../../support/in-process';
import { randomUUID } from 'node:crypto';
import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { HotmartTrigger } from '../../../nodes/HotmartTrigger/HotmartTrigger.node';
import { WebhookDispatcher } from '../../../nodes/WebhookDispatcher/WebhookDispatcher.node';
import { hotmart } from '../../../src/platforms';
import { waitFor } from '../../support/lab/wait-for';
import { startReceiver, type Receiver } from '../../support/receiver';

const HOTTOK = 'hottok-of-the-tests';
const TRIGGER = 'Hotmart Trigger';
const DISPATCHER = 'Webhook Dispatcher';

type Item = Record<string, unknown>;

/** A workflow of a trigger and a dispatcher, with a store of its own. */
class Shop {
	readonly workflowId = `workflow-${randomUUID()}`;
	private readonly nodeId = randomUUID();
	private readonly credentials = {
		hotmartWebhookApi: { hottok: HOTTOK },
		webhookStoreApi: {
			engine: 'sqlite',
			path: `${randomUUID()}.sqlite`,
			allowedNetworks: '127.0.0.0/8',
		},
	};
	private readonly triggers: StartedTrigger[] = [];

	/** What the trigger has emitted so far. */
	get emissions() {
		return this.triggers.flatMap(({ emissions }) => emissions);
	}

	async publish(): Promise<void> {
		this.triggers.push(await this.bench().startTrigger(TRIGGER));
	}

	async unpublish(): Promise<void> {
		for (const trigger of this.triggers) await trigger.close();
	}

	/** Posts a delivery to the trigger; an invalid one is kept. */
	async receive(id: string, { valid = true } = {}): Promise<void> {
		const sample = hotmart.events.find(({ name }) => name === 'PURCHASE_APPROVED')?.sample;
		const webhook = await this.bench().serveWebhook(TRIGGER);
		const answer = await webhook.request({
			body: { ...sample, id, ...(valid ? {} : { data: 'nothing' }) },
			headers: { 'x-hotmart-hottok': HOTTOK },
		});
		await webhook.close();
		expect(answer.status).toBe(200);
	}

	/** Waits for the trigger's next emission and ends its execution. */
	async end(count: number, status: 'success' | 'error' = 'success'): Promise<Item> {
		await waitFor(() => this.emissions.length >= count, { what: `emission ${count}` });
		const emission = this.emissions[count - 1];
		emission?.end({ status });
		const [item] = emission?.items ?? [];
		return item?.json ?? {};
	}

	async run(parameters: Item, { items = [{}], onError = 'stopWorkflow' } = {}) {
		const bench = this.bench(parameters, onError);
		const result = await bench.run({ from: DISPATCHER, items: items.map((json) => ({ json })) });
		return {
			error: result.data.resultData.error,
			items: outputOf(result, DISPATCHER).map(({ json }): Item => json),
		};
	}

	async list(filters: Item = {}): Promise<Item[]> {
		const { items } = await this.run({ resource: 'receivedEvent', operation: 'getAll', filters });
		return items;
	}

	/** One that is in this state, as soon as there is one. */
	async find(state: string, eventId = ''): Promise<Item> {
		const [item] = await waitFor(
			async () => {
				const found = await this.list({ state, eventId });
				return found.length > 0 && found;
			},
			{ what: `a received event that is ${state}` },
		);
		return item ?? {};
	}

	async replay(id: unknown): Promise<Item> {
		const { items, error } = await this.run(onOne('replay', id));
		expect(error).toBeUndefined();
		return items[0] ?? {};
	}

	async search(filter?: string): Promise<Array<{ name: string; value: unknown }>> {
		const context = {
			getNode: () => this.bench().node(DISPATCHER),
			getCredentials: async () => this.credentials.webhookStoreApi,
			logger: console,
		};
		const { searchReceivedEvents } = new WebhookDispatcher().methods.listSearch;
		const found = await searchReceivedEvents.call(
			context as unknown as ILoadOptionsFunctions,
			filter,
		);
		return found.results;
	}

	private bench(parameters: Item = {}, onError = 'stopWorkflow'): Bench {
		return new Bench(sourcePackage([new HotmartTrigger(), new WebhookDispatcher()]), {
			workflowId: this.workflowId,
			credentials: this.credentials,
			nodes: [
				{
					name: TRIGGER,
					type: 'hotmartTrigger',
					parameters: { events: ['*'], options: { binaryData: true, invalidPayloads: 'keep' } },
					credentials: ['hotmartWebhookApi', 'webhookStoreApi'],
					settings: { id: this.nodeId },
				},
				{
					name: DISPATCHER,
					type: 'webhookDispatcher',
					parameters: parameters as Record<string, string>,
					credentials: ['webhookStoreApi'],
					settings: { onError: onError as 'stopWorkflow' },
				},
			],
		});
	}
}

function onOne(operation: 'get' | 'replay', id: unknown): Item {
	const receivedEventId = { __rl: true, mode: 'id', value: id };
	return { resource: 'receivedEvent', operation, receivedEventId };
}

describe('the receivedEvent resource', () => {
	let shop: Shop;
	const receivers: Receiver[] = [];

	beforeEach(() => {
		shop = new Shop();
	});

	afterEach(async () => {
		await shop.unpublish();
		for (const receiver of receivers.splice(0)) await receiver.close();
	});

	it('gets what a trigger received, and what became of it', async () => {
		await shop.receive('sale-1');
		const waiting = await shop.find('waiting');
		expect(waiting).toEqual({
			id: expect.stringMatching(/^rcv_/),
			workflowId: shop.workflowId,
			nodeId: expect.any(String),
			platform: 'hotmart',
			event: 'PURCHASE_APPROVED',
			eventId: 'sale-1',
			state: 'waiting',
			outcome: null,
			test: false,
			valid: true,
			replayOf: null,
			receivedAt: expect.stringMatching(/^20.*Z$/),
			emittedAt: null,
			finishedAt: null,
			item: expect.objectContaining({ id: 'sale-1', type: 'purchase.approved' }),
		});

		await shop.publish();
		const emitted = await shop.end(1, 'error');
		expect(emitted).toEqual(waiting.item);
		const done = await shop.find('done');
		expect(done).toEqual({
			...waiting,
			state: 'done',
			outcome: 'error',
			emittedAt: expect.any(String),
			finishedAt: expect.any(String),
		});
		expect((await shop.run(onOne('get', done.id))).items).toEqual([done]);
	});

	it('gets many, newest first, by what is filtered for', async () => {
		await shop.receive('First-1');
		await shop.receive('second', { valid: false });
		await shop.receive('third');
		const ids = async (filters: Item) => (await shop.list(filters)).map(({ eventId }) => eventId);

		expect(await ids({})).toEqual(['third', 'second', 'First-1']);
		expect(await ids({ state: 'kept' })).toEqual(['second']);
		expect(await ids({ eventId: ' ir ', state: 'waiting' })).toEqual(['third', 'First-1']);
		expect(await ids({ platform: 'hotmart', event: 'PURCHASE_APPROVED' })).toHaveLength(3);
		expect(await ids({ platform: 'iset' })).toEqual([]);
		expect(await ids({ event: 'NOT_KNOWN_YET' })).toEqual([]);
		expect(await ids({ since: '2020-01-01T00:00:00Z', until: '2020-01-02T00:00:00Z' })).toEqual([]);
		expect(await ids({ since: '2020-01-01T00:00:00Z', until: '' })).toHaveLength(3);

		const getAll = { resource: 'receivedEvent', operation: 'getAll' };
		expect((await shop.run({ ...getAll, limit: 2 })).items).toHaveLength(2);
		expect((await shop.run({ ...getAll, limit: 1, returnAll: true })).items).toHaveLength(3);
	});

	it('replays one that is done: one more execution, the same event, marked', async () => {
		await shop.publish();
		await shop.receive('sale-1');
		const first = await shop.end(1);
		const original = await shop.find('done');

		const replay = await shop.replay(original.id);
		expect(replay).toMatchObject({
			workflowId: original.workflowId,
			nodeId: original.nodeId,
			eventId: 'sale-1',
			replayOf: original.id,
			hint: null,
		});
		expect(replay.id).not.toBe(original.id);
		expect(await shop.end(2)).toEqual({ ...first, replayOf: original.id });
		expect(shop.emissions[1]?.deduplicationKey).not.toBe(shop.emissions[0]?.deduplicationKey);

		await waitFor(async () => (await shop.list({ state: 'done' })).length === 2);
		expect((await shop.run(onOne('get', original.id))).items).toEqual([original]);
		// The platform's own repetition is a duplicate still.
		await shop.receive('sale-1');
		expect(await shop.list()).toHaveLength(2);
	});

	it('replays one that was kept because it was invalid, and a replay of it as a replay of the first', async () => {
		await shop.publish();
		await shop.receive('odd', { valid: false });
		const kept = await shop.find('kept');
		expect(kept).toMatchObject({ valid: false, emittedAt: null });

		await shop.replay(kept.id);
		expect(await shop.end(1)).toMatchObject({ id: 'odd', valid: false, replayOf: kept.id });
		const replayed = await shop.find('done');
		await shop.replay(replayed.id);
		expect(await shop.end(2)).toMatchObject({ id: 'odd', replayOf: kept.id });
	});

	it('says that the workflow is not published, and the replay is run when it is', async () => {
		await shop.receive('odd', { valid: false });
		const kept = await shop.find('kept');

		expect(await shop.replay(kept.id)).toMatchObject({
			state: 'waiting',
			hint: `The workflow ${shop.workflowId} is not published: the replay waits until it is`,
		});
		await shop.publish();
		expect(await shop.end(1)).toMatchObject({ replayOf: kept.id });
	});

	it('refuses to replay what waits and what runs', async () => {
		await shop.receive('sale-1');
		const { id } = await shop.find('waiting');
		const refused = async () => (await shop.run(onOne('replay', id))).error?.message;

		expect(await refused()).toContain('still waits and is going to be run anyway');
		await shop.publish();
		await shop.find('emitted');
		expect(await refused()).toContain('is being run now');
		expect(await shop.list()).toHaveLength(1);
		await shop.end(1);
		await shop.find('done');
	});

	it.each([
		['receivedEventId', 'not_found', onOne('get', 'rcv_unknown')],
		['receivedEventId', 'not_found', onOne('replay', 'rcv_unknown')],
		['receivedEventId', 'invalid_input', onOne('get', "={{ ' ' }}")],
		['receivedEventId', 'invalid_input', onOne('replay', "={{ '' }}")],
		['platform', 'invalid_input', { operation: 'getAll', filters: { platform: 'shopify' } }],
		['state', 'invalid_input', { operation: 'getAll', filters: { state: 'lost' } }],
		['since', 'invalid_input', { operation: 'getAll', filters: { since: 'yesterday' } }],
	])('names the parameter %s that is wrong: %s of %j', async (parameter, code, parameters) => {
		const all = { resource: 'receivedEvent', ...parameters };
		const { items } = await shop.run(all, { onError: 'continueRegularOutput' });
		expect(items).toEqual([
			{ error: expect.any(String), remedy: expect.any(String), parameter, code },
		]);
		expect((await shop.run(all)).error?.message).toContain(`[parameter: ${parameter}]`);
	});

	it('sends nothing twice where a replay is dispatched, and no mark where it is sent first', async () => {
		const receiver = await startReceiver();
		receivers.push(receiver);
		await shop.receive('odd', { valid: false });
		const kept = await shop.find('kept');
		await shop.replay(kept.id);
		await shop.publish();
		const replayed = await shop.end(1);
		const dispatch = { resource: 'event', operation: 'dispatch', sendTo: 'url', url: receiver.url };

		const [delivery] = (await shop.run(dispatch, { items: [replayed] })).items;
		const { replayOf: _replayOf, ...original } = replayed;
		const [again] = (await shop.run(dispatch, { items: [original] })).items;
		expect(again).toEqual(delivery);
		expect(delivery).toMatchObject({ state: 'delivered', eventId: 'odd' });
		expect(receiver.requests).toHaveLength(1);
		expect(String(receiver.requests[0]?.body)).not.toContain('replayOf');
	});

	it('lists the newest in the editor, and finds others by their IDs', async () => {
		await shop.receive('First-1');
		await shop.receive('second', { valid: false });
		const { id } = await shop.find('kept');
		const shown = async (filter?: string) => (await shop.search(filter)).map(({ name }) => name);

		expect(await shown()).toEqual([
			expect.stringMatching(/^PURCHASE_APPROVED of hotmart: kept, .*Z, second$/),
			expect.stringMatching(/^PURCHASE_APPROVED of hotmart: waiting, .*Z, First-1$/),
		]);
		expect(await shown('first')).toEqual([expect.stringContaining('First-1')]);
		expect(await shop.search(String(id))).toEqual([{ name: expect.any(String), value: id }]);
		expect(await shown('no such')).toEqual([]);
	});
});

import { itemsOf, N8nLab } from '../support/n8n-lab';
import { HOTTOK, hotmartDeliveries, sale, Shop } from './support/shop';

describe('Hotmart Trigger in a real n8n', () => {
	let lab: N8nLab;
	let shop: Shop;

	beforeAll(async () => {
		lab = await N8nLab.start();
		shop = await Shop.open(lab);
	});

	afterAll(async () => {
		await lab?.dispose();
	});

	it('accepts a delivery of each of the sixteen events and runs the workflow once for each', async () => {
		const { workflow, url } = await shop.publishHotmart();
		const deliveries = hotmartDeliveries();
		expect(deliveries).toHaveLength(16);

		for (const { event, body } of deliveries) {
			const answer = await shop.send(url, { ...body, id: `each-${event}` });
			expect({ event, ...answer }).toEqual({
				event,
				status: 200,
				body: { status: 'accepted', id: `each-${event}` },
			});
		}

		const executions = await lab.endedExecutions(workflow.id, 16);
		const items = executions.flatMap((execution) => itemsOf(execution, 'Hotmart Trigger'));
		expect(executions.map(({ status }) => status)).toEqual(Array(16).fill('success'));
		expect(items.map((item) => item.event).sort()).toEqual(
			deliveries.map(({ event }) => event).sort(),
		);
		expect(items.filter((item) => item.valid !== true)).toEqual([]);
	});

	it('refuses what is not proven, and starts nothing for it', async () => {
		const { workflow, url } = await shop.publishHotmart();
		const body = sale('forged');
		const forgeries: Array<[what: string, headers: Record<string, string | readonly string[]>]> = [
			['an empty token', { 'x-hotmart-hottok': '' }],
			['a wrong token', { 'x-hotmart-hottok': 'wrong' }],
			['a token twice', { 'x-hotmart-hottok': [HOTTOK, HOTTOK] }],
			['a token with a wrong one', { 'x-hotmart-hottok': ['wrong', HOTTOK] }],
		];

		for (const [what, headers] of forgeries) {
			const { status } = await lab.post(url, body, headers);
			expect([what, status]).toEqual([what, 401]);
		}
		expect((await lab.post(url, body)).status).toBe(401);
		expect((await lab.post(url, { ...body, hottok: HOTTOK })).status).toBe(401);

		// An authentic one afterwards: when it has run, the forged ones would have run too.
		await shop.send(url, sale('authentic'));
		const executions = await lab.endedExecutions(workflow.id, 1);
		expect(executions).toHaveLength(1);
	});

	it('runs one execution for a delivery that comes five times, also at once', async () => {
		const { workflow, url } = await shop.publishHotmart();
		const answers = await Promise.all(
			Array.from({ length: 5 }, () => shop.send(url, sale('at-once'))),
		);
		for (let time = 0; time < 5; time++) answers.push(await shop.send(url, sale('one-by-one')));

		expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
		const states = answers.map(({ body }) => body?.status);
		expect(states.filter((state) => state === 'accepted')).toHaveLength(2);
		expect(states.filter((state) => state === 'duplicate')).toHaveLength(8);
		await shop.send(url, sale('last'));
		const executions = await lab.endedExecutions(workflow.id, 3);
		expect(
			executions.flatMap((execution) => itemsOf(execution, 'Hotmart Trigger')).map(({ id }) => id),
		).toEqual(expect.arrayContaining(['at-once', 'one-by-one', 'last']));
		expect(executions).toHaveLength(3);
	});

	it('answers an event that is not selected with 200 and starts nothing', async () => {
		const { workflow, url } = await shop.publishHotmart({
			events: ['PURCHASE_REFUNDED', 'PURCHASE_APPROVED'],
			productIds: '1355458',
		});
		const other = {
			...sale('other-product'),
			data: { ...(sale().data as object), product: { id: 7 } },
		};

		expect(await shop.send(url, { ...sale('other-event'), event: 'PURCHASE_EXPIRED' })).toEqual({
			status: 200,
			body: { status: 'ignored' },
		});
		expect(await shop.send(url, other)).toEqual({ status: 200, body: { status: 'ignored' } });
		expect((await fetch(url)).status).toBe(200);
		expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
		await shop.send(url, sale('selected'));
		expect(await lab.endedExecutions(workflow.id, 1)).toHaveLength(1);
	});

	it('answers bodies that cannot be taken, and goes on', async () => {
		const { workflow, url } = await shop.publishHotmart();
		const status = async (body: unknown, headers = {}) =>
			(await shop.send(url, body, headers)).status;

		expect(await status('{"id": ')).toBe(400);
		expect(await status('')).toBe(400);
		expect(await status('x'.repeat(1_048_577))).toBe(413);
		// n8n itself refuses it before it has read it all; on a connection that is to be closed then, it may be gone
		// before the sender has read the answer.
		const stillOpen = { connection: 'keep-alive' };
		expect(await status(`{"a":"${'x'.repeat(17 * 1024 * 1024)}"}`, stillOpen)).toBe(413);
		expect(await status('['.repeat(10_000) + ']'.repeat(10_000))).toBe(400);
		expect(await status(JSON.stringify(sale('plain')), { 'content-type': 'text/plain' })).toBe(200);
		expect(await lab.endedExecutions(workflow.id, 1)).toHaveLength(1);
	});

	it('puts several waiting events into one execution where that is asked for', async () => {
		const { workflow, url } = await shop.publishHotmart({
			eventsPerExecution: 50,
			options: { binaryData: true, maximumInFlight: 1 },
		});
		await Promise.all(
			Array.from({ length: 60 }, (_, index) => shop.send(url, sale(`batch-${index}`))),
		);

		const executions = await lab.endedExecutions(workflow.id, 2);
		await new Promise((resolve) => setTimeout(resolve, 1500));
		const all = await lab.endedExecutions(workflow.id, executions.length);
		const ids = all
			.flatMap((execution) => itemsOf(execution, 'Hotmart Trigger'))
			.map(({ id }) => id);
		expect(ids.sort()).toEqual(Array.from({ length: 60 }, (_, index) => `batch-${index}`).sort());
		expect(all.length).toBeLessThan(30);
	});

	it('shows a test event in the editor, and nothing of a forged one', async () => {
		const trigger = shop.hotmartTrigger();
		const workflow = await lab.workflow('Test run', [trigger]);
		const url = lab.webhookTestUrl(trigger, 'hotmart');
		expect(await lab.manualRun(workflow.id, trigger.name)).toEqual({ waitingForWebhook: true });

		expect((await lab.post(url, sale('test'))).status).toBe(401);
		expect(await shop.send(url, sale('test'))).toEqual({
			status: 200,
			body: { status: 'accepted', id: 'test' },
		});
		const [execution] = await lab.endedExecutions(workflow.id, 1);
		expect(execution?.mode).toBe('manual');
		expect(itemsOf(execution!, trigger.name)).toEqual([
			expect.objectContaining({ id: 'test', test: true, event: 'PURCHASE_APPROVED' }),
		]);
	});

	it('keeps the hottok out of items, executions, store and log', async () => {
		const { workflow, url } = await shop.publishHotmart();
		await shop.send(url, {
			...sale('leak'),
			hottok: HOTTOK,
			data: { nested: { note: `it is ${HOTTOK}` } },
		});
		await lab.endedExecutions(workflow.id, 1);
		await lab.stop('SIGTERM');

		expect(await lab.grep(HOTTOK)).toEqual([]);
		expect((await lab.grep('leak')).length).toBeGreaterThan(0);
		await lab.restart();
	});
});

import { N8nLab, waitFor } from '../support/n8n-lab';
import { HOTTOK, sale, Shop, type TriggerWorkflow } from './support/shop';

describe('requests that are answered without all of n8n', () => {
	let lab: N8nLab;
	let shop: Shop;

	beforeAll(async () => {
		lab = await N8nLab.start();
		shop = await Shop.open(lab);
	});

	afterAll(async () => {
		await lab?.dispose();
	});

	/** An answer, and whether it came by the shortcut: express gives each of its answers an ETag. */
	async function send(url: string, body: unknown, hottok = HOTTOK) {
		const answer = await lab.post(url, body, { 'x-hotmart-hottok': hottok });
		const { status } = answer;
		const isDirect = answer.headers.etag === undefined && status !== 404;
		const said = status === 404 ? null : (JSON.parse(answer.text) as Record<string, unknown>);
		return { status, isDirect, said: said?.status };
	}

	async function getKnown(url: string): Promise<void> {
		await waitFor(async () => (await send(url, sale('first'))).isDirect, { what: 'the shortcut' });
	}

	/** Sends, and publishes the workflow with other parameters of the trigger. */
	async function change({ workflow, trigger }: TriggerWorkflow, parameters: object): Promise<void> {
		await lab.api('PUT', `/workflows/${workflow.id}`, {
			name: 'Changed',
			nodes: [{ ...trigger, parameters: { ...trigger.parameters, ...parameters } }],
			connections: {},
			settings: { executionOrder: 'v1' },
		});
		await lab.publish(workflow.id);
	}

	it('lets one of the first burst after a start through n8n, and the others wait', async () => {
		const trigger = shop.hotmartTrigger({ eventsPerExecution: 100 });
		// Starts an execution as soon as n8n has started the triggers of its workflow.
		const started = lab.node(
			'Started',
			'n8n-nodes-base.n8nTrigger',
			{ events: ['activate', 'init'] },
			{ typeVersion: 1 },
		);
		const workflow = await lab.workflow('Burst', [trigger, started], { connections: {} });
		await lab.publish(workflow.id);
		await lab.endedExecutions(workflow.id, 1);
		await lab.stop();
		await lab.restart();
		await lab.endedExecutions(workflow.id, 2);

		const ids = Array.from({ length: 100 }, (_, index) => `first-${index}`);
		const url = lab.webhookUrl(trigger, 'hotmart');
		const answers = await Promise.all(ids.map((id) => send(url, sale(id))));
		expect(answers.filter(({ said }) => said === 'accepted')).toHaveLength(100);
		expect(answers.filter(({ isDirect }) => !isDirect)).toHaveLength(1);
	});

	it('says the same of everything a sender can do', async () => {
		const { workflow, url } = await shop.publishHotmart({ events: ['PURCHASE_APPROVED'] });
		await getKnown(url);

		const other = { ...sale('other'), event: 'PURCHASE_EXPIRED' };
		const requests: Array<[body: unknown, hottok: string, status: number, said: string]> = [
			[sale('second'), HOTTOK, 200, 'accepted'],
			[sale('second'), HOTTOK, 200, 'duplicate'],
			[other, HOTTOK, 200, 'ignored'],
			[sale('forged'), 'wrong', 401, 'refused'],
			[sale('forged'), '', 401, 'refused'],
			['{"id": ', HOTTOK, 400, 'refused'],
			['x'.repeat(1_048_577), HOTTOK, 413, 'refused'],
		];
		let direct = 0;
		for (const [body, hottok, status, said] of requests) {
			const answer = await send(url, body, hottok);
			expect(answer).toMatchObject({ status, said });
			if (answer.isDirect) direct += 1;
		}
		expect(direct).toBeGreaterThan(requests.length / 2);
		expect(await lab.endedExecutions(workflow.id, 2)).toHaveLength(2);
	});

	it('runs each event of a burst once', async () => {
		const { workflow, url } = await shop.publishHotmart({ eventsPerExecution: 10 });
		await getKnown(url);

		const ids = Array.from({ length: 200 }, (_, index) => `burst-${index}`);
		const answers = await Promise.all([...ids, ...ids].map((id) => send(url, sale(id))));
		expect(answers.filter(({ said }) => said === 'accepted')).toHaveLength(200);
		expect(answers.filter(({ said }) => said === 'duplicate')).toHaveLength(200);
		const items = async () => {
			const executions = await lab.executions(workflow.id);
			return executions.flatMap(
				({ data }) => data?.resultData.runData['Hotmart Trigger']?.[0]?.data?.main?.[0] ?? [],
			);
		};
		await waitFor(async () => (await items()).length >= 201, { what: 'all events to run' });
		expect(new Set((await items()).map(({ json }) => json.id)).size).toBe(201);
	});

	it('takes nothing any more as soon as the workflow is unpublished', async () => {
		const { workflow, url } = await shop.publishHotmart();
		await getKnown(url);
		await lab.api('POST', `/workflows/${workflow.id}/unpublish`, {});

		expect((await send(url, sale('late'))).isDirect).toBe(false);
		await waitFor(async () => (await send(url, sale('later'))).status === 404);
	});

	it('goes by a change as soon as n8n does', async () => {
		const made = await shop.publishHotmart();
		await getKnown(made.url);
		await change(made, { events: ['PURCHASE_REFUNDED'] });

		await waitFor(async () => (await send(made.url, sale())).said === 'ignored');
		await waitFor(async () => (await send(made.url, sale())).isDirect, { what: 'the shortcut' });
		expect((await send(made.url, sale())).said).toBe('ignored');
	});

	it('refuses a token two seconds after it was changed, and takes the new one', async () => {
		const hottok = await lab.credential('hotmartWebhookApi', 'Changed', { hottok: 'old-token' });
		const trigger = {
			...shop.hotmartTrigger(),
			credentials: { hotmartWebhookApi: hottok },
		};
		const { id } = await lab.workflow('Token', [trigger]);
		const url = lab.webhookUrl(trigger, 'hotmart');
		await lab.publish(id, [url]);
		const isDirect = async () => (await send(url, sale('old'), 'old-token')).isDirect;
		await waitFor(isDirect, { what: 'the shortcut' });
		await lab.rest('PATCH', `/rest/credentials/${hottok.id}`, {
			name: hottok.name,
			type: 'hotmartWebhookApi',
			data: { hottok: 'new-token' },
		});
		const changedAt = Date.now();
		while (Date.now() < changedAt + 2000) await send(url, sale('between'), 'new-token');

		expect((await send(url, sale('old-again'), 'old-token')).status).toBe(401);
		expect((await send(url, sale('new'), 'new-token')).status).toBe(200);
	});

	it('leaves a node with an IP allowlist, and the test URL, to n8n', async () => {
		const { url } = await shop.publishHotmart({
			options: { binaryData: true, ipAllowlist: '127.0.0.0/8, ::1' },
		});

		for (let time = 0; time < 5; time += 1) {
			expect(await send(url, sale(`allowed-${time}`))).toMatchObject({
				status: 200,
				isDirect: false,
			});
		}
	});
});

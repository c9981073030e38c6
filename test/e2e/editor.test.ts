import { gestaoOnline, hotmart, ipag, iset } from '../../src/platforms';
import { N8nLab, waitFor, type NodeDefinition } from '../support/n8n-lab';
import { startReceiver, type Receiver } from '../support/receiver';
import { chromiumPath, Editor } from './support/editor';
import { HOTTOK, sale, Shop } from './support/shop';

const missing = 'Chromium (`apt-get install chromium`, or its place in CHROMIUM_PATH)';

if (chromiumPath() === null) {
	console.warn(`\n!!! The editor: NOT TESTED, for there is no ${missing}.\n`);
	describe('The editor', () => {
		it.skip(`is not tested: there is no ${missing}`, () => undefined);
	});
} else {
	describe('The editor', inEnglish);
	describe('The editor of an n8n in Brazil', inPortuguese);
}

function inEnglish() {
	let lab: N8nLab;
	let shop: Shop;
	let receiver: Receiver;
	let editor: Editor;

	beforeAll(async () => {
		lab = await N8nLab.start();
		shop = await Shop.open(lab);
		// The first attempt fails, so that there is something to see.
		receiver = await startReceiver({ answer: (_request, index) => (index === 0 ? 503 : 200) });
		await shop.subscribe(receiver.url);
	});

	beforeEach(async () => {
		editor = await Editor.open(lab);
	});

	afterEach(async () => await editor?.close());

	afterAll(async () => {
		await receiver?.close();
		await lab?.dispose();
	});

	it('finds the nodes by Portuguese words', async () => {
		await editor.newWorkflow();

		expect(await editor.search('venda')).toEqual(
			expect.arrayContaining(['Hotmart', 'Gestão Online', 'iPag', 'iSET']),
		);
		expect(await editor.search('assinatura')).toEqual(
			expect.arrayContaining(['Hotmart', 'Webhook Dispatcher']),
		);
		expect(await editor.search('webhook saída')).toEqual(['Webhook Dispatcher']);
		expect(editor.errors).toEqual([]);
	});

	const secrets = { token: 'a-token-of-more-than-sixteen-characters', tokenParameter: 'token' };
	const ipagSecrets = { environment: 'sandbox', apiId: 'id', apiKey: 'key', callbackToken: '' };

	it.each([
		[hotmart.displayName, hotmart, { hottok: HOTTOK }],
		[gestaoOnline.displayName, gestaoOnline, secrets],
		[iset.displayName, iset, secrets],
		[ipag.displayName, ipag, ipagSecrets],
	])(
		'keeps the test and production URLs of %s apart',
		async (displayName, { credential, id, endpoints }, fields) => {
			const reference = await lab.credential(credential, displayName, fields);
			const type = `${id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Trigger`;
			const trigger = lab.node(
				'The Trigger',
				type,
				{ events: ['*'], options: { binaryData: true } },
				{ credentials: { [credential]: reference } },
			);
			await openNode(trigger);

			expect(await editor.urls('test')).toEqual(
				endpoints.map(({ path }) => lab.webhookTestUrl(trigger, path)),
			);
			expect(await editor.urls('production')).toEqual(
				endpoints.map(({ path }) => lab.webhookUrl(trigger, path)),
			);
			const panel = await editor.panel.innerText();
			expect(panel).toContain(`Receive a test event from ${displayName}`);
			expect(panel).toContain('publish the workflow and enter the production URL');
			expect(editor.errors).toEqual([]);
		},
	);

	it('opens the trigger for happenings, which has no URL', async () => {
		await openNode(lab.node('The Trigger', 'webhookDispatcherTrigger', { on: ['deliveryFailed'] }));

		const panel = await editor.panel.innerText();
		expect(panel).toContain('Delivery Failed');
		expect(panel).not.toContain('Webhook URLs');
		expect(editor.errors).toEqual([]);
	});

	it('runs a workflow that was built by clicking, and shows its attempts', async () => {
		await editor.newWorkflow();
		await editor.add('hotmart', 'Hotmart', 'On Purchase Approved');
		await editor.chooseCredential('Hotmart Webhook API');
		const [url = ''] = await editor.urls('test');
		await editor.closeNode();
		await editor.addAfter('webhook saída', 'Webhook Dispatcher', 'Dispatch event');
		await editor.closeNode();

		await editor.execute();
		await waitFor(async () => (await lab.listensOn(url)).length > 0, { what: 'the test URL' });
		expect(await shop.send(url, sale('clicked-together'))).toMatchObject({ status: 200 });
		await editor.part('canvas-node-status-success').nth(1).waitFor();

		await editor.openNode('Dispatch event');
		const shown = await editor.outputAsJson();
		expect(shown).toContain('"eventId": "clicked-together"');
		expect(shown).toContain('"attemptsMade": 1');
		expect(shown).toContain('"outcome": "retry"');
		expect(shown).toContain('"status": 503');
		expect(receiver.requests[0]?.header('webhook-id')).toBe('clicked-together');
		expect(editor.errors).toEqual([]);
	});

	it('shows the fields of an output before the first run', async () => {
		await openNode(shop.dispatcher());
		await editor.closeNode();
		await editor.addAfter('edit fields', 'Edit Fields');

		const input = editor.part('ndv-input-panel');
		await input.getByText('attemptsMade', { exact: true }).waitFor();
		await input.getByText('statusText', { exact: true }).waitFor();
		expect(editor.errors).toEqual([]);
	});

	async function openNode(node: NodeDefinition): Promise<void> {
		const { id } = await lab.workflow('One node', [node]);
		await editor.openWorkflow(id);
		await editor.openNode(node.name);
	}
}

function inPortuguese() {
	let lab: N8nLab;
	let editor: Editor;

	beforeAll(async () => {
		lab = await N8nLab.start({ env: { N8N_DEFAULT_LOCALE: 'pt-BR' } });
		editor = await Editor.open(lab);
	});

	afterAll(async () => {
		await editor?.close();
		await lab?.dispose();
	});

	it('shows the panel of a trigger in Portuguese', async () => {
		const hottok = await lab.credential('hotmartWebhookApi', 'Hotmart', { hottok: HOTTOK });
		const trigger = lab.node(
			'The Trigger',
			'hotmartTrigger',
			{ events: ['PURCHASE_APPROVED'], options: { binaryData: true } },
			{ credentials: { hotmartWebhookApi: hottok } },
		);
		const { id } = await lab.workflow('Um nó', [trigger]);
		await editor.openWorkflow(id);
		await editor.openNode('The Trigger');

		const panel = await editor.panel.innerText();
		expect(panel).toContain('Eventos');
		expect(panel).toContain('Compra aprovada (PURCHASE_APPROVED)');
		expect(panel).toContain('URL de produção');
		expect(panel).not.toContain('production URL');
		expect(panel).not.toContain('Product IDs');
	});
}

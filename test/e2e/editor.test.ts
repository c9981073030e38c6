import { gestaoOnline, hotmart, ipag, iset } from '../../src/platforms';
import { N8nLab, waitFor, type NodeDefinition } from '../support/n8n-lab';
import { startReceiver, type Receiver } from '../support/receiver';
import { chromiumPath, Editor } from './support/editor';
import { HOTTOK, sale, Shop } from './support/shop';

interface Wanted {
	locale: string;
	/** On the trigger's panel. */
	panel: readonly string[];
	/** Below the nodes of the canvas. */
	subtitles: readonly string[];
	/** In the list of nodes. */
	listed: RegExp;
	/** Of an error that a user causes, and what Validate URL says. */
	error: string;
	reason: RegExp;
}

const brazilian: Wanted = {
	locale: 'pt-BR',
	panel: ['Eventos', 'Compra aprovada (PURCHASE_APPROVED)', 'URL de produção', 'IDs de produtos'],
	subtitles: ['Compra aprovada', 'Obter inscrição'],
	listed: /Envia webhooks assinados a inscrições/,
	error: '10.0.0.5 não é um endereço público da internet',
	reason: /^O destinatário respondeu 410 Gone\. O destinatário diz que este endereço foi encerrado/,
};
const mexican: Wanted = {
	locale: 'es-MX',
	panel: [
		'Eventos',
		'Compra aprobada (PURCHASE_APPROVED)',
		'URL de producción',
		'IDs de productos',
	],
	subtitles: ['Compra aprobada', 'Obtener suscripción'],
	listed: /Envía webhooks firmados a suscripciones/,
	error: '10.0.0.5 no es una dirección pública de internet',
	reason: /^El destinatario respondió 410 Gone\. El destinatario dice que esta dirección se cerró/,
};

const missing = 'Chromium (`apt-get install chromium`, or its place in CHROMIUM_PATH)';

if (chromiumPath() === null) {
	console.warn(`\n!!! The editor: NOT TESTED, for there is no ${missing}.\n`);
	describe('The editor', () => {
		it.skip(`is not tested: there is no ${missing}`, () => undefined);
	});
} else {
	describe('The editor', inEnglish);
	describe('The editor of an n8n in Brazil', () => inLanguage(brazilian));
	describe('The editor of an n8n in Mexico', () => inLanguage(mexican));
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

	it('finds the nodes by Portuguese and Spanish words', async () => {
		await editor.newWorkflow();

		expect(await editor.search('venda')).toEqual(
			expect.arrayContaining(['Hotmart', 'Gestão Online', 'iPag', 'iSET']),
		);
		expect(await editor.search('assinatura')).toEqual(
			expect.arrayContaining(['Hotmart', 'Webhook Dispatcher']),
		);
		expect(await editor.search('webhook saída')).toEqual(['Webhook Dispatcher']);
		expect(await editor.search('venta')).toEqual(
			expect.arrayContaining(['Hotmart', 'Gestão Online', 'iPag', 'iSET']),
		);
		expect(await editor.search('webhook saliente')).toEqual(['Webhook Dispatcher']);
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

	it.each(['light', 'dark'] as const)('shows icons for its %s theme', async (colorScheme) => {
		const themed = await Editor.open(lab, { colorScheme });
		try {
			const { id } = await lab.workflow('Two nodes', [shop.hotmartTrigger(), shop.dispatcher()]);
			await themed.openWorkflow(id);
			const icons = themed.part('canvas-node').locator('img');
			await icons.nth(1).waitFor();
			const sources = await icons.evaluateAll((images) =>
				images.map((image) => image.getAttribute('src')?.split('/').at(-1)),
			);
			expect(sources).toEqual(
				colorScheme === 'dark'
					? ['hotmartTrigger.dark.svg', 'webhookDispatcher.dark.svg']
					: ['hotmartTrigger.svg', 'webhookDispatcher.svg'],
			);
			expect(themed.errors).toEqual([]);
		} finally {
			await themed.close();
		}
	});

	it('lists all subscriptions while one scrolls, and searches through all of them', async () => {
		const items = Array.from({ length: 120 }, (_, index) => ({ name: `Shop ${index + 1}` }));
		await shop.run(
			{
				resource: 'subscription',
				operation: 'create',
				name: '={{ $json.name }}',
				url: receiver.url,
				events: ['nothing.at.all'],
				additionalFields: {},
			},
			{ items },
		);
		await openNode(shop.dispatcher({ resource: 'subscription', operation: 'get' }));
		await editor.part('rlc-input').first().click();
		const entries = editor.part('rlc-item');
		await entries.first().waitFor();
		await entries.last().scrollIntoViewIfNeeded();
		await entries.filter({ hasText: 'Shop 120' }).waitFor({ state: 'attached' });

		await editor.part('rlc-search').first().fill('shop 119');
		// The list is empty while it is asked for.
		await waitFor(async () => (await entries.count()) === 1, { what: 'one entry' });
		expect(await entries.allInnerTexts()).toEqual([`Shop 119: ${receiver.url}`]);
		expect(editor.errors).toEqual([]);
	});

	async function openNode(node: NodeDefinition): Promise<void> {
		const { id } = await lab.workflow('One node', [node]);
		await editor.openWorkflow(id);
		await editor.openNode(node.name);
	}
}

function inLanguage({ locale, panel, subtitles, listed, error, reason }: Wanted) {
	let lab: N8nLab;
	let shop: Shop;
	let receiver: Receiver;
	let editor: Editor;

	beforeAll(async () => {
		lab = await N8nLab.start({ env: { N8N_DEFAULT_LOCALE: locale } });
		shop = await Shop.open(lab);
		receiver = await startReceiver({ answer: () => 410 });
		editor = await Editor.open(lab);
	});

	afterAll(async () => {
		await editor?.close();
		await receiver?.close();
		await lab?.dispose();
	});

	it('shows nodes, their panel and their subtitles in its language', async () => {
		const trigger = shop.hotmartTrigger({ events: ['PURCHASE_APPROVED'] });
		const dispatcher = shop.dispatcher({ resource: 'subscription', operation: 'get' });
		const { id } = await lab.workflow('Two nodes', [trigger, dispatcher]);
		await editor.openWorkflow(id);
		const canvas = await editor.part('canvas-node').allInnerTexts();
		for (const text of subtitles) expect(canvas.join('\n')).toContain(text);
		await editor.search('webhook saída');
		expect(await editor.part('item-iterator-item').allInnerTexts()).toEqual([
			expect.stringMatching(listed),
		]);

		await editor.openWorkflow(id);
		await editor.openNode(trigger.name);
		const shown = await editor.panel.innerText();
		for (const text of panel) expect(shown).toContain(text);
		expect(shown).not.toContain('production URL');
		expect(shown).not.toContain('Product IDs');
		expect(editor.errors).toEqual([]);
	});

	it('says in its language what is wrong', async () => {
		const [checked] = await shop.output({
			resource: 'subscription',
			operation: 'validateUrl',
			url: receiver.url,
		});
		expect(checked).toMatchObject({ verdict: 'invalid', reason: expect.stringMatching(reason) });

		const { data } = await shop.run({
			resource: 'subscription',
			operation: 'create',
			name: 'Intranet',
			url: 'http://10.0.0.5/',
			events: ['*'],
			additionalFields: {},
		});
		expect(data?.resultData.error?.message).toContain(error);
	});

	it('writes the report of deliveries in its language', async () => {
		const { id } = await shop.run({
			resource: 'delivery',
			operation: 'getStatistics',
			output: 'html',
		});
		const page = await editor.downloaded(id, 'Webhook Dispatcher');

		expect(page).toContain(`<html lang="${locale}">`);
		expect(page).toContain('<h1>Entregas de webhooks</h1>');
		expect(page).not.toMatch(/>[^<]*Deliver/);
	});
}

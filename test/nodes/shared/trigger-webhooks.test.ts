import type { IWebhookDescription } from 'n8n-workflow';

import { Bench, loadPackage, type LoadedPackage } from '../../support/in-process';

let loaded: LoadedPackage;

beforeAll(async () => {
	loaded = await loadPackage();
});

/** The paths the editor shows for a selection of events: it evaluates `ndvHideUrl` as this does. */
async function shownPaths(type: string, credential: string, events: unknown): Promise<string[]> {
	const { workflow } = new Bench(loaded, {
		nodes: [{ name: 'Trigger', type, parameters: { events } as never, credentials: [credential] }],
	});
	const node = workflow.getNode('Trigger');
	if (!node) throw new Error('no node');
	const isHidden = ({ ndvHideUrl }: IWebhookDescription) =>
		typeof ndvHideUrl === 'string'
			? workflow.expression.getSimpleParameterValue(node, ndvHideUrl, 'internal', {})
			: ndvHideUrl;
	await workflow.expression.acquireIsolate();
	try {
		return (loaded.nodeType(type).description.webhooks ?? [])
			.filter((webhook) => isHidden(webhook) !== true)
			.map(({ path }) => path);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

describe('the URLs the editor shows', () => {
	it.each([
		['hotmartTrigger', 'hotmartWebhookApi', 'hotmart'],
		['ipagTrigger', 'ipagApi', 'ipag'],
		['gestaoOnlineTrigger', 'gestaoOnlineWebhookApi', 'gestao-online'],
	])('are one for %s', async (type, credential, path) => {
		expect(await shownPaths(type, credential, [])).toEqual([path]);
	});

	it('are those of the selected events for iSET', async () => {
		const shown = async (events: unknown) =>
			await shownPaths('isetTrigger', 'isetWebhookApi', events);
		expect(await shown([])).toEqual([]);
		expect(await shown(['ORDER_SAVED'])).toEqual(['iset/order-saved']);
		expect(await shown(['CATEGORY_REMOVED', 'ORDER_CHECKOUT_STARTED'])).toEqual([
			'iset/order-checkout-started',
			'iset/category-removed',
		]);
		expect(await shown(['*'])).toHaveLength(9);
	});
});

it('asks the webhook methods once for a URL, not once for each HTTP method', () => {
	const { webhooks = [] } = loaded.nodeType('ipagTrigger').description;
	expect(webhooks.filter(({ name }) => name === 'default')).toEqual([
		expect.objectContaining({ httpMethod: 'POST' }),
	]);
	expect(webhooks.map(({ httpMethod }) => httpMethod).sort()).toEqual([
		'GET',
		'HEAD',
		'POST',
		'PUT',
	]);
});

import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { platforms, type PlatformDefinition } from '../../src/platforms';
import { startMockIpag, type MockIpag } from '../support/ipag-api';
import {
	itemsOf,
	N8nLab,
	waitFor,
	type CredentialReference,
	type NodeDefinition,
} from '../support/n8n-lab';

const token = 'token-5b0d7e1f9c3a4e6d8b21';
/** A URL takes POST, PUT, GET and HEAD; n8n registers them one after the other. */
const METHODS = 4;
const account = { apiId: 'shop@example.com', apiKey: 'A1B2-C3D4-E5F6-key' };

/** A delivery as the platform makes it: exact bytes, and the proof where the platform puts it. */
interface Delivery {
	event: string;
	path: string;
	query: string;
	body: Buffer;
	headers: Record<string, string>;
}

const fixtures = path.join(__dirname, '../fixtures/platforms');

function fixture(platform: PlatformDefinition, event: string): Buffer {
	const live = `live/${event.toLowerCase().replaceAll('_', '-')}/1.json`;
	const file = event === 'PURCHASE_APPROVED' ? live : `${event}.json`;
	return readFileSync(path.join(fixtures, platform.id, file));
}

function signature(body: Buffer): string {
	return createHmac('sha256', account.apiKey).update(body).digest('hex');
}

const deliveries: Record<string, (platform: PlatformDefinition) => Delivery> = {
	hotmart: (platform) => ({
		event: 'PURCHASE_APPROVED',
		path: 'hotmart',
		query: '',
		body: fixture(platform, 'PURCHASE_APPROVED'),
		headers: { 'x-hotmart-hottok': token },
	}),
	ipag: (platform) => {
		const body = fixture(platform, 'TransactionCaptured');
		const headers = { 'x-ipag-signature': signature(body), 'x-ipag-event': 'TransactionCaptured' };
		return { event: 'TransactionCaptured', path: 'ipag', query: '', body, headers };
	},
	'gestao-online': (platform) => ({
		event: 'ORDER_CREATED',
		path: 'gestao-online',
		query: `?token=${token}`,
		body: fixture(platform, 'ORDER_CREATED'),
		headers: {},
	}),
	iset: (platform) => ({
		event: 'ORDER_SAVED',
		path: 'iset/order-saved',
		query: `?token=${token}`,
		body: fixture(platform, 'ORDER_SAVED'),
		headers: {},
	}),
};

function nodeTypeOf({ id }: PlatformDefinition): string {
	return `${id.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase())}Trigger`;
}

describe('the platforms in a real n8n', () => {
	let lab: N8nLab;
	let ipagApi: MockIpag;
	const credentials = new Map<string, CredentialReference>();

	beforeAll(async () => {
		ipagApi = await startMockIpag(account);
		// One proxy is trusted: what it says of the client counts, what the client says of itself does not.
		lab = await N8nLab.start({ env: { N8N_PROXY_HOPS: '1' } });
		for (const { credential, displayName } of platforms) {
			const data =
				credential === 'ipagApi'
					? { environment: 'custom', baseUrl: ipagApi.url, ...account, callbackToken: token }
					: { hottok: token, token, tokenParameter: 'token' };
			const own = credential === 'hotmartWebhookApi' ? { hottok: token } : data;
			credentials.set(credential, await lab.credential(credential, displayName, own));
		}
	});

	afterAll(async () => {
		await lab?.dispose();
		await ipagApi?.close();
	});

	function trigger(
		platform: PlatformDefinition,
		parameters: Record<string, unknown> = {},
	): NodeDefinition {
		return lab.node(
			`${platform.displayName} Trigger`,
			nodeTypeOf(platform),
			{ events: ['*'], options: { binaryData: true }, ...parameters },
			{ credentials: { [platform.credential]: credentials.get(platform.credential)! } },
		);
	}

	async function publish(platform: PlatformDefinition, parameters: Record<string, unknown> = {}) {
		const node = trigger(platform, parameters);
		const workflow = await lab.workflow(platform.displayName, [node]);
		const urls = platform.endpoints.map((endpoint) => lab.webhookUrl(node, endpoint.path));
		await lab.publish(workflow.id);
		for (const url of urls) {
			await waitFor(async () => (await lab.listensOn(url)).length === METHODS, {
				what: `n8n to take POST, PUT, GET and HEAD on ${url}`,
			});
		}
		return { node, workflow, urls };
	}

	function platformCalled(id: string): PlatformDefinition {
		const platform = platforms.find((candidate) => candidate.id === id);
		if (!platform) throw new Error(`No platform ${id}`);
		return platform;
	}

	async function deliver(
		url: string,
		{ query, body, headers }: Delivery,
		more: Record<string, string> = {},
	) {
		const all = { 'content-type': 'application/json', ...headers, ...more };
		const { status, text } = await lab.post(`${url}${query}`, body, all);
		return { status, body: JSON.parse(text) as Record<string, unknown> };
	}

	describe.each(platforms.map((platform) => [platform.displayName, platform] as const))(
		'%s',
		(_name, platform) => {
			const delivery = deliveries[platform.id]!(platform);

			it('runs the workflow from the production URL, and nothing for a forgery', async () => {
				const { node, workflow } = await publish(platform);
				const url = lab.webhookUrl(node, delivery.path);
				const forged = { ...delivery, query: '', headers: {} };

				expect((await deliver(url, forged)).status).toBe(401);
				expect(await deliver(url, delivery)).toMatchObject({
					status: 200,
					body: { status: 'accepted' },
				});
				expect((await deliver(url, delivery)).body.status).toBe('duplicate');
				const executions = await lab.endedExecutions(workflow.id, 1);
				expect(executions.map(({ status }) => status)).toEqual(['success']);
				expect(itemsOf(executions[0]!, node.name)).toEqual([
					expect.objectContaining({
						platform: platform.id,
						event: delivery.event,
						test: false,
						valid: true,
						issues: [],
					}),
				]);
			});

			it('runs the workflow from the test URL', async () => {
				const node = trigger(platform);
				const workflow = await lab.workflow('Test run', [node]);
				expect(await lab.manualRun(workflow.id, node.name)).toEqual({ waitingForWebhook: true });
				const answer = await deliver(lab.webhookTestUrl(node, delivery.path), delivery);
				expect(answer).toMatchObject({ status: 200, body: { status: 'accepted' } });
				const [execution] = await lab.endedExecutions(workflow.id, 1);
				expect(execution?.mode).toBe('manual');
				expect(itemsOf(execution!, node.name)).toEqual([
					expect.objectContaining({ event: delivery.event, test: true, valid: true }),
				]);
			});

			it('answers whoever opens its URL, and a compressed delivery and bomb', async () => {
				const { node, urls } = await publish(platform);
				for (const url of urls) expect((await fetch(url)).status).toBe(200);
				const url = lab.webhookUrl(node, delivery.path);
				const gzip = { 'content-encoding': 'gzip' };
				const compressed = { ...delivery, body: gzipSync(delivery.body) };
				expect((await deliver(url, compressed, gzip)).status).toBe(200);
				const bomb = { ...delivery, body: gzipSync(Buffer.alloc(256 * 1024 ** 2)) };
				expect((await deliver(url, bomb, gzip)).status).toBe(413);
			});
		},
	);

	describe('iPag', () => {
		const ipag = platformCalled('ipag');
		const delivery = deliveries.ipag!(ipag);

		it('refuses the same body written again', async () => {
			const { urls } = await publish(ipag);
			const again = Buffer.from(JSON.stringify(JSON.parse(delivery.body.toString())));
			expect(again.equals(delivery.body)).toBe(false);
			expect((await deliver(urls[0]!, { ...delivery, body: again })).status).toBe(401);
			expect((await deliver(urls[0]!, delivery)).status).toBe(200);
		});

		it('registers the URL on publish, and leaves nothing behind on unpublish', async () => {
			ipagApi.requests.length = 0;
			const events = ['TransactionCaptured', 'TransactionDenied'];
			const { workflow, urls } = await publish(ipag, { registration: 'automatic', events });
			expect(ipagApi.webhooks).toEqual([
				expect.objectContaining({ http_method: 'POST', url: urls[0], actions: events }),
			]);
			expect(ipagApi.requests).toEqual(['GET', 'GET', 'POST']);
			await lab.unpublish(workflow.id, urls);
			await waitFor(() => ipagApi.webhooks.length === 0, { what: 'the webhook to be removed' });
		});

		it('registers the test URL for a test run, and leaves nothing behind after it', async () => {
			const node = trigger(ipag, { registration: 'automatic' });
			const workflow = await lab.workflow('Test run', [node]);
			await lab.manualRun(workflow.id, node.name);
			const testUrl = lab.webhookTestUrl(node, 'ipag');
			expect(ipagApi.webhooks.map(({ url }) => url)).toEqual([testUrl]);
			await deliver(testUrl, delivery);
			await lab.endedExecutions(workflow.id, 1);
			await waitFor(() => ipagApi.webhooks.length === 0, {
				what: 'the test webhook to be removed',
			});
		});

		it('does not publish where iPag refuses the account, and says why', async () => {
			const wrong = await lab.credential('ipagApi', 'Wrong', {
				environment: 'custom',
				baseUrl: ipagApi.url,
				apiId: 'x',
				apiKey: 'y',
				callbackToken: '',
			});
			const node = trigger(ipag, { registration: 'automatic' });
			node.credentials = { ipagApi: wrong };
			const workflow = await lab.workflow('Wrong account', [node]);
			// n8n publishes in the background.
			await lab.publish(workflow.id);
			await waitFor(() => lab.log().includes('iPag answered 401 when asked to list the webhooks'), {
				what: 'n8n to say that iPag refused the account',
			});
			await waitFor(async () => (await lab.listensOn(lab.webhookUrl(node, 'ipag'))).length === 0, {
				what: 'n8n not to listen',
			});
			expect(ipagApi.webhooks).toEqual([]);
		});

		it('takes the legacy callback as XML with the token, and not without', async () => {
			const { node, workflow } = await publish(ipag);
			const url = lab.webhookUrl(node, 'ipag');
			const xml =
				'<?xml version="1.0" encoding="ISO-8859-1"?><retorno><id_transacao>77</id_transacao><status_pagamento>8</status_pagamento><mensagem_transacao>Transação</mensagem_transacao></retorno>';
			const body = Buffer.from(xml, 'latin1');
			const headers = { 'content-type': 'text/xml' };
			expect((await lab.post(url, body, headers)).status).toBe(401);
			expect((await lab.post(`${url}?token=${token}`, body, headers)).status).toBe(200);
			const [execution] = await lab.endedExecutions(workflow.id, 1);
			expect(itemsOf(execution!, node.name)).toEqual([
				expect.objectContaining({
					event: 'TransactionCaptured',
					payload: { retorno: expect.objectContaining({ mensagem_transacao: 'Transação' }) },
				}),
			]);
		});
	});

	it('goes by the address that the trusted proxy saw, not by what the client says of itself', async () => {
		const platform = platformCalled('gestao-online');
		const { urls } = await publish(platform, {
			options: { binaryData: true, ipAllowlist: '203.0.113.0/24' },
		});
		const delivery = deliveries['gestao-online']!(platform);
		const statusFrom = async (forwarded: string) =>
			(await deliver(urls[0]!, delivery, { 'x-forwarded-for': forwarded })).status;
		expect(await statusFrom('203.0.113.7')).toBe(200);
		expect(await statusFrom('198.51.100.7')).toBe(403);
		expect(await statusFrom('203.0.113.7, 198.51.100.7')).toBe(403);
		expect((await deliver(urls[0]!, delivery)).status).toBe(403);
	});

	it('answers 300 forged requests and runs the authentic one after them', async () => {
		const platform = platformCalled('iset');
		const { node, workflow } = await publish(platform);
		const delivery = deliveries.iset!(platform);
		const url = lab.webhookUrl(node, delivery.path);
		const forged = { ...delivery, query: '?token=wrong' };
		// Ten at once: of many more, n8n's own pool of connections answers 503 on a busy machine.
		for (let round = 0; round < 30; round += 1) {
			const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(url, forged)));
			expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
		}
		const startedAt = performance.now();
		expect((await deliver(url, delivery)).status).toBe(200);
		expect(performance.now() - startedAt).toBeLessThan(2_000);
		expect(await lab.endedExecutions(workflow.id, 1)).toHaveLength(1);
		expect(await lab.grep('token=wrong')).toEqual([]);
	});
});

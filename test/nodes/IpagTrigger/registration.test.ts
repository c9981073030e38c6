import { sourcePackage } from '../../support/source-package';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { ipag } from '../../../src/platforms';
import { IpagApi } from '../../../credentials/IpagApi.credentials';
import { IpagTrigger } from '../../../nodes/IpagTrigger/IpagTrigger.node';
import { Bench } from '../../support/in-process';
import { startMockIpag, type Disturbance, type MockIpag } from '../../support/ipag-api';

const account = { apiId: 'shop@example.com', apiKey: 'A1B2-C3D4-key' };
const events = ['TransactionCaptured', 'TransactionDenied'];

const loaded = sourcePackage([new IpagTrigger()], [new IpagApi()]);
let api: MockIpag;

beforeEach(async () => {
	api = await startMockIpag(account);
});

afterEach(async () => await api.close());

function trigger(
	parameters: Record<string, unknown> = {},
	credential: Partial<ICredentialDataDecryptedObject> = {},
) {
	const bench = new Bench(loaded, {
		nodes: [
			{
				name: 'iPag',
				type: 'ipagTrigger',
				parameters: { registration: 'automatic', events, ...parameters },
				credentials: ['ipagApi'],
			},
		],
		credentials: {
			ipagApi: { environment: 'custom', baseUrl: `${api.url}/`, ...account, ...credential },
		},
	});
	const { webhookId } = bench.node('iPag');
	return {
		bench,
		url: `http://127.0.0.1:5678/webhook/${webhookId}/ipag`,
		testUrl: `http://127.0.0.1:5678/webhook-test/${webhookId}/ipag`,
	};
}

type Options = Parameters<Bench['callHook']>[2];

/** As n8n publishes: it creates what does not exist. */
async function publish(bench: Bench, options: Options = {}): Promise<void> {
	if (!(await bench.callHook('iPag', 'checkExists', options))) {
		await bench.callHook('iPag', 'create', options);
	}
}

function registered(url: string, more: object = {}) {
	const id = api.webhooks.length + 1_000;
	api.webhooks.push({ id, http_method: 'POST', url, description: 'x', actions: events, ...more });
	return id;
}

describe('publishing with automatic registration', () => {
	it('registers the production URL once, for the events chosen', async () => {
		const { bench, url } = trigger();
		await publish(bench);
		await publish(bench);
		expect(api.webhooks).toEqual([
			{ id: 1, http_method: 'POST', url, description: 'n8n: Test', actions: events },
		]);
	});

	it('registers each event iPag has for *, as iPag has no word for all', async () => {
		await publish(trigger({ events: ['*'] }).bench);
		expect(api.webhooks[0]?.actions).toEqual(ipag.events.map(({ name }) => name));
	});

	it('leaves a webhook that is right already as it is', async () => {
		const { bench, url } = trigger();
		const id = registered(url, { actions: [...events].reverse() });
		await publish(bench);
		expect(api.webhooks.map((webhook) => webhook.id)).toEqual([id]);
		expect(api.requests).toEqual(['GET']);
	});

	it.each([
		['other events', { actions: ['TransactionCreated'] }],
		['one event more', { actions: [...events, 'TransactionCreated'] }],
		['another method', { http_method: 'PUT' }],
	])('corrects a webhook with %s', async (_what, difference) => {
		const { bench, url } = trigger();
		registered(url, difference);
		await publish(bench);
		expect(api.webhooks).toEqual([
			expect.objectContaining({ url, actions: events, http_method: 'POST' }),
		]);
	});

	it('makes one of several webhooks with its URL, and touches no other', async () => {
		const { bench, url } = trigger();
		const other = registered('https://erp.example.com/ipag');
		registered(url);
		registered(url, { actions: ['TransactionCreated'] });
		await publish(bench);
		expect(api.webhooks.map((webhook) => webhook.url)).toEqual([
			'https://erp.example.com/ipag',
			url,
		]);
		expect(api.webhooks[0]?.id).toBe(other);
	});

	it('finds its webhook among hundreds', async () => {
		const { bench, url } = trigger();
		for (let index = 0; index < 450; index += 1) registered(`https://example.com/${index}`);
		const id = registered(url);
		await publish(bench);
		expect(api.webhooks).toHaveLength(451);
		await bench.callHook('iPag', 'delete');
		expect(api.webhooks.filter((webhook) => webhook.id === id)).toEqual([]);
		expect(api.webhooks).toHaveLength(450);
	});

	it('registers the test URL for a test run, and leaves the production webhook alone', async () => {
		const { bench, url, testUrl } = trigger();
		await publish(bench);
		const test = { activation: 'manual', isTest: true } as const;
		await publish(bench, test);
		expect(api.webhooks.map((webhook) => webhook.url)).toEqual([url, testUrl]);
		await bench.callHook('iPag', 'delete', test);
		expect(api.webhooks.map((webhook) => webhook.url)).toEqual([url]);
	});

	it('asks for events where none is chosen', async () => {
		await expect(publish(trigger({ events: [] }).bench)).rejects.toThrow('No event of iPag');
	});
});

describe('unpublishing', () => {
	it('leaves no webhook behind, also none that somebody made twice', async () => {
		const { bench, url } = trigger();
		await publish(bench);
		registered(url);
		expect(await bench.callHook('iPag', 'delete')).toBe(true);
		expect(api.webhooks).toEqual([]);
	});

	it('is content where the webhook is gone already', async () => {
		const { bench, url } = trigger();
		registered(url);
		api.disturbances = [undefined, { status: 400, body: { message: 'Recurso removido' } }];
		expect(await bench.callHook('iPag', 'delete')).toBe(true);
	});

	it('goes on where iPag fails: n8n would not stop listening otherwise', async () => {
		const { bench } = trigger();
		api.disturbAll = { status: 500 };
		expect(await bench.callHook('iPag', 'delete')).toBe(false);
	});
});

describe('manual registration', () => {
	it('asks iPag nothing', async () => {
		const { bench } = trigger({ registration: 'manual' });
		await publish(bench);
		await bench.callHook('iPag', 'delete');
		expect(api.requests).toEqual([]);
	});
});

describe("iPag's errors", () => {
	it.each<[what: string, disturbance: Disturbance, message: string, remedy: RegExp]>([
		[
			'401',
			{ status: 401, body: { code: '401', message: 'Unauthorized' } },
			'iPag answered 401 when asked to list the webhooks: Unauthorized',
			/API ID, API key and environment/,
		],
		[
			'403',
			{ status: 403, body: { code: '403', message: 'Sem permissão' } },
			'iPag answered 403 when asked to list the webhooks: Sem permissão',
			/Registration to Manual/,
		],
		[
			'429 that lasts',
			{ status: 429, body: { message: 'Too Many Requests' }, headers: { 'retry-after': '3600' } },
			'iPag answered 429 when asked to list the webhooks: Too Many Requests',
			/Wait a minute/,
		],
		[
			'500 with a page instead of JSON',
			{ status: 500, body: '<h1>Server   Error</h1>' },
			'iPag answered 500 when asked to list the webhooks: <h1>Server Error</h1>',
			/again later/,
		],
		[
			'200 with a page instead of JSON',
			{ status: 200, body: '<h1>Maintenance</h1>' },
			'iPag answered 200 when asked to list the webhooks: <h1>Maintenance</h1>',
			/again later/,
		],
	])('say what happened and what to do: %s', async (_what, disturbance, message, remedy) => {
		api.disturbAll = disturbance;
		await expect(publish(trigger().bench)).rejects.toMatchObject({
			message,
			description: expect.stringMatching(remedy),
		});
	});

	it('name the field iPag does not like', async () => {
		api.disturbances = [
			undefined,
			undefined,
			{ status: 406, body: { code: '406', message: { url: ['Url is not a valid URL'] } } },
		];
		await expect(publish(trigger().bench)).rejects.toMatchObject({
			message: 'iPag answered 406 when asked to register the webhook: Url is not a valid URL',
			description: expect.stringContaining('https'),
		});
	});

	it('tell a wrong key', async () => {
		await expect(publish(trigger({}, { apiKey: 'wrong' }).bench)).rejects.toThrow('401');
	});

	it('tell an address where nobody listens, and hold no key', async () => {
		const { bench } = trigger({}, { baseUrl: 'http://127.0.0.1:9' });
		const failure = await publish(bench).then(
			() => null,
			(error: Error) => error,
		);
		expect(failure?.message).toMatch(/could not be asked to list the webhooks/);
		expect(JSON.stringify(failure)).not.toContain(account.apiKey);
	});

	it('are waited out where iPag says how long', async () => {
		const { bench, url } = trigger();
		const busy = { status: 429, headers: { 'retry-after': '0' } };
		api.disturbances = [busy, busy];
		await publish(bench);
		expect(api.webhooks.map((webhook) => webhook.url)).toEqual([url]);
	});

	it('of an iPag that does not answer end in time', async () => {
		const { bench } = trigger();
		api.disturbAll = 'never';
		await expect(publish(bench)).rejects.toThrow(/could not be asked/);
	}, 30_000);

	it('do not keep n8n from listening when it starts: the webhook was registered before', async () => {
		const { bench } = trigger();
		api.disturbAll = { status: 503 };
		expect(await bench.callHook('iPag', 'checkExists', { activation: 'init' })).toBe(true);
	});
});

describe('the credential', () => {
	it.each([
		['production', 'https://api.ipag.com.br'],
		['sandbox', 'https://sandbox.ipag.com.br'],
		['custom', 'https://ipag.example.com'],
	])('knows the address of %s and proves the account', async (environment, baseURL) => {
		const { authenticate } = loaded.credentialType('ipagApi');
		if (typeof authenticate !== 'function') throw new Error('no function');
		const credential = { environment, baseUrl: ' https://ipag.example.com/ ', ...account };
		expect(await authenticate(credential, { url: '/x', headers: { a: 'b' } })).toEqual({
			url: '/x',
			baseURL,
			auth: { username: account.apiId, password: account.apiKey },
			headers: { a: 'b', 'x-api-version': '2' },
		});
	});
});

import { byId, DispatcherBench } from './dispatcher-bench';

import { createSigningSecret } from '../../../src/delivery';

const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const url = 'https://members.example.com/hooks';
let bench: DispatcherBench;

beforeEach(() => {
	bench = new DispatcherBench();
});

afterEach(async () => await bench.close());

async function get(id: unknown): Promise<Record<string, unknown>> {
	const [subscription = {}] = await bench.get('subscription', 'get', { subscriptionId: byId(id) });
	return subscription;
}

async function update(id: unknown, updateFields: Record<string, unknown>) {
	const [subscription = {}] = await bench.get('subscription', 'update', {
		subscriptionId: byId(id),
		updateFields,
	});
	return subscription;
}

test.each([
	['create', { name: 'Member area', url, events: ['*'] }],
	['rotateSecret', {}],
])('%s says, once, that its secret is shown only now', async (operation, parameters) => {
	const { id } = await bench.subscribe(url);
	const { hints, error } = await bench.run(
		{ resource: 'subscription', operation, subscriptionId: byId(id), ...parameters },
		{ items: [{}, {}] },
	);

	expect(error).toBeUndefined();
	expect(hints).toEqual([expect.stringContaining('Copy the signing secret')]);
});

describe('create', () => {
	test('puts out the subscription of the contract and, this once, its secret', async () => {
		const created = await bench.subscribe(url, {}, ['purchase.*', 'PURCHASE_APPROVED']);

		const { signingSecret, ...subscription } = created;
		expect(signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
		expect(subscription).toEqual({
			id: expect.stringMatching(/^sub_/),
			name: 'Member area',
			url,
			active: true,
			events: ['purchase.*', 'PURCHASE_APPROVED'],
			platforms: [],
			productIds: [],
			audience: 'producer',
			shareBuyerData: false,
			format: 'envelope',
			headers: {},
			tokenHeader: '',
			tokenQueryParameter: '',
			timeoutSeconds: 15,
			retrySchedule: '5s, 5m, 30m, 2h',
			rateLimitPerSecond: 0,
			maximumConcurrent: 10,
			createdAt: isoTime,
			updatedAt: isoTime,
			disabledAt: null,
			disabledReason: null,
			consecutiveFailures: 0,
			lastSuccessAt: null,
			lastFailureAt: null,
		});
		expect(await get(created.id)).toEqual(subscription);
	});

	test('takes lists as text, and every additional field', async () => {
		const signingSecret = createSigningSecret();
		const created = await bench.subscribe(
			url,
			{
				platforms: ['hotmart'],
				productIds: '1, 2 ,,3',
				audience: 'affiliate',
				shareBuyerData: true,
				format: 'payload',
				headers: '{"X-Tenant": 42, "x-live": true}',
				tokenHeader: 'X-Token',
				tokenQueryParameter: 'token',
				tokenValue: 'the token',
				signingSecret,
				timeoutSeconds: 3,
				retrySchedule: '1s',
				rateLimitPerSecond: 0.5,
				maximumConcurrent: 1,
			},
			'purchase.approved, purchase.canceled',
		);

		expect(created).toMatchObject({
			events: ['purchase.approved', 'purchase.canceled'],
			platforms: ['hotmart'],
			productIds: ['1', '2', '3'],
			audience: 'affiliate',
			shareBuyerData: true,
			format: 'payload',
			headers: { 'x-tenant': '[hidden]', 'x-live': '[hidden]' },
			tokenHeader: 'x-token',
			tokenQueryParameter: 'token',
			tokenValue: 'the token',
			signingSecret,
			timeoutSeconds: 3,
			retrySchedule: '1s',
			rateLimitPerSecond: 0.5,
			maximumConcurrent: 1,
		});
	});

	test.each<[given: Record<string, unknown>, parameter: string]>([
		[{ url: 'ftp://example.com/' }, 'url'],
		[{ url: 'http://10.0.0.1/' }, 'url'],
		[{ name: '={{ "" }}' }, 'name'],
		[{ events: '={{ [] }}' }, 'events'],
		[{ events: ['purch*'] }, 'events'],
		[{ additionalFields: { platforms: ['hotmrt'] } }, 'platforms.0'],
		[{ additionalFields: { retrySchedule: 'soon' } }, 'retrySchedule'],
		[{ additionalFields: { timeoutSeconds: 0 } }, 'timeoutSeconds'],
		[{ additionalFields: { signingSecret: 'x' } }, 'signingSecret'],
		[{ additionalFields: { tokenHeader: 'x-token' } }, 'tokenValue'],
		[{ additionalFields: { tokenValue: 42 } }, 'tokenValue'],
		[{ additionalFields: { headers: '{"host":"x"}' } }, 'headers'],
		[{ additionalFields: { headers: '{"x":null}' } }, 'headers'],
	])('refuses %j and names the parameter %s', async (given, parameter) => {
		const { error } = await bench.run({
			resource: 'subscription',
			operation: 'create',
			name: 'Member area',
			url,
			events: ['*'],
			...given,
		});

		expect(error?.message).toContain(`[parameter: ${parameter}]`);
		expect(error?.description).toEqual(expect.any(String));
		expect(await bench.get('subscription', 'getAll', { returnAll: true })).toEqual([]);
	});
});

describe('secrets', () => {
	test('are shown by create and by nothing else', async () => {
		const secrets = ['the token of it', 'the key of it'];
		const created = await bench.subscribe(url, {
			tokenHeader: 'x-token',
			tokenValue: secrets[0],
			headers: `{"x-key":"${secrets[1]}"}`,
		});
		secrets.push(
			String(created.signingSecret),
			String(created.signingSecret).slice('whsec_'.length),
		);
		const subscriptionId = byId(created.id);

		const shown = [
			await bench.get('subscription', 'get', { subscriptionId }),
			await bench.get('subscription', 'getAll', { returnAll: true }),
			await bench.get('subscription', 'disable', { subscriptionId }),
			await bench.get('subscription', 'enable', { subscriptionId }),
			await bench.get('subscription', 'update', {
				subscriptionId,
				updateFields: { name: 'Renamed' },
			}),
		];

		for (const output of shown) {
			expect(output).toHaveLength(1);
			expect(output[0]).toHaveProperty('headers', { 'x-key': '[hidden]' });
			expect(output[0]).not.toHaveProperty('signingSecret');
			for (const secret of secrets) expect(JSON.stringify(output)).not.toContain(secret);
		}
	});
});

describe('update', () => {
	test('changes what is given and keeps the rest', async () => {
		const { signingSecret, tokenValue, ...created } = await bench.subscribe(
			url,
			{
				platforms: ['hotmart'],
				productIds: '1,2',
				headers: '{"x-key":"value"}',
				tokenHeader: 'x-token',
				tokenValue: 'the token',
				timeoutSeconds: 3,
			},
			['purchase.*'],
		);

		const updated = await update(created.id, { name: 'Renamed' });

		expect(updated).toEqual({ ...created, name: 'Renamed', updatedAt: isoTime });
		const { subscriptions } = await bench.store();
		expect((await subscriptions.get(String(created.id)))?.secrets).toEqual({
			signingSecrets: [{ secret: signingSecret, expiresAt: null }],
			tokenValue,
			headers: { 'x-key': 'value' },
		});
	});

	test('empties lists where they are given empty', async () => {
		const { id } = await bench.subscribe(url, { platforms: ['hotmart'], productIds: '1,2' });

		expect(await update(id, { platforms: [], productIds: '' })).toMatchObject({
			platforms: [],
			productIds: [],
		});
	});

	test('refuses what does not fit and changes nothing', async () => {
		const { id } = await bench.subscribe(url);
		const before = await get(id);

		const { error } = await bench.run({
			resource: 'subscription',
			operation: 'update',
			subscriptionId: byId(id),
			updateFields: { name: 'Renamed', url: 'http://127.1/', timeoutSeconds: 500 },
		});

		expect(error?.message).toMatch(/\[parameter: (url|timeoutSeconds)\]/);
		expect(await get(id)).toEqual(before);
	});
});

describe('switching', () => {
	test('off and on again, as often as one likes', async () => {
		const { id } = await bench.subscribe(url);
		const subscriptionId = byId(id);

		for (let count = 0; count < 2; count++) {
			expect(await bench.get('subscription', 'disable', { subscriptionId })).toMatchObject([
				{ active: false, disabledAt: isoTime, disabledReason: 'Disabled by a user' },
			]);
		}
		for (let count = 0; count < 2; count++) {
			expect(await bench.get('subscription', 'enable', { subscriptionId })).toMatchObject([
				{ active: true, disabledAt: null, disabledReason: null },
			]);
		}
	});
});

describe('delete', () => {
	test('removes it', async () => {
		const { id } = await bench.subscribe(url);

		expect(await bench.get('subscription', 'delete', { subscriptionId: byId(id) })).toEqual([
			{ id, deleted: true },
		]);
		expect(await bench.get('subscription', 'getAll', { returnAll: true })).toEqual([]);
	});
});

describe('an ID that is wrong', () => {
	test.each(['get', 'delete', 'disable', 'enable', 'update'])(
		'is named by %s',
		async (operation) => {
			const { items } = await bench.run(
				{ resource: 'subscription', operation, subscriptionId: byId('sub_none'), updateFields: {} },
				{ onError: 'continueRegularOutput' },
			);

			expect(items).toEqual([
				{
					error: 'There is no subscription "sub_none"',
					remedy: expect.any(String),
					parameter: 'subscriptionId',
					code: 'not_found',
				},
			]);
		},
	);

	test.each(['get', 'delete', 'disable', 'enable', 'update'])(
		'and empty is refused by %s',
		async (operation) => {
			const { error } = await bench.run({
				resource: 'subscription',
				operation,
				subscriptionId: byId('={{ $json.missing }}'),
				updateFields: {},
			});

			expect(error?.message).toBe('No ID is given [parameter: subscriptionId]');
		},
	);
});

describe('get many', () => {
	test('gives as many as are asked for, oldest first', async () => {
		for (const name of ['a', 'b', 'c']) {
			await bench.get('subscription', 'create', { name, url, events: ['*'], additionalFields: {} });
		}
		const names = async (parameters: Record<string, unknown>) =>
			(await bench.get('subscription', 'getAll', parameters)).map(({ name }) => name);

		expect(await names({ returnAll: true })).toEqual(['a', 'b', 'c']);
		expect(await names({ limit: 2 })).toEqual(['a', 'b']);
		expect(await names({})).toEqual(['a', 'b', 'c']);
	});

	test.each([0, -1, 1.5, 'many'])('refuses the limit %j', async (limit) => {
		const { error } = await bench.run({
			resource: 'subscription',
			operation: 'getAll',
			limit: `={{ ${JSON.stringify(limit)} }}`,
		});

		expect(error?.message).toContain('[parameter: limit]');
	});
});

test.each([
	['subscription', 'rename'],
	['subscription', 'toString'],
])(
	'an operation that there is not is an error that says so: %s %s',
	async (resource, operation) => {
		const { error } = await bench.run({ resource, operation });

		expect(error?.message).toContain(`There is no operation ${operation} of ${resource}`);
	},
);

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createSigningSecret } from '../../src/delivery';
import { createAddressGuard } from '../../src/net';
import { openStore, type Store } from '../../src/storage';
import {
	createSubscription,
	findSubscription,
	setSubscriptionActive,
	updateSubscription,
	type SubscriptionFields,
} from '../../src/subscriptions';
import { FakeClock } from '../support/fake-clock';

const fields: SubscriptionFields = {
	name: 'Member area',
	url: 'https://members.example.com/hooks',
	events: ['purchase.*'],
};
const clock = new FakeClock();
let folder: string;
let store: Store;

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'subscriptions-'));
	store = await openStore({
		engine: 'sqlite',
		path: path.join(folder, 'store.sqlite'),
		encryptionKey: 'a key',
	});
});

afterEach(async () => {
	await store.close();
	rmSync(folder, { recursive: true });
});

function tools() {
	return {
		subscriptions: store.subscriptions,
		guard: createAddressGuard({ allowedNetworks: '' }),
		clock,
	};
}

async function create(given: SubscriptionFields = {}) {
	return await createSubscription({ ...fields, ...given }, tools());
}

async function update(id: string, given: SubscriptionFields) {
	return await updateSubscription(id, given, tools());
}

function storedBytes(): string {
	return readdirSync(folder)
		.map((name) => readFileSync(path.join(folder, name), 'latin1'))
		.join('\n');
}

describe('a new subscription', () => {
	test('has the defaults of the contract, and a secret of its own', async () => {
		const { subscription, signingSecret } = await create();

		expect(subscription).toMatchObject({
			id: expect.stringMatching(/^sub_/),
			settings: {
				...fields,
				platforms: [],
				productIds: [],
				audience: 'producer',
				shareBuyerData: false,
				format: 'envelope',
				tokenHeader: '',
				tokenQueryParameter: '',
				timeoutSeconds: 15,
				retrySchedule: '5s, 5m, 30m, 2h',
				rateLimitPerSecond: 0,
				maximumConcurrent: 10,
			},
			status: { active: true, disabledAt: null, disabledReason: null, consecutiveFailures: 0 },
			createdAt: clock.now(),
			updatedAt: clock.now(),
		});
		expect(signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
		expect((await create()).signingSecret).not.toBe(signingSecret);
		expect(await findSubscription(subscription.id, store.subscriptions)).toEqual(subscription);
	});

	test('keeps what it is given, without spaces around it', async () => {
		const own = createSigningSecret();
		const { subscription, signingSecret } = await create({
			name: ' Member area ',
			url: ' https://members.example.com/hooks ',
			signingSecret: ` ${own}\n`,
			tokenHeader: ' X-Token ',
			tokenValue: ' the token\n',
			headers: { ' X-Tenant ': ' 42 ' },
		});

		expect(signingSecret).toBe(own);
		expect(subscription.settings).toMatchObject({
			name: 'Member area',
			url: 'https://members.example.com/hooks',
			tokenHeader: 'x-token',
		});
		expect(subscription.secrets).toEqual({
			signingSecrets: [{ secret: own, expiresAt: null }],
			tokenValue: 'the token',
			headers: { 'x-tenant': '42' },
		});
	});

	test('has none of its secrets readable in the store', async () => {
		const { signingSecret } = await create({
			tokenHeader: 'x-token',
			tokenValue: 'the token of the receiver',
			headers: { 'x-key': 'the key of the receiver' },
		});

		const stored = storedBytes();
		expect(stored).toContain('Member area');
		expect(stored).not.toContain(signingSecret.slice('whsec_'.length));
		expect(stored).not.toContain('the token of the receiver');
		expect(stored).not.toContain('the key of the receiver');
	});
});

const wrong: Array<[given: Record<string, unknown>, field: string, message: string]> = [
	[{ name: '' }, 'name', 'must not be empty'],
	[{ name: '   ' }, 'name', 'must not be empty'],
	[{ name: 'x'.repeat(201) }, 'name', '200'],
	[{ name: 42 }, 'name', 'string'],
	[{ url: '' }, 'url', 'must not be empty'],
	[{ url: 'members.example.com' }, 'url', 'cannot be read'],
	[{ url: 'https://' }, 'url', 'cannot be read'],
	[{ url: 'ftp://example.com/' }, 'url', 'ftp:'],
	[{ url: 'javascript:alert(1)' }, 'url', 'javascript:'],
	[{ url: 'https://user:secret@example.com/' }, 'url', 'user name or password'],
	[{ url: 'https://example.com:0/' }, 'url', 'port 0'],
	[{ url: 'https://example.com/\nx' }, 'url', 'line break'],
	[{ url: `https://example.com/${'x'.repeat(2048)}` }, 'url', '2048'],
	[{ url: 'http://127.0.0.1/' }, 'url', '127.0.0.1'],
	[{ url: 'http://10.1.2.3/' }, 'url', '10.1.2.3'],
	[{ url: 'http://169.254.169.254/latest/meta-data' }, 'url', '169.254.169.254'],
	[{ url: 'http://0x7f.1/' }, 'url', '127.0.0.1'],
	[{ url: 'http://[::1]/' }, 'url', '::1'],
	[{ url: 'http://localhost/' }, 'url', 'localhost'],
	[{ url: 'http://printer.local/' }, 'url', 'printer.local'],
	[{ events: [] }, 'events', 'at least one event'],
	[{ events: [''] }, 'events.0', ''],
	[{ events: 'purchase.*' }, 'events', 'array'],
	[{ events: ['purchase.approved', 'purch*'] }, 'events', 'purch*'],
	[{ events: ['*.approved'] }, 'events', '*.approved'],
	[{ events: ['purchase.**'] }, 'events', 'purchase.**'],
	[{ events: ['.*'] }, 'events', '.*'],
	[{ events: ['purchase approved'] }, 'events', 'purchase approved'],
	[{ platforms: [''] }, 'platforms.0', ''],
	[{ productIds: 'x' }, 'productIds', 'array'],
	[{ audience: 'everyone' }, 'audience', 'producer'],
	[{ shareBuyerData: 'yes' }, 'shareBuyerData', 'boolean'],
	[{ format: 'xml' }, 'format', 'envelope'],
	[{ timeoutSeconds: 0 }, 'timeoutSeconds', '1'],
	[{ timeoutSeconds: 121 }, 'timeoutSeconds', '120'],
	[{ timeoutSeconds: 1.5 }, 'timeoutSeconds', 'int'],
	[{ timeoutSeconds: '15' }, 'timeoutSeconds', 'number'],
	[{ retrySchedule: '' }, 'retrySchedule', 'cannot be read'],
	[{ retrySchedule: '5s, soon' }, 'retrySchedule', '"soon"'],
	[{ retrySchedule: '1s,2s,3s,4s,5s' }, 'retrySchedule', 'at most four'],
	[{ retrySchedule: '25h' }, 'retrySchedule', '24 hours'],
	[{ rateLimitPerSecond: -1 }, 'rateLimitPerSecond', '0'],
	[{ rateLimitPerSecond: Number.NaN }, 'rateLimitPerSecond', 'number'],
	[{ maximumConcurrent: 0 }, 'maximumConcurrent', '1'],
	[{ maximumConcurrent: 1001 }, 'maximumConcurrent', '1000'],
	[{ signingSecret: 'secret' }, 'signingSecret', 'base64'],
	[{ signingSecret: `whsec_${Buffer.alloc(16).toString('base64')}` }, 'signingSecret', '16 bytes'],
	[{ headers: { host: 'x' } }, 'headers', '"host"'],
	[{ headers: { 'Webhook-Id': 'x' } }, 'headers', 'Webhook-Id'],
	[{ headers: { 'content-length': '1' } }, 'headers', 'content-length'],
	[{ headers: { 'Transfer-Encoding': 'chunked' } }, 'headers', 'Transfer-Encoding'],
	[{ headers: { 'x a': 'x' } }, 'headers', 'x a'],
	[{ headers: { 'x-a': 'a secret\r\nx-b: c' } }, 'headers', 'x-a'],
	[{ headers: { 'x-a': 'a secret\0' } }, 'headers', 'x-a'],
	[{ headers: { 'x-a': '1', 'X-A': '2' } }, 'headers', 'twice'],
	[{ headers: { 'x-a': 'x'.repeat(9000) } }, 'headers', '8192'],
	[{ headers: { 'x-a': '[hidden]' } }, 'headers', 'x-a'],
	[{ headers: { constructor: '[hidden]' } }, 'headers', 'constructor'],
	[{ tokenHeader: 'x-token' }, 'tokenValue', 'no value'],
	[{ tokenHeader: 'x-token', tokenValue: '   ' }, 'tokenValue', 'no value'],
	[{ tokenQueryParameter: 'token' }, 'tokenValue', 'no value'],
	[{ tokenHeader: 'x token', tokenValue: 'a secret' }, 'tokenHeader', 'x token'],
	[{ tokenHeader: 'Host', tokenValue: 'a secret' }, 'tokenHeader', 'Host'],
	[
		{ tokenHeader: 'webhook-signature', tokenValue: 'a secret' },
		'tokenHeader',
		'webhook-signature',
	],
	[
		{ tokenHeader: 'X-Key', tokenValue: 'a secret', headers: { 'x-key': 'another' } },
		'tokenHeader',
		'both',
	],
	[{ tokenHeader: 'x-token', tokenValue: 'a secret\r\nx: y' }, 'tokenValue', 'x-token'],
	[{ tokenHeader: 'x-token', tokenValue: 'a secret ☕' }, 'tokenValue', 'x-token'],
];

describe('bad input is refused with an error that names the field', () => {
	test.each(wrong)('on creation: %j', async (given, field, message) => {
		const refusal = await create(given).catch((error: unknown) => error);

		expect(refusal).toMatchObject({
			name: 'CommerceWebhooksError',
			field,
			message: expect.stringContaining(message),
			remedy: expect.any(String),
		});
		expect(String(refusal)).not.toContain('a secret');
		expect(await store.subscriptions.list()).toEqual([]);
	});

	test.each(wrong)('on a change: %j', async (given, field, message) => {
		const { subscription } = await create();

		await expect(update(subscription.id, given)).rejects.toMatchObject({
			field,
			message: expect.stringContaining(message),
		});
		expect(await findSubscription(subscription.id, store.subscriptions)).toEqual(subscription);
	});

	test('where a field is missing', async () => {
		await expect(createSubscription({}, tools())).rejects.toMatchObject({ field: 'name' });
		await expect(createSubscription({ name: 'x' }, tools())).rejects.toMatchObject({
			field: 'url',
		});
		await expect(createSubscription({ name: 'x', url: fields.url }, tools())).rejects.toMatchObject(
			{
				field: 'events',
			},
		);
	});
});

describe('a subscription that is changed', () => {
	test('keeps what is not given', async () => {
		const { subscription } = await create({
			tokenHeader: 'x-token',
			tokenValue: 'the token',
			headers: { 'x-key': 'the key' },
			timeoutSeconds: 3,
		});
		await clock.advance(1000);

		const changed = await update(subscription.id, { name: 'Renamed' });

		expect(changed).toEqual({
			...subscription,
			settings: { ...subscription.settings, name: 'Renamed' },
			updatedAt: subscription.createdAt + 1000,
		});
	});

	test('gets another secret, which takes the place of the present ones', async () => {
		const { subscription } = await create();
		const secret = createSigningSecret();

		expect(
			(await update(subscription.id, { signingSecret: secret })).secrets.signingSecrets,
		).toEqual([{ secret, expiresAt: null }]);
		expect((await update(subscription.id, { signingSecret: '' })).secrets.signingSecrets).toEqual([
			{ secret, expiresAt: null },
		]);
	});

	test('keeps the value of a header that is written back hidden, and loses those left out', async () => {
		const { subscription } = await create({ headers: { 'x-key': 'the key', 'x-old': 'old' } });

		const { secrets } = await update(subscription.id, {
			headers: { 'X-Key': '[hidden]', 'x-new': 'new' },
		});

		expect(secrets.headers).toEqual({ 'x-key': 'the key', 'x-new': 'new' });
	});

	test('loses its token only together with its place', async () => {
		const { subscription } = await create({ tokenHeader: 'x-token', tokenValue: 'the token' });

		await expect(update(subscription.id, { tokenValue: '' })).rejects.toMatchObject({
			field: 'tokenValue',
		});
		const changed = await update(subscription.id, { tokenHeader: '', tokenValue: '' });

		expect(changed.settings.tokenHeader).toBe('');
		expect(changed.secrets.tokenValue).toBe('');
	});

	test('that does not exist is an error that says so', async () => {
		await expect(update('sub_none', { name: 'x' })).rejects.toMatchObject({
			code: 'not_found',
			field: 'subscriptionId',
			message: 'There is no subscription "sub_none"',
		});
	});
});

describe('switching', () => {
	test('off says since when and why, and on clears the counters', async () => {
		const { subscription } = await create();

		const off = await setSubscriptionActive(subscription.id, false, tools());
		expect(off.status).toMatchObject({
			active: false,
			disabledAt: clock.now(),
			disabledReason: 'Disabled by a user',
		});
		const on = await setSubscriptionActive(subscription.id, true, tools());

		expect(on.status).toMatchObject({
			active: true,
			disabledAt: null,
			disabledReason: null,
			consecutiveFailures: 0,
		});
	});

	test('off what is off keeps the first reason', async () => {
		const { subscription } = await create();
		await store.subscriptions.setActive(
			subscription.id,
			false,
			'The receiver answered 410 Gone',
			1,
		);

		const { status } = await setSubscriptionActive(subscription.id, false, tools());

		expect(status).toMatchObject({
			disabledAt: 1,
			disabledReason: 'The receiver answered 410 Gone',
		});
	});

	test.each([true, false])('%s what does not exist is an error that says so', async (active) => {
		await expect(setSubscriptionActive('sub_none', active, tools())).rejects.toMatchObject({
			code: 'not_found',
			field: 'subscriptionId',
		});
	});
});

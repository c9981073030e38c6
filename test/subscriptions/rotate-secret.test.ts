import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createSigningSecret } from '../../src/delivery';
import { createAddressGuard } from '../../src/net';
import { openStore, type Store } from '../../src/storage';
import {
	createSubscription,
	findSubscription,
	rotateSigningSecret,
	updateSubscription,
} from '../../src/subscriptions';
import { FakeClock } from '../support/fake-clock';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
let clock: FakeClock;
let folder: string;
let store: Store;

beforeEach(async () => {
	clock = new FakeClock();
	folder = mkdtempSync(path.join(tmpdir(), 'rotation-'));
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

async function create() {
	return await createSubscription(
		{
			name: 'Member area',
			url: 'https://members.example.com/hooks',
			events: ['*'],
			tokenHeader: 'x-token',
			tokenValue: 'the token',
			headers: { 'x-key': 'the key' },
		},
		tools(),
	);
}

async function secretsOf(id: string) {
	return (await findSubscription(id, store.subscriptions)).secrets.signingSecrets;
}

test('the new secret is first, the present one ends in 24 hours, and nothing else changes', async () => {
	const { subscription, signingSecret: first } = await create();
	await clock.advance(1000);

	const rotated = await rotateSigningSecret(subscription.id, tools());

	const endsAt = clock.now() + DAY_MS;
	expect(rotated.signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
	expect(rotated.signingSecret).not.toBe(first);
	expect(rotated.oldSecretsExpireAt).toEqual([endsAt]);
	expect(rotated.subscription).toEqual({
		...subscription,
		secrets: {
			...subscription.secrets,
			signingSecrets: [
				{ secret: rotated.signingSecret, expiresAt: null },
				{ secret: first, expiresAt: endsAt },
			],
		},
		updatedAt: clock.now(),
	});
	expect(await findSubscription(subscription.id, store.subscriptions)).toEqual(
		rotated.subscription,
	);
});

test('older secrets keep their own end, and go when it has come', async () => {
	const { subscription, signingSecret: first } = await create();
	const start = clock.now();
	const { signingSecret: second } = await rotateSigningSecret(subscription.id, tools());
	await clock.advance(10 * HOUR_MS);
	const { signingSecret: third } = await rotateSigningSecret(subscription.id, tools());

	expect(await secretsOf(subscription.id)).toEqual([
		{ secret: third, expiresAt: null },
		{ secret: second, expiresAt: start + 10 * HOUR_MS + DAY_MS },
		{ secret: first, expiresAt: start + DAY_MS },
	]);

	await clock.advance(14 * HOUR_MS);
	const fourth = await rotateSigningSecret(subscription.id, tools());
	expect(await secretsOf(subscription.id)).toEqual([
		{ secret: fourth.signingSecret, expiresAt: null },
		{ secret: third, expiresAt: start + 2 * DAY_MS },
		{ secret: second, expiresAt: start + 10 * HOUR_MS + DAY_MS },
	]);
	expect(fourth.oldSecretsExpireAt).toEqual([start + 2 * DAY_MS, start + 10 * HOUR_MS + DAY_MS]);
});

test('of old ones that have not ended the newest ten are kept', async () => {
	const { subscription, signingSecret } = await create();
	const made = [signingSecret];
	for (let count = 0; count < 15; count += 1) {
		await clock.advance(1000);
		made.push((await rotateSigningSecret(subscription.id, tools())).signingSecret);
	}

	expect((await secretsOf(subscription.id)).map(({ secret }) => secret)).toEqual(
		made.reverse().slice(0, 11),
	);
});

test('a secret that is given by an update ends the overlap', async () => {
	const { subscription } = await create();
	await rotateSigningSecret(subscription.id, tools());
	const secret = createSigningSecret();

	await updateSubscription(subscription.id, { signingSecret: secret }, tools());

	expect(await secretsOf(subscription.id)).toEqual([{ secret, expiresAt: null }]);
});

test('an update of another field leaves the overlap as it is', async () => {
	const { subscription } = await create();
	const rotated = await rotateSigningSecret(subscription.id, tools());

	await updateSubscription(subscription.id, { name: 'Renamed' }, tools());

	expect(await secretsOf(subscription.id)).toEqual(rotated.subscription.secrets.signingSecrets);
});

test('a subscription that is not there is an error that says so', async () => {
	await expect(rotateSigningSecret('sub_none', tools())).rejects.toMatchObject({
		code: 'not_found',
		field: 'subscriptionId',
		remedy: expect.any(String),
	});
});

test('neither a rotation nor an update that run at once is lost, in whatever process they run', async () => {
	const { subscription } = await create();
	const other = await openStore({
		engine: 'sqlite',
		path: path.join(folder, 'store.sqlite'),
		encryptionKey: 'a key',
	});
	const otherTools = { ...tools(), subscriptions: other.subscriptions };

	const rotated = await Promise.all([
		rotateSigningSecret(subscription.id, tools()),
		rotateSigningSecret(subscription.id, otherTools),
		updateSubscription(subscription.id, { name: 'Renamed' }, tools()).then(() => null),
		updateSubscription(subscription.id, { timeoutSeconds: 3 }, otherTools).then(() => null),
		rotateSigningSecret(subscription.id, tools()),
	]);
	await other.close();

	const { settings, secrets } = await findSubscription(subscription.id, store.subscriptions);
	expect(settings).toMatchObject({ name: 'Renamed', timeoutSeconds: 3 });
	expect(secrets.signingSecrets.map(({ secret }) => secret)).toEqual(
		expect.arrayContaining(rotated.flatMap((one) => one?.signingSecret ?? [])),
	);
	expect(secrets.signingSecrets).toHaveLength(4);
});

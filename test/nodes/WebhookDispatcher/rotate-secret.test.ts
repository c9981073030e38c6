import { byId, DispatcherBench } from './dispatcher-bench';

import { startReceiver, type Receiver } from '../../support/receiver';
import { verifyWebhooks } from '../../support/verify-webhooks';

const DAY_MS = 24 * 60 * 60 * 1000;
const genuine = { standardwebhooks: 'genuine', svix: 'genuine' };
let bench: DispatcherBench;
let receiver: Receiver;

beforeEach(async () => {
	bench = new DispatcherBench();
	receiver = await startReceiver();
});

afterEach(async () => {
	await receiver.close();
	await bench.close();
});

async function rotate(id: unknown): Promise<Record<string, unknown>> {
	const [rotated = {}] = await bench.get('subscription', 'rotateSecret', {
		subscriptionId: byId(id),
	});
	return rotated;
}

test('shows the new secret, this once, and when the old one ends', async () => {
	const { signingSecret: first, ...created } = await bench.subscribe(receiver.url);

	const { signingSecret, oldSecretsExpireAt, ...subscription } = await rotate(created.id);

	expect(signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
	expect(signingSecret).not.toBe(first);
	expect(subscription).toEqual({ ...created, updatedAt: expect.any(String) });
	expect(oldSecretsExpireAt).toEqual([
		new Date(Date.parse(String(subscription.updatedAt)) + DAY_MS).toISOString(),
	]);
	const shown = await bench.get('subscription', 'get', { subscriptionId: byId(created.id) });
	expect(shown).toEqual([subscription]);
});

test('what is sent in the overlap is verified with either secret, by libraries that are not ours', async () => {
	const { id, signingSecret: first } = await bench.subscribe(receiver.url);
	await bench.dispatch({});
	const { signingSecret: second } = await rotate(id);
	await bench.dispatch({ payload: '{"b":1,"a":"ção ☕"}' });
	const { signingSecret: third } = await rotate(id);
	await bench.dispatch({});

	const [before, ...inOverlap] = receiver.requests.map((request) => [request]);
	const verdicts = (secret: unknown, requests = receiver.requests) =>
		verifyWebhooks(requests, String(secret)).map((verdict) => verdict.svix);
	expect(verifyWebhooks(receiver.requests, String(first))).toEqual([genuine, genuine, genuine]);
	expect(verifyWebhooks(inOverlap.flat(), String(second))).toEqual([genuine, genuine]);
	expect(verifyWebhooks(inOverlap[1] ?? [], String(third))).toEqual([genuine]);
	expect(verdicts(second, before)).not.toContain('genuine');
	expect(verdicts(third, inOverlap[0])).not.toContain('genuine');

	const signatures = receiver.requests.map(
		(request) => request.header('webhook-signature')?.split(' ').length,
	);
	expect(signatures).toEqual([1, 2, 3]);
	// The newest signs first: a receiver that looks at one signature only is asked for the new secret.
	const [newest = ''] = receiver.requests[2]?.header('webhook-signature')?.split(' ') ?? [];
	const newestOnly = (receiver.requests[2]?.headers ?? []).map(
		([name, value]): readonly [string, string] => [
			name,
			name.toLowerCase() === 'webhook-signature' ? newest : value,
		],
	);
	const [last] = receiver.requests.slice(2).map((one) => ({ ...one, headers: newestOnly }));
	expect(last && verifyWebhooks([last], String(third))).toEqual([genuine]);
});

test('a secret that has ended signs nothing more', async () => {
	const { id, signingSecret: first } = await bench.subscribe(receiver.url);
	const { signingSecret: second } = await rotate(id);
	const { subscriptions } = await bench.store();
	const stored = await subscriptions.get(String(id));
	if (!stored) throw new Error('The subscription is gone');
	const [present, old] = stored.secrets.signingSecrets;
	const ended = [present, { ...old, expiresAt: Date.now() - 1 }];
	await subscriptions.update({
		...stored,
		secrets: { ...stored.secrets, signingSecrets: ended as typeof stored.secrets.signingSecrets },
	});

	await bench.dispatch({});

	expect(verifyWebhooks(receiver.requests, String(second))).toEqual([genuine]);
	expect(verifyWebhooks(receiver.requests, String(first))[0]?.svix).not.toBe('genuine');
	expect(receiver.requests[0]?.header('webhook-signature')?.split(' ')).toHaveLength(1);
});

test('neither secret can be read in what a delivery keeps of an answer', async () => {
	const { id, signingSecret: first } = await bench.subscribe(receiver.url);
	const { signingSecret: second } = await rotate(id);
	const echo = await startReceiver({ answer: () => ({ body: `${first} ${second}` }) });
	await bench.get('subscription', 'update', {
		subscriptionId: byId(id),
		updateFields: { url: echo.url },
	});

	const { items } = await bench.dispatch({});
	await echo.close();

	expect(items).toMatchObject([{ attempts: [{ response: { body: '[hidden] [hidden]' } }] }]);
});

test('each item rotates its own, and a wrong one carries its error', async () => {
	const { id } = await bench.subscribe(receiver.url);

	const { output } = await bench.run(
		{
			resource: 'subscription',
			operation: 'rotateSecret',
			subscriptionId: byId('={{ $json.id }}'),
		},
		{ items: [{ id: 'sub_none' }, { id }], onError: 'continueRegularOutput' },
	);

	expect(output).toEqual([
		{
			json: {
				error: 'There is no subscription "sub_none"',
				remedy: expect.any(String),
				parameter: 'subscriptionId',
				code: 'not_found',
			},
			pairedItem: { item: 0 },
		},
		{
			json: expect.objectContaining({ id, signingSecret: expect.stringMatching(/^whsec_/) }),
			pairedItem: { item: 1 },
		},
	]);
});

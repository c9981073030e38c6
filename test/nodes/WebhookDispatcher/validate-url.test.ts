import { DispatcherBench } from './dispatcher-bench';

import { inTurn, redirectTo, startReceiver, type Receiver } from '../../support/receiver';

const FIRST_FIELDS = ['url', 'verdict', 'reason'];

let bench: DispatcherBench;
let receiver: Receiver;

beforeEach(async () => {
	bench = new DispatcherBench();
	receiver = await startReceiver({ answer: inTurn(405, redirectTo('/login'), 500) });
});

afterEach(async () => {
	await receiver.close();
	await bench.close();
});

async function validate(url: unknown, options = {}) {
	return await bench.run({ resource: 'subscription', operation: 'validateUrl', url }, options);
}

test('gives one verdict for each item, and stores nothing', async () => {
	const { output, error } = await validate('={{ $json.url }}', {
		items: [
			{ url: receiver.url },
			{ url: receiver.url },
			{ url: receiver.url },
			{ url: 'http://10.0.0.1/' },
			{ url: 'members.example.com' },
			{},
			{ url: { a: 1 } },
		],
	});

	expect(error).toBeUndefined();
	expect(
		output.map(({ json, pairedItem }) => [json.verdict, json.status, json.statusText, pairedItem]),
	).toEqual([
		['valid', 405, 'Method Not Allowed', { item: 0 }],
		['invalid', 302, 'Found', { item: 1 }],
		['invalid', 500, 'Internal Server Error', { item: 2 }],
		['invalid', null, null, { item: 3 }],
		['invalid', null, null, { item: 4 }],
		['invalid', null, null, { item: 5 }],
		['invalid', null, null, { item: 6 }],
	]);
	// In the order of reading: the editor's table shows the first ones.
	for (const { json } of output) expect(Object.keys(json).slice(0, 3)).toEqual(FIRST_FIELDS);
	expect(Object.keys(output[0]?.json ?? {}).sort()).toEqual(
		[...FIRST_FIELDS, 'status', 'statusText', 'statusClass', 'durationMs'].sort(),
	);
	for (const { json } of output) expect(String(json.reason)).toMatch(/\w+\. \w+/);
	expect(receiver.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
	expect(await (await bench.store()).history.page({}, 1, null)).toEqual([]);
});

test('follows the networks of the credential', async () => {
	const refused = await validate(receiver.url, { credential: { allowedNetworks: '' } });

	expect(refused.items).toMatchObject([
		{ verdict: 'invalid', reason: expect.stringContaining('Allowed Networks'), durationMs: null },
	]);
	expect(receiver.connections.accepted).toBe(0);
});

test('networks that cannot be read are an error of the credential', async () => {
	const { error } = await validate(receiver.url, {
		credential: { allowedNetworks: '10.0.0.0/99' },
	});

	expect(error?.message).toContain('[parameter: allowedNetworks]');
});

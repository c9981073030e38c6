import { DispatcherBench } from './dispatcher-bench';

import { inTurn, startReceiver } from '../../support/receiver';

const HOSTILE_NAME = '<script>alert("ERP")</script>';

let bench: DispatcherBench;

beforeEach(() => {
	bench = new DispatcherBench();
});

afterEach(async () => {
	await bench.close();
});

async function report(parameters: Record<string, unknown> = {}) {
	const { output, error } = await bench.run({
		resource: 'delivery',
		operation: 'getStatistics',
		output: 'html',
		...parameters,
	});
	if (error) throw error;
	const [{ json = {}, binary = {}, pairedItem = null } = {}, ...more] = output;
	const { data, ...others } = binary;
	expect([more, others]).toEqual([[], {}]);
	return { json, pairedItem, data, html: Buffer.from(data?.data ?? '', 'base64').toString() };
}

test('the statistics as one HTML file, with the totals beside it', async () => {
	const receiver = await startReceiver({
		answer: inTurn(200, 200, { status: 410, body: '<b>gone</b>' }),
	});
	const { subscriptions } = await bench.store();
	const { id } = await bench.subscribe(receiver.url);
	const stored = await subscriptions.get(String(id));
	if (!stored) throw new Error('The subscription is gone');
	await subscriptions.update({ ...stored, settings: { ...stored.settings, name: HOSTILE_NAME } });
	for (let count = 0; count < 3; count += 1) await bench.dispatch({});

	const { json, pairedItem, data, html } = await report();
	await receiver.close();

	expect(json).toEqual({
		since: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/),
		until: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/),
		subscriptions: 1,
		created: 3,
		delivered: 2,
		failed: 1,
		waiting: 0,
		skipped: 0,
		canceled: 0,
		successShare: 2 / 3,
	});
	expect(pairedItem).toEqual({ item: 0 });
	expect(data).toMatchObject({
		fileName: expect.stringMatching(/^deliveries-\d{4}-\d\d-\d\d\.html$/),
		fileExtension: 'html',
		mimeType: 'text/html',
	});
	expect(html).toMatch(/^<!DOCTYPE html>/);
	expect(html).toContain('&lt;script&gt;alert(&quot;ERP&quot;)&lt;/script&gt;');
	expect(html).toContain('<span><b>410</b> <span lang="en">Gone</span></span>');
	expect(html).toContain('&lt;b&gt;gone&lt;/b&gt;');
	expect(html).toMatch(/UTC: 3 \(Delivered: 2, Failed: 1\)/);
	expect(html).toContain('66.7%');
	expect(html).not.toContain('<script');
});

test('of one subscription and one period alone', async () => {
	const receiver = await startReceiver();
	const one = await bench.subscribe(receiver.url);
	await bench.subscribe('https://quiet.example.com/', {}, ['nothing.at.all']);
	await bench.dispatch({});
	await receiver.close();

	const now = await report({ subscriptionId: one.id });
	expect([now.json.subscriptions, now.json.created]).toEqual([1, 1]);
	expect(now.html).not.toContain('quiet.example.com');
	const past = await report({
		since: '={{ $now.minus({ days: 9 }) }}',
		until: '={{ $now.minus({ days: 8 }) }}',
	});
	expect(past.json).toMatchObject({ subscriptions: 2, created: 0, successShare: null });
	expect(past.html).toContain('Nothing was created in this time.');
});

test('where there is nothing to tell of it is a report all the same', async () => {
	const { json, html } = await report();

	expect(json).toMatchObject({ subscriptions: 0, created: 0, successShare: null });
	expect(html).toContain('There is no subscription, and nothing was sent.');
});

test.each<[given: Record<string, unknown>, parameter: string]>([
	[{ since: '2026-01-02', until: '2026-01-02' }, 'until'],
	[{ subscriptionId: 'sub_none' }, 'subscriptionId'],
])('refuses %j for a report too, and the other items go on', async (given, parameter) => {
	const { items } = await bench.run(
		{ resource: 'delivery', operation: 'getStatistics', output: 'html', ...given },
		{ onError: 'continueRegularOutput', items: [{}, {}] },
	);

	expect(items).toMatchObject([{ parameter }, { parameter }]);
});

import { byId, DispatcherBench } from './dispatcher-bench';

const url = 'https://members.example.com/hooks?shop=ação';
let bench: DispatcherBench;

beforeEach(() => {
	bench = new DispatcherBench();
});

afterEach(async () => await bench.close());

function byUrl(value: unknown) {
	return { __rl: true, mode: 'url', value };
}

test.each(['get', 'disable', 'enable', 'rotateSecret', 'update', 'delete'])(
	'%s takes the URL of a subscription in place of its ID',
	async (operation) => {
		const { id } = await bench.subscribe(url);
		await bench.subscribe('https://erp.example.com/hooks');

		const [result] = await bench.get('subscription', operation, {
			subscriptionId: byUrl(url),
			updateFields: {},
		});

		expect(result?.id).toBe(id);
	},
);

test.each([
	['escaped', 'https://members.example.com/hooks?shop=a%C3%A7%C3%A3o'],
	['in other case, with the default port', 'HTTPS://Members.Example.com:443/hooks?shop=ação'],
	['with spaces round it', `  ${url} `],
])('the URL may be written %s', async (_how, written) => {
	const { id } = await bench.subscribe(url);

	const [result] = await bench.get('subscription', 'get', { subscriptionId: byUrl(written) });

	expect(result?.id).toBe(id);
});

test('an expression in the mode for IDs may give a URL', async () => {
	const { id } = await bench.subscribe(url);

	const [result] = await bench.get('subscription', 'get', { subscriptionId: byId(url) });

	expect(result?.id).toBe(id);
});

test('a URL that no subscription has is named, with what to do', async () => {
	await bench.subscribe(url);

	const { error } = await bench.run({
		resource: 'subscription',
		operation: 'get',
		subscriptionId: byUrl('https://members.example.com/other'),
	});

	expect(error?.message).toBe(
		'No subscription has the URL https://members.example.com/other [parameter: subscriptionId]',
	);
	expect(error?.description).toBe(
		'Choose one from the list, or take its ID from Subscription: Get Many',
	);
});

test('a URL that several have deletes none of them', async () => {
	const first = await bench.subscribe(url);
	const second = await bench.subscribe(url);

	const { error } = await bench.run({
		resource: 'subscription',
		operation: 'delete',
		subscriptionId: byUrl(url),
	});

	expect(error?.message).toContain('2 subscriptions have the URL');
	expect(error?.description).toBe('Choose one of them from the list, or by its ID');
	const left = await bench.get('subscription', 'getAll', { returnAll: true });
	expect(left.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
});

import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

import { GestaoOnlineWebhookApi } from '../../credentials/GestaoOnlineWebhookApi.credentials';
import { HotmartWebhookApi } from '../../credentials/HotmartWebhookApi.credentials';
import { IpagApi } from '../../credentials/IpagApi.credentials';
import { IsetWebhookApi } from '../../credentials/IsetWebhookApi.credentials';
import { WebhookStoreApi } from '../../credentials/WebhookStoreApi.credentials';
import { GestaoOnlineTrigger } from '../../nodes/GestaoOnlineTrigger/GestaoOnlineTrigger.node';
import { HotmartTrigger } from '../../nodes/HotmartTrigger/HotmartTrigger.node';
import { IpagTrigger } from '../../nodes/IpagTrigger/IpagTrigger.node';
import { IsetTrigger } from '../../nodes/IsetTrigger/IsetTrigger.node';
import { operations } from '../../nodes/WebhookDispatcher/operations';
import { WebhookDispatcher } from '../../nodes/WebhookDispatcher/WebhookDispatcher.node';
import { WebhookDispatcherTrigger } from '../../nodes/WebhookDispatcherTrigger/WebhookDispatcherTrigger.node';
import { happeningItem } from '../../nodes/WebhookDispatcherTrigger/happening-item';
import { recentHappening } from '../../nodes/WebhookDispatcherTrigger/recent-happening';
import { happeningNameSchema } from '../../src/model/happening';
import { hotmart } from '../../src/platforms/hotmart';
import { receive } from '../../src/platforms/receive';
import { byId, DispatcherBench } from '../nodes/WebhookDispatcher/dispatcher-bench';
import { provenRequest, settingsFor } from '../platforms/support/requests';
import { eventOf } from '../platforms/support/verdicts';
import { inTurn, startReceiver } from '../support/receiver';
import { exampleOf, namesIn, page, tablesOf, type Page } from './support/markdown';

const shared = page('docs/nodes/platform-triggers.md');
const dispatcherPage = page('docs/nodes/webhook-dispatcher.md');
const triggerPage = page('docs/nodes/webhook-dispatcher-trigger.md');

const nodePages: Array<[node: INodeType, pages: Page[]]> = [
	[new HotmartTrigger(), [page('docs/nodes/hotmart-trigger.md'), shared]],
	[new IpagTrigger(), [page('docs/nodes/ipag-trigger.md'), shared]],
	[new GestaoOnlineTrigger(), [page('docs/nodes/gestao-online-trigger.md'), shared]],
	[new IsetTrigger(), [page('docs/nodes/iset-trigger.md'), shared]],
	[new WebhookDispatcher(), [dispatcherPage]],
	[new WebhookDispatcherTrigger(), [triggerPage]],
];

const credentialPages: Array<[credential: ICredentialType, page: Page]> = [
	[new HotmartWebhookApi(), page('docs/nodes/hotmart-trigger.md')],
	[new IpagApi(), page('docs/nodes/ipag-trigger.md')],
	[new GestaoOnlineWebhookApi(), page('docs/nodes/gestao-online-trigger.md')],
	[new IsetWebhookApi(), page('docs/nodes/iset-trigger.md')],
	[new WebhookStoreApi(), page('docs/nodes/webhook-store.md')],
];

/** Chosen by other means, or only holding others together. */
const NOT_DOCUMENTED = ['resource', 'operation', 'options'];

/** Everything that can be entered, also inside of collections. */
function parametersOf(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const { type, options = [] } = property;
		if (type === 'notice' || type === 'hidden') return [];
		const inner = type === 'collection' ? parametersOf(options as INodeProperties[]) : [];
		return [property, ...inner];
	});
}

function sorted(names: Iterable<string>): string[] {
	return [...new Set(names)].sort();
}

test.each(nodePages.map(([node, pages]) => [node.description.displayName, node, pages] as const))(
	'the page of %s has all of its parameters, and no other',
	(_name, node, pages) => {
		const names = parametersOf(node.description.properties).map(({ name }) => name);
		expect(sorted(namesIn(pages, 'parameter'))).toEqual(
			sorted(names.filter((name) => !NOT_DOCUMENTED.includes(name))),
		);
	},
);

test.each(credentialPages.map(([type, one]) => [type.displayName, type, one] as const))(
	'the page of %s has all of its fields, and no other',
	(_name, { properties }, one) => {
		expect(sorted(namesIn([one], 'field'))).toEqual(sorted(properties.map(({ name }) => name)));
	},
);

test('parameters and fields are called as in the editor', () => {
	const properties = [
		...nodePages.flatMap(([node]) => parametersOf(node.description.properties)),
		...credentialPages.flatMap(([credential]) => credential.properties),
	];
	const pages = [
		...nodePages.flatMap(([, some]) => some),
		...credentialPages.map(([, one]) => one),
	];
	const wrong = pages.flatMap(tablesOf).flatMap(({ columns: [first = ''], rows }) =>
		rows.flatMap(({ [first]: code = '', 'in the editor': shown = '' }) => {
			if (first !== 'parameter' && first !== 'field') return [];
			const name = code.replaceAll('`', '');
			const isRight = properties.some(
				(one) => one.name === name && one.displayName === shown.split(' › ').at(-1),
			);
			return isRight ? [] : [`${name}: ${shown}`];
		}),
	);
	expect(wrong).toEqual([]);
});

test('the page of Webhook Dispatcher has all operations, and no other', () => {
	const existing = Object.entries(operations).flatMap(([resource, byName]) =>
		Object.keys(byName).map((name) => `${resource}: ${name}`),
	);
	expect(sorted(namesIn([dispatcherPage], 'operation'))).toEqual(sorted(existing));
});

test('the page of Webhook Dispatcher Trigger has all that it can tell of', () => {
	expect(sorted(namesIn([triggerPage], 'value of Trigger On'))).toEqual(
		sorted(happeningNameSchema.options),
	);
});

describe('the examples', () => {
	/** Which keys there are, and where lists are; what a receiver or a platform says is up to them. */
	function shapeOf(value: unknown): unknown {
		if (Array.isArray(value)) return value.map(shapeOf);
		if (typeof value !== 'object' || value === null) return 'a value';
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [
				key,
				key === 'payload' || key === 'headers' ? 'an object' : shapeOf(inner),
			]),
		);
	}

	const { sample } = hotmart.events.find(({ name }) => name === 'PURCHASE_APPROVED') ?? {};
	const event = eventOf(
		receive(hotmart, provenRequest(hotmart, JSON.stringify(sample)), settingsFor(hotmart)),
	);

	test('of a trigger is what it emits for the sample', () => {
		const { payload: _shortened, ...example } = exampleOf(shared, 'trigger') as typeof event;
		const { payload: _whole, ...emitted } = event;
		expect(example).toEqual(emitted);
	});

	test('of the other nodes have the keys that come out', async () => {
		const bench = new DispatcherBench();
		const receiver = await startReceiver({
			answer: inTurn({ status: 503, body: 'back soon' }, { status: 200, body: 'ok' }, 410),
		});
		try {
			const real: Record<string, unknown> = {};
			real.create = await bench.subscribe(receiver.url);
			const dispatch = { resource: 'event', operation: 'dispatch' };
			const { items } = await bench.run(dispatch, { items: [{ ...event }] });
			// The second attempt need not be waited for: one made by hand looks alike.
			const deliveryId = byId(items[0]?.deliveryId);
			[real.dispatch] = await bench.get('delivery', 'resend', { deliveryId });
			await bench.dispatch({});
			[real.statistics] = await bench.get('delivery', 'getStatistics');
			[real.validate] = await bench.get('subscription', 'validateUrl', { url: receiver.url });
			[real.resendMany] = await bench.get('delivery', 'resendMany', {
				filters: { state: 'failed' },
			});
			const wanted = { on: ['deliveryFailed'] as const, subscriptionIds: [] };
			const happening = await recentHappening(wanted, await bench.store(), Date.now());
			expect(
				Object.fromEntries(Object.keys(real).map((name) => [name, exampleShape(name)])),
			).toEqual(shapeOf(real));
			expect(shapeOf(exampleOf(triggerPage, 'happening'))).toEqual(
				shapeOf(happeningItem(happening)),
			);
		} finally {
			await receiver.close();
			await bench.close();
		}
	}, 30_000);

	function exampleShape(name: string): unknown {
		return shapeOf(exampleOf(dispatcherPage, name));
	}
});

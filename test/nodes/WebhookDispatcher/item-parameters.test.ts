import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { itemParameters } from '../../../nodes/WebhookDispatcher/item-parameters';
import { DispatcherBench } from './dispatcher-bench';

/** A context that says for which item it was asked. */
function contextOf(parameters: Record<string, unknown>) {
	const asked: string[] = [];
	const items: INodeExecutionData[] = [{ json: {} }, { json: {} }];
	const context = {
		getNode: () => ({ parameters }),
		getInputData: () => items,
		getNodeParameter: (name: string, itemIndex: number, fallback: unknown) => {
			asked.push(`${name} ${itemIndex}`);
			return name in parameters ? `${name} of ${itemIndex}` : fallback;
		},
	};
	return { asked, context: context as unknown as IExecuteFunctions };
}

describe('the parameters of an execution with many items', () => {
	test.each([
		['a text', 'plain'],
		['a list', ['sub_1', 'sub_2']],
		['what is not set', undefined],
		['texts in lists in objects', { values: [{ name: 'x-a', value: 'a=b' }] }],
	])('are asked for once where they hold no expression: %s', (_name, value) => {
		const { asked, context } = contextOf({ given: value });
		const parameters = itemParameters(context);

		const read = [0, 1, 0].map((index) => parameters.getNodeParameter('given', index, ''));

		expect(asked).toEqual(['given 0']);
		expect(new Set(read).size).toBe(1);
	});

	test.each([
		['a text', '={{ $json.id }}'],
		['in a list', ['sub_1', '={{ $json.subscription }}']],
		['in lists in objects', { values: [{ name: 'x-a', value: '={{ $json.tenant }}' }] }],
	])('are asked for with each item where they hold one: %s', (_name, value) => {
		const { asked, context } = contextOf({ given: value });
		const parameters = itemParameters(context);

		for (const index of [0, 1]) parameters.getNodeParameter('given', index, '');

		expect(asked).toEqual(['given 0', 'given 1']);
	});

	test('are told apart item by item on n8n’s own engine', async () => {
		const bench = new DispatcherBench();
		const ran = await bench.run(
			{
				resource: 'event',
				operation: 'dispatch',
				eventSource: 'define',
				eventType: 'order.paid',
				eventId: '={{ "order-" + $json.order }}',
				payload: '={{ { order: $json.order } }}',
				sendTo: 'url',
				url: 'http://127.0.0.1:9/',
			},
			{ items: [{ order: 1 }, { order: 2 }, { order: 3 }] },
		);

		expect(ran.error).toBeUndefined();
		expect(ran.items.map(({ eventId }) => eventId)).toEqual(['order-1', 'order-2', 'order-3']);
	});
});

import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { newEvent } from '../../../../src/delivery';
import { CommerceWebhooksError } from '../../../../src/model/errors';
import type { HistoryStore, NewEvent } from '../../../../src/storage';
import { errorItem, toNodeError } from '../../../shared/node-errors';
import { shownFor, type BatchOperation, type Call } from '../../operation';
import { deliveryItem } from '../../output';
import { DispatchSummary } from './dispatch-summary';
import { readEvent } from './outgoing-event';
import { recipientsFinder, sendToProperties } from './recipients';

/** Deliveries are read back so many at a time. */
const RECORDS_PER_READ = 200;

const defined = { show: { eventSource: ['define'] } };

const eventProperties: INodeProperties[] = [
	{
		displayName: 'Event Source',
		name: 'eventSource',
		type: 'options',
		options: [
			{
				name: 'Define Below',
				value: 'define',
				description: 'An event of your own: its type and payload are the fields below',
			},
			{
				name: 'Incoming Item',
				value: 'item',
				description: "The item is what one of this package's triggers emitted",
			},
		],
		default: 'item',
		description: 'What is dispatched',
	},
	{
		displayName: 'Event Type',
		name: 'eventType',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. order.paid',
		description: 'What happened, as subscriptions name it',
		displayOptions: defined,
	},
	{
		displayName: 'Event ID',
		name: 'eventId',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-42-paid',
		description:
			'The idempotency key: an event that was dispatched under this ID before is not sent to the same receiver again. Empty: a new one.',
		displayOptions: defined,
	},
	{
		displayName: 'Occurred At',
		name: 'occurredAt',
		type: 'dateTime',
		default: '',
		description: 'When it happened. Empty: now.',
		displayOptions: defined,
	},
	{
		displayName: 'Product IDs',
		name: 'productIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1355458',
		description: 'The products it is about, separated by commas, for subscriptions that want only some',
		displayOptions: defined,
	},
	{
		displayName: 'Payload',
		name: 'payload',
		type: 'json',
		default: '{}',
		description: 'What is sent, as JSON',
		displayOptions: defined,
	},
];

const dispatchProperties: INodeProperties[] = [
	{
		displayName: 'Wait for Final Result',
		name: 'waitForFinalResult',
		type: 'boolean',
		default: false,
		description:
			'Whether the execution goes on only when every delivery has succeeded or failed for good, which may take hours. Otherwise the first attempt is made at once and the rest go on in the background.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Fail on Failure',
				name: 'failOnFailure',
				type: 'boolean',
				default: false,
				description: 'Whether the execution fails where a delivery has failed for good',
			},
			{
				displayName: 'Maximum Concurrent',
				name: 'maximumConcurrent',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 1000 },
				default: 20,
				description: 'How many first attempts may be under way at once',
			},
		],
	},
];

const optionsSchema = z.object({
	failOnFailure: z.boolean().default(false),
	maximumConcurrent: z.coerce.number().int().min(1).max(1000).default(20),
});

export const dispatch: BatchOperation = {
	kind: 'batch',
	description: shownFor('event', 'dispatch', [
		...eventProperties,
		...sendToProperties,
		...dispatchProperties,
	]),
	execute: async (call) => {
		const { context, runtime } = call;
		const { maximumConcurrent, failOnFailure } = optionsSchema.parse(
			context.getNodeParameter('options', 0, {}),
		);
		const summary = new DispatchSummary();
		const failed = new Map<number, unknown>();
		const dispatched: number[] = [];
		const events = await eventsOf(call, { dispatched, failed, summary });
		const ids = await runtime.engine.dispatch(events(), {
			maximumConcurrent,
			waitForFinalResult: context.getNodeParameter('waitForFinalResult', 0, false) === true,
			signal: context.getExecutionCancelSignal(),
		});
		const byItem = new Map(dispatched.map((itemIndex, index) => [itemIndex, ids[index] ?? []]));
		const output = await outputOf(context, { byItem, failed, summary, history: runtime.store.history });
		summary.tell(context);
		if (failOnFailure && summary.failed > 0) {
			throw new CommerceWebhooksError('conflict', `${summary.failed} deliveries have failed for good`, {
				remedy: 'Look at the attempts: Delivery: Get Many, filtered by the state "failed"',
			});
		}
		return output;
	},
};

interface Progress {
	/** Items whose events were stored, in order. */
	dispatched: number[];
	/** What was wrong with items, where the node goes on after errors. */
	failed: Map<number, unknown>;
	summary: DispatchSummary;
}

/** Makes the events one by one while they are written: thousands of bodies are never in memory together. */
async function eventsOf(
	{ context, ...store }: Omit<Call, 'itemIndex'>,
	{ dispatched, failed, summary }: Progress,
): Promise<() => Generator<NewEvent>> {
	const findRecipients = await recipientsFinder(context, store);
	const items = context.getInputData();
	return function* () {
		for (const itemIndex of items.keys()) {
			try {
				const { event, matched } = readEvent(context, itemIndex);
				const recipients = findRecipients(matched, itemIndex);
				summary.countEvent(event, recipients.length);
				const stored = newEvent(event, recipients, store.allowedNetworks);
				dispatched.push(itemIndex);
				yield stored;
			} catch (error) {
				if (!context.continueOnFail()) throw toNodeError(context.getNode(), error, itemIndex);
				failed.set(itemIndex, error);
			}
		}
	};
}

interface Outcome {
	byItem: ReadonlyMap<number, readonly string[]>;
	failed: ReadonlyMap<number, unknown>;
	summary: DispatchSummary;
	history: HistoryStore;
}

/** One item a delivery, in the order of the inputs; errors in their place. */
async function outputOf(
	context: IExecuteFunctions,
	{ byItem, failed, summary, history }: Outcome,
): Promise<INodeExecutionData[]> {
	const wanted: Array<{ itemIndex: number; id: string | null }> = [];
	for (const itemIndex of context.getInputData().keys()) {
		if (failed.has(itemIndex)) wanted.push({ itemIndex, id: null });
		for (const id of byItem.get(itemIndex) ?? []) wanted.push({ itemIndex, id });
	}
	const output: INodeExecutionData[] = [];
	for (let start = 0; start < wanted.length; start += RECORDS_PER_READ) {
		const page = wanted.slice(start, start + RECORDS_PER_READ);
		const records = await history.deliveries(page.flatMap(({ id }) => id ?? []));
		const byId = new Map(records.map((record) => [record.delivery.id, record]));
		for (const { itemIndex, id } of page) {
			const pairedItem = { item: itemIndex };
			const record = id === null ? undefined : byId.get(id);
			if (record) {
				summary.countDelivery(record.delivery.state);
				output.push({ json: deliveryItem(record), pairedItem });
			} else if (id === null) {
				output.push({ json: errorItem(failed.get(itemIndex)), pairedItem });
			}
		}
	}
	return output;
}

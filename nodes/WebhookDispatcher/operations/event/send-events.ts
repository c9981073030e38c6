import { setImmediate as turn } from 'node:timers/promises';
import type { INodeExecutionData } from 'n8n-workflow';

import {
	newEvent,
	type DispatchedDelivery,
	type OutgoingEvent,
	type Recipient,
} from '../../../../src/delivery';
import { CommerceWebhooksError } from '../../../../src/model/errors';
import { phrase } from '../../../../src/model/phrase';
import type { DeliveryRecord, HistoryStore, NewEvent } from '../../../../src/storage';
import {
	describeError,
	errorItem,
	errorOutput,
	hasErrorOutput,
	toNodeError,
} from '../../../shared/node-errors';
import { itemParameters, type ItemParameters } from '../../item-parameters';
import type { BatchCall } from '../../operation';
import { deliveryItem } from '../../../shared/delivery-item';
import { DispatchSummary } from './dispatch-summary';
import type { EventToDispatch } from './outgoing-event';
import { recipientsFinder } from './recipients';

/** Deliveries that have not ended are read so many at a time. */
const RECORDS_PER_READ = 200;
/** Other work of the process has its turn after so long. */
const TURN_MS = 3;

/** First attempts of one execution that may be under way at once. */
export const DEFAULT_MAXIMUM_CONCURRENT = 20;

interface SendOptions {
	/** The event of one item. */
	readEvent: (context: ItemParameters, itemIndex: number) => EventToDispatch;
	maximumConcurrent?: number;
	waitForFinalResult?: boolean;
	/** Whether the execution fails where a delivery has failed for good. */
	failOnFailure?: boolean;
}

/**
 * Stores the events of all items, makes the first attempts, and gives one item a delivery. Sets n8n's custom
 * execution data.
 */
export async function sendEvents(
	call: BatchCall,
	{
		readEvent,
		maximumConcurrent = DEFAULT_MAXIMUM_CONCURRENT,
		waitForFinalResult = false,
		failOnFailure = false,
	}: SendOptions,
): Promise<INodeExecutionData[]> {
	const { context, runtime } = call;
	const progress: Progress = {
		summary: new DispatchSummary(),
		failed: new Map(),
		dispatched: [],
	};
	const prepared = await prepare(call, readEvent, progress);
	// Gone through once more where the store asks for it: see `OutboxStore`.
	const events = { [Symbol.iterator]: () => newEvents(call, prepared, progress) };
	const deliveries = await runtime.engine.dispatch(events, {
		maximumConcurrent,
		waitForFinalResult,
		signal: context.getExecutionCancelSignal(),
	});
	const output = await outputOf(call, { ...progress, deliveries, failOnFailure });
	progress.summary.tell(context);
	const { failed } = progress.summary;
	if (failOnFailure && failed > 0 && !context.continueOnFail()) throw haveFailed(failed);
	return output;
}

interface Progress {
	/** Items whose events were stored, in order. */
	dispatched: number[];
	/** What was wrong with items, where the node goes on after errors. */
	failed: Map<number, unknown>;
	summary: DispatchSummary;
}

interface Prepared {
	itemIndex: number;
	event: OutgoingEvent;
	recipients: readonly Recipient[];
}

/** Reads all items before anything is stored: expressions take time, and writing locks the store. */
async function prepare(
	{ context, ...store }: BatchCall,
	readEvent: SendOptions['readEvent'],
	{ failed, summary }: Progress,
): Promise<Prepared[]> {
	const parameters = itemParameters(context);
	const findRecipients = await recipientsFinder(parameters, store);
	const prepared: Prepared[] = [];
	let turnEndsAt = performance.now() + TURN_MS;
	for (const itemIndex of context.getInputData().keys()) {
		if (performance.now() >= turnEndsAt) {
			await turn();
			turnEndsAt = performance.now() + TURN_MS;
		}
		try {
			const { event, matched } = readEvent(parameters, itemIndex);
			const recipients = findRecipients(matched, itemIndex);
			summary.countEvent(event, recipients.length);
			prepared.push({ itemIndex, event, recipients });
		} catch (error) {
			if (!context.continueOnFail()) throw toNodeError(context.getNode(), error, itemIndex);
			failed.set(itemIndex, error);
		}
	}
	return prepared;
}

/** Makes the bodies one by one while they are written: thousands of them are never in memory together. */
function* newEvents(
	{ context, allowedNetworks }: BatchCall,
	prepared: readonly Prepared[],
	{ dispatched, failed }: Progress,
): Generator<NewEvent> {
	dispatched.length = 0;
	for (const { itemIndex, event, recipients } of prepared) {
		try {
			const stored = newEvent(event, recipients, allowedNetworks);
			dispatched.push(itemIndex);
			yield stored;
		} catch (error) {
			if (!context.continueOnFail()) throw toNodeError(context.getNode(), error, itemIndex);
			failed.set(itemIndex, error);
		}
	}
}

interface Outcome extends Progress {
	/** One list for each of the items that were dispatched. */
	deliveries: readonly DispatchedDelivery[][];
	failOnFailure: boolean;
}

/** One item a delivery, in the order of the inputs; errors in their place. */
async function outputOf(
	{ context, runtime }: BatchCall,
	{ deliveries, dispatched, failed, summary, failOnFailure }: Outcome,
): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	const byItem = new Map(
		dispatched.map((itemIndex, index) => [itemIndex, deliveries[index] ?? []]),
	);
	const wanted: Array<{ itemIndex: number; delivery: DispatchedDelivery | null }> = [];
	for (const itemIndex of context.getInputData().keys()) {
		if (failed.has(itemIndex)) wanted.push({ itemIndex, delivery: null });
		for (const delivery of byItem.get(itemIndex) ?? []) wanted.push({ itemIndex, delivery });
	}
	const output: INodeExecutionData[] = [];
	for (let start = 0; start < wanted.length; start += RECORDS_PER_READ) {
		const page = wanted.slice(start, start + RECORDS_PER_READ);
		const records = await recordsOf(
			runtime.store.history,
			page.flatMap(({ delivery }) => delivery ?? []),
		);
		for (const { itemIndex, delivery } of page) {
			if (!delivery) output.push(errorOutput(node, failed.get(itemIndex), itemIndex));
			const record = delivery && records.get(delivery.id);
			if (!record) continue;
			summary.countDelivery(record.delivery);
			const json = deliveryItem(record);
			const isError = failOnFailure && record.delivery.state === 'failed' && hasErrorOutput(node);
			output.push(
				isError
					? errorItem(node, itemIndex, describeError(haveFailed(1)).message, json)
					: { json, pairedItem: { item: itemIndex } },
			);
		}
	}
	return output;
}

/** Those that have not ended with this dispatch are read. */
async function recordsOf(
	history: HistoryStore,
	deliveries: readonly DispatchedDelivery[],
): Promise<ReadonlyMap<string, DeliveryRecord>> {
	const known = deliveries.flatMap(({ record }) => record() ?? []);
	const ids = new Set(known.map(({ delivery }) => delivery.id));
	const unknown = deliveries.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
	const read = unknown.length === 0 ? [] : await history.deliveries(unknown);
	return new Map([...known, ...read].map((record) => [record.delivery.id, record]));
}

function haveFailed(count: number): CommerceWebhooksError {
	return new CommerceWebhooksError(
		'conflict',
		count === 1
			? phrase`1 delivery has failed for good`
			: phrase`${count} deliveries have failed for good`,
		{ remedy: phrase`Look at the attempts: Delivery: Get Many, filtered by the state "failed"` },
	);
}

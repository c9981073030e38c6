import { setImmediate as turn } from 'node:timers/promises';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { newEvent, type OutgoingEvent, type Recipient } from '../../../../src/delivery';
import { CommerceWebhooksError } from '../../../../src/model/errors';
import { phrase } from '../../../../src/model/phrase';
import type { NewEvent } from '../../../../src/storage';
import {
	describeError,
	errorItem,
	errorOutput,
	hasErrorOutput,
	toNodeError,
} from '../../../shared/node-errors';
import type { BatchCall } from '../../operation';
import { deliveryItem } from '../../../shared/delivery-item';
import { DispatchSummary } from './dispatch-summary';
import type { EventToDispatch } from './outgoing-event';
import { recipientsFinder } from './recipients';

/** Deliveries are read back so many at a time. */
const RECORDS_PER_READ = 200;
/** Other work of the process has its turn after so many items. */
const ITEMS_PER_TURN = 20;

/** First attempts of one execution that may be under way at once. */
export const DEFAULT_MAXIMUM_CONCURRENT = 20;

interface SendOptions {
	/** The event of one item. */
	readEvent: (context: IExecuteFunctions, itemIndex: number) => EventToDispatch;
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
	const ids = await runtime.engine.dispatch(events, {
		maximumConcurrent,
		waitForFinalResult,
		signal: context.getExecutionCancelSignal(),
	});
	const output = await outputOf(call, { ...progress, ids, failOnFailure });
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
	const findRecipients = await recipientsFinder(context, store);
	const prepared: Prepared[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		if (itemIndex % ITEMS_PER_TURN === 0) await turn();
		try {
			const { event, matched } = readEvent(context, itemIndex);
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
	/** Ids of deliveries, one list for each of the items that were dispatched. */
	ids: readonly string[][];
	failOnFailure: boolean;
}

/** One item a delivery, in the order of the inputs; errors in their place. */
async function outputOf(
	{ context, runtime }: BatchCall,
	{ ids, dispatched, failed, summary, failOnFailure }: Outcome,
): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	const byItem = new Map(dispatched.map((itemIndex, index) => [itemIndex, ids[index] ?? []]));
	const wanted: Array<{ itemIndex: number; id: string | null }> = [];
	for (const itemIndex of context.getInputData().keys()) {
		if (failed.has(itemIndex)) wanted.push({ itemIndex, id: null });
		for (const id of byItem.get(itemIndex) ?? []) wanted.push({ itemIndex, id });
	}
	const output: INodeExecutionData[] = [];
	for (let start = 0; start < wanted.length; start += RECORDS_PER_READ) {
		const page = wanted.slice(start, start + RECORDS_PER_READ);
		const records = await runtime.store.history.deliveries(page.flatMap(({ id }) => id ?? []));
		const byId = new Map(records.map((record) => [record.delivery.id, record]));
		for (const { itemIndex, id } of page) {
			const record = id === null ? undefined : byId.get(id);
			if (id === null) output.push(errorOutput(node, failed.get(itemIndex), itemIndex));
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

function haveFailed(count: number): CommerceWebhooksError {
	return new CommerceWebhooksError(
		'conflict',
		count === 1
			? phrase`1 delivery has failed for good`
			: phrase`${count} deliveries have failed for good`,
		{ remedy: phrase`Look at the attempts: Delivery: Get Many, filtered by the state "failed"` },
	);
}

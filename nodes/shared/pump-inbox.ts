import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';

import type { InboxItem, NodeRef } from '../../src/storage';
import { emitItems } from './emit-items';
import { executionFate, n8nInstance } from './n8n-instance';
import type { Runtime } from './runtime';

interface PumpSettings {
	/** How many rows may start one execution together. */
	eventsPerBatch: number;
	/** See `InboxClaimOptions`. */
	waitsOnDisk: boolean;
	/** Executions of this node that may run at once. */
	maximumInFlight: number;
	/** What becomes of rows whose execution died with n8n. */
	afterCrash: 'runAgain' | 'keep';
	/** What the node emits for one row. */
	toItem: (item: InboxItem) => IDataObject;
}

/** Gives what waits for a trigger node to n8n until the returned function is called. */
export async function pumpInbox(
	context: ITriggerFunctions,
	{ inbox }: Runtime,
	{ eventsPerBatch, waitsOnDisk, maximumInFlight, afterCrash, toItem }: PumpSettings,
): Promise<() => Promise<void>> {
	const { isQueueMode } = await n8nInstance();
	return inbox.startPump({
		...nodeRef(context),
		emit: async (items, deduplicationKey) =>
			await emitItems(context, items.map(toItem), deduplicationKey),
		fateOf: executionFate,
		eventsPerBatch,
		waitsOnDisk,
		maximumInFlight,
		afterCrash: isQueueMode ? 'handedOver' : afterCrash,
	});
}

/** The node, as its inbox is known by. */
export function nodeRef(context: Pick<ITriggerFunctions, 'getWorkflow' | 'getNode'>): NodeRef {
	return { workflowId: context.getWorkflow().id ?? '', nodeId: context.getNode().id };
}

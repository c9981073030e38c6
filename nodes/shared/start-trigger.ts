import {
	ExecutionCancelledError,
	ManualExecutionCancelledError,
	TimeoutExecutionCancelledError,
	type IRun,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';

import type { Emission } from '../../src/inbox';
import type { ReceivedEvent } from '../../src/model/received-event';
import { n8nInstance, settledStatus } from './n8n-instance';
import { toNodeError } from './node-errors';
import { storeAccess } from './runtime';
import { readTriggerParameters } from './trigger-parameters';

/** Gives the events that `webhook()` stored to n8n, from publishing to unpublishing; in a test run, the one just received. */
export async function startTrigger(context: ITriggerFunctions): Promise<ITriggerResponse> {
	try {
		return await start(context);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function start(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const { runtime } = await storeAccess(context);
	const node = { workflowId: context.getWorkflow().id ?? '', nodeId: context.getNode().id };
	if (context.getMode() === 'manual') {
		return {
			manualTriggerFunction: async () => {
				const event = await runtime.store.inbox.latestTest(node);
				if (event) context.emit([toItems([event])]);
			},
		};
	}
	const { eventsPerExecution, maximumInFlight, afterCrash } = readTriggerParameters(context);
	const { isQueueMode } = await n8nInstance();
	const stop = runtime.inbox.startPump({
		...node,
		emit: async (events, deduplicationKey) => await emit(context, events, deduplicationKey),
		settledStatus,
		eventsPerBatch: eventsPerExecution,
		maximumInFlight,
		afterCrash: isQueueMode ? 'handedOver' : afterCrash,
	});
	return {
		// Executions under way may take hours: what becomes of them is recorded when they end.
		closeFunction: async () => void stop(),
	};
}

/** Rejects where n8n was shut down, or could not create the execution: the event is then run again. */
async function emit(
	context: ITriggerFunctions,
	events: readonly ReceivedEvent[],
	deduplicationKey: string,
): Promise<Emission> {
	const donePromise = context.helpers.createDeferredPromise<IRun>();
	context.emit([toItems(events)], undefined, donePromise, deduplicationKey);
	return await donePromise.promise.then(
		// n8n resolves with nothing where it has an execution under this key.
		(run: IRun | undefined): Emission =>
			run === undefined ? { kind: 'refused' } : { kind: 'ended', status: run.status },
		(error: unknown): Emission => {
			if (isCanceledByUser(error)) return { kind: 'ended', status: 'canceled' };
			throw error;
		},
	);
}

/** Somebody's wish, unlike the cancellation of everything at shutdown. */
function isCanceledByUser(error: unknown): boolean {
	return (
		error instanceof ExecutionCancelledError &&
		(error instanceof ManualExecutionCancelledError ||
			error instanceof TimeoutExecutionCancelledError)
	);
}

function toItems(events: readonly ReceivedEvent[]) {
	return events.map((event) => ({ json: { ...event } }));
}

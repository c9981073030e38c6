import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { nodeRef, pumpInbox } from './pump-inbox';
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
	if (context.getMode() === 'manual') {
		return {
			manualTriggerFunction: async () => {
				const event = await runtime.store.inbox.latestTest(nodeRef(context));
				if (event) context.emit([[{ json: { ...event } }]]);
			},
		};
	}
	const { eventsPerExecution, maximumInFlight, afterCrash } = readTriggerParameters(context);
	const stop = await pumpInbox(context, runtime, {
		eventsPerBatch: eventsPerExecution,
		waitsOnDisk: true,
		maximumInFlight,
		afterCrash,
		toItem: (event) => ({ ...event }),
	});
	return {
		// Executions under way may take hours: what becomes of them is recorded when they end.
		closeFunction: async () => void stop(),
	};
}

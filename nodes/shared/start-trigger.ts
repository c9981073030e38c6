import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import type { PlatformDefinition } from '../../src/platforms';
import { nodeRef, pumpInbox } from './pump-inbox';
import { toNodeError } from './node-errors';
import { expectRequests } from './receive-webhook';
import { storeAccess } from './runtime';
import { readTriggerParameters } from './trigger-parameters';

/** Gives the events that `webhook()` stored to n8n, from publishing to unpublishing; in a test run, the one just received. */
export async function startTrigger(
	context: ITriggerFunctions,
	definition: PlatformDefinition,
): Promise<ITriggerResponse> {
	try {
		return await start(context, definition);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function start(
	context: ITriggerFunctions,
	definition: PlatformDefinition,
): Promise<ITriggerResponse> {
	const { runtime } = await storeAccess(context);
	if (context.getMode() === 'manual') {
		return {
			manualTriggerFunction: async () => {
				const event = await runtime.store.inbox.latestTest(nodeRef(context));
				if (event) context.emit([[{ json: { ...event } }]]);
			},
		};
	}
	const parameters = readTriggerParameters(context);
	const { eventsPerExecution, maximumInFlight, afterCrash } = parameters;
	const stop = await pumpInbox(context, runtime, {
		eventsPerBatch: eventsPerExecution,
		waitsOnDisk: true,
		maximumInFlight,
		afterCrash,
		toItem: (event) => ({ ...event }),
	});
	const expectNoMore = expectRequests(context, definition, parameters);
	return {
		closeFunction: async () => {
			expectNoMore();
			// Executions under way may take hours: what becomes of them is recorded when they end.
			void stop();
		},
	};
}

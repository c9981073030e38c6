import type { IDataObject, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import * as z from 'zod';

import { startListening } from '../../src/inbox';
import { systemClock } from '../../src/model/clock';
import { happeningNameSchema, type HappeningName } from '../../src/model/happening';
import { parseInput } from '../../src/model/parse-input';
import { translatable } from '../../src/model/phrase';
import type { InboxItem } from '../../src/storage';
import { isPublished } from '../shared/n8n-instance';
import { toNodeError } from '../shared/node-errors';
import { nodeRef, pumpInbox } from '../shared/pump-inbox';
import { storeAccess, type Runtime } from '../shared/runtime';
import { listSchema } from '../shared/trigger-parameters';
import { happeningItem } from './happening-item';
import { recentHappening } from './recent-happening';

const MAXIMUM_IN_FLIGHT = 20;
/** n8n closes a trigger before it notes that the workflow is no longer published. */
const LOOK_AGAIN_AFTER_MS = 2000;

const parametersSchema = z.object({
	on: listSchema.pipe(z.array(happeningNameSchema).min(1, translatable('needs at least one'))),
	subscriptionIds: listSchema,
});

interface Wanted {
	on: HappeningName[];
	subscriptionIds: string[];
}

/** Starts executions for what happens, from publishing to unpublishing; in a test run, for what happened last. */
export async function listen(context: ITriggerFunctions): Promise<ITriggerResponse> {
	try {
		const { runtime } = await storeAccess(context);
		const wanted = parseInput(parametersSchema, {
			on: context.getNodeParameter('on', []),
			subscriptionIds: context.getNodeParameter('subscriptionIds', []),
		});
		return context.getMode() === 'manual'
			? showRecent(context, runtime, wanted)
			: await listenOn(context, runtime, wanted);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

function showRecent(
	context: ITriggerFunctions,
	{ store }: Runtime,
	wanted: Wanted,
): ITriggerResponse {
	return {
		manualTriggerFunction: async () => {
			const happening = await recentHappening(wanted, store, systemClock.now());
			context.emit([[{ json: happeningItem(happening) as IDataObject }]]);
		},
	};
}

async function listenOn(
	context: ITriggerFunctions,
	runtime: Runtime,
	wanted: Wanted,
): Promise<ITriggerResponse> {
	const node = nodeRef(context);
	const { listeners } = runtime.store;
	const onError = (error: unknown) =>
		context.logger.error(`Webhook Dispatcher Trigger: ${String(error)}`);
	const stopListening = await startListening(
		{ ...node, ...wanted },
		{ listeners, clock: systemClock, onError },
	);
	const stopPump = await pumpInbox(context, runtime, {
		eventsPerBatch: 1,
		waitsOnDisk: false,
		maximumInFlight: MAXIMUM_IN_FLIGHT,
		afterCrash: 'runAgain',
		toItem,
	});
	const removeUnlessPublished = async () => {
		if ((await isPublished(node.workflowId)) !== true) await listeners.remove(node);
	};
	return {
		closeFunction: async () => {
			stopListening();
			void stopPump();
			// Where n8n only restarts, or another process takes over, what happens meanwhile is told then.
			systemClock.after(LOOK_AGAIN_AFTER_MS, () => void removeUnlessPublished().catch(onError));
		},
	};
}

function toItem(item: InboxItem): IDataObject {
	return ('on' in item ? happeningItem(item) : item) as IDataObject;
}

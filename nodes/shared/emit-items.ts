import {
	ExecutionCancelledError,
	ManualExecutionCancelledError,
	TimeoutExecutionCancelledError,
	type IDataObject,
	type IRun,
	type ITriggerFunctions,
} from 'n8n-workflow';

import type { Emission } from '../../src/inbox';

/**
 * Starts one execution and resolves when it has ended. Rejects where n8n was shut down, or could not create the
 * execution: what was to be emitted is then run again. `deduplicationKey` is unique over all of the instance.
 */
export async function emitItems(
	context: ITriggerFunctions,
	items: IDataObject[],
	deduplicationKey: string,
): Promise<Emission> {
	const donePromise = context.helpers.createDeferredPromise<IRun>();
	context.emit([items.map((json) => ({ json }))], undefined, donePromise, deduplicationKey);
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

/** What this package must know of the n8n it runs in. */
export interface N8nInstance {
	/** n8n's own folder, e.g. `/home/node/.n8n`. */
	folder: string;
	/** n8n's own encryption key; keys are derived from it, it is never used or kept itself. */
	encryptionKey: string;
	/** Whether executions run in workers: many processes, each with a folder of its own. */
	isQueueMode: boolean;
}

/** The one place that asks n8n-core: nodes are not told these things through their contexts. */
export async function n8nInstance(): Promise<N8nInstance> {
	const { Container } = await import('@n8n/di');
	const { InstanceSettings } = await import('n8n-core');
	const settings = Container.get(InstanceSettings);
	return {
		folder: settings.n8nFolder,
		encryptionKey: settings.encryptionKey,
		isQueueMode: process.env.EXECUTIONS_MODE === 'queue',
	};
}

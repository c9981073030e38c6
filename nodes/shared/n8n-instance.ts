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

/** States in which n8n itself has the last word on an execution; a waiting one is resumed by n8n. */
const SETTLED_STATUSES = ['success', 'error', 'canceled', 'waiting'];

/** The little that is asked of n8n's table of executions. */
interface ExecutionRepository {
	findOne(options: {
		where: { deduplicationKey: string };
		select: string[];
	}): Promise<{ status: string } | null>;
}

/**
 * How the execution ended that n8n created under this key; `null` where it died with its process, or where
 * this n8n cannot be asked: the package of its tables is no public interface.
 */
export async function settledStatus(deduplicationKey: string): Promise<string | null> {
	try {
		const { Container } = await import('@n8n/di');
		const tables = '@n8n/db';
		const { ExecutionRepository: Repository } = (await import(tables)) as {
			ExecutionRepository: new () => ExecutionRepository;
		};
		const found = await Container.get(Repository).findOne({
			where: { deduplicationKey },
			select: ['id', 'status'],
		});
		return found && SETTLED_STATUSES.includes(found.status) ? found.status : null;
	} catch {
		return null;
	}
}

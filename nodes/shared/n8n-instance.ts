import type { Fate } from '../../src/inbox';

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

/** The little that is asked of n8n's tables. */
interface Repository<Row> {
	findOne(options: { where: Record<string, string>; select: string[] }): Promise<Row | null>;
	createQueryBuilder(alias: string): SelectQuery<Row>;
}

interface SelectQuery<Row> {
	innerJoin(property: string, alias: string): this;
	select(column: string, name: string): this;
	addSelect(column: string, name: string): this;
	where(condition: string, values: object): this;
	andWhere(condition: string): this;
	getRawMany(): Promise<Row[]>;
}

/**
 * What became of the execution that n8n created under this key; `null` where n8n does not know, or cannot be asked:
 * the package of its tables is no public interface.
 */
export async function executionFate(deduplicationKey: string): Promise<Fate | null> {
	try {
		const executions = await repository<ExecutionRow>('ExecutionRepository');
		const found = await executions.findOne({
			where: { deduplicationKey },
			select: ['id', 'status', 'startedAt'],
		});
		return found && fateOf(found);
	} catch {
		return null;
	}
}

function fateOf(execution: ExecutionRow): Fate | null {
	const { status } = execution;
	if (SETTLED_STATUSES.includes(status) || hasStartedInThisProcess(execution)) {
		return { kind: 'settled', status };
	}
	// One that n8n has only created may still be waiting for its turn.
	return ['running', 'crashed'].includes(status) ? { kind: 'died' } : null;
}

interface ExecutionRow {
	status: string;
	startedAt: Date | string | null;
}

/** With a limit of executions at once, n8n itself runs at its start what had been waiting for a place. */
function hasStartedInThisProcess({ status, startedAt }: ExecutionRow): boolean {
	const processStartedAt = Date.now() - process.uptime() * 1000;
	return (
		status === 'running' && startedAt !== null && new Date(startedAt).getTime() >= processStartedAt
	);
}

/** Whether a workflow is published; `null` where this n8n cannot be asked, as above. */
export async function isPublished(workflowId: string): Promise<boolean | null> {
	try {
		const workflows = await repository<{ activeVersionId: string | null }>('WorkflowRepository');
		const found = await workflows.findOne({
			where: { id: workflowId },
			select: ['id', 'activeVersionId'],
		});
		return typeof found?.activeVersionId === 'string';
	} catch {
		return null;
	}
}

/**
 * The versions of workflows that n8n runs, by their ids; left out are workflows that are not published, or of which
 * another version is just being published. Empty where this n8n cannot be asked, as above.
 */
export async function publishedVersions(
	workflowIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	try {
		const published = await repository<VersionRow>('WorkflowPublishedVersionRepository');
		// One statement, and no entities: asked while requests wait for the answer.
		const rows = await published
			.createQueryBuilder('published')
			.innerJoin('published.workflow', 'workflow')
			.select('published.workflowId', 'id')
			.addSelect('published.publishedVersionId', 'version')
			.where('published.workflowId IN (:...workflowIds)', { workflowIds })
			.andWhere('workflow.activeVersionId = published.publishedVersionId')
			.getRawMany();
		return new Map(rows.map(({ id, version }) => [id, version]));
	} catch {
		return new Map();
	}
}

interface VersionRow {
	id: string;
	version: string;
}

/** Settings with which something of the administrator's, or n8n's metrics, sees each request to a webhook. */
const WATCHERS = [
	'EXTERNAL_HOOK_FILES',
	'N8N_METRICS_INCLUDE_WEBHOOK_METRICS',
	'N8N_METRICS_INCLUDE_API_ENDPOINTS',
];
/** The administrator's own switch. */
const DIRECT_ANSWERS = 'COMMERCE_WEBHOOKS_DIRECT_ANSWERS';

/** Whether a request may be answered without all of n8n; not where something may have to see each of them there. */
export function mayAnswerDirectly(environment: NodeJS.ProcessEnv): boolean {
	const isSet = (name: string) => !['', 'false'].includes(environment[name]?.trim() ?? '');
	if (environment[DIRECT_ANSWERS]?.trim() === 'false') return false;
	return !WATCHERS.some((name) => isSet(name) || isSet(`${name}_FILE`));
}

async function repository<Row>(name: string): Promise<Repository<Row>> {
	const { Container } = await import('@n8n/di');
	const tables = '@n8n/db';
	const repositories = (await import(tables)) as Record<string, new () => Repository<Row>>;
	const Repository = repositories[name];
	if (!Repository) throw new Error(`This n8n has no ${name}`);
	return Container.get(Repository);
}

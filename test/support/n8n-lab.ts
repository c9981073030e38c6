import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePorts } from './lab/free-ports';
import { grepFolder, type Occurrence } from './lab/grep-folder';
import { type HttpAnswer, httpRequest } from './lab/http-request';
import { installPackage } from './lab/install-package';
import { N8nApi, type Owner } from './lab/n8n-api';
import { type N8nCommand, N8nProcess } from './lab/n8n-process';
import { waitFor, type WaitOptions } from './lab/wait-for';

export { isPortFree } from './lab/free-ports';
export { httpRequest, type HttpAnswer, type HttpRequest } from './lab/http-request';
export { waitFor, type WaitOptions } from './lab/wait-for';

const packageName = 'n8n-nodes-commerce-webhooks';

export interface LabOptions {
	/** Environment variables of n8n, added to those of `lab/n8n-process.ts`; `undefined` takes one out. */
	env?: Record<string, string | undefined>;
	/** Folder that everything of this n8n is kept in; a new one by default. */
	home?: string;
	/** n8n's port; the next one is taken too. Free ones by default. */
	port?: number;
	command?: N8nCommand;
	owner?: Owner;
	/** The packed package; by default the one that the run packed. `null` installs nothing. */
	tarball?: string | null;
	/** Programs to run; by default those that the run installed. */
	programs?: { node: string; n8n: string };
}

export interface NodeDefinition {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, CredentialReference>;
	[setting: string]: unknown;
}

export interface CredentialReference {
	id: string;
	name: string;
}

export interface WorkflowReference {
	id: string;
	name: string;
}

export interface WorkflowOptions {
	/** By default each node leads to the next one of the list. */
	connections?: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

export interface NodeRun {
	data?: { main?: ({ json: Record<string, unknown>; pairedItem?: unknown }[] | null)[] };
	error?: { message: string; description?: string };
	executionStatus?: string;
}

export interface Execution {
	id: string;
	status: 'new' | 'running' | 'waiting' | 'success' | 'error' | 'crashed' | 'canceled' | 'unknown';
	mode: string;
	workflowId: string;
	startedAt: string;
	stoppedAt: string | null;
	/** What nodes set with `this.customData`. */
	customData?: Record<string, string>;
	data?: {
		resultData: {
			error?: { message: string };
			runData: Record<string, NodeRun[]>;
			lastNodeExecuted?: string;
		};
	};
}

/** A whole n8n of its own for a test: its process, its folder, and what one does with it. */
export class N8nLab {
	readonly url: string;
	readonly #process: N8nProcess;
	readonly #client: N8nApi;
	readonly #command: N8nCommand;

	private constructor(
		readonly home: string,
		readonly port: number,
		{ env = {}, command = 'start', owner, programs = programsOfRun() }: LabOptions,
	) {
		this.url = `http://127.0.0.1:${port}`;
		this.#command = command;
		this.#process = new N8nProcess({ programs, command, home, port, env });
		this.#client = new N8nApi(this.url, owner);
	}

	/** Installs the package, starts n8n and, for a main process, signs in: about five seconds. */
	static async start(options: LabOptions = {}): Promise<N8nLab> {
		const home = options.home ?? mkdtempSync(path.join(tmpdir(), 'commerce-webhooks-lab-'));
		const port = options.port ?? (await freePorts(2));
		const tarball = options.tarball === undefined ? tarballOfRun() : options.tarball;
		if (tarball) installPackage(tarball, home, packageName);
		const lab = new N8nLab(home, port, options);
		await lab.#process.start();
		if (lab.#command === 'start') await lab.#client.signIn();
		return lab;
	}

	get owner(): Owner {
		return this.#client.owner;
	}

	get pid(): number | undefined {
		return this.#process.pid;
	}

	get isRunning(): boolean {
		return this.#process.isRunning;
	}

	/** Ends n8n and all it started. `SIGKILL` strikes at once, the others let it finish, for half a minute. */
	async stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
		await this.#process.stop(signal);
	}

	/** Starts n8n again: same folder, port, owner and sign-in. */
	async restart(): Promise<void> {
		await this.#process.start();
	}

	/** Stops what still runs and deletes the folder; with `KEEP_LABS=1` it is kept for a look. */
	async dispose(): Promise<void> {
		await this.stop('SIGKILL');
		if (process.env.KEEP_LABS) return;
		rmSync(this.home, { recursive: true, force: true, maxRetries: 3 });
	}

	// ------------------------------------------------------------ programs' interfaces

	/** A request as the editor sends it; gives `data` of the answer. */
	async rest<T = unknown>(method: string, pathname: string, body?: unknown): Promise<T> {
		return await this.#client.rest<T>(method, pathname, body);
	}

	/** A request to the public API, `pathname` without `/api/v1`. */
	async api<T = unknown>(method: string, pathname: string, body?: unknown): Promise<T> {
		return await this.#client.api<T>(method, pathname, body);
	}

	// ------------------------------------------------------------ workflows

	/** Stores a credential; the result goes into a node's `credentials` as it is. */
	async credential(
		type: string,
		name: string,
		data: Record<string, unknown>,
	): Promise<CredentialReference> {
		const made = await this.rest<CredentialReference>('POST', '/rest/credentials', {
			type,
			name,
			data,
		});
		return { id: made.id, name: made.name };
	}

	/** A node of a workflow; `type` without a dot is one of this package's. Each gets a webhook id of its own. */
	node(
		name: string,
		type: string,
		parameters: Record<string, unknown> = {},
		more: Partial<NodeDefinition> = {},
	): NodeDefinition {
		return {
			id: randomUUID(),
			name,
			type: type.includes('.') ? type : `${packageName}.${type}`,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			webhookId: randomUUID(),
			...more,
		};
	}

	async workflow(
		name: string,
		nodes: readonly NodeDefinition[],
		{ connections = chain(nodes), settings = {} }: WorkflowOptions = {},
	): Promise<WorkflowReference> {
		const placed = nodes.map((node, index) => ({ ...node, position: [index * 240, 0] }));
		return await this.api<WorkflowReference>('POST', '/workflows', {
			name,
			nodes: placed,
			connections,
			settings: { executionOrder: 'v1', ...settings },
		});
	}

	/** Publishes a workflow and waits until n8n listens on each of the URLs given. */
	async publish(workflowId: string, urls: readonly string[] = []): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/publish`, {});
		for (const url of urls) {
			await waitFor(async () => (await this.listensOn(url)).length > 0, {
				what: `n8n to listen on ${url}`,
			});
		}
	}

	/** Unpublishes a workflow and waits until n8n no longer listens on the URLs given. */
	async unpublish(workflowId: string, urls: readonly string[] = []): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/unpublish`, {});
		for (const url of urls) {
			await waitFor(async () => (await this.listensOn(url)).length === 0, {
				what: `n8n to stop listening on ${url}`,
			});
		}
	}

	/** The HTTP methods n8n takes on a webhook's URL now; asking starts nothing. */
	async listensOn(url: string): Promise<string[]> {
		const { headers } = await httpRequest(url, {
			method: 'OPTIONS',
			headers: { origin: this.url },
		});
		const methods = headers['access-control-allow-methods'] ?? '';
		return methods.split(', ').filter((method) => method !== '' && method !== 'OPTIONS');
	}

	webhookUrl(node: NodeDefinition, pathname: string): string {
		return `${this.url}/webhook/${node.webhookId}/${pathname}`;
	}

	webhookTestUrl(node: NodeDefinition, pathname: string): string {
		return `${this.url}/webhook-test/${node.webhookId}/${pathname}`;
	}

	/** Posts to a URL with exactly these bytes and headers; a list sends a header as often as it has values. */
	async post(
		url: string,
		body: unknown,
		headers: Record<string, string | readonly string[]> = {},
	): Promise<HttpAnswer> {
		return await httpRequest(url, { body, headers });
	}

	/** Runs a workflow as the editor's button does, from one of its triggers: it waits for its test URL, or starts at once. */
	async manualRun(
		workflowId: string,
		startNode: string,
	): Promise<{ executionId?: string; waitingForWebhook?: boolean }> {
		const workflowData = await this.rest('GET', `/rest/workflows/${workflowId}`);
		return await this.rest('POST', `/rest/workflows/${workflowId}/run`, {
			workflowData,
			triggerToStartFrom: { name: startNode },
		});
	}

	// ------------------------------------------------------------ executions

	/** All executions of a workflow, newest first, with their data unless `data` is false. */
	async executions(
		workflowId: string,
		{ data = true, status }: { data?: boolean; status?: string } = {},
	): Promise<Execution[]> {
		const query = new URLSearchParams({
			workflowId,
			includeData: String(data),
			limit: '250',
			...(status !== undefined && { status }),
		});
		const all: Execution[] = [];
		for (let cursor: string | null = ''; cursor !== null; ) {
			if (cursor) query.set('cursor', cursor);
			const page: { data: Execution[]; nextCursor: string | null } = await this.api(
				'GET',
				`/executions?${query}`,
			);
			all.push(...page.data);
			cursor = page.nextCursor;
		}
		return all;
	}

	async execution(id: string): Promise<Execution> {
		return await this.api<Execution>('GET', `/executions/${id}?includeData=true`);
	}

	/** Waits until so many executions of a workflow have ended and gives those that have, newest first. */
	async endedExecutions(
		workflowId: string,
		count: number,
		options: WaitOptions = {},
	): Promise<Execution[]> {
		await waitFor(
			async () => {
				const found = await this.executions(workflowId, { data: false });
				return found.filter(hasEnded).length >= count;
			},
			{ what: `${count} executions of workflow ${workflowId} to end`, ...options },
		);
		return (await this.executions(workflowId)).filter(hasEnded);
	}

	/** Where a person sees an execution. */
	executionUrl({ id, workflowId }: Pick<Execution, 'id' | 'workflowId'>): string {
		return `${this.url}/workflow/${workflowId}/executions/${id}`;
	}

	// ------------------------------------------------------------ traces

	/** Everything n8n has printed, over all its starts. */
	log(): string {
		return readFileSync(this.#process.logFile, 'utf8');
	}

	/** Where a text stands in n8n's folder: databases and their logs, the store, n8n's own log. */
	async grep(text: string): Promise<Occurrence[]> {
		return await grepFolder(this.home, text);
	}
}

/** Each node of a list leads to the next one. */
export function chain(nodes: readonly Pick<NodeDefinition, 'name'>[]): Record<string, unknown> {
	return Object.fromEntries(
		nodes
			.slice(1)
			.map((node, index) => [
				nodes[index]?.name,
				{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
			]),
	);
}

/** What a node put out in an execution, all its runs and outputs one after the other. */
export function itemsOf(execution: Execution, node: string): Record<string, unknown>[] {
	const runs = execution.data?.resultData.runData[node] ?? [];
	return runs
		.flatMap((run) => (run.data?.main ?? []).flatMap((items) => items ?? []))
		.map((item) => item.json);
}

function hasEnded({ status }: Execution): boolean {
	return !['new', 'running', 'waiting'].includes(status);
}

function programsOfRun(): { node: string; n8n: string } {
	return {
		node: fromEnvironment('COMMERCE_WEBHOOKS_NODE'),
		n8n: fromEnvironment('COMMERCE_WEBHOOKS_N8N'),
	};
}

function tarballOfRun(): string {
	return fromEnvironment('COMMERCE_WEBHOOKS_TARBALL');
}

/** Set by `lab/global-setup.mjs`, before any test of the run. */
function fromEnvironment(name: string): string {
	const value = process.env[name];
	if (!value)
		throw new Error(`${name} is not set: run the test through jest's e2e or soak project`);
	return value;
}

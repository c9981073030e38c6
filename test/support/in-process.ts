/**
 * n8n's real engine and contexts in the test's own process, without server or database: n8n-core loads the built
 * package as n8n does, runs workflows with it, and calls `webhook()`, `trigger()` and the hooks.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	ITriggerResponse,
	IWebhookDescription,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { toExpressRequest, toExpressResponse } from './lab/express-like';
import { type HttpAnswer, type HttpRequest, httpRequest } from './lab/http-request';

// Read when n8n-core is loaded: so it is set before, and n8n-core required and not imported.
const userFolder = mkdtempSync(path.join(tmpdir(), 'commerce-webhooks-in-process-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'in-process-encryption-key';
afterAll(() => rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 }));

const core = jest.requireActual<typeof import('n8n-core')>('n8n-core');
const { NodeHelpers, Workflow, createRunExecutionData } =
	jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');

/** The folder that nodes take for n8n's own. */
export const n8nFolder = path.join(userFolder, '.n8n');

/** A node type of this file that gives its input on: where a workflow under test begins. */
export const startType = 'test.start';

export interface LoadedPackage {
	name: string;
	nodeTypes: INodeTypes;
	/** Full names of the nodes, e.g. `n8n-nodes-commerce-webhooks.hotmartTrigger`. */
	nodeNames: string[];
	credentialNames: string[];
	nodeType(name: string): INodeType;
	credentialType(name: string): ICredentialType;
}

export interface TestNode {
	name: string;
	/** Without a dot: one of the package's. */
	type: string;
	parameters?: Record<string, unknown>;
	/** Names of credential types the node has; their data is in `credentials` of the bench. */
	credentials?: readonly string[];
	/** Further settings, e.g. `onError: 'continueRegularOutput'`, `id`, `webhookId`. */
	settings?: Partial<INode>;
}

export interface BenchOptions {
	nodes: readonly TestNode[];
	/** By default each node leads to the next one. */
	connections?: Record<string, unknown>;
	/** Data of credentials by their type. */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	workflowId?: string;
	settings?: IDataObject;
}

/** What a trigger emitted, and how to tell it how the execution went. */
export interface Emission {
	items: INodeExecutionData[];
	deduplicationKey: string | undefined;
	/** Resolves `donePromise`: with a run, or with `undefined` as n8n does for a duplicate. */
	end(run: Partial<IRun> | undefined): void;
	fail(error: Error): void;
}

/** n8n's own deferred promise, as far as it is used here. */
interface Deferred {
	resolve(run: IRun): void;
	reject(error: Error): void;
}

export interface StartedTrigger {
	emissions: Emission[];
	errors: Error[];
	response: ITriggerResponse | undefined;
	/** Runs `manualTriggerFunction`, as n8n does in a test run. */
	runManually(): Promise<void>;
	close(): Promise<void>;
}

export interface ServedWebhook {
	/** The node's `webhook()` answers below this URL. */
	url: string;
	/** What `webhook()` returned, or the error it threw, one entry a request. */
	returned: (IWebhookResponseData | Error)[];
	request(options?: HttpRequest & { path?: string }): Promise<HttpAnswer>;
	close(): Promise<void>;
}

/** Loads a built package as n8n does; by default this repository's. */
export async function loadPackage(
	folder: string = path.resolve(__dirname, '../..'),
): Promise<LoadedPackage> {
	const loader = new core.PackageDirectoryLoader(folder);
	await loader.loadAll();
	const find = (type: string) => {
		if (type === startType) return start;
		const [packageName, name = ''] = splitType(type);
		if (packageName !== loader.packageName) throw new Error(`No node type ${type} in this test`);
		return loader.getNode(name).type;
	};
	return {
		name: loader.packageName,
		nodeNames: Object.keys(loader.known.nodes).map((name) => `${loader.packageName}.${name}`),
		credentialNames: Object.keys(loader.known.credentials),
		credentialType: (name) => loader.getCredential(name).type,
		nodeType: (name) => NodeHelpers.getVersionedNodeType(find(`${loader.packageName}.${name}`)),
		nodeTypes: {
			getByName: find,
			getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(find(type), version),
			getKnownTypes: () => ({}),
		},
	};
}

/** A workflow, and what one can do with it on n8n's engine. */
export class Bench {
	readonly workflow: InstanceType<typeof Workflow>;
	readonly #credentials: Record<string, ICredentialDataDecryptedObject>;
	readonly #loaded: LoadedPackage;

	constructor(
		loaded: LoadedPackage,
		{
			nodes,
			connections,
			credentials = {},
			workflowId = `workflow-${randomUUID()}`,
			settings = {},
		}: BenchOptions,
	) {
		this.#credentials = credentials;
		this.#loaded = loaded;
		this.workflow = new Workflow({
			id: workflowId,
			name: 'Test',
			nodes: nodes.map((node) => toNode(node, loaded.name)),
			connections: (connections ?? chain(nodes)) as never,
			active: false,
			nodeTypes: loaded.nodeTypes,
			settings: { executionOrder: 'v1', ...settings },
			staticData: {},
		});
	}

	node(name: string): INode {
		const node = this.workflow.getNode(name);
		if (!node) throw new Error(`No node ${name} in the workflow under test`);
		return node;
	}

	/** Runs the workflow from a node that gets these items, with n8n's own engine. */
	async run({
		from,
		items = [{ json: {} }],
		mode = 'trigger',
		executionId = '1',
		onStarted,
	}: {
		from: string;
		items?: INodeExecutionData[];
		mode?: WorkflowExecuteMode;
		executionId?: string;
		/** Gets a function that cancels the run. */
		onStarted?: (cancel: () => void) => void;
	}): Promise<IRun> {
		const hooks = new core.ExecutionLifecycleHooks(mode, executionId, this.workflow as never);
		const additionalData = { ...this.#additionalData(), executionId, hooks };
		const stack = [{ node: this.node(from), data: { main: [items] }, source: null }];
		const runData = createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
		const engine = new core.WorkflowExecute(additionalData, mode, runData);
		await this.workflow.expression.acquireIsolate();
		try {
			const running = engine.processRunExecutionData(this.workflow);
			onStarted?.(() => running.cancel());
			return await running;
		} finally {
			await this.workflow.expression.releaseIsolate();
		}
	}

	/** Serves a node's `webhook()` on a real socket of the loopback address. */
	async serveWebhook(
		nodeName: string,
		{ mode = 'webhook', pathname }: { mode?: WorkflowExecuteMode; pathname?: string } = {},
	): Promise<ServedWebhook> {
		const node = this.node(nodeName);
		const type = this.#typeOf(node);
		const returned: ServedWebhook['returned'] = [];
		const descriptions = type.description.webhooks ?? [];
		const server = createServer((incoming, outgoing) => {
			const request = toExpressRequest(incoming);
			const description =
				descriptions.find(({ path: end }) => incoming.url?.split('?')[0]?.endsWith(`/${end}`)) ??
				descriptions[0];
			const context = new core.WebhookContext(
				this.workflow,
				node,
				{
					...this.#additionalData(),
					httpRequest: request as never,
					httpResponse: toExpressResponse(outgoing) as never,
				},
				mode,
				{
					webhookDescription: description as IWebhookDescription,
					isTest: mode === 'manual',
				} as never,
				[],
				null,
			);
			this.#inIsolate(async () => await type.webhook?.call(context)).then(
				(result) => returned.push(result ?? {}),
				(error: Error) => {
					returned.push(error);
					if (!outgoing.headersSent) outgoing.writeHead(500).end(); // As n8n does.
				},
			);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const first = pathname ?? String(descriptions[0]?.path ?? '');
		const url = `http://127.0.0.1:${port}/webhook/${node.webhookId}/${first}`;
		return {
			url,
			returned,
			request: async ({ path: suffix = '', ...options } = {}) =>
				await httpRequest(url + suffix, options),
			close: async () => {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			},
		};
	}

	/** Calls a node's `trigger()` as publishing does, or with `manual` as a test run does. */
	async startTrigger(
		nodeName: string,
		{ mode = 'trigger' }: { mode?: 'trigger' | 'manual' } = {},
	): Promise<StartedTrigger> {
		const node = this.node(nodeName);
		const emissions: Emission[] = [];
		const errors: Error[] = [];
		const context = new core.TriggerContext(
			this.workflow,
			node,
			this.#additionalData(),
			mode,
			mode === 'manual' ? 'manual' : 'activate',
			(data, _response, donePromise?: Deferred, deduplicationKey?: string) => {
				emissions.push({
					items: data.flat(),
					deduplicationKey,
					end: (run) => donePromise?.resolve(run as IRun),
					fail: (error) => donePromise?.reject(error),
				});
			},
			(error) => errors.push(error),
			(error) => errors.push(error),
		);
		const response = await this.#inIsolate(
			async () => await this.#typeOf(node).trigger?.call(context),
		);
		return {
			emissions,
			errors,
			response,
			runManually: async () => await response?.manualTriggerFunction?.(),
			close: async () => await response?.closeFunction?.(),
		};
	}

	/** Calls one of a node's webhook methods, as publishing and unpublishing do. */
	async callHook(
		nodeName: string,
		method: 'checkExists' | 'create' | 'delete',
		{
			group = 'default',
			activation = 'activate',
			isTest = false,
		}: {
			group?: 'default' | 'setup';
			activation?: WorkflowActivateMode;
			isTest?: boolean;
		} = {},
	): Promise<boolean | undefined> {
		const node = this.node(nodeName);
		const type = this.#typeOf(node);
		const description = type.description.webhooks?.find(({ name }) => name === group);
		const context = new core.HookContext(
			this.workflow,
			node,
			this.#additionalData(),
			isTest ? 'manual' : 'trigger',
			activation,
			{ webhookDescription: description, isTest } as never,
		);
		return await this.#inIsolate(
			async () => await type.webhookMethods?.[group]?.[method]?.call(context),
		);
	}

	#typeOf({ type, typeVersion }: INode): INodeType {
		return this.workflow.nodeTypes.getByNameAndVersion(type, typeVersion);
	}

	async #inIsolate<T>(work: () => Promise<T>): Promise<T> {
		await this.workflow.expression.acquireIsolate();
		try {
			return await work();
		} finally {
			await this.workflow.expression.releaseIsolate();
		}
	}

	/** What n8n's server gives to its engine; only what nodes can reach of it. */
	#additionalData(): IWorkflowExecuteAdditionalData {
		const base = 'http://127.0.0.1:5678';
		const credentials = this.#credentials;
		const loaded = this.#loaded;
		const data = {
			executionId: undefined,
			restApiUrl: `${base}/rest`,
			instanceBaseUrl: `${base}/`,
			formBaseUrl: `${base}/form`,
			formWaitingBaseUrl: `${base}/form-waiting`,
			formTestBaseUrl: `${base}/form-test`,
			webhookBaseUrl: `${base}/webhook`,
			webhookWaitingBaseUrl: `${base}/webhook-waiting`,
			webhookTestBaseUrl: `${base}/webhook-test`,
			currentNodeExecutionIndex: 0,
			currentNodeParameters: undefined,
			variables: {},
			credentialsHelper: {
				getDecrypted: async (_data: unknown, _reference: unknown, type: string) =>
					credentials[type],
				authenticate: async (
					data: ICredentialDataDecryptedObject,
					type: string,
					options: IHttpRequestOptions,
				) => {
					const { authenticate } = loaded.credentialType(type);
					return typeof authenticate === 'function' ? await authenticate(data, options) : options;
				},
				preAuthentication: async () => undefined,
				runPreAuthentication: async () => undefined,
				updateCredentials: async () => undefined,
				getParentTypes: () => [],
				getCredentialsProperties: () => [],
				isCredentialUsableByNode: () => true,
			},
		};
		return data as unknown as IWorkflowExecuteAdditionalData;
	}
}

/** What a node put out in a run, all its runs and outputs one after the other. */
export function outputOf(run: IRun, node: string): INodeExecutionData[] {
	const runs = run.data.resultData.runData[node] ?? [];
	return runs.flatMap(({ data }) => (data?.main ?? []).flatMap((items) => items ?? []));
}

function toNode({ name, type, parameters, credentials, settings }: TestNode, own: string): INode {
	return {
		id: randomUUID(),
		name,
		type: type.includes('.') ? type : `${own}.${type}`,
		typeVersion: 1,
		position: [0, 0],
		webhookId: randomUUID(),
		parameters: (parameters ?? {}) as INode['parameters'],
		...(credentials && {
			credentials: Object.fromEntries(credentials.map((one) => [one, { id: one, name: one }])),
		}),
		...settings,
	};
}

function chain(nodes: readonly TestNode[]): Record<string, unknown> {
	return Object.fromEntries(
		nodes
			.slice(1)
			.map((node, index) => [
				nodes[index]?.name,
				{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
			]),
	);
}

function splitType(type: string): [string, string] {
	const dot = type.lastIndexOf('.');
	return [type.slice(0, dot), type.slice(dot + 1)];
}

const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['transform'],
		version: 1,
		description: 'Gives its input on',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

import { Bench, n8nFolder } from '../../support/in-process';
import { sourcePackage } from '../../support/source-package';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { IDataObject, INodeExecutionData, IRun, OnError } from 'n8n-workflow';

import { WebhookDispatcher } from '../../../nodes/WebhookDispatcher/WebhookDispatcher.node';
import { openStore, type Store } from '../../../src/storage';

const DISPATCHER = 'Webhook Dispatcher';
const ENCRYPTION_KEY = 'the key of the tests';

type Item = Record<string, unknown>;

interface RunOptions {
	items?: Item[];
	onError?: OnError;
	/** Gets a function that cancels the run. */
	onStarted?: (cancel: () => void) => void;
	/** In place of those of the bench. */
	credential?: Item;
}

export interface Ran {
	/** The first output; its JSON and the rest of each item. */
	items: Item[];
	output: INodeExecutionData[];
	/** The error output, where there is one. */
	errors: INodeExecutionData[];
	error: (Error & { description?: string | null | undefined }) | undefined;
	metadata: Record<string, string> | undefined;
	hints: string[];
	run: IRun;
}

/** The node on n8n's own engine and contexts, with a store of its own. */
export class DispatcherBench {
	readonly file = path.join(n8nFolder, `${randomUUID()}.sqlite`);
	readonly credential = {
		engine: 'sqlite',
		path: this.file,
		encryptionKey: ENCRYPTION_KEY,
		allowedNetworks: '127.0.0.0/8',
	};
	private opened: Promise<Store> | null = null;

	async run(parameters: Item, options: RunOptions = {}): Promise<Ran> {
		const { items = [{}], onError = 'stopWorkflow', onStarted, credential } = options;
		const bench = new Bench(sourcePackage([new WebhookDispatcher()]), {
			credentials: { webhookStoreApi: { ...this.credential, ...credential } },
			nodes: [
				{
					name: DISPATCHER,
					type: 'webhookDispatcher',
					parameters: parameters as Record<string, string>,
					credentials: ['webhookStoreApi'],
					settings: { onError },
				},
			],
		});
		const run = await bench.run({
			from: DISPATCHER,
			items: items.map((json) => ({ json: json as IDataObject })),
			...(onStarted && { onStarted }),
		});
		const [data] = run.data.resultData.runData[DISPATCHER] ?? [];
		const [output, errors] = data?.data?.main ?? [];
		return {
			items: (output ?? []).map(({ json }): Item => json),
			output: output ?? [],
			errors: errors ?? [],
			error: run.data.resultData.error,
			metadata: run.data.resultData.metadata,
			hints: (data?.hints ?? []).map(({ message }) => message),
			run,
		};
	}

	/** Runs an operation that must not fail, and gives its items. */
	async get(resource: string, operation: string, parameters: Item = {}): Promise<Item[]> {
		const { items, error } = await this.run({ resource, operation, ...parameters });
		if (error) throw error;
		return items;
	}

	/** Dispatches an event that is defined by the node's own fields. */
	async dispatch(parameters: Item, options?: RunOptions): Promise<Ran> {
		const defined = { eventSource: 'define', eventType: 'order.paid', payload: '{"order":42}' };
		return await this.run(
			{ resource: 'event', operation: 'dispatch', ...defined, ...parameters },
			options,
		);
	}

	async subscribe(
		url: string,
		additionalFields: Item = {},
		events: unknown = ['*'],
	): Promise<Item> {
		const parameters = { name: 'Member area', url, events, additionalFields };
		const [subscription = {}] = await this.get('subscription', 'create', parameters);
		return subscription;
	}

	/** The store as another process sees it. */
	async store(): Promise<Store> {
		this.opened ??= openStore({ engine: 'sqlite', path: this.file, encryptionKey: ENCRYPTION_KEY });
		return await this.opened;
	}

	async close(): Promise<void> {
		await (await this.opened)?.close();
	}
}

/** A resource locator that names an ID. */
export function byId(value: unknown): Item {
	return { __rl: true, mode: 'id', value };
}

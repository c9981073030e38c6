import { readFileSync } from 'node:fs';
import path from 'node:path';

import { hotmart } from '../../../src/platforms';
import {
	itemsOf,
	type CredentialReference,
	type Execution,
	type N8nLab,
	type NodeDefinition,
	type WorkflowReference,
} from '../../support/n8n-lab';

export const HOTTOK = 'hottok-4f1c7e0b9a6d4e7c8b21';

/** A trigger's workflow, published. */
export interface TriggerWorkflow {
	workflow: WorkflowReference;
	trigger: NodeDefinition;
	url: string;
}

/** The credentials that workflows of the tests use, and the workflows themselves. */
export class Shop {
	private constructor(
		readonly lab: N8nLab,
		private readonly hotmartCredential: CredentialReference,
		private readonly storeCredential: CredentialReference | null,
	) {}

	/** By default the embedded store, with loopback receivers allowed; `null`: no credential for a store. */
	static async open(
		lab: N8nLab,
		storeFields: Record<string, unknown> | null = {
			engine: 'sqlite',
			allowedNetworks: '127.0.0.0/8',
		},
	): Promise<Shop> {
		const hottok = await lab.credential('hotmartWebhookApi', 'Hotmart', { hottok: HOTTOK });
		const store = storeFields && (await lab.credential('webhookStoreApi', 'Store', storeFields));
		return new Shop(lab, hottok, store);
	}

	get storeFile(): string {
		return path.join(this.lab.home, '.n8n', 'commerce-webhooks.sqlite');
	}

	hotmartTrigger(parameters: Record<string, unknown> = {}): NodeDefinition {
		return this.lab.node(
			'Hotmart Trigger',
			'hotmartTrigger',
			{ events: ['*'], options: { binaryData: true }, ...parameters },
			{
				credentials: { hotmartWebhookApi: this.hotmartCredential, ...this.storeReference() },
			},
		);
	}

	dispatcher(
		parameters: Record<string, unknown> = {},
		more: Partial<NodeDefinition> = {},
	): NodeDefinition {
		return this.lab.node('Webhook Dispatcher', 'webhookDispatcher', parameters, {
			credentials: this.storeReference(),
			...more,
		});
	}

	dispatcherTrigger(parameters: Record<string, unknown> = {}): NodeDefinition {
		return this.lab.node(
			'Webhook Dispatcher Trigger',
			'webhookDispatcherTrigger',
			{ on: ['deliveryFailed'], subscriptionIds: [], ...parameters },
			{ credentials: this.storeReference() },
		);
	}

	private storeReference(): Record<string, CredentialReference> {
		return this.storeCredential ? { webhookStoreApi: this.storeCredential } : {};
	}

	/** A Hotmart Trigger followed by the nodes given, published. */
	async publishHotmart(
		parameters: Record<string, unknown> = {},
		following: readonly NodeDefinition[] = [],
	): Promise<TriggerWorkflow> {
		const trigger = this.hotmartTrigger(parameters);
		const workflow = await this.lab.workflow('Hotmart', [trigger, ...following]);
		const url = this.lab.webhookUrl(trigger, 'hotmart');
		await this.lab.publish(workflow.id, [url]);
		return { workflow, trigger, url };
	}

	/** A delivery as Hotmart makes it. */
	async send(url: string, body: unknown, headers: Record<string, string | readonly string[]> = {}) {
		const { status, text } = await this.lab.post(url, body, {
			'x-hotmart-hottok': HOTTOK,
			...headers,
		});
		return { status, body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>) };
	}

	/** Runs the dispatcher once with each item of `items`, and gives the ended execution. */
	async run(
		parameters: Record<string, unknown>,
		{
			items = [{}],
			more = {},
		}: { items?: readonly unknown[]; more?: Partial<NodeDefinition> } = {},
	): Promise<Execution> {
		const start = this.lab.node(
			'Start',
			'n8n-nodes-base.webhook',
			{ httpMethod: 'POST', path: 'run', responseMode: 'onReceived' },
			{ typeVersion: 2 },
		);
		start.parameters.path = start.webhookId;
		const split = this.lab.node('Items', 'n8n-nodes-base.splitOut', {
			fieldToSplitOut: 'body.items',
		});
		const dispatcher = this.dispatcher(parameters, more);
		const workflow = await this.lab.workflow('Run', [start, split, dispatcher]);
		const url = `${this.lab.url}/webhook/${start.webhookId}`;
		await this.lab.publish(workflow.id, [url]);
		await this.lab.post(url, { items });
		const [execution] = await this.lab.endedExecutions(workflow.id, 1);
		if (!execution) throw new Error('The workflow did not run');
		return execution;
	}

	/** What the dispatcher put out in a run of its own. */
	async output(
		parameters: Record<string, unknown>,
		options: Parameters<Shop['run']>[1] = {},
	): Promise<Record<string, unknown>[]> {
		return itemsOf(await this.run(parameters, options), 'Webhook Dispatcher');
	}

	async subscribe(
		url: string,
		additionalFields: Record<string, unknown> = {},
		name = 'Member area',
	) {
		const [created] = await this.output({
			resource: 'subscription',
			operation: 'create',
			name,
			url,
			events: ['*'],
			additionalFields: { retrySchedule: '1s, 1s, 1s, 1s', ...additionalFields },
		});
		return { id: String(created?.id), signingSecret: String(created?.signingSecret) };
	}
}

/** One delivery of each event of Hotmart v2: a live one where there is one, else our own sample. */
export function hotmartDeliveries(): Array<{ event: string; body: Record<string, unknown> }> {
	return hotmart.events.map(({ name, sample }) => ({
		event: name,
		body: liveDelivery(name) ?? sample,
	}));
}

/** An anonymised live delivery, with an id of its own where one is given. */
export function sale(id?: string): Record<string, unknown> {
	const body = liveDelivery('PURCHASE_APPROVED') ?? {};
	return id === undefined ? body : { ...body, id };
}

function liveDelivery(event: string): Record<string, unknown> | null {
	const folder = event.toLowerCase().replaceAll('_', '-');
	const file = path.join(__dirname, '../../fixtures/platforms/hotmart/live', folder, '1.json');
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	} catch {
		return null;
	}
}

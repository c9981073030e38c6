import { randomBytes } from 'node:crypto';

import type { StoreOptions } from '../../../src/storage';
import { Shop } from '../../e2e/support/shop';
import { httpRequest, N8nLab, waitFor } from '../../support/n8n-lab';
import { dropSchemas, postgresConnection, REDIS_URL } from '../../support/services';
import { LOOPBACK, soakEvent } from './events';
import type { Member } from './members';

/** A start takes longer than this. */
const LIFETIME_MS = 8000;
/** Longer than first attempts of a process that is gone are left to it. */
const DISPATCH_TIMEOUT_MS = 90_000;

/** Processes of n8n that work on a store, and what they leave behind. */
export interface N8nMembers {
	members: Member[];
	dispose(): Promise<void>;
}

/** On SQLite a main process; on Postgres, which needs Redis too, queue mode with a main and a worker. */
export async function startN8n(store: StoreOptions): Promise<N8nMembers> {
	if (store.engine === 'sqlite') return await startMain(store);
	return await startQueueMode(store);
}

async function startMain(store: StoreOptions): Promise<N8nMembers> {
	const main = await N8nLab.start();
	const url = await publishDispatch(main, store);
	return {
		members: [new N8nMember('n8n main', main, url)],
		dispose: async () => await main.dispose(),
	};
}

async function startQueueMode(store: StoreOptions): Promise<N8nMembers> {
	const suffix = randomBytes(6).toString('hex');
	const schema = `n8n_${suffix}`;
	const { host, port, database, user, password } = postgresConnection();
	const env = {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: REDIS_URL.hostname,
		QUEUE_BULL_REDIS_PORT: REDIS_URL.port || '6379',
		QUEUE_BULL_PREFIX: `soak-${suffix}`,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: host,
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: database,
		DB_POSTGRESDB_USER: user,
		DB_POSTGRESDB_PASSWORD: password,
		DB_POSTGRESDB_SCHEMA: schema,
	};
	const main = await N8nLab.start({ env });
	const worker = await N8nLab.start({ env, command: 'worker' });
	const url = await publishDispatch(main, store);
	return {
		members: [new N8nMember('n8n main', main, url), new N8nMember('n8n worker', worker, null)],
		dispose: async () => {
			await worker.dispose();
			await main.dispose();
			await dropSchemas(schema);
		},
	};
}

/** A workflow that answers when it has dispatched what it was sent; its URL. */
async function publishDispatch(main: N8nLab, store: StoreOptions): Promise<string> {
	const shop = await Shop.open(main, { ...store, allowedNetworks: LOOPBACK });
	const webhook = main.node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: 'dispatch', responseMode: 'lastNode' },
		{ typeVersion: 2 },
	);
	webhook.parameters.path = webhook.webhookId;
	const items = main.node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items' });
	const dispatcher = shop.dispatcher({
		eventSource: 'define',
		eventType: '={{ $json.type }}',
		eventId: '={{ $json.id }}',
		payload: '={{ JSON.stringify($json.data) }}',
	});
	const workflow = await main.workflow('Dispatch', [webhook, items, dispatcher]);
	const url = `${main.url}/webhook/${webhook.webhookId}`;
	await main.publish(workflow.id, [url]);
	return url;
}

/** A process of n8n in all its lives. */
class N8nMember implements Member {
	readonly lifetimeMs = LIFETIME_MS;
	private isStarted = false;

	constructor(
		readonly name: string,
		private readonly lab: N8nLab,
		/** Where it takes what is to be dispatched; `null` where another process does. */
		private readonly url: string | null,
	) {}

	get isReady(): boolean {
		return this.url !== null && this.isStarted;
	}

	async start(): Promise<void> {
		if (!this.lab.isRunning) await this.lab.restart();
		// n8n is ready before it has activated its workflows.
		const { url } = this;
		if (url) await waitFor(async () => (await this.lab.listensOn(url)).length > 0, { what: url });
		this.isStarted = true;
	}

	async kill(): Promise<boolean> {
		const { isRunning } = this.lab;
		this.isStarted = false;
		await this.lab.stop('SIGKILL');
		return isRunning;
	}

	async dispatch(eventIds: readonly string[]): Promise<void> {
		const { status, text } = await httpRequest(this.url ?? '', {
			body: { items: eventIds.map(soakEvent) },
			timeoutMs: DISPATCH_TIMEOUT_MS,
		});
		if (status !== 200) throw new Error(`n8n answered ${status}: ${text}`);
	}
}

import path from 'node:path';
import { z } from 'zod';

import { CommerceWebhooksError } from '../../src/model/errors';
import { parseInput } from '../../src/model/parse-input';
import type { StoreOptions } from '../../src/storage';
import type { N8nInstance } from './n8n-instance';

const STORE_FILE = 'commerce-webhooks.sqlite';

/** The credential `webhookStoreApi`; without it the defaults hold. */
const credentialSchema = z.object({
	engine: z.enum(['sqlite', 'postgres']).default('sqlite'),
	path: z.string().trim().default(''),
	encryptionKey: z.string().default(''),
	allowedNetworks: z.string().trim().default(''),
	retentionDays: z.coerce.number().min(1).default(60),
});

/** Where a node keeps things, and what it may reach. */
export interface StoreSettings {
	options: StoreOptions;
	/** Comma-separated CIDRs and host names that may be private. */
	allowedNetworks: string;
	retentionDays: number;
}

/** Reads the store's credential, `null` where the node has none. Throws where it does not suit this n8n. */
export function storeSettings(credential: unknown, instance: N8nInstance): StoreSettings {
	const parsed = parseInput(credentialSchema, credential ?? {});
	const { engine, encryptionKey, allowedNetworks, retentionDays } = parsed;
	if (instance.isQueueMode && engine === 'sqlite') {
		throw new CommerceWebhooksError(
			'not_supported',
			'In queue mode the embedded store cannot be used: each process would keep its own',
			{ remedy: 'Add a Webhook Store API credential with the engine Postgres to this node' },
		);
	}
	if (engine === 'postgres') {
		throw new CommerceWebhooksError('not_supported', 'The engine Postgres is not available yet', {
			remedy: 'Choose the engine SQLite in the Webhook Store API credential',
		});
	}
	return {
		options: {
			engine,
			path: path.resolve(instance.folder, parsed.path || STORE_FILE),
			encryptionKey: encryptionKey || instance.encryptionKey,
		},
		allowedNetworks,
		retentionDays,
	};
}

import path from 'node:path';
import * as z from 'zod';

import { CommerceWebhooksError } from '../../src/model/errors';
import { phrase } from '../../src/model/phrase';
import { parseInput } from '../../src/model/parse-input';
import type { StoreOptions } from '../../src/storage';
import type { N8nInstance } from './n8n-instance';

const STORE_FILE = 'commerce-webhooks.sqlite';

/** The credential `webhookStoreApi`; without it the defaults hold. */
const credentialSchema = z.object({
	engine: z.enum(['sqlite', 'postgres']).default('sqlite'),
	path: z.string().trim().default(''),
	host: z.string().trim().default('localhost'),
	port: z.coerce.number().int().min(1).max(65_535).default(5432),
	database: z.string().trim().default('postgres'),
	user: z.string().trim().default('postgres'),
	password: z.string().default(''),
	schema: z.string().trim().default('public'),
	ssl: z.boolean().default(false),
	encryptionKey: z.string().default(''),
	allowedNetworks: z.string().trim().default(''),
	retentionDays: z.coerce.number().min(1).default(60),
	strictDurability: z.boolean().default(false),
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
	const { engine, encryptionKey, allowedNetworks, retentionDays, strictDurability } = parsed;
	if (instance.isQueueMode && engine === 'sqlite') {
		throw new CommerceWebhooksError(
			'not_supported',
			phrase`In queue mode the embedded store cannot be used: each process would keep its own`,
			{ remedy: phrase`Add a Webhook Store API credential with the engine Postgres to this node` },
		);
	}
	return {
		options: {
			...placeOf(parsed, instance),
			encryptionKey: encryptionKey || instance.encryptionKey,
			strictDurability,
		},
		allowedNetworks,
		retentionDays,
	};
}

function placeOf(
	credential: z.output<typeof credentialSchema>,
	{ folder }: N8nInstance,
): DistributiveOmit<StoreOptions, 'encryptionKey' | 'strictDurability'> {
	if (credential.engine === 'sqlite') {
		return { engine: 'sqlite', path: path.resolve(folder, credential.path || STORE_FILE) };
	}
	const { host, port, database, user, password, schema, ssl } = credential;
	return {
		engine: 'postgres',
		host: host || 'localhost',
		port,
		database: database || 'postgres',
		user: user || 'postgres',
		password,
		schema: schema || 'public',
		ssl,
	};
}

type DistributiveOmit<Type, Key extends PropertyKey> = Type extends unknown
	? Omit<Type, Key>
	: never;

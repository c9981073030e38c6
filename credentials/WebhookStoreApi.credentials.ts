import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { localized } from '../nodes/shared/localized';

export class WebhookStoreApi implements ICredentialType {
	name = 'webhookStoreApi';

	displayName = 'Webhook Store API';

	icon = {
		light: 'file:webhookStore.svg',
		dark: 'file:webhookStore.dark.svg',
	} as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-commerce-webhooks';

	properties: INodeProperties[] = [
		{
			displayName: 'Engine',
			name: 'engine',
			type: 'options',
			options: [
				{
					name: 'SQLite',
					value: 'sqlite',
					description: "A file beside n8n's own data, for one n8n process",
				},
				{
					name: 'Postgres',
					value: 'postgres',
					description: 'A Postgres database, for queue mode and many processes',
				},
			],
			default: 'sqlite',
			description: 'Where subscriptions, waiting events, deliveries and their history are kept',
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			placeholder: 'e.g. /home/node/.n8n/commerce-webhooks.sqlite',
			description: "The store's file. Empty: commerce-webhooks.sqlite in n8n's own folder.",
			displayOptions: { show: { engine: ['sqlite'] } },
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: 'localhost',
			displayOptions: { show: { engine: ['postgres'] } },
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			default: 5432,
			displayOptions: { show: { engine: ['postgres'] } },
		},
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: 'postgres',
			displayOptions: { show: { engine: ['postgres'] } },
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: 'postgres',
			displayOptions: { show: { engine: ['postgres'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { engine: ['postgres'] } },
		},
		{
			displayName: 'Schema',
			name: 'schema',
			type: 'string',
			default: 'public',
			displayOptions: { show: { engine: ['postgres'] } },
		},
		{
			displayName: 'SSL',
			name: 'ssl',
			type: 'boolean',
			default: false,
			description: 'Whether to connect with TLS and check the certificate of the server',
			displayOptions: { show: { engine: ['postgres'] } },
		},
		{
			displayName: 'Encryption Key',
			name: 'encryptionKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"Seals signing secrets and tokens in the store. Empty: a key derived from n8n's own encryption key. A store can only be opened with the key it was made with.",
		},
		{
			displayName: 'Allowed Networks',
			name: 'allowedNetworks',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10.0.0.0/8, erp.internal',
			description:
				'Private networks and host names that webhooks may be sent to, separated by commas. Everything else that is private is blocked.',
		},
		{
			displayName: 'Retention Days',
			name: 'retentionDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3650 },
			default: 60,
			description:
				'How long finished deliveries and events are kept, in days. What still waits is never deleted.',
		},
		{
			displayName: 'Strict Durability',
			name: 'strictDurability',
			type: 'boolean',
			default: false,
			description:
				'Whether each attempt, and how each execution ended, waits for the disk too. Without it a power cut may have the last few deliveries sent once more, and the last events run once more where executions are not saved; nothing that was received or dispatched is lost either way.',
		},
	];

	constructor() {
		this.properties = localized(this.properties);
	}
}

import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { localized } from '../nodes/shared/localized';

export class HotmartWebhookApi implements ICredentialType {
	name = 'hotmartWebhookApi';

	displayName = 'Hotmart Webhook API';

	icon = {
		light: 'file:../nodes/HotmartTrigger/hotmartTrigger.svg',
		dark: 'file:../nodes/HotmartTrigger/hotmartTrigger.dark.svg',
	} as const;

	documentationUrl =
		'https://help.hotmart.com/en/article/360001491352/what-is-webhook-and-how-to-use-it-';

	testedBy = 'hottok';

	properties: INodeProperties[] = [
		{
			displayName: 'Hottok',
			name: 'hottok',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'In Hotmart: Ferramentas › Webhook (API e notificações) › Autenticação',
			description:
				'The security token of your Hotmart account: Tools > Webhook (API and notifications) > Authentication. Hotmart sends it with every event; a request without it is refused.',
		},
	];

	constructor() {
		this.properties = localized(this.properties);
	}
}

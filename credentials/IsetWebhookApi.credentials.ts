import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { localized } from '../nodes/shared/localized';

export class IsetWebhookApi implements ICredentialType {
	name = 'isetWebhookApi';

	displayName = 'iSET Webhook API';

	icon = {
		light: 'file:../nodes/IsetTrigger/isetTrigger.svg',
		dark: 'file:../nodes/IsetTrigger/isetTrigger.dark.svg',
	} as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-commerce-webhooks';

	testedBy = 'token';

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'Choose 16 characters or more; the production URL is entered with ?token= and this token at its end',
			description:
				'A long random text that you choose. iSET signs nothing: each URL entered there ends with this token, and a request without it is refused.',
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-password-field -- a name, no secret
		{
			displayName: 'Token Parameter',
			name: 'tokenParameter',
			type: 'string',
			default: 'token',
			placeholder: 'e.g. token',
			description: 'The name of the token in the URL: with "token", the URL ends with ?token=…',
		},
	];

	constructor() {
		this.properties = localized(this.properties);
	}
}

import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { localized } from '../nodes/shared/localized';

/** Addresses of iPag's API by the credential's `environment`; `custom` has its own in `baseUrl`. */
const baseUrls: ReadonlyMap<unknown, string> = new Map([
	['production', 'https://api.ipag.com.br'],
	['sandbox', 'https://sandbox.ipag.com.br'],
]);

export class IpagApi implements ICredentialType {
	name = 'ipagApi';

	displayName = 'iPag API';

	icon = {
		light: 'file:../nodes/IpagTrigger/ipagTrigger.svg',
		dark: 'file:../nodes/IpagTrigger/ipagTrigger.dark.svg',
	} as const;

	documentationUrl = 'https://developers.ipag.com.br';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production', description: 'Real payments' },
				{ name: 'Sandbox', value: 'sandbox', description: "Payments for tests, in iPag's sandbox" },
				{ name: 'Custom', value: 'custom', description: 'An address of your own' },
			],
			default: 'production',
			description: 'Where the account is: sandbox and production have keys of their own',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.example.com',
			description: "Address of iPag's API, without the path",
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'API ID',
			name: 'apiId',
			type: 'string',
			default: '',
			required: true,
			description: 'The user name of the account in iPag',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The API key of the account. iPag signs every webhook with it; one that is not signed is refused.',
		},
		{
			displayName: 'Callback Token',
			name: 'callbackToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"Only for iPag's old callbacks, which are not signed: choose a long random text and end the callback's URL with ?token= and that text. Empty: such callbacks are refused.",
		},
	];

	constructor() {
		this.properties = localized(this.properties);
	}

	async authenticate(
		{ environment, baseUrl, apiId, apiKey }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return {
			...request,
			baseURL: (baseUrls.get(environment) ?? String(baseUrl)).trim().replace(/\/+$/, ''),
			auth: { username: String(apiId).trim(), password: String(apiKey).trim() },
			headers: { ...request.headers, 'x-api-version': '2' },
		};
	}

	test: ICredentialTestRequest = { request: { url: '/service/resources/webhooks' } };
}

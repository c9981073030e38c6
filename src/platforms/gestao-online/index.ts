import { bodyKeyWindowMs } from '../definition';
import type { PlatformDefinition } from '../definition';
import { readCommonFields } from './common-fields';
import { gestaoOnlineEvents } from './events';
import { identify } from './identify';

/** Gestão Online: nothing is signed; the vendor advises a token in the URL, a list of addresses, or both. */
export const gestaoOnline: PlatformDefinition = {
	id: 'gestao-online',
	displayName: 'Gestão Online',
	credential: 'gestaoOnlineWebhookApi',
	credentialHelp:
		'Choose a token, enter it into the credential Gestão Online Webhook API, and give Gestão Online the URL with ?token=… at its end.',
	undocumented:
		'Gestão Online publishes no rule for retries, and its bodies do not say which invoice, payment or delivery changed: the same body within ten minutes counts as the same event.',
	verification: [
		{
			kind: 'queryToken',
			secret: 'token',
			parameter: 'token',
			parameterField: 'tokenParameter',
		},
	],
	endpoints: [{ path: 'gestao-online', event: null }],
	secretKeys: [],
	duplicateWindowMs: bodyKeyWindowMs,
	events: gestaoOnlineEvents,
	identify,
	commonFields: readCommonFields,
};

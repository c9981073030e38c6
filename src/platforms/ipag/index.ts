import type { PlatformDefinition } from '../definition';
import { readCommonFields } from './common-fields';
import { ipagEvents } from './events';
import { eventHeaders, identify } from './identify';

/**
 * iPag: an HMAC over the raw body, which PHP wrote; written again it would not match. The legacy
 * callback, a form or XML, is not signed: it is taken only with a token in the URL that was given out for it.
 */
export const ipag: PlatformDefinition = {
	id: 'ipag',
	displayName: 'iPag',
	credential: 'ipagApi',
	credentialHelp:
		'Copy the API key from iPag into the credential iPag API; for legacy callbacks, choose a callback token there and end the URL with ?token=….',
	undocumented:
		'iPag publishes the bodies of the Transaction events only in part, and those of PaymentLink, Subscription, Charge and Transfer events not at all: the same frame is likely, and nothing in it is required.',
	verification: [
		{
			kind: 'hmacSha256Hex',
			headers: ['x-ipag-signature', 'ipag-signature'],
			secret: 'apiKey',
		},
		{
			kind: 'queryToken',
			parameter: 'token',
			secret: 'callbackToken',
			bodies: ['form', 'xml'],
		},
	],
	endpoints: [{ path: 'ipag', event: null }],
	eventHeaders,
	secretKeys: [],
	duplicateWindowMs: null,
	events: ipagEvents,
	identify,
	commonFields: readCommonFields,
};

import type { PlatformDefinition } from '../definition';
import { readCommonFields } from './common-fields';
import { hotmartEvents } from './events';
import { identify } from './identify';

/**
 * Hotmart: one static token an account, in a header, of the forms of v1 in a field. A `hottok` inside a
 * JSON body proves nothing.
 */
export const hotmart: PlatformDefinition = {
	id: 'hotmart',
	displayName: 'Hotmart',
	credential: 'hotmartWebhookApi',
	credentialHelp:
		'Copy the hottok from Hotmart, Tools › Webhook › Authentication, into the credential Hotmart Webhook API.',
	verification: [
		{ kind: 'headerToken', header: 'x-hotmart-hottok', secret: 'hottok' },
		{ kind: 'formToken', field: 'hottok', secret: 'hottok', bodies: ['form'] },
	],
	endpoints: [{ path: 'hotmart', event: null }],
	secretKeys: ['hottok', 'x-hotmart-hottok'],
	duplicateWindowMs: null,
	events: hotmartEvents,
	identify,
	commonFields: readCommonFields,
};

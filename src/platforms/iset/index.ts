import { bodyKeyWindowMs } from '../definition';
import type { PlatformDefinition } from '../definition';
import { commonFieldsOf } from './common-fields';
import { isetEvents } from './events';

/** iSET: the URL names the action; body, headers and retries are not documented, so any body is taken. */
export const iset: PlatformDefinition = {
	id: 'iset',
	displayName: 'iSET',
	credential: 'isetWebhookApi',
	credentialHelp:
		'Choose a token, enter it into the credential iSET Webhook API, and enter the URL with ?token=… at its end in iSET, Integrações › API & Webhooks › Webhooks.',
	undocumented:
		'iSET publishes neither body, headers, content type nor retries of its webhooks. Any JSON, form or text is taken and kept whole in `payload`; the fields below are the names that its REST API and comparable shops use, and may be absent.',
	verification: [
		{
			kind: 'queryToken',
			secret: 'token',
			parameter: 'token',
			parameterField: 'tokenParameter',
		},
	],
	endpoints: isetEvents.map(({ name }) => ({ path: pathOf(name), event: name })),
	secretKeys: [],
	acceptsText: true,
	duplicateWindowMs: bodyKeyWindowMs,
	events: isetEvents,
	identify: ({ bodyHash, pathEvent }) =>
		pathEvent === null
			? null
			: {
					event: pathEvent,
					id: `${pathEvent}:${bodyHash.slice(0, 32)}`,
					occurredAt: null,
					test: false,
				},
	commonFields: commonFieldsOf(null),
};

function pathOf(name: string): string {
	return `iset/${name.toLowerCase().replaceAll('_', '-')}`;
}

import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { phrase } from '../../src/model/phrase';
import { gestaoOnline } from '../../src/platforms';
import { localized } from '../shared/localized';
import { receiveWebhook } from '../shared/receive-webhook';
import { CHOSEN_TOKEN, secretTest } from '../shared/secret-test';
import { startTrigger } from '../shared/start-trigger';
import { subtitleOfChosen } from '../shared/subtitles';
import { testWebhookStore } from '../shared/test-webhook-store';
import {
	setupNotice,
	triggerPanel,
	triggerProperties,
	triggerWebhooks,
} from '../shared/trigger-properties';

export class GestaoOnlineTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Gestão Online Trigger',
		name: 'gestaoOnlineTrigger',
		icon: { light: 'file:gestaoOnlineTrigger.svg', dark: 'file:gestaoOnlineTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		// The constructor makes it, of names in the language of this n8n.
		subtitle: '',
		description:
			'Starts the workflow when Gestão Online reports an order, an invoice, a payment or a delivery',
		eventTriggerDescription: 'Waiting for an event from Gestão Online',
		activationMessage:
			'Gestão Online events sent to the production URL now start this workflow. Send that URL, with ?token= and your token at its end, to the support of Gestão Online.',
		defaults: { name: 'Gestão Online Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'gestaoOnlineWebhookApi', required: true, testedBy: 'token' },
			{
				name: 'webhookStoreApi',
				displayName: 'Webhook Store (Optional)',
				required: false,
				testedBy: 'webhookStore',
			},
		],
		webhooks: triggerWebhooks(gestaoOnline),
		triggerPanel: triggerPanel(
			gestaoOnline,
			phrase`by e-mail to the support of Gestão Online, which registers it`,
		),
		properties: [
			setupNotice(
				'Gestão Online registers webhooks by e-mail. Write to its support: “Solicito o cadastro de webhook para a nossa conta. URL: [production URL]?token=[token]. Eventos: [eventos].” The token is the one of the credential.',
			),
			...triggerProperties(gestaoOnline),
		],
	};

	constructor() {
		this.description = localized(this.description);
		this.description.subtitle = subtitleOfChosen(this.description, 'events');
	}

	methods = {
		credentialTest: {
			token: secretTest({ ...CHOSEN_TOKEN, platform: gestaoOnline.displayName }),
			webhookStore: testWebhookStore,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this, gestaoOnline);
	}

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startTrigger(this, gestaoOnline);
	}
}

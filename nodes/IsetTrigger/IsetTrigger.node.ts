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
import { iset } from '../../src/platforms';
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

export class IsetTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iSET Trigger',
		name: 'isetTrigger',
		icon: { light: 'file:isetTrigger.svg', dark: 'file:isetTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		// The constructor makes it, of names in the language of this n8n.
		subtitle: '',
		description:
			'Starts the workflow when iSET reports an order, a product, a category or a purchase',
		eventTriggerDescription: 'Waiting for an event from iSET',
		activationMessage:
			'iSET events sent to the production URLs now start this workflow. Enter the URL of each event in iSET: Integrações › API & Webhooks › Webhooks.',
		defaults: { name: 'iSET Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'isetWebhookApi', required: true, testedBy: 'token' },
			{
				name: 'webhookStoreApi',
				displayName: 'Webhook Store (Optional)',
				required: false,
				testedBy: 'webhookStore',
			},
		],
		webhooks: triggerWebhooks(iset),
		triggerPanel: triggerPanel(
			iset,
			phrase`of each event in iSET: Integrações › API & Webhooks › Webhooks`,
		),
		properties: [
			setupNotice(
				'In iSET: Integrações › API & Webhooks › Webhooks. Each event has a production URL of its own (above, under Webhook URLs), which ends with its name: enter it for the action of that name, with ?token= and the token of the credential at its end. The REST API of the shop must be active.',
			),
			...triggerProperties(iset),
		],
	};

	constructor() {
		this.description = localized(this.description);
		this.description.subtitle = subtitleOfChosen(this.description, 'events');
	}

	methods = {
		credentialTest: {
			token: secretTest({ ...CHOSEN_TOKEN, platform: iset.displayName }),
			webhookStore: testWebhookStore,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this, iset);
	}

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startTrigger(this, iset);
	}
}

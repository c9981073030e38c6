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
import { hotmart } from '../../src/platforms';
import { localized } from '../shared/localized';
import { receiveWebhook } from '../shared/receive-webhook';
import { secretTest } from '../shared/secret-test';
import { startTrigger } from '../shared/start-trigger';
import { subtitleOfChosen } from '../shared/subtitles';
import { testWebhookStore } from '../shared/test-webhook-store';
import {
	setupNotice,
	triggerPanel,
	triggerProperties,
	triggerWebhooks,
} from '../shared/trigger-properties';

export class HotmartTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hotmart Trigger',
		name: 'hotmartTrigger',
		icon: { light: 'file:hotmartTrigger.svg', dark: 'file:hotmartTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		// The constructor makes it, of names in the language of this n8n.
		subtitle: '',
		description:
			'Starts the workflow when Hotmart reports a sale, a refund, a subscription or a member',
		eventTriggerDescription: 'Waiting for an event from Hotmart',
		activationMessage:
			'Hotmart events sent to the production URL now start this workflow. Enter that URL in Hotmart: Ferramentas › Webhook.',
		defaults: { name: 'Hotmart Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'hotmartWebhookApi', required: true, testedBy: 'hottok' },
			{
				name: 'webhookStoreApi',
				displayName: 'Webhook Store (Optional)',
				required: false,
				testedBy: 'webhookStore',
			},
		],
		webhooks: triggerWebhooks(hotmart),
		triggerPanel: triggerPanel(
			hotmart,
			phrase`in Hotmart: Ferramentas › Webhook (Tools › Webhook)`,
		),
		properties: [
			setupNotice(
				'In Hotmart: Ferramentas › Webhook (API e notificações) › Cadastrar Webhook. Enter the production URL (above, under Webhook URLs), choose version 2.0.0 and the events. The hottok for the credential is under Autenticação.',
			),
			...triggerProperties(hotmart),
		],
	};

	constructor() {
		this.description = localized(this.description);
		this.description.subtitle = subtitleOfChosen(this.description, 'events');
	}

	methods = {
		credentialTest: {
			hottok: secretTest({
				field: 'hottok',
				label: 'hottok',
				minimumLength: 1,
				platform: hotmart.displayName,
			}),
			webhookStore: testWebhookStore,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this, hotmart);
	}

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startTrigger(this, hotmart);
	}
}

import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { phrase } from '../../src/model/phrase';
import { ipag } from '../../src/platforms';
import { localized } from '../shared/localized';
import { receiveWebhook } from '../shared/receive-webhook';
import { startTrigger } from '../shared/start-trigger';
import { subtitleOfChosen } from '../shared/subtitles';
import { testWebhookStore } from '../shared/test-webhook-store';
import {
	setupNotice,
	triggerPanel,
	triggerProperties,
	triggerWebhooks,
} from '../shared/trigger-properties';
import { isRegistered, register, unregister } from './registration';
import { registrationProperty } from './registration-property';

export class IpagTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iPag Trigger',
		name: 'ipagTrigger',
		icon: { light: 'file:ipagTrigger.svg', dark: 'file:ipagTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		// The constructor makes it, of names in the language of this n8n.
		subtitle: '',
		description:
			'Starts the workflow when iPag reports a payment, a charge, a subscription or a transfer',
		eventTriggerDescription: 'Waiting for an event from iPag',
		activationMessage:
			'iPag events sent to the production URL now start this workflow. With manual registration, enter that URL in iPag.',
		defaults: { name: 'iPag Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'ipagApi', required: true },
			{
				name: 'webhookStoreApi',
				displayName: 'Webhook Store (Optional)',
				required: false,
				testedBy: 'webhookStore',
			},
		],
		webhooks: triggerWebhooks(ipag),
		triggerPanel: triggerPanel(ipag, phrase`in iPag, or set Registration to Automatic`),
		properties: [
			setupNotice(
				'Register the production URL (above, under Webhook URLs) in iPag, for the events chosen here, with the method POST, or ask iPag for it. Choose Registration: Automatic to have it done through the API. Old callbacks (retorno), which are not signed, need the Callback Token of the credential: end the URL with ?token= and that token.',
				{ show: { registration: ['manual'] } },
			),
			setupNotice(
				'Publishing registers the production URL in iPag for the events chosen here, unpublishing removes it; a test run does the same with the test URL. iPag must be able to reach both.',
				{ show: { registration: ['automatic'] } },
			),
			registrationProperty,
			...triggerProperties(ipag),
		],
	};

	constructor() {
		this.description = localized(this.description);
		this.description.subtitle = subtitleOfChosen(this.description, 'events');
	}

	methods = {
		credentialTest: { webhookStore: testWebhookStore },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this, ipag);
	}

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startTrigger(this, ipag);
	}
}

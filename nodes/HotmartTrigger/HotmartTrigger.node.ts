import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { hotmart } from '../../src/platforms';
import { receiveWebhook } from '../shared/receive-webhook';
import { startTrigger } from '../shared/start-trigger';
import { triggerProperties, triggerWebhooks } from '../shared/trigger-properties';
import { testHottok } from './test-hottok';

export class HotmartTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hotmart Trigger',
		name: 'hotmartTrigger',
		icon: { light: 'file:hotmartTrigger.svg', dark: 'file:hotmartTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when Hotmart reports a sale, a refund, a subscription or a member',
		eventTriggerDescription: 'Waiting for an event from Hotmart',
		activationMessage:
			'Hotmart events sent to the production URL now start this workflow. Enter that URL in Hotmart: Tools > Webhook.',
		defaults: { name: 'Hotmart Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'hotmartWebhookApi', required: true, testedBy: 'hottok' },
			{ name: 'webhookStoreApi', required: false },
		],
		webhooks: triggerWebhooks(hotmart),
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'<b>While building</b>, use the <b>test URL</b>: click "Listen for test event", then send a test from Hotmart (Tools > Webhook). The event shows here.<br /><br /><b>When it is ready</b>, publish the workflow and enter the <b>production URL</b> in Hotmart. Those executions show in the list of executions, not here.',
				active:
					'<b>While building</b>, use the <b>test URL</b>: click "Listen for test event", then send a test from Hotmart.<br /><br />The workflow is published: events sent to the <b>production URL</b> start it. Those executions show in the list of executions, not here.',
			},
			activationHint:
				'When it is ready, publish the workflow and enter the production URL in Hotmart: Tools > Webhook.',
		},
		properties: [
			{
				displayName:
					'In Hotmart: Tools > Webhook (API and notifications) > Register webhook. Enter the URL above, choose version 2.0.0 and the events. The hottok for the credential is under Authentication.',
				name: 'setupNotice',
				type: 'notice',
				default: '',
			},
			...triggerProperties(hotmart),
		],
	};

	methods = {
		credentialTest: { hottok: testHottok },
	};

	webhookMethods = {
		default: {
			// The URL is entered in Hotmart by hand: there is nothing to look up, register or remove.
			async checkExists(): Promise<boolean> {
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this, hotmart);
	}

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startTrigger(this);
	}
}

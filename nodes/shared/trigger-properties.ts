import type {
	INodeProperties,
	INodePropertyOptions,
	IWebhookDescription,
	TriggerPanelDefinition,
} from 'n8n-workflow';

import { phrase, Phrase } from '../../src/model/phrase';
import type { PlatformDefinition, PlatformEvent } from '../../src/platforms';
import { alphabetical } from './alphabetical';
import { compose } from './localized';

/** Platforms send POST or PUT; people open the URL to check it, which is GET or HEAD. */
const METHODS = ['POST', 'PUT', 'GET', 'HEAD'] as const;

/**
 * One URL for each endpoint of the platform; only the one to copy is shown. The methods besides POST have
 * n8n's other name for webhooks: `webhookMethods.default` is then called once for a URL and not four times.
 */
export function triggerWebhooks({ endpoints }: PlatformDefinition): IWebhookDescription[] {
	return endpoints.flatMap(({ path, event }) =>
		METHODS.map((httpMethod) => ({
			name: httpMethod === 'POST' ? ('default' as const) : ('setup' as const),
			httpMethod,
			path,
			responseMode: 'onReceived' as const,
			ndvHideUrl: httpMethod === 'POST' ? unlessSelected(event) : true,
			ndvHideMethod: true,
		})),
	);
}

/** A URL that stands for one event is shown where that event is selected: an expression of the editor's. */
function unlessSelected(event: string | null): string | boolean {
	if (event === null) return false;
	const selected = '($parameter["events"] || [])';
	return `={{ !${selected}.includes("*") && !${selected}.includes("${event}") }}`;
}

/** What the editor says beside a trigger that has not run yet; `place` is where its URL is entered. */
export function triggerPanel(
	{ displayName }: PlatformDefinition,
	place: Phrase,
): TriggerPanelDefinition {
	const building = phrase`<b>While building</b>, use the <b>test URL</b>: click "Execute step", then let ${displayName} send an event to it.`;
	const executions = phrase`Those executions show in the list of executions, not here.`;
	return {
		header: compose(phrase`Receive a test event from ${displayName}`),
		executionsHelp: {
			inactive: compose(
				phrase`${building} The event shows here.<br /><br /><b>When it is ready</b>, publish the workflow and enter the <b>production URL</b> ${place}. ${executions}`,
			),
			active: compose(
				phrase`${building}<br /><br />The workflow is published: events sent to the <b>production URL</b> start it. ${executions}`,
			),
		},
		activationHint: compose(
			phrase`When it is ready, publish the workflow and enter the production URL ${place}.`,
		),
	};
}

/** The steps in the platform's own panel, above the parameters. */
export function setupNotice(
	steps: string,
	displayOptions?: INodeProperties['displayOptions'],
): INodeProperties {
	return {
		displayName: steps,
		name: 'setupNotice',
		type: 'notice',
		default: '',
		...(displayOptions && { displayOptions }),
	};
}

/** An event as it stands in a list: its title, and the platform's own word. */
export function eventOption({
	name,
	title,
	description,
}: Pick<PlatformEvent, 'name' | 'title' | 'description'>): INodePropertyOptions {
	const words = new Phrase(title);
	return {
		name: compose(phrase`${words} (${name})`),
		value: name,
		description,
		// What the list of nodes says; n8n would make it of the name, and say the event twice.
		action: compose(phrase`On ${words}`),
	};
}

/** The parameters that all platform triggers share, with the events of this one. */
export function triggerProperties({ displayName, events }: PlatformDefinition): INodeProperties[] {
	return [
		{
			displayName: 'Events',
			name: 'events',
			type: 'multiOptions',
			required: true,
			default: [],
			description: compose(
				phrase`What ${displayName} sends that starts this workflow. Other events are answered and ignored.`,
			),
			options: [
				{
					name: 'All Events (*)',
					value: '*',
					description: 'Every event, also ones that this version does not know yet',
				},
				...alphabetical(events.map(eventOption), ({ name }) => name),
			],
		},
		{
			displayName: 'Product IDs',
			name: 'productIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1355458, 4062912',
			description: 'Only events of these products, separated by commas. Empty: all products.',
		},
		{
			displayName: 'Events per Execution',
			name: 'eventsPerExecution',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 500 },
			default: 1,
			description: 'How many waiting events may start one execution together, as its items',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			// n8n leaves the body of a request unread where this is set, so that its bytes can be verified.
			default: { binaryData: true },
			options: [
				{
					displayName: 'After Crash',
					name: 'afterCrash',
					type: 'options',
					options: [
						{
							name: 'Run Again',
							value: 'runAgain',
							description:
								'No event is lost; one that was in the middle of its run is run once more',
						},
						{
							name: 'Keep',
							value: 'keep',
							description: 'No event is run twice; it is kept and can be replayed',
						},
					],
					default: 'runAgain',
					description: 'What becomes of an event whose execution ended because n8n itself ended',
				},
				{ displayName: 'Binary Data', name: 'binaryData', type: 'hidden', default: true },
				{
					displayName: 'Invalid Payloads',
					name: 'invalidPayloads',
					type: 'options',
					options: [
						{
							name: 'Emit',
							value: 'emit',
							description: 'Start the workflow; the item says valid: false and lists the issues',
						},
						{
							name: 'Keep',
							value: 'keep',
							description: 'Record the event and start nothing; it can be replayed',
						},
						{ name: 'Reject', value: 'reject', description: 'Answer 422' },
					],
					default: 'emit',
					description: 'What to do with an authentic event that does not fit its documentation',
				},
				{
					displayName: 'IP Allowlist',
					name: 'ipAllowlist',
					type: 'string',
					default: '',
					placeholder: 'e.g. 203.0.113.7, 198.51.100.0/24',
					description:
						'Only requests from these addresses and networks, separated by commas. Empty: from everywhere.',
					hint: 'Behind a proxy, n8n must be told of it by N8N_PROXY_HOPS: else every request comes from the proxy',
				},
				{
					displayName: 'Maximum in Flight',
					name: 'maximumInFlight',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 1000 },
					default: 20,
					description: 'How many executions of this node may run at once; other events wait',
				},
			],
		},
	];
}

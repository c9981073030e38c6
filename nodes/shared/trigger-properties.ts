import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';

import type { PlatformDefinition } from '../../src/platforms';

/** Platforms send POST or PUT; people open the URL to check it, which is GET or HEAD. */
const METHODS = ['POST', 'PUT', 'GET', 'HEAD'] as const;

/** One URL for each endpoint of the platform; only the one to copy is shown. */
export function triggerWebhooks({ endpoints }: PlatformDefinition): IWebhookDescription[] {
	return endpoints.flatMap(({ path }) =>
		METHODS.map((httpMethod) => ({
			name: 'default' as const,
			httpMethod,
			path,
			responseMode: 'onReceived' as const,
			ndvHideUrl: httpMethod !== 'POST',
			ndvHideMethod: true,
		})),
	);
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
			description: `What ${displayName} sends that starts this workflow. Other events are answered and ignored.`,
			options: [
				{
					name: 'All Events (*)',
					value: '*',
					description: 'Every event, also ones that this version does not know yet',
				},
				...events
					.map(({ name, title, description }) => ({
						name: `${title} (${name})`,
						value: name,
						description,
					}))
					.sort((one, other) => one.name.localeCompare(other.name)),
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
							description: 'No event is lost; one that was in the middle of its run is run once more',
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

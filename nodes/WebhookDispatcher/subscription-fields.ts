import type { INodeProperties } from 'n8n-workflow';
import * as z from 'zod';

import { CommerceWebhooksError } from '../../src/model/errors';
import { phrase, Phrase } from '../../src/model/phrase';
import { parseInput, parseJsonInput } from '../../src/model/parse-input';
import { platforms } from '../../src/platforms';
import type { SubscriptionFields } from '../../src/subscriptions';
import { compose } from '../shared/localized';
import { listSchema } from '../shared/trigger-parameters';
import { platformOptions, platformSchema } from './operations/catalog/platform-event';

/** The events a subscription can name: all, families, types, and the platforms' own names. */
export const eventsProperty: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	default: ['*'],
	required: true,
	description:
		'What this subscription gets: everything, a family such as purchase.*, a type, or a platform’s own event name',
	options: eventOptions(),
};

export const nameProperty: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Member area',
	description: 'What you call the receiver',
};

export const urlProperty: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://members.example.com/webhooks',
	description: 'Where the webhooks are sent',
	hint: 'Private addresses are refused, unless the Webhook Store credential allows their network',
};

/** Custom headers, as an object. */
export const headersProperty: INodeProperties = {
	displayName: 'Headers',
	name: 'headers',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"x-tenant": "42"}',
	description:
		'Headers sent with every request, as a JSON object. Their values are kept sealed and are never shown.',
};

export const formatProperty: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	options: [
		{
			name: 'Envelope',
			value: 'envelope',
			description: 'The event with its type, time and common fields, the same for all platforms',
		},
		{
			name: 'Payload',
			value: 'payload',
			description:
				"The platform's own body and nothing around it, for a receiver that was built for the platform",
		},
	],
	default: 'envelope',
	description: 'What the receiver gets',
};

/** Everything else that can be set of a subscription. */
export const additionalFields: INodeProperties[] = [
	{
		displayName: 'Audience',
		name: 'audience',
		type: 'options',
		options: [
			{ name: 'Producer', value: 'producer', description: 'Every event' },
			{ name: 'Affiliate', value: 'affiliate', description: 'Only sales that have an affiliate' },
		],
		default: 'producer',
		description: 'Who the receiver belongs to',
	},
	formatProperty,
	headersProperty,
	{
		displayName: 'Maximum Concurrent',
		name: 'maximumConcurrent',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		default: 10,
		description: 'How many requests the receiver may be sent at once',
	},
	{
		displayName: 'Platforms',
		name: 'platforms',
		type: 'multiOptions',
		options: platformOptions,
		default: [],
		description: 'Only events of these platforms. Empty: all.',
	},
	{
		displayName: 'Product IDs',
		name: 'productIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1355458, 4062912',
		description: 'Only events of these products, separated by commas. Empty: all.',
	},
	{
		displayName: 'Rate Limit per Second',
		name: 'rateLimitPerSecond',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How many requests per second the receiver may be sent. 0: no limit.',
	},
	{
		displayName: 'Retry Schedule',
		name: 'retrySchedule',
		type: 'string',
		default: '5s, 5m, 30m, 2h',
		placeholder: 'e.g. 5s, 5m, 30m, 2h',
		description: 'The waits before the second, third, fourth and fifth attempt',
	},
	{
		displayName: 'Share Buyer Data',
		name: 'shareBuyerData',
		type: 'boolean',
		default: false,
		description:
			"Whether an affiliate also gets the buyer's name, e-mail, phone, document and address",
	},
	{
		displayName: 'Signing Secret',
		name: 'signingSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. whsec_…',
		description: 'The secret the receiver verifies with. Empty on creation: a new one is made.',
	},
	{
		displayName: 'Timeout Seconds',
		name: 'timeoutSeconds',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 120 },
		default: 15,
		description: 'How long one attempt may take, answer included',
	},
	{
		displayName: 'Token Header',
		name: 'tokenHeader',
		// eslint-disable-next-line n8n-nodes-base/node-param-type-options-password-missing -- the name of a header is no secret
		type: 'string',
		default: '',
		placeholder: 'e.g. X-HOTMART-HOTTOK',
		description: 'A header that carries the token, for receivers that expect one',
	},
	{
		displayName: 'Token Query Parameter',
		name: 'tokenQueryParameter',
		// eslint-disable-next-line n8n-nodes-base/node-param-type-options-password-missing -- the name of a parameter is no secret
		type: 'string',
		default: '',
		placeholder: 'e.g. token',
		description: 'A parameter of the URL that carries the token, for receivers that expect one',
	},
	{
		displayName: 'Token Value',
		name: 'tokenValue',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'The token itself. It is kept sealed and never shown again.',
	},
];

const fieldsSchema = z.looseObject({
	events: listSchema.optional(),
	platforms: listSchema.pipe(z.array(platformSchema)).optional(),
	productIds: listSchema.optional(),
	headers: z.unknown().optional(),
	signingSecret: z.string().trim().optional(),
	tokenValue: z.string().optional(),
});

/** The node's parameters as fields of a subscription; what was not given stays out. */
export function readSubscriptionFields(parameters: Record<string, unknown>): SubscriptionFields {
	const { headers, ...fields } = parseInput(fieldsSchema, parameters);
	const given = Object.entries(fields).filter(([, value]) => value !== undefined);
	return {
		...Object.fromEntries(given),
		...(headers === undefined ? {} : { headers: readHeaders(headers) }),
	};
}

const headerListSchema = z.object({
	values: z.array(z.object({ name: z.string(), value: z.string() })),
});
const headersSchema = z.record(
	z.string(),
	z.union([z.string(), z.number(), z.boolean()]).transform(String),
);

const EXAMPLE = '{"x-tenant": "42"}';

/** Headers as an object, as its JSON text, or as n8n's list of names and values. */
export function readHeaders(input: unknown): Record<string, string> {
	const value =
		typeof input === 'string'
			? parseJsonInput(input.trim() || '{}', 'headers', EXAMPLE)
			: (input ?? {});
	const list = headerListSchema.safeParse(value);
	if (list.success)
		return Object.fromEntries(list.data.values.map((header) => [header.name, header.value]));
	const headers = headersSchema.safeParse(value);
	if (headers.success) return headers.data;
	throw unusableHeaders(headers.error);
}

function unusableHeaders(cause: unknown): CommerceWebhooksError {
	return new CommerceWebhooksError(
		'invalid_input',
		phrase`The headers are not a JSON object of names and texts`,
		{
			field: 'headers',
			remedy: phrase`Enter for example ${EXAMPLE}`,
			cause,
		},
	);
}

function eventOptions() {
	const events = platforms.flatMap((platform) =>
		platform.events.map((event) => ({ platform, event })),
	);
	const families = [...new Set(events.map(({ event }) => event.type.split('.')[0] ?? ''))].sort();
	const types = new Map(events.map(({ event }) => [event.type, event.title]));
	return [
		{ name: 'All Events (*)', value: '*' },
		...families.map((family) => ({
			name: compose(phrase`All of ${family} (${family}.*)`),
			value: `${family}.*`,
		})),
		...[...types].sort().map(([type, title]) => ({
			name: compose(phrase`${new Phrase(title)} (${type})`),
			value: type,
		})),
		...events.map(({ platform, event }) => ({
			name: compose(phrase`${platform.displayName}: ${new Phrase(event.title)} (${event.name})`),
			value: event.name,
		})),
	];
}

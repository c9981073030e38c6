import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import * as z from 'zod';

import type { OutgoingEvent } from '../../../../src/delivery';
import { CommerceWebhooksError } from '../../../../src/model/errors';
import { phrase, translatable } from '../../../../src/model/phrase';
import { eventIdSchema } from '../../../../src/model/event-id';
import { InputIssues } from '../../../../src/model/input-issues';
import type { JsonObject, JsonValue } from '../../../../src/model/json';
import { parseInput, parseJsonInput } from '../../../../src/model/parse-input';
import {
	formNamed,
	itemForAffiliate,
	platformById,
	type EventForm,
	type PlatformDefinition,
} from '../../../../src/platforms';
import type { MatchedEvent } from '../../../../src/subscriptions';
import { listSchema } from '../../../shared/trigger-parameters';
import type { ItemParameters } from '../../item-parameters';

/** An event to be dispatched, and what decides who gets it. */
export interface EventToDispatch {
	event: OutgoingEvent;
	matched: MatchedEvent;
}

const sourceSchema = z.object({ eventSource: z.enum(['item', 'define']) });

/** What is needed of an item that one of this package's triggers emitted; other fields may be there. */
const itemSchema = z.object({
	platform: z.string().min(1),
	event: z.string().min(1),
	type: z.string().min(1),
	id: eventIdSchema,
	occurredAt: z.iso.datetime({ offset: true, error: translatable('is not a time') }).nullish(),
	product: z.object({ id: z.coerce.string().nullish() }).nullish(),
	payload: z.custom<JsonValue>((value) => value !== undefined, translatable('is missing')),
});

const definedSchema = z.object({
	eventType: z
		.string(translatable('is missing'))
		.trim()
		.regex(
			/^[a-zA-Z0-9_]+(\.[a-zA-Z0-9_]+)*$/,
			translatable('must be words with dots between them, e.g. order.paid'),
		)
		.max(200),
	eventId: z.union([z.literal(''), eventIdSchema]),
	occurredAt: z.union([z.literal('').transform(() => null), z.coerce.date()]).nullish(),
	productIds: listSchema,
});

/** Reads the event of one item: the item itself, or the fields of the node. */
export function readEvent(context: ItemParameters, itemIndex: number): EventToDispatch {
	const { eventSource } = parseInput(sourceSchema, {
		eventSource: context.getNodeParameter('eventSource', itemIndex, 'item'),
	});
	return eventSource === 'define'
		? readDefined(context, itemIndex)
		: readItem(context.getInputData()[itemIndex]?.json);
}

export function readItem(json: unknown): EventToDispatch {
	const parsed = itemSchema.safeParse(json);
	if (!parsed.success) throw noEvent(json);
	// The item itself and not what the schema made of it: receivers see the keys in the order they came in.
	// That it was replayed here is nothing to them.
	const {
		valid: _valid,
		issues: _issues,
		receivedAt,
		replayOf: _replayOf,
		...rest
	} = json as IDataObject;
	const data = parsed.data;
	const platform = platformById(data.platform);
	const form = platform && formNamed(platform, data.event, data.payload);
	const isAffiliates = form?.hasAffiliate?.(data.payload) ?? false;
	return {
		event: {
			id: data.id,
			type: data.type,
			timestamp: data.occurredAt ?? textOr(receivedAt, new Date().toISOString()),
			data: rest as JsonValue,
			payload: data.payload,
			...(platform &&
				isAffiliates && {
					forAffiliate: () => affiliateContent(platform, data.event, rest as JsonObject),
				}),
		},
		matched: {
			name: data.event,
			type: data.type,
			platform: data.platform,
			productIds: productIdsOf(data, form),
			hasAffiliate: isAffiliates,
		},
	};
}

/** Read once more, for words: few items need any. */
function noEvent(json: unknown): CommerceWebhooksError {
	const issues = new InputIssues();
	const { error: cause } = itemSchema.safeParse(json, { error: issues.error });
	const [issue] = cause?.issues ?? [];
	const field = issue?.path.join('.') ?? '';
	const reason = issues.phraseFor(issue?.message ?? '');
	return new CommerceWebhooksError(
		'invalid_input',
		phrase`The item is not an event of one of this package's triggers: its field "${field}" ${reason}`,
		{
			field: 'eventSource',
			remedy: phrase`Connect the trigger directly, or set Event Source to Define Below and enter the type and the payload`,
			cause,
		},
	);
}

function textOr(value: unknown, otherwise: string): string {
	return typeof value === 'string' ? value : otherwise;
}

function affiliateContent(
	platform: PlatformDefinition,
	event: string,
	item: JsonObject,
): Pick<OutgoingEvent, 'data' | 'payload'> {
	const data = itemForAffiliate(platform, event, item);
	return { data, payload: data.payload ?? null };
}

/** All products the event speaks of: its common fields hold no more than one. */
function productIdsOf(
	{ product, payload }: z.output<typeof itemSchema>,
	form: EventForm | undefined,
): readonly string[] {
	const ids = form?.productIds?.(payload) ?? [];
	return product?.id && !ids.includes(product.id) ? [...ids, product.id] : ids;
}

/** An event that somebody defined says nothing of an affiliate: affiliates' subscriptions never get it. */
function readDefined(context: ItemParameters, itemIndex: number): EventToDispatch {
	const { eventType, eventId, occurredAt, productIds } = parseInput(definedSchema, {
		eventType: context.getNodeParameter('eventType', itemIndex, ''),
		eventId: String(context.getNodeParameter('eventId', itemIndex, '') ?? '').trim(),
		occurredAt: context.getNodeParameter('occurredAt', itemIndex, ''),
		productIds: context.getNodeParameter('productIds', itemIndex, ''),
	});
	const payload = readPayload(context.getNodeParameter('payload', itemIndex, {}));
	return {
		event: {
			id: eventId || `evt_${randomUUID()}`,
			type: eventType,
			timestamp: (occurredAt ?? new Date()).toISOString(),
			data: payload,
			payload,
		},
		matched: { name: null, type: eventType, platform: null, productIds, hasAffiliate: false },
	};
}

function readPayload(value: unknown): JsonValue {
	return typeof value === 'string'
		? parseJsonInput(value, 'payload', '{"order": 42}')
		: (value as JsonValue);
}

import * as z from 'zod';

import { systemClock } from '../../../../src/model/clock';
import { parseInput } from '../../../../src/model/parse-input';
import { createSubscription } from '../../../../src/subscriptions';
import { shownFor, type ItemOperation } from '../../operation';
import { subscriptionItem } from '../../output';
import {
	additionalFields,
	eventsProperty,
	nameProperty,
	readSubscriptionFields,
	urlProperty,
} from '../../subscription-fields';
import { tellOfSecret } from './secret-hint';

const collectionSchema = z.object({ additionalFields: z.record(z.string(), z.unknown()) });

export const create: ItemOperation = {
	kind: 'item',
	description: shownFor('subscription', 'create', [
		nameProperty,
		urlProperty,
		eventsProperty,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: additionalFields,
		},
	]),
	execute: async ({ context, itemIndex, runtime, allowedNetworks }) => {
		const { additionalFields: others } = parseInput(collectionSchema, {
			additionalFields: context.getNodeParameter('additionalFields', itemIndex, {}),
		});
		const fields = readSubscriptionFields({
			...others,
			name: context.getNodeParameter('name', itemIndex),
			url: context.getNodeParameter('url', itemIndex),
			events: context.getNodeParameter('events', itemIndex),
		});
		const { subscription, signingSecret } = await createSubscription(fields, {
			subscriptions: runtime.store.subscriptions,
			guard: runtime.guardFor(allowedNetworks),
			clock: systemClock,
		});
		tellOfSecret({ context, itemIndex });
		const { tokenValue } = subscription.secrets;
		return [
			{
				...subscriptionItem(subscription),
				signingSecret,
				...(tokenValue === '' ? {} : { tokenValue }),
			},
		];
	},
};

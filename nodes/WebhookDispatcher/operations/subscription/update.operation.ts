import * as z from 'zod';

import { systemClock } from '../../../../src/model/clock';
import { parseInput } from '../../../../src/model/parse-input';
import { updateSubscription } from '../../../../src/subscriptions';
import { alphabetical } from '../../../shared/alphabetical';
import { readSubscriptionId } from '../../chosen-subscription';
import { subscriptionLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { subscriptionItem } from '../../output';
import {
	additionalFields,
	eventsProperty,
	nameProperty,
	readSubscriptionFields,
	urlProperty,
} from '../../subscription-fields';

const collectionSchema = z.object({ updateFields: z.record(z.string(), z.unknown()) });

export const update: ItemOperation = {
	kind: 'item',
	description: shownFor('subscription', 'update', [
		subscriptionLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: alphabetical(
				[...additionalFields, eventsProperty, nameProperty, urlProperty].map((property) => ({
					...property,
					required: false,
				})),
				({ displayName }) => displayName,
			),
		},
	]),
	execute: async (call) => {
		const { context, itemIndex, runtime, allowedNetworks } = call;
		const { updateFields } = parseInput(collectionSchema, {
			updateFields: context.getNodeParameter('updateFields', itemIndex, {}),
		});
		const subscription = await updateSubscription(
			await readSubscriptionId(call),
			readSubscriptionFields(updateFields),
			{
				subscriptions: runtime.store.subscriptions,
				guard: runtime.guardFor(allowedNetworks),
				clock: systemClock,
			},
		);
		return [subscriptionItem(subscription)];
	},
};

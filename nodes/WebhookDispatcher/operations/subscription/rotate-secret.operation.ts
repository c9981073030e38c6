import { systemClock } from '../../../../src/model/clock';
import { rotateSigningSecret } from '../../../../src/subscriptions';
import { readSubscriptionId } from '../../chosen-subscription';
import { subscriptionLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { isoTime } from '../../../shared/delivery-item';
import { subscriptionItem } from '../../output';
import { tellOfSecret } from './secret-hint';

/** Shows the new secret, this once, and when the old ones cease to sign. */
export const rotateSecret: ItemOperation = {
	kind: 'item',
	description: shownFor('subscription', 'rotateSecret', [subscriptionLocator]),
	execute: async (call) => {
		const { subscription, signingSecret, oldSecretsExpireAt } = await rotateSigningSecret(
			await readSubscriptionId(call),
			{ subscriptions: call.runtime.store.subscriptions, clock: systemClock },
		);
		tellOfSecret(call);
		return [
			{
				...subscriptionItem(subscription),
				signingSecret,
				oldSecretsExpireAt: oldSecretsExpireAt.map(isoTime),
			},
		];
	},
};

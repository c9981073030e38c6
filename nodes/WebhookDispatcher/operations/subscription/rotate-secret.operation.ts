import { systemClock } from '../../../../src/model/clock';
import { rotateSigningSecret } from '../../../../src/subscriptions';
import { subscriptionLocator } from '../../locators';
import { shownFor, type ItemOperation } from '../../operation';
import { isoTime, subscriptionItem } from '../../output';
import { readId } from '../../parameters';

/** Shows the new secret, this once, and when the old ones cease to sign. */
export const rotateSecret: ItemOperation = {
	kind: 'item',
	description: shownFor('subscription', 'rotateSecret', [subscriptionLocator]),
	execute: async ({ context, itemIndex, runtime }) => {
		const { subscription, signingSecret, oldSecretsExpireAt } = await rotateSigningSecret(
			readId(context, 'subscriptionId', itemIndex),
			{ subscriptions: runtime.store.subscriptions, clock: systemClock },
		);
		return [
			{
				...subscriptionItem(subscription),
				signingSecret,
				oldSecretsExpireAt: oldSecretsExpireAt.map(isoTime),
			},
		];
	},
};

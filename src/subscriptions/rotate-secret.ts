import { createSigningSecret } from '../delivery';
import type { Clock } from '../model/clock';
import type { Subscription, SubscriptionSecrets } from '../model/subscription';
import type { SubscriptionStore } from '../storage/contracts';
import { changeSubscription } from './change-subscription';

/** For how long a secret goes on signing beside the one that takes its place (delivery.md, "Signing"). */
const OVERLAP_MS = 24 * 60 * 60 * 1000;
const MAXIMUM_OLD_SECRETS = 10;

type SigningSecrets = SubscriptionSecrets['signingSecrets'];

/** A subscription with its new secret, which is shown only this once. */
export interface RotatedSubscription {
	subscription: Subscription;
	signingSecret: string;
	/** When the old secrets cease to sign, in Unix milliseconds, latest first. */
	oldSecretsExpireAt: number[];
}

/** Makes a new secret that signs first; the present one goes on signing beside it for 24 hours. */
export async function rotateSigningSecret(
	id: string,
	{ subscriptions, clock }: { subscriptions: SubscriptionStore; clock: Clock },
): Promise<RotatedSubscription> {
	const signingSecret = createSigningSecret();
	const now = clock.now();
	const subscription = await changeSubscription(id, subscriptions, ({ settings, secrets }) => ({
		settings,
		secrets: {
			...secrets,
			signingSecrets: rotated(secrets.signingSecrets, signingSecret, now),
		},
		updatedAt: now,
	}));
	return {
		subscription,
		signingSecret,
		oldSecretsExpireAt: subscription.secrets.signingSecrets.flatMap(
			({ expiresAt }) => expiresAt ?? [],
		),
	};
}

/** Newest first; what has expired goes, then the oldest beyond ten. */
function rotated(present: SigningSecrets, secret: string, now: number): SigningSecrets {
	const old = present
		.map((one) => ({ ...one, expiresAt: one.expiresAt ?? now + OVERLAP_MS }))
		.filter(({ expiresAt }) => expiresAt > now)
		.slice(0, MAXIMUM_OLD_SECRETS);
	return [{ secret, expiresAt: null }, ...old];
}

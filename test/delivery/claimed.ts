import { createSigningSecret } from '../../src/delivery';
import type { Subscription } from '../../src/model/subscription';
import type { ClaimedDelivery } from '../../src/storage';

const secret = createSigningSecret();

/** A subscription as the store gives it. */
export function subscription({
	settings,
	secrets,
	...rest
}: {
	settings?: Partial<Subscription['settings']>;
	secrets?: Partial<Subscription['secrets']>;
} & Partial<Pick<Subscription, 'id' | 'status'>> = {}): Subscription {
	return {
		id: 'sub_1',
		settings: {
			name: 'Receiver',
			url: 'https://receiver.example.com/hooks',
			events: ['*'],
			platforms: [],
			productIds: [],
			audience: 'producer',
			shareBuyerData: false,
			format: 'envelope',
			tokenHeader: '',
			tokenQueryParameter: '',
			timeoutSeconds: 15,
			retrySchedule: '5s, 5m, 30m, 2h',
			rateLimitPerSecond: 0,
			maximumConcurrent: 10,
			...settings,
		},
		secrets: {
			signingSecrets: [{ secret, expiresAt: null }],
			tokenValue: '',
			headers: {},
			...secrets,
		},
		status: {
			active: true,
			disabledAt: null,
			disabledReason: null,
			consecutiveFailures: 0,
			lastSuccessAt: null,
			lastFailureAt: null,
		},
		createdAt: 0,
		updatedAt: 0,
		...rest,
	};
}

/** A delivery as it is claimed for its first attempt. */
export function claimed(given: Partial<ClaimedDelivery> = {}): ClaimedDelivery {
	return {
		id: 'dlv_1',
		rowId: 1,
		leaseId: 'lea_1',
		eventId: 'order-1',
		eventType: 'order.paid',
		subscription: subscription(),
		urlTarget: null,
		url: 'https://receiver.example.com/hooks',
		origin: 'https://receiver.example.com',
		body: Buffer.from('{"order":1}'),
		allowedNetworks: '',
		attemptsMade: 1,
		number: 1,
		trigger: 'automatic',
		previousState: 'pending',
		createdAt: 0,
		...given,
	};
}

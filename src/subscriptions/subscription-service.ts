import {
	createSigningSecret,
	HIDDEN,
	parseCustomHeaders,
	parseHeaderName,
	parseHeaderValue,
	parseRetrySchedule,
	parseSigningSecret,
} from '../delivery';
import type { Clock } from '../model/clock';
import { CommerceWebhooksError } from '../model/errors';
import { phrase, translatable } from '../model/phrase';
import { createId } from '../model/id';
import { parseInput } from '../model/parse-input';
import {
	subscriptionSettingsSchema,
	type Subscription,
	type SubscriptionSecrets,
	type SubscriptionSettings,
} from '../model/subscription';
import type { AddressGuard } from '../net';
import type { SubscriptionStore } from '../storage/contracts';
import { changeSubscription, findSubscription } from './change-subscription';
import { isEventPattern } from './matching';

/** What a user may give: settings, and what is sealed. Anything that is left out keeps its value or gets its default. */
export type SubscriptionFields = Record<string, unknown> & {
	signingSecret?: string;
	tokenValue?: string;
	headers?: Record<string, string>;
};

interface Tools {
	subscriptions: SubscriptionStore;
	guard: Pick<AddressGuard, 'checkUrl'>;
	clock: Clock;
}

/** A new subscription with what is shown only this once. */
export interface CreatedSubscription {
	subscription: Subscription;
	signingSecret: string;
}

/** Checks and stores a subscription; makes a signing secret where none is given. */
export async function createSubscription(
	fields: SubscriptionFields,
	{ subscriptions, guard, clock }: Tools,
): Promise<CreatedSubscription> {
	const settings = parseSettings(fields, guard);
	const signingSecret = fields.signingSecret?.trim() || createSigningSecret();
	parseSigningSecret(signingSecret);
	const secrets: SubscriptionSecrets = {
		signingSecrets: [{ secret: signingSecret, expiresAt: null }],
		tokenValue: fields.tokenValue?.trim() ?? '',
		headers: parseCustomHeaders(unhidden(fields.headers ?? {}, {})),
	};
	checkToken(settings, secrets);
	const now = clock.now();
	const subscription: Subscription = {
		id: createId('sub', now),
		settings,
		secrets,
		status: {
			active: true,
			disabledAt: null,
			disabledReason: null,
			consecutiveFailures: 0,
			lastSuccessAt: null,
			lastFailureAt: null,
		},
		createdAt: now,
		updatedAt: now,
	};
	await subscriptions.insert(subscription);
	return { subscription, signingSecret };
}

/** Changes what is given and leaves the rest; a given signing secret takes the place of the present ones. */
export async function updateSubscription(
	id: string,
	fields: SubscriptionFields,
	{ subscriptions, guard, clock }: Tools,
): Promise<Subscription> {
	return await changeSubscription(id, subscriptions, (present) => ({
		...changed(present, fields, guard),
		updatedAt: clock.now(),
	}));
}

/** Switches a subscription on, which clears its counters, or off, which skips what waits for it. */
export async function setSubscriptionActive(
	id: string,
	active: boolean,
	{ subscriptions, clock }: Omit<Tools, 'guard'>,
): Promise<Subscription> {
	const reason = active ? null : translatable('Disabled by a user');
	await subscriptions.setActive(id, active, reason, clock.now());
	return await findSubscription(id, subscriptions);
}

function changed(
	{ settings: present, secrets: sealed }: Subscription,
	fields: SubscriptionFields,
	guard: Tools['guard'],
): Pick<Subscription, 'settings' | 'secrets'> {
	const settings = parseSettings({ ...present, ...fields }, guard);
	const signingSecret = fields.signingSecret?.trim();
	if (signingSecret) parseSigningSecret(signingSecret);
	const secrets: SubscriptionSecrets = {
		signingSecrets: signingSecret
			? [{ secret: signingSecret, expiresAt: null }]
			: sealed.signingSecrets,
		tokenValue: fields.tokenValue?.trim() ?? sealed.tokenValue,
		headers: fields.headers
			? parseCustomHeaders(unhidden(fields.headers, sealed.headers))
			: sealed.headers,
	};
	checkToken(settings, secrets);
	return { settings, secrets };
}

function parseSettings(fields: SubscriptionFields, guard: Tools['guard']): SubscriptionSettings {
	const settings = parseInput(subscriptionSettingsSchema, fields);
	guard.checkUrl(settings.url);
	parseRetrySchedule(settings.retrySchedule);
	settings.events.forEach(checkEventPattern);
	const tokenHeader =
		settings.tokenHeader === '' ? '' : parseHeaderName(settings.tokenHeader, 'tokenHeader');
	return { ...settings, tokenHeader };
}

function checkToken(
	{ tokenHeader, tokenQueryParameter }: SubscriptionSettings,
	{ tokenValue, headers }: SubscriptionSecrets,
): void {
	if (tokenHeader !== '') parseHeaderValue(tokenHeader, tokenValue, 'tokenValue');
	if (Object.hasOwn(headers, tokenHeader)) throw givenTwice(tokenHeader);
	if (tokenValue !== '' || (tokenHeader === '' && tokenQueryParameter === '')) return;
	throw new CommerceWebhooksError('invalid_input', phrase`The token has a place but no value`, {
		field: 'tokenValue',
		remedy: phrase`Enter the value the receiver expects, or leave Token Header and Token Query Parameter empty`,
	});
}

function givenTwice(tokenHeader: string): CommerceWebhooksError {
	return new CommerceWebhooksError(
		'invalid_input',
		phrase`The header ${JSON.stringify(tokenHeader)} is both the token header and one of the headers`,
		{
			field: 'tokenHeader',
			remedy: phrase`Leave it out of one of them: only one value can be sent`,
		},
	);
}

function checkEventPattern(pattern: string): void {
	if (isEventPattern(pattern)) return;
	throw new CommerceWebhooksError(
		'invalid_input',
		phrase`${JSON.stringify(pattern)} can match no event`,
		{
			field: 'events',
			remedy: phrase`Use a platform's own event name, a type such as purchase.approved, a family such as purchase.*, or * for everything`,
		},
	);
}

/** A header that was read hidden and is written back so keeps its value. */
function unhidden(
	headers: Record<string, string>,
	sealed: SubscriptionSecrets['headers'],
): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => {
			if (value !== HIDDEN) return [name, value];
			const key = name.trim().toLowerCase();
			if (Object.hasOwn(sealed, key)) return [name, sealed[key] ?? value];
			throw new CommerceWebhooksError(
				'invalid_input',
				phrase`The header ${JSON.stringify(name)} has no value to keep`,
				{
					field: 'headers',
					remedy: phrase`Enter its value: ${HIDDEN} only stands for one that is stored`,
				},
			);
		}),
	);
}

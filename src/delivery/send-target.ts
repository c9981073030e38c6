import { CommerceWebhooksError } from '../model/errors';
import { phrase } from '../model/phrase';
import type { Subscription, SubscriptionSecrets } from '../model/subscription';
import type { ClaimedDelivery, UrlTarget } from '../storage/contracts';
import { createHideTexts, type HideTexts } from './hide-texts';
import { parseRetrySchedule } from './retry-policy';
import { parseSigningSecret, type SigningKey } from './signature';
import { userAgent } from './user-agent';

const COMMON_HEADERS = {
	'content-type': 'application/json',
	'user-agent': userAgent,
};
const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_RETRY_SCHEDULE = '5s, 5m, 30m, 2h';

/** Where a delivery goes and how, with its secrets: never stored and never shown as it is. */
export interface SendTarget {
	/** As the history shows it. */
	url: string;
	/** As it is requested: with the token in the query string, where there is one. */
	requestUrl: string;
	headers: Record<string, string>;
	/** Names of headers whose values the history hides. */
	secretHeaders: readonly string[];
	/** Takes out of what is kept of an answer what must not be read there. */
	hideTexts: HideTexts;
	/** None: the request is not signed. */
	keys: readonly SigningKey[];
	timeoutMs: number;
	/** Waits between attempts, in milliseconds. */
	retrySchedule: readonly number[];
}

/** Reading secrets costs more than using them; a subscription's stay the same object until they change. */
const readSecrets = new WeakMap<SubscriptionSecrets, ReadSecrets>();

interface ReadSecrets {
	keys: ReadonlyArray<{ key: SigningKey; expiresAt: number | null }>;
	hideTexts: HideTexts;
}

/** How long one attempt may take; its lease is longer than that. */
export function attemptTimeoutMs(subscription: ClaimedDelivery['subscription']): number {
	return subscription ? subscription.settings.timeoutSeconds * 1000 : DEFAULT_TIMEOUT_MS;
}

/**
 * Puts together how a claimed delivery is sent at `now` (Unix milliseconds).
 * Throws `not_found` where its subscription is gone, and `invalid_input` where it has no key to sign with:
 * what is to be signed is never sent unsigned.
 */
export function sendTarget(claimed: ClaimedDelivery, now: number): SendTarget {
	const { subscription, urlTarget, url } = claimed;
	if (subscription) return subscriptionTarget(subscription, now);
	if (urlTarget) return plainTarget(url, urlTarget);
	throw new CommerceWebhooksError(
		'not_found',
		phrase`The subscription of this delivery was deleted, or what is stored of it cannot be read`,
	);
}

function plainTarget(url: string, { headers, signingSecret }: UrlTarget): SendTarget {
	return {
		url,
		requestUrl: url,
		headers: { ...COMMON_HEADERS, ...headers },
		secretHeaders: Object.keys(headers),
		hideTexts: createHideTexts([signingSecret, ...Object.values(headers)]),
		keys: signingSecret === '' ? [] : [parseSigningSecret(signingSecret)],
		timeoutMs: DEFAULT_TIMEOUT_MS,
		retrySchedule: parseRetrySchedule(DEFAULT_RETRY_SCHEDULE),
	};
}

function subscriptionTarget(subscription: Subscription, now: number): SendTarget {
	const { settings, secrets } = subscription;
	const { keys, hideTexts } = read(secrets);
	const valid = keys.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
	if (valid.length === 0) {
		throw new CommerceWebhooksError(
			'invalid_input',
			phrase`The subscription has no valid signing secret`,
		);
	}
	const token = settings.tokenHeader === '' ? {} : { [settings.tokenHeader]: secrets.tokenValue };
	return {
		url: settings.url,
		requestUrl: withToken(settings.url, settings.tokenQueryParameter, secrets.tokenValue),
		headers: { ...COMMON_HEADERS, ...secrets.headers, ...token },
		secretHeaders: [...Object.keys(secrets.headers), settings.tokenHeader],
		hideTexts,
		keys: valid.map(({ key }) => key),
		timeoutMs: attemptTimeoutMs(subscription),
		retrySchedule: parseRetrySchedule(settings.retrySchedule),
	};
}

function read(secrets: SubscriptionSecrets): ReadSecrets {
	const known = readSecrets.get(secrets);
	if (known) return known;
	const { signingSecrets, tokenValue, headers } = secrets;
	const fresh = {
		keys: signingSecrets.map(({ secret, expiresAt }) => ({
			key: parseSigningSecret(secret),
			expiresAt,
		})),
		hideTexts: createHideTexts([
			tokenValue,
			...signingSecrets.map(({ secret }) => secret),
			...Object.values(headers),
		]),
	};
	readSecrets.set(secrets, fresh);
	return fresh;
}

function withToken(url: string, parameter: string, token: string): string {
	if (parameter === '' || !URL.canParse(url)) return url;
	const parsed = new URL(url);
	parsed.searchParams.set(parameter, token);
	return parsed.href;
}

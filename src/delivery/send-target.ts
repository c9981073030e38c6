import { CommerceWebhooksError } from '../model/errors';
import { phrase } from '../model/phrase';
import type {
	Subscription,
	SubscriptionSecrets,
	SubscriptionSettings,
} from '../model/subscription';
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
	/** Names of headers, in lower case, whose values the history hides. */
	secretHeaders: ReadonlySet<string>;
	/** Takes out of what is kept of an answer what must not be read there. */
	hideTexts: HideTexts;
	/** None: the request is not signed. */
	keys: readonly SigningKey[];
	timeoutMs: number;
	/** Waits between attempts, in milliseconds. */
	retrySchedule: readonly number[];
}

/** The same for all attempts, until the subscription is changed or one of its keys expires. */
interface KnownTarget {
	secrets: SubscriptionSecrets;
	target: SendTarget;
	/** Unix time in milliseconds. */
	from: number;
	until: number;
}

/** Reading settings and secrets costs more than using them; they stay the same objects until they change. */
const knownTargets = new WeakMap<SubscriptionSettings, KnownTarget>();

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
		secretHeaders: namesOf(headers),
		hideTexts: createHideTexts([signingSecret, ...Object.values(headers)]),
		keys: signingSecret === '' ? [] : [parseSigningSecret(signingSecret)],
		timeoutMs: DEFAULT_TIMEOUT_MS,
		retrySchedule: parseRetrySchedule(DEFAULT_RETRY_SCHEDULE),
	};
}

function subscriptionTarget(subscription: Subscription, now: number): SendTarget {
	const { settings, secrets } = subscription;
	const known = knownTargets.get(settings);
	if (known?.secrets === secrets && known.from <= now && now < known.until) return known.target;
	const { signingSecrets } = secrets;
	const valid = signingSecrets.filter(({ expiresAt }) => (expiresAt ?? Infinity) > now);
	const target = freshTarget(subscription, valid);
	const until = Math.min(...valid.map(({ expiresAt }) => expiresAt ?? Infinity));
	knownTargets.set(settings, { secrets, target, from: now, until });
	return target;
}

function freshTarget(
	subscription: Subscription,
	valid: SubscriptionSecrets['signingSecrets'],
): SendTarget {
	if (valid.length === 0) {
		throw new CommerceWebhooksError(
			'invalid_input',
			phrase`The subscription has no valid signing secret`,
		);
	}
	const { settings, secrets } = subscription;
	const { signingSecrets, tokenValue, headers } = secrets;
	const token = settings.tokenHeader === '' ? {} : { [settings.tokenHeader]: tokenValue };
	return {
		url: settings.url,
		requestUrl: withToken(settings.url, settings.tokenQueryParameter, tokenValue),
		headers: { ...COMMON_HEADERS, ...headers, ...token },
		secretHeaders: namesOf({ ...headers, ...token }),
		hideTexts: createHideTexts([
			tokenValue,
			...signingSecrets.map(({ secret }) => secret),
			...Object.values(headers),
		]),
		keys: valid.map(({ secret }) => parseSigningSecret(secret)),
		timeoutMs: attemptTimeoutMs(subscription),
		retrySchedule: parseRetrySchedule(settings.retrySchedule),
	};
}

function namesOf(headers: Readonly<Record<string, string>>): ReadonlySet<string> {
	return new Set(Object.keys(headers).map((name) => name.toLowerCase()));
}

function withToken(url: string, parameter: string, token: string): string {
	if (parameter === '' || !URL.canParse(url)) return url;
	const parsed = new URL(url);
	parsed.searchParams.set(parameter, token);
	return parsed.href;
}

import { version } from '../../package.json';
import type { SubscriptionSecrets } from '../model/subscription';
import type { ClaimedDelivery } from '../storage/contracts';
import { parseRetrySchedule } from './retry-policy';
import { parseSigningSecret, type SigningKey } from './signature';

const USER_AGENT = `n8n-nodes-commerce-webhooks/${version}`;
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
	/** Texts that must not come back in what is kept of an answer. */
	secretTexts: readonly string[];
	keys: readonly SigningKey[];
	timeoutMs: number;
	/** Waits between attempts, in milliseconds. */
	retrySchedule: readonly number[];
}

/** Decoding a key costs more than signing with it; subscriptions stay the same object until they change. */
const decodedKeys = new WeakMap<SubscriptionSecrets, readonly SigningKey[]>();

/** How long one attempt may take; its lease is longer than that. */
export function attemptTimeoutMs(subscription: ClaimedDelivery['subscription']): number {
	return subscription ? subscription.settings.timeoutSeconds * 1000 : DEFAULT_TIMEOUT_MS;
}

/** Puts together how a claimed delivery is sent at `now` (Unix milliseconds). */
export function sendTarget(claimed: ClaimedDelivery, now: number): SendTarget {
	const { subscription, urlTarget } = claimed;
	const common = {
		'content-type': 'application/json',
		'user-agent': USER_AGENT,
	};
	if (!subscription) {
		const { headers = {}, signingSecret = '' } = urlTarget ?? {};
		return {
			url: claimed.url,
			requestUrl: claimed.url,
			headers: { ...common, ...headers },
			secretHeaders: Object.keys(headers),
			secretTexts: [signingSecret, ...Object.values(headers)].filter(isSecret),
			keys: signingSecret === '' ? [] : [parseSigningSecret(signingSecret)],
			timeoutMs: DEFAULT_TIMEOUT_MS,
			retrySchedule: parseRetrySchedule(DEFAULT_RETRY_SCHEDULE),
		};
	}
	const { settings, secrets } = subscription;
	const token = settings.tokenHeader === '' ? {} : { [settings.tokenHeader]: secrets.tokenValue };
	return {
		url: settings.url,
		requestUrl: withToken(settings.url, settings.tokenQueryParameter, secrets.tokenValue),
		headers: { ...common, ...secrets.headers, ...token },
		secretHeaders: [...Object.keys(secrets.headers), settings.tokenHeader],
		secretTexts: [
			secrets.tokenValue,
			...secrets.signingSecrets.map(({ secret }) => secret),
			...Object.values(secrets.headers),
		].filter(isSecret),
		keys: signingKeys(secrets, now),
		timeoutMs: attemptTimeoutMs(subscription),
		retrySchedule: parseRetrySchedule(settings.retrySchedule),
	};
}

function signingKeys(secrets: SubscriptionSecrets, now: number): readonly SigningKey[] {
	let keys = decodedKeys.get(secrets);
	if (!keys) {
		keys = secrets.signingSecrets.map(({ secret }) => parseSigningSecret(secret));
		decodedKeys.set(secrets, keys);
	}
	return keys.filter((_key, index) => {
		const expiresAt = secrets.signingSecrets[index]?.expiresAt ?? null;
		return expiresAt === null || expiresAt > now;
	});
}

function withToken(url: string, parameter: string, token: string): string {
	if (parameter === '' || !URL.canParse(url)) return url;
	const parsed = new URL(url);
	parsed.searchParams.set(parameter, token);
	return parsed.href;
}

/** Very short values are no secrets, and hiding them would make every answer unreadable. */
function isSecret(text: string): boolean {
	return text.length >= 6;
}

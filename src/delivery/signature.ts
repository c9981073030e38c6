import {
	createHmac,
	createSecretKey,
	randomBytes,
	timingSafeEqual,
	type KeyObject,
} from 'node:crypto';

import { CommerceWebhooksError } from '../model/errors';
import { phrase, type Phrase } from '../model/phrase';

/** A signing secret, decoded once. It prints and serialises without its bytes. */
export type SigningKey = KeyObject;

/** The headers of Standard Webhooks 1.0.0. */
export type SignatureHeaders = Record<
	'webhook-id' | 'webhook-timestamp' | 'webhook-signature',
	string
>;

interface Signing {
	/** The event's id: the same over all attempts. */
	id: string;
	/** Unix time of this attempt. */
	timestampSeconds: number;
	/** The bytes that are sent. */
	body: Uint8Array;
	/** Newest first; each adds one signature, so that a rotated key goes on verifying. */
	keys: readonly SigningKey[];
}

interface Verification {
	/** As received; names in any case. */
	headers: Readonly<Record<string, string | undefined>>;
	body: Uint8Array;
	keys: readonly SigningKey[];
	/** Unix time of the check. */
	nowSeconds: number;
	toleranceSeconds?: number;
}

const PREFIX = 'whsec_';
const VERSION = 'v1';
const CREATED_BYTES = 32;
/** Bounds of Standard Webhooks 1.0.0 for symmetric secrets. */
const MINIMUM_BYTES = 24;
const MAXIMUM_BYTES = 64;
/** The current key and at most ten old ones. */
const MAXIMUM_KEYS = 11;
const TOLERANCE_SECONDS = 300;

/** A new random secret, as a receiver's library expects it: `whsec_` and base64 of 32 bytes. */
export function createSigningSecret(): string {
	return PREFIX + randomBytes(CREATED_BYTES).toString('base64');
}

/**
 * Reads a secret with or without `whsec_`: padded standard base64 of 24 to 64 bytes, spaces around
 * it ignored.
 * @throws CommerceWebhooksError `invalid_input`, field `signingSecret`; the secret is not in the
 * message.
 */
export function parseSigningSecret(text: string): SigningKey {
	const trimmed = text.trim();
	const encoded = trimmed.startsWith(PREFIX) ? trimmed.slice(PREFIX.length) : trimmed;
	const bytes = Buffer.from(encoded, 'base64');

	// Buffer.from skips what is no base64; only the way back shows that nothing was skipped.
	if (bytes.toString('base64') !== encoded) {
		throw unusableSecret(phrase`The signing secret is not base64`);
	}
	if (bytes.length < MINIMUM_BYTES || bytes.length > MAXIMUM_BYTES) {
		throw unusableSecret(
			phrase`The signing secret has ${bytes.length} bytes instead of ${MINIMUM_BYTES} to ${MAXIMUM_BYTES}`,
		);
	}
	return createSecretKey(bytes);
}

/**
 * The headers that prove where a body comes from.
 * @throws CommerceWebhooksError `invalid_input` for an empty id or one with a `.`, which separates
 * the signed parts, for a timestamp that is not whole seconds, and for no key or more than eleven.
 */
export function signatureHeaders({ id, timestampSeconds, body, keys }: Signing): SignatureHeaders {
	if (id === '' || id.includes('.')) {
		throw invalid('eventId', phrase`The event id "${id}" is empty or contains a dot`);
	}
	if (!Number.isSafeInteger(timestampSeconds) || timestampSeconds < 0) {
		throw invalid(
			'timestamp',
			phrase`The timestamp ${timestampSeconds} is not Unix time in whole seconds`,
		);
	}
	if (keys.length === 0 || keys.length > MAXIMUM_KEYS) {
		throw invalid(
			'signingSecret',
			phrase`A request is signed with 1 to ${MAXIMUM_KEYS} keys, not ${keys.length}`,
		);
	}

	const timestamp = String(timestampSeconds);
	return {
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': keys.map((key) => sign(key, id, timestamp, body)).join(' '),
	};
}

/** Whether a request was signed with one of the keys, within the tolerance (300 s) of now. */
export function verifySignature(verification: Verification): boolean {
	const { headers, body, keys, nowSeconds, toleranceSeconds = TOLERANCE_SECONDS } = verification;
	const received = new Map(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const id = received.get('webhook-id');
	const timestamp = received.get('webhook-timestamp');
	const signatures = received.get('webhook-signature')?.split(' ');

	if (!id || !timestamp || !signatures || !/^\d+$/.test(timestamp)) return false;
	if (Math.abs(nowSeconds - Number(timestamp)) > toleranceSeconds) return false;

	const expected = keys.map((key) => Buffer.from(sign(key, id, timestamp, body)));
	return signatures.some((signature) =>
		expected.some((one) => isSame(one, Buffer.from(signature))),
	);
}

function sign(key: SigningKey, id: string, timestamp: string, body: Uint8Array): string {
	const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body);
	return `${VERSION},${hmac.digest('base64')}`;
}

function isSame(expected: Buffer, received: Buffer): boolean {
	return expected.length === received.length && timingSafeEqual(expected, received);
}

function unusableSecret(message: Phrase): CommerceWebhooksError {
	return new CommerceWebhooksError('invalid_input', message, {
		field: 'signingSecret',
		remedy: phrase`Leave it empty to have one made, or give ${PREFIX} followed by the base64 of ${MINIMUM_BYTES} to ${MAXIMUM_BYTES} random bytes.`,
	});
}

function invalid(field: string, message: Phrase): CommerceWebhooksError {
	return new CommerceWebhooksError('invalid_input', message, { field });
}

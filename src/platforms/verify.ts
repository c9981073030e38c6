import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { BodyText } from './body-text';
import type { PlatformDefinition, Verification } from './definition';
import { parseForm } from './parse-form';
import type { IncomingRequest, ReceiveSettings } from './verdict';

type Secrets = ReceiveSettings['secrets'];

/** What a delivery sent as proof, and what it had to send. */
interface Claim {
	/** What carries the proof, for messages. */
	readonly carrier: string;
	readonly sent: readonly string[];
	readonly expected: (secret: string) => string;
}

/**
 * Proves a delivery's origin over its raw bytes. Returns `null` when it is proven, else what was
 * missing or wrong. Whatever is missing (header, parameter, field, configured secret) is a refusal.
 */
export function findRefusal(
	definition: PlatformDefinition,
	request: IncomingRequest,
	body: BodyText,
	secrets: Secrets,
): string | null {
	const candidates = definition.verification
		.filter(({ bodies }) => bodies === undefined || bodies.includes(body.kind))
		.map((verification) => ({
			verification,
			claim: claimOf(verification, request, body, secrets),
		}));
	const chosen = candidates.find(({ claim }) => claim.sent.length > 0);
	if (!chosen)
		return `${missing(candidates.map(({ claim }) => claim.carrier))} ${definition.credentialHelp}`;

	const { verification, claim } = chosen;
	const secret = secretOf(secrets, verification.secret);
	if (secret === '') {
		return `The credential's field "${verification.secret}" is empty, so nothing can be verified. ${definition.credentialHelp}`;
	}
	const expected = claim.expected(secret);
	if (claim.sent.every((sent) => isEqual(sent, expected))) return null;
	return `What came in ${claim.carrier} does not match the credential's field "${verification.secret}". ${definition.credentialHelp}`;
}

/** The configured secrets that a platform's deliveries are proven with; the empty ones left out. */
export function secretsOf(definition: PlatformDefinition, secrets: Secrets): string[] {
	return definition.verification
		.map((verification) => secretOf(secrets, verification.secret))
		.filter((secret) => secret !== '');
}

/** People paste secrets with the line break behind them; HTTP cannot carry it. */
function secretOf(secrets: Secrets, field: string): string {
	return secrets[field]?.trim() ?? '';
}

function missing(carriers: readonly string[]): string {
	if (carriers.length === 0) return 'A body of this kind cannot be verified.';
	return `Nothing proves where this request comes from: missing ${carriers.join(' or ')}.`;
}

function claimOf(
	verification: Verification,
	{ headers, query, body: bytes }: IncomingRequest,
	body: BodyText,
	secrets: Secrets,
): Claim {
	switch (verification.kind) {
		case 'headerToken':
			return {
				carrier: `the header ${verification.header}`,
				sent: present([headers[verification.header]]),
				expected: (secret) => secret,
			};
		case 'queryToken': {
			const field = verification.parameterField;
			const parameter = (field && secretOf(secrets, field)) || verification.parameter;
			return {
				carrier: `the query parameter "${parameter}"`,
				sent: present([query[parameter]]),
				expected: (secret) => secret,
			};
		}
		case 'formToken':
			return {
				carrier: `the form field "${verification.field}"`,
				sent: body.kind === 'form' ? present(fieldsNamed(verification.field, body.text)) : [],
				expected: (secret) => secret,
			};
		case 'hmacSha256Hex':
			return {
				carrier: `the header ${verification.headers.join(' or ')}`,
				sent: present(verification.headers.map((header) => headers[header]?.toLowerCase())),
				expected: (secret) => createHmac('sha256', secret).update(bytes).digest('hex'),
			};
	}
}

function fieldsNamed(name: string, text: string): string[] {
	return parseForm(text).flatMap(([field, value]) => (field === name ? [value] : []));
}

function present(values: ReadonlyArray<string | undefined>): string[] {
	return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

/** In constant time; the digests are equally long, so that not even the secret's length shows. */
function isEqual(sent: string, expected: string): boolean {
	return timingSafeEqual(digest(sent), digest(expected));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}

import { execFileSync } from 'node:child_process';
import { inspect } from 'node:util';

import { Webhook } from 'standardwebhooks';

import {
	createSigningSecret,
	parseSigningSecret,
	signatureHeaders,
	verifySignature,
} from '../../src/delivery/signature';
import { createTransport } from '../../src/delivery/transport';
import { createAddressGuard } from '../../src/net';
import { CommerceWebhooksError } from '../../src/model/errors';
import vectors from '../fixtures/vectors/vectors.json';
import { startReceiver } from '../support/receiver';

const [vector] = vectors.hmac_v1;
if (!vector) throw new Error('no vector');
const key = parseSigningSecret(vector.secret);
const body = Buffer.from(vector.payload);
const signed = signatureHeaders({
	id: vector.msg_id,
	timestampSeconds: vector.timestamp,
	body,
	keys: [key],
});
const isGenuine = (headers: Record<string, string | undefined>, offsetSeconds = 0) =>
	verifySignature({
		headers: { ...signed, ...headers },
		body,
		keys: [key],
		nowSeconds: vector.timestamp + offsetSeconds,
	});

describe('a signing secret', () => {
	test('is made of 32 random bytes and differs each time', () => {
		const secrets = [createSigningSecret(), createSigningSecret()];

		expect(secrets[0]).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
		expect(secrets[0]).not.toBe(secrets[1]);
		expect(parseSigningSecret(secrets[0] ?? '').symmetricKeySize).toBe(32);
	});

	test.each([24, 25, 32, 64])('may have %d bytes, with and without its prefix', (size) => {
		const encoded = Buffer.alloc(size, 7).toString('base64');

		for (const text of [encoded, `whsec_${encoded}`, ` whsec_${encoded}\n`]) {
			expect(parseSigningSecret(text).export()).toEqual(Buffer.alloc(size, 7));
		}
	});

	test.each([
		['', '0 bytes instead'],
		['whsec_', '0 bytes instead'],
		[Buffer.alloc(23).toString('base64'), '23 bytes instead'],
		[Buffer.alloc(65).toString('base64'), '65 bytes instead'],
		['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS', 'not base64'],
		['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwBr', 'not base64'],
		[Buffer.alloc(32, 0xff).toString('base64url'), 'not base64'],
		['MfKQ9r8GKYqr TwjUPD8ILPZIo2LaLaSw', 'not base64'],
		['a passphrase of more than thirty-two letters', 'not base64'],
		[vectors.ed25519_v1a[0]?.secret ?? '', 'not base64'],
	])('is refused as %j: %s', (text, reason) => {
		expect(() => parseSigningSecret(text)).toThrow(
			expect.objectContaining({
				code: 'invalid_input',
				field: 'signingSecret',
				message: expect.stringContaining(reason),
				remedy: expect.stringContaining('24 to 64 random bytes'),
			}),
		);
	});

	test('shows its bytes neither in an error nor when the key is printed', () => {
		const short = Buffer.alloc(23, 'k').toString('base64');
		const long = parseSigningSecret(Buffer.alloc(32, 'k').toString('base64'));

		expect(() => parseSigningSecret(short)).toThrow(
			expect.objectContaining({
				message: expect.not.stringContaining(short),
				remedy: expect.not.stringContaining(short),
			}),
		);
		expect(inspect(long) + JSON.stringify(long)).not.toContain('kkk');
	});
});

describe('the signature headers', () => {
	test.each(vectors.hmac_v1)('agree with the published vector $id', (published) => {
		expect(
			signatureHeaders({
				id: published.msg_id,
				timestampSeconds: published.timestamp,
				body: Buffer.from(published.payload),
				keys: [parseSigningSecret(published.secret)],
			}),
		).toEqual({
			'webhook-id': published.msg_id,
			'webhook-timestamp': String(published.timestamp),
			'webhook-signature': published.signature,
		});
	});

	test('list one signature per key while keys rotate, up to eleven', () => {
		const keys = Array.from({ length: 11 }, () => parseSigningSecret(createSigningSecret()));
		const sign = (some: typeof keys) =>
			signatureHeaders({ id: 'evt_1', timestampSeconds: 1, body, keys: some });
		const headers = sign(keys);

		expect(headers['webhook-signature'].split(' ')).toHaveLength(11);
		for (const one of keys) {
			expect(verifySignature({ headers, body, keys: [one], nowSeconds: 1 })).toBe(true);
		}
		expect(() => sign([...keys, key])).toThrow(CommerceWebhooksError);
		expect(() => sign([])).toThrow(CommerceWebhooksError);
	});

	test.each(['', 'evt.1', '.'])('refuse the id %j', (id) => {
		expect(() => signatureHeaders({ id, timestampSeconds: 1, body, keys: [key] })).toThrow(
			expect.objectContaining({ code: 'invalid_input', field: 'eventId' }),
		);
	});

	test.each([161426533.5, NaN, Infinity, -161426533])(
		'refuse the timestamp %p',
		(timestampSeconds) => {
			expect(() => signatureHeaders({ id: 'evt_1', timestampSeconds, body, keys: [key] })).toThrow(
				CommerceWebhooksError,
			);
		},
	);
});

describe('verifying', () => {
	test('accepts what was signed, in any case of the header names', () => {
		const shouted = Object.fromEntries(
			Object.entries(signed).map(([name, value]) => [name.toUpperCase(), value]),
		);
		expect(isGenuine({})).toBe(true);
		expect(
			verifySignature({ headers: shouted, body, keys: [key], nowSeconds: vector.timestamp }),
		).toBe(true);
	});

	test('accepts a valid signature among others', () => {
		const multiple = vectors.verify_negative_and_edge.find(({ id }) => id === 'pos-multi');
		const list = multiple?.['webhook-signature']?.replace('<VALID>', vector.signature);
		expect(isGenuine({ 'webhook-signature': list })).toBe(true);
	});

	test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
		'refuses a request without %s',
		(name) => {
			expect(isGenuine({ [name]: undefined })).toBe(false);
		},
	);

	test.each(
		vectors.verify_negative_and_edge.flatMap((one) =>
			one.expect === 'reject' && typeof one['webhook-signature'] === 'string'
				? [
						one['webhook-signature'].startsWith('first')
							? vector.signature.slice(0, 8)
							: one['webhook-signature'],
					]
				: [],
		),
	)('refuses the signature %j', (signature) => {
		expect(isGenuine({ 'webhook-signature': signature })).toBe(false);
	});

	test('refuses a timestamp that is no number, or more than 300 s away', () => {
		expect(isGenuine({ 'webhook-timestamp': 'hello' })).toBe(false);
		expect(isGenuine({}, 300)).toBe(true);
		expect(isGenuine({}, -300)).toBe(true);
		expect(isGenuine({}, 301)).toBe(false);
		expect(isGenuine({}, -301)).toBe(false);
	});

	test('refuses another body, another id and another key', () => {
		const other = { headers: signed, nowSeconds: vector.timestamp };
		expect(isGenuine({ 'webhook-id': 'evt_2' })).toBe(false);
		expect(verifySignature({ ...other, body: Buffer.from('{}'), keys: [key] })).toBe(false);
		expect(
			verifySignature({ ...other, body, keys: [parseSigningSecret(createSigningSecret())] }),
		).toBe(false);
	});
});

describe('a signed request on the wire', () => {
	test('verifies byte for byte with the public libraries standardwebhooks and svix', async () => {
		const receiver = await startReceiver();
		const transport = createTransport({
			guard: createAddressGuard({ allowedNetworks: '127.0.0.1' }),
		});
		const secrets = [createSigningSecret(), createSigningSecret()];
		const sent = Buffer.from('{"produto":"Café ☕ 漢字","n":1.0,"s":"\\u0000 </script>"}\n');

		await transport.send({
			url: receiver.url,
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				...signatureHeaders({
					id: 'a51689a6-8e24-4b9a-b8b6-9214cb0ec15e',
					timestampSeconds: Math.floor(Date.now() / 1000),
					body: sent,
					keys: secrets.map(parseSigningSecret),
				}),
			},
			body: sent,
			timeoutMs: 5000,
		});
		await transport.close();
		await receiver.close();

		const [request] = receiver.requests;
		const headers = Object.fromEntries(request?.headers ?? []);
		const text = request?.body.toString() ?? '';
		expect(request?.body).toEqual(sent);
		for (const secret of secrets) {
			expect(new Webhook(secret).verify(text, headers)).toEqual(JSON.parse(sent.toString()));
			expect(isGenuineToSvix(secret, text, headers)).toBe(true);
		}
		expect(() => new Webhook(createSigningSecret()).verify(text, headers)).toThrow();
		expect(() => new Webhook(secrets[0] ?? '').verify(`${text} `, headers)).toThrow();
		expect(isGenuineToSvix(secrets[0] ?? '', `${text} `, headers)).toBe(false);
	});
});

/** In a process of its own: svix is an ES module, which Jest cannot load. */
function isGenuineToSvix(secret: string, text: string, headers: Record<string, string>): boolean {
	const script = `
		import { Webhook } from 'svix';
		import { readFileSync } from 'node:fs';
		const { secret, text, headers } = JSON.parse(readFileSync(0));
		try {
			new Webhook(secret).verify(text, headers);
			process.stdout.write('genuine');
		} catch (error) {
			process.stdout.write(error.name);
		}
	`;
	const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
		cwd: __dirname,
		input: JSON.stringify({ secret, text, headers }),
		encoding: 'utf8',
	});
	expect(output).toMatch(/^(genuine|WebhookVerificationError)$/);
	return output === 'genuine';
}

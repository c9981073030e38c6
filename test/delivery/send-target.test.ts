import fc from 'fast-check';

import { attemptTimeoutMs, sendTarget } from '../../src/delivery/send-target';
import { createSigningSecret, parseSigningSecret } from '../../src/delivery/signature';
import { version } from '../../package.json';
import { claimed, subscription } from './claimed';

const now = Date.UTC(2026, 0, 5, 12);
const userAgent = `n8n-nodes-commerce-webhooks/${version}`;

function targetOf(given: Parameters<typeof subscription>[0]) {
	return sendTarget(claimed({ subscription: subscription(given) }), now);
}

describe('a subscription', () => {
	test('is sent to at the URL and in the time that it names', () => {
		const target = targetOf({ settings: { timeoutSeconds: 3, retrySchedule: '1s' } });

		expect(target).toMatchObject({
			url: 'https://receiver.example.com/hooks',
			requestUrl: 'https://receiver.example.com/hooks',
			headers: { 'content-type': 'application/json', 'user-agent': userAgent },
			timeoutMs: 3000,
			retrySchedule: [1000],
		});
		expect(target.keys).toHaveLength(1);
	});

	test('gets its token in a header, which a custom header cannot replace', () => {
		const target = targetOf({
			settings: { tokenHeader: 'x-hotmart-hottok' },
			secrets: {
				tokenValue: 'the token',
				headers: { 'x-hotmart-hottok': 'another', 'x-other': 'value' },
			},
		});

		expect(target.headers).toEqual({
			'content-type': 'application/json',
			'user-agent': userAgent,
			'x-hotmart-hottok': 'the token',
			'x-other': 'value',
		});
		expect([...target.secretHeaders]).toEqual(
			expect.arrayContaining(['x-hotmart-hottok', 'x-other']),
		);
	});

	test('gets its token in the query string, and the history shows the URL without it', () => {
		const target = targetOf({
			settings: {
				url: 'https://example.com/a%20b?x=1&token=old#part',
				tokenQueryParameter: 'token',
			},
			secrets: { tokenValue: 'a&b=c d/é' },
		});

		expect(target.url).toBe('https://example.com/a%20b?x=1&token=old#part');
		const { searchParams, pathname } = new URL(target.requestUrl);
		expect([...searchParams]).toEqual([
			['x', '1'],
			['token', 'a&b=c d/é'],
		]);
		expect(pathname).toBe('/a%20b');
	});

	test('cannot be led elsewhere by its token, whatever it holds', () => {
		fc.assert(
			fc.property(fc.string(), fc.string({ minLength: 1 }), (tokenValue, tokenQueryParameter) => {
				const { requestUrl } = targetOf({
					settings: { tokenQueryParameter },
					secrets: { tokenValue },
				});

				expect(new URL(requestUrl).origin).toBe('https://receiver.example.com');
				expect(new URL(requestUrl).pathname).toBe('/hooks');
			}),
		);
	});
});

test('a key signs until it expires, wherever the clock is set', () => {
	const [current, old] = [createSigningSecret(), createSigningSecret()];
	const rotated = subscription({
		secrets: {
			signingSecrets: [
				{ secret: current, expiresAt: null },
				{ secret: old, expiresAt: now },
			],
		},
	});
	const keysAt = (instant: number) =>
		sendTarget(claimed({ subscription: rotated }), instant).keys.map((key) => key.export());
	const [currentKey, oldKey] = [current, old].map((secret) => parseSigningSecret(secret).export());

	expect(keysAt(now - 1)).toEqual([currentKey, oldKey]);
	expect(keysAt(now)).toEqual([currentKey]);
	expect(keysAt(now - 1)).toEqual([currentKey, oldKey]);
});

test('without a key that is valid nothing is sent', () => {
	const expired = subscription({
		secrets: { signingSecrets: [{ secret: createSigningSecret(), expiresAt: now }] },
	});
	expect(() => sendTarget(claimed({ subscription: expired }), now - 1)).not.toThrow();
	expect(() => sendTarget(claimed({ subscription: expired }), now)).toThrow(
		/no valid signing secret/,
	);
});

describe('a URL', () => {
	test('gets the headers that were given, hidden in the history', () => {
		const target = sendTarget(
			claimed({
				subscription: null,
				urlTarget: { signingSecret: '', headers: { 'x-key': 'value' } },
			}),
			now,
		);

		expect(target).toMatchObject({
			requestUrl: 'https://receiver.example.com/hooks',
			headers: { 'content-type': 'application/json', 'user-agent': userAgent, 'x-key': 'value' },
			secretHeaders: new Set(['x-key']),
			keys: [],
			timeoutMs: 15_000,
			retrySchedule: [5000, 300_000, 1_800_000, 7_200_000],
		});
	});
});

test('an attempt without a subscription has fifteen seconds', () => {
	expect(attemptTimeoutMs(null)).toBe(15_000);
	expect(attemptTimeoutMs(subscription({ settings: { timeoutSeconds: 120 } }))).toBe(120_000);
});

import fc from 'fast-check';

import { attemptDelivery, interruptedAttempt } from '../../src/delivery/attempt-delivery';
import type { Exchange, HttpRequest, Transport } from '../../src/delivery/transport';
import { attemptErrorCodeSchema, FINAL_STATES } from '../../src/model/delivery';
import { CommerceWebhooksError } from '../../src/model/errors';
import type { ClaimedDelivery } from '../../src/storage';
import { FakeClock } from '../support/fake-clock';
import { claimed, subscription } from './claimed';

const now = Date.UTC(2026, 0, 5, 12);

function answer(status: number, headers: Record<string, string> = {}): Exchange {
	return {
		answer: { status, headers, body: 'answer', truncated: false },
		error: null,
		durationMs: 7,
	};
}

function failure(
	code: (typeof attemptErrorCodeSchema.options)[number],
	permanent: boolean,
): Exchange {
	return { answer: null, error: { code, message: `no answer: ${code}`, permanent }, durationMs: 7 };
}

function toolsFor(exchange: Exchange, requests: HttpRequest[] = []) {
	const transport: Transport = {
		send: async (request) => {
			requests.push(request);
			return exchange;
		},
		close: async () => {},
	};
	return { clock: new FakeClock(now), random: () => 0, transportFor: () => transport };
}

const exchanges = {
	success: answer(200),
	'no content': answer(204),
	redirect: answer(302),
	refusal: answer(401),
	gone: answer(410),
	busy: answer(429, { 'retry-after': '60' }),
	'server error': answer(500),
	timeout: failure('timeout', false),
	blocked: failure('blocked_url', true),
	unbuildable: failure('unknown', true),
};
type Kind = keyof typeof exchanges;
const retried: Kind[] = ['redirect', 'refusal', 'busy', 'server error', 'timeout'];

describe('an automatic attempt', () => {
	test.each<[Kind, number, string, string]>([
		['success', 1, 'delivered', 'delivered'],
		['no content', 5, 'delivered', 'delivered'],
		...retried.map((kind): [Kind, number, string, string] => [kind, 1, 'pending', 'retry']),
		...retried.map((kind): [Kind, number, string, string] => [kind, 4, 'pending', 'retry']),
		...retried.map((kind): [Kind, number, string, string] => [kind, 5, 'failed', 'failed']),
		['gone', 1, 'failed', 'failed'],
		['blocked', 1, 'failed', 'failed'],
		['unbuildable', 1, 'failed', 'failed'],
	])('with %s as attempt %d leaves the delivery %s', async (kind, attemptsMade, state, outcome) => {
		const result = await attemptDelivery(
			claimed({ attemptsMade, number: attemptsMade }),
			toolsFor(exchanges[kind]),
		);

		expect(result).toMatchObject({
			deliveryId: 'dlv_1',
			leaseId: 'lea_1',
			subscriptionId: 'sub_1',
			url: 'https://receiver.example.com/hooks',
			state,
			finishedAt: state === 'pending' ? null : now,
			effect: { delivered: 'success', failed: 'failure', pending: 'none' }[state],
			attempt: {
				number: attemptsMade,
				trigger: 'automatic',
				startedAt: now,
				durationMs: 7,
				outcome,
			},
		});
	});

	test.each<[Kind, string | null]>([
		['gone', 'The receiver answered 410 Gone'],
		['blocked', 'no answer: blocked_url'],
		['unbuildable', null],
		['server error', null],
		['success', null],
	])('with %s switches the subscription off for the reason %j', async (kind, disableReason) => {
		expect(await attemptDelivery(claimed(), toolsFor(exchanges[kind]))).toMatchObject({
			disableReason,
		});
	});

	test('is repeated when its own subscription says, or the receiver', async () => {
		const own = claimed({
			subscription: subscription({ settings: { retrySchedule: '10s, 20s' } }),
		});
		const due = async (delivery: ClaimedDelivery, kind: Kind) =>
			((await attemptDelivery(delivery, toolsFor(exchanges[kind]))).nextAttemptAt ?? 0) - now;

		expect(await due(own, 'server error')).toBe(10_000);
		expect(await due({ ...own, attemptsMade: 2 }, 'server error')).toBe(20_000);
		expect(await due({ ...own, attemptsMade: 4 }, 'server error')).toBe(20_000);
		expect(await due(own, 'busy')).toBe(60_000);
	});

	test('is told of with its headers, without what is secret', async () => {
		const requests: HttpRequest[] = [];
		const delivery = claimed({
			subscription: subscription({
				settings: { tokenHeader: 'x-token' },
				secrets: { tokenValue: 'the token', headers: { 'x-key': 'the key' } },
			}),
		});

		const { attempt } = await attemptDelivery(delivery, toolsFor(exchanges.success, requests));

		expect(requests[0]?.headers).toMatchObject({ 'x-token': 'the token', 'x-key': 'the key' });
		expect(attempt.requestHeaders).toEqual({
			...requests[0]?.headers,
			'x-token': '[hidden]',
			'x-key': '[hidden]',
		});
	});
});

describe('an attempt that cannot be prepared', () => {
	const cases: Array<[what: string, delivery: Partial<ClaimedDelivery>, message: string]> = [
		['its subscription is gone', { subscription: null }, 'was deleted'],
		[
			'its secret cannot be read',
			{
				subscription: subscription({
					secrets: { signingSecrets: [{ secret: 'short', expiresAt: null }] },
				}),
			},
			'signing secret',
		],
		[
			'its secrets have all expired',
			{
				subscription: subscription({
					secrets: { signingSecrets: [{ secret: 'whsec_'.padEnd(50, 'A'), expiresAt: now }] },
				}),
			},
			'signing secret',
		],
		[
			'its schedule cannot be read',
			{ subscription: subscription({ settings: { retrySchedule: 'soon' } }) },
			'retry schedule',
		],
		['its event id has a dot', { eventId: 'a.b' }, 'event id'],
		[
			'the secret of its URL cannot be read',
			{ subscription: null, urlTarget: { signingSecret: 'short', headers: {} } },
			'signing secret',
		],
	];

	test.each(cases)(
		'because %s is recorded, and nothing is sent',
		async (_what, delivery, message) => {
			const requests: HttpRequest[] = [];

			const result = await attemptDelivery(
				claimed(delivery),
				toolsFor(exchanges.success, requests),
			);

			expect(requests).toEqual([]);
			expect(result).toMatchObject({
				state: 'failed',
				nextAttemptAt: null,
				disableReason: null,
				attempt: {
					outcome: 'failed',
					requestHeaders: {},
					response: null,
					error: { code: 'unknown', message: expect.stringContaining(message) },
				},
			});
			expect(JSON.stringify(result)).not.toContain('short');
		},
	);

	test('because there is no transport for its networks is recorded', async () => {
		const result = await attemptDelivery(claimed({ allowedNetworks: '10.0.0.0/99' }), {
			...toolsFor(exchanges.success),
			transportFor: () => {
				throw new CommerceWebhooksError('invalid_input', '"10.0.0.0/99" is no network');
			},
		});

		expect(result).toMatchObject({
			state: 'failed',
			attempt: { error: { code: 'unknown', message: '"10.0.0.0/99" is no network' } },
		});
	});
});

const deliveries = fc.record({
	attemptsMade: fc.integer({ min: 0, max: 6 }),
	number: fc.integer({ min: 1, max: 30 }),
	trigger: fc.constantFrom('automatic', 'manual'),
	previousState: fc.constantFrom('pending', ...FINAL_STATES),
});

test('whatever was tried and whatever came back, what follows is consistent', async () => {
	const kinds = fc.constantFrom(...(Object.keys(exchanges) as Kind[]));
	await fc.assert(
		fc.asyncProperty(deliveries, kinds, async (delivery, kind) => {
			const { state, nextAttemptAt, finishedAt, effect, attempt } = await attemptDelivery(
				claimed(delivery as Partial<ClaimedDelivery>),
				toolsFor(exchanges[kind]),
			);

			expect(['pending', 'delivered', 'failed']).toContain(state);
			expect(nextAttemptAt !== null).toBe(state === 'pending');
			expect(finishedAt === null).toBe(state === 'pending');
			if (nextAttemptAt !== null) {
				expect(nextAttemptAt).toBeGreaterThanOrEqual(now);
				expect(delivery.attemptsMade).toBeLessThan(5);
				expect(delivery.previousState).toBe('pending');
			}
			if (exchanges[kind].answer?.status === 200) expect(state).toBe('delivered');
			if (delivery.previousState === 'delivered' && delivery.trigger === 'manual') {
				expect(state).toBe('delivered');
			}
			if (delivery.trigger === 'manual') expect(effect).not.toBe('failure');
			expect(attempt).toMatchObject({ number: delivery.number, trigger: delivery.trigger });
			expect(attempt.response === null).not.toBe(attempt.error === null);
		}),
	);
});

describe('an attempt that nobody lived to record', () => {
	test.each([
		[1, 'pending'],
		[4, 'pending'],
		[5, 'failed'],
	])('as number %d leaves the delivery %s', (attemptsMade, state) => {
		expect(interruptedAttempt(claimed({ attemptsMade }), now)).toMatchObject({
			state,
			nextAttemptAt: state === 'pending' ? now : null,
			attempt: { outcome: 'interrupted', response: null, error: { code: 'interrupted' } },
		});
	});

	test.each(['delivered', 'failed', 'skipped', 'canceled'] as const)(
		'and was manual is not repeated for what was %s',
		(previousState) => {
			const delivery = claimed({ attemptsMade: 1, trigger: 'manual', previousState });

			expect(interruptedAttempt(delivery, now)).toMatchObject({
				state: previousState === 'delivered' ? 'delivered' : 'failed',
				nextAttemptAt: null,
				effect: 'none',
				attempt: { trigger: 'manual', outcome: 'interrupted' },
			});
		},
	);
});

import type { AttemptErrorCode } from '../../src/model/delivery';
import { judge } from '../../src/delivery/outcome';
import type { Exchange } from '../../src/delivery/transport';

const answered = (status: number, headers: Record<string, string> = {}): Exchange => ({
	answer: { status, headers, body: '', truncated: false },
	error: null,
	durationMs: 1,
});
const unanswered = (code: AttemptErrorCode, permanent: boolean): Exchange => ({
	answer: null,
	error: { code, message: 'what happened', permanent },
	durationMs: 1,
});

describe('an exchange', () => {
	test.each([200, 201, 202, 204, 206, 226, 299])('answered with %d is delivered', (status) => {
		expect(judge(answered(status, { 'retry-after': '60' }))).toEqual({
			outcome: 'delivered',
			disable: null,
			retryAfter: undefined,
		});
	});

	test('answered with a body that broke off is delivered all the same', () => {
		const exchange = answered(200);
		if (exchange.answer) exchange.answer.truncated = true;
		expect(judge(exchange).outcome).toBe('delivered');
	});

	test.each([301, 302, 307, 308, 400, 401, 403, 404, 409, 422, 429, 451, 499, 500, 503, 599, 999])(
		'answered with %d is tried again',
		(status) => {
			expect(judge(answered(status))).toEqual({
				outcome: 'retry',
				disable: null,
				retryAfter: undefined,
			});
		},
	);

	test('answered with Retry-After hands it on', () => {
		expect(judge(answered(503, { 'retry-after': '60' })).retryAfter).toBe('60');
	});

	test('answered with 410 fails for good and switches the subscription off', () => {
		expect(judge(answered(410, { 'retry-after': '60' }))).toEqual({
			outcome: 'failed',
			disable: { reason: 'The receiver answered 410 Gone' },
			retryAfter: undefined,
		});
	});

	test('with a blocked or unusable URL fails for good and switches the subscription off', () => {
		expect(judge(unanswered('blocked_url', true))).toEqual({
			outcome: 'failed',
			disable: { reason: 'what happened' },
			retryAfter: undefined,
		});
	});

	test('that cannot be built fails for good and leaves the subscription on', () => {
		expect(judge(unanswered('unknown', true))).toEqual({
			outcome: 'failed',
			disable: null,
			retryAfter: undefined,
		});
	});

	test.each<AttemptErrorCode>([
		'dns',
		'connection_refused',
		'connection_reset',
		'tls',
		'timeout',
		'invalid_response',
		'interrupted',
		'unknown',
	])('that ended with %s is tried again', (code) => {
		expect(judge(unanswered(code, false))).toEqual({
			outcome: 'retry',
			disable: null,
			retryAfter: undefined,
		});
	});
});

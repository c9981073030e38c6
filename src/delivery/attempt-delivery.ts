import type { Clock } from '../model/clock';
import type { Attempt, DeliveryState } from '../model/delivery';
import { CommerceWebhooksError } from '../model/errors';
import { translatable } from '../model/phrase';
import type { ClaimedDelivery, DeliveryResult } from '../storage/contracts';
import type { HideTexts } from './hide-texts';
import { originOf } from './new-event';
import { judge } from './outcome';
import { hideSecrets } from './request-headers';
import { MAXIMUM_ATTEMPTS, nextAttemptAt } from './retry-policy';
import { sendTarget, type SendTarget } from './send-target';
import { signatureHeaders } from './signature';
import type { Exchange } from './exchange';
import type { HttpRequest, Transport } from './transport';

/** What an attempt needs besides the delivery. */
export interface AttemptTools {
	clock: Clock;
	random: () => number;
	/** A transport that may reach the networks named, comma-separated. */
	transportFor: (allowedNetworks: string) => Transport;
}

/** Signs and sends once, and says what follows from the answer. Never rejects. */
export async function attemptDelivery(
	claimed: ClaimedDelivery,
	{ clock, random, transportFor }: AttemptTools,
): Promise<DeliveryResult> {
	const startedAt = clock.now();
	const prepared = prepare(claimed, startedAt, transportFor);
	const exchange = prepared.target
		? await prepared.transport.send(prepared.request)
		: prepared.refused;
	const { target } = prepared;
	const verdict = judge(exchange);
	const now = clock.now();
	const next = whatFollows(claimed, verdict.outcome, now, () =>
		nextAttemptAt({
			schedule: target?.retrySchedule ?? [],
			attemptsMade: claimed.attemptsMade,
			retryAfter: verdict.retryAfter,
			now,
			random,
		}),
	);
	const url = target?.url ?? claimed.url;
	const { response, error } = withoutSecrets(exchange, target?.hideTexts);
	return resultOf(claimed, {
		url,
		origin: url === claimed.url ? claimed.origin : originOf(url),
		attempt: {
			number: claimed.number,
			trigger: claimed.trigger,
			startedAt,
			durationMs: Math.round(exchange.durationMs),
			outcome: next.outcome,
			requestHeaders: prepared.target
				? hideSecrets(prepared.request.headers, prepared.target.secretHeaders)
				: {},
			response,
			error,
		},
		next,
		disableReason: verdict.disable?.reason ?? null,
	});
}

/** The result of an attempt that nobody lived to record: its process is gone, or was paused for too long. */
export function interruptedAttempt(claimed: ClaimedDelivery, now: number): DeliveryResult {
	const next = whatFollows(claimed, 'retry', now, () => now);
	return resultOf(claimed, {
		url: claimed.url,
		origin: claimed.origin,
		attempt: {
			number: claimed.number,
			trigger: claimed.trigger,
			startedAt: now,
			durationMs: 0,
			outcome: 'interrupted',
			requestHeaders: {},
			response: null,
			error: {
				code: 'interrupted',
				message: translatable(
					'The process that made this attempt ended or was paused before it could record the answer; the receiver may have got the request',
				),
			},
		},
		next,
		disableReason: null,
	});
}

function resultOf(
	claimed: ClaimedDelivery,
	made: Pick<DeliveryResult, 'url' | 'origin' | 'attempt' | 'disableReason'> & { next: Following },
): DeliveryResult {
	const { delivery } = made.next;
	return {
		deliveryId: claimed.id,
		rowId: claimed.rowId,
		leaseId: claimed.leaseId,
		subscriptionId: claimed.subscription?.id ?? null,
		createdAt: claimed.createdAt,
		previousState: claimed.previousState,
		url: made.url,
		origin: made.origin,
		attempt: made.attempt,
		state: delivery.state,
		nextAttemptAt: delivery.nextAttemptAt,
		effect: delivery.effect,
		disableReason: made.disableReason,
		finishedAt: delivery.finishedAt,
	};
}

type Prepared =
	| { target: SendTarget; request: HttpRequest; transport: Transport }
	| { target: null; refused: Exchange };

function prepare(
	claimed: ClaimedDelivery,
	now: number,
	transportFor: AttemptTools['transportFor'],
): Prepared {
	try {
		const target = sendTarget(claimed, now);
		const signature =
			target.keys.length === 0
				? { 'webhook-id': claimed.eventId, 'webhook-timestamp': String(Math.floor(now / 1000)) }
				: signatureHeaders({
						id: claimed.eventId,
						timestampSeconds: Math.floor(now / 1000),
						body: claimed.body,
						keys: target.keys,
					});
		return {
			target,
			transport: transportFor(claimed.allowedNetworks),
			request: {
				url: target.requestUrl,
				method: 'POST',
				headers: { ...target.headers, ...signature },
				body: claimed.body,
				timeoutMs: target.timeoutMs,
			},
		};
	} catch (error) {
		// A stored row that no longer can be sent: it is recorded as such, and stops nothing else.
		const message = error instanceof CommerceWebhooksError ? error.message : String(error);
		return {
			target: null,
			refused: {
				answer: null,
				error: { code: 'unknown', message, permanent: true },
				durationMs: 0,
			},
		};
	}
}

interface Following {
	outcome: Attempt['outcome'];
	delivery: Pick<DeliveryResult, 'state' | 'nextAttemptAt' | 'effect' | 'finishedAt'>;
}

function whatFollows(
	claimed: ClaimedDelivery,
	outcome: 'delivered' | 'retry' | 'failed',
	now: number,
	nextAt: () => number | null,
): Following {
	if (outcome === 'delivered') return ended(now, 'delivered', 'delivered', 'success');
	const mayRetry =
		outcome === 'retry' &&
		claimed.previousState === 'pending' &&
		claimed.attemptsMade < MAXIMUM_ATTEMPTS;
	const nextAttempt = mayRetry ? nextAt() : null;
	if (nextAttempt !== null) {
		return {
			outcome: 'retry',
			delivery: { state: 'pending', nextAttemptAt: nextAttempt, effect: 'none', finishedAt: null },
		};
	}
	if (claimed.trigger === 'automatic') return ended(now, 'failed', 'failed', 'failure');
	// What was delivered once stays delivered, whatever becomes of sending it again.
	const state = claimed.previousState === 'delivered' ? 'delivered' : 'failed';
	return ended(now, 'failed', state, 'none');
}

function ended(
	now: number,
	outcome: Attempt['outcome'],
	state: DeliveryState,
	effect: DeliveryResult['effect'],
): Following {
	return { outcome, delivery: { state, nextAttemptAt: null, effect, finishedAt: now } };
}

/** A receiver may send our own secrets back: they are taken out before anything is kept. */
function withoutSecrets(
	{ answer, error }: Exchange,
	hide: HideTexts = (text) => text,
): Pick<Attempt, 'response' | 'error'> {
	return {
		response: answer && {
			status: answer.status,
			headers: withoutSecretHeaders(answer.headers, hide),
			body: hide(answer.body, answer.truncated),
			truncated: answer.truncated,
		},
		error: error && { code: error.code, message: hide(error.message) },
	};
}

function withoutSecretHeaders(
	headers: Readonly<Record<string, string>>,
	hide: HideTexts,
): Record<string, string> {
	for (const name in headers) {
		const value = headers[name] ?? '';
		if (hide(name) === name && hide(value) === value) continue;
		return Object.fromEntries(
			Object.entries(headers).map(([one, itsValue]) => [hide(one), hide(itsValue)]),
		);
	}
	// Nearly always there is nothing to hide, and nothing to be made anew.
	return headers;
}

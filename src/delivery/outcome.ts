import { phrase } from '../model/phrase';
import type { Exchange } from './exchange';
import { statusClass, statusText } from './status-text';

/** What an exchange means for the delivery, and for the subscription where `disable` is set. */
export interface Judgement {
	/** `failed` is for good; `retry` is up to the retry policy. */
	outcome: 'delivered' | 'retry' | 'failed';
	/** The subscription is to be switched off at once, with this reason. */
	disable: { reason: string } | null;
	/** The answer's Retry-After, where there is to be another attempt. */
	retryAfter: string | undefined;
}

const GONE = 410;

/**
 * The rules of `delivery.md`: 2xx is success and nothing else is; 410 and a URL that is blocked or
 * unusable fail for good and switch the subscription off; a request that cannot be built fails for
 * good; all else, redirects and 4xx too, is tried again.
 */
export function judge({ answer, error }: Exchange): Judgement {
	if (error) {
		if (!error.permanent) return again(undefined);
		return failed(error.code === 'blocked_url' ? error.message : null);
	}
	if (statusClass(answer.status) === 'success') {
		return { outcome: 'delivered', disable: null, retryAfter: undefined };
	}
	if (answer.status === GONE)
		return failed(String(phrase`The receiver answered ${GONE} ${statusText(GONE)}`));
	return again(answer.headers['retry-after']);
}

function again(retryAfter: string | undefined): Judgement {
	return { outcome: 'retry', disable: null, retryAfter };
}

function failed(reason: string | null): Judgement {
	return { outcome: 'failed', disable: reason === null ? null : { reason }, retryAfter: undefined };
}

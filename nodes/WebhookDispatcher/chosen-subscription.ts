import { CommerceWebhooksError } from '../../src/model/errors';
import { phrase } from '../../src/model/phrase';
import type { Call } from './operation';
import { readId } from './parameters';

/**
 * The ID of the subscription that `subscriptionLocator` chose. A URL, from the list's own mode or from an expression,
 * stands for the one subscription that has it. Throws `not_found` or `conflict`, naming the parameter.
 */
export async function readSubscriptionId({
	context,
	itemIndex,
	runtime,
}: Pick<Call, 'context' | 'itemIndex' | 'runtime'>): Promise<string> {
	const chosen = readId(context, 'subscriptionId', itemIndex);
	if (!isWebAddress(chosen)) return chosen;
	const subscriptions = await runtime.store.subscriptions.list();
	const [found, ...others] = subscriptions.filter(({ settings }) => isSame(settings.url, chosen));
	if (!found) throw noneWith(chosen);
	if (others.length > 0) throw severalWith(chosen, [found, ...others].length);
	return found.id;
}

/** No ID looks like one. */
function isWebAddress(text: string): boolean {
	return /^https?:\/\//i.test(text);
}

/** People copy an address with or without what every program adds to it. */
function isSame(one: string, other: string): boolean {
	return normalized(one) === normalized(other);
}

function normalized(url: string): string {
	return URL.canParse(url) ? new URL(url).href : url;
}

function noneWith(url: string): CommerceWebhooksError {
	return new CommerceWebhooksError('not_found', phrase`No subscription has the URL ${url}`, {
		field: 'subscriptionId',
		remedy: phrase`Choose one from the list, or take its ID from Subscription: Get Many`,
	});
}

function severalWith(url: string, count: number): CommerceWebhooksError {
	return new CommerceWebhooksError('conflict', phrase`${count} subscriptions have the URL ${url}`, {
		field: 'subscriptionId',
		remedy: phrase`Choose one of them from the list, or by its ID`,
	});
}

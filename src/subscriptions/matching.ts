import type { SubscriptionSettings } from '../model/subscription';

/** What decides who gets an event. */
export interface MatchedEvent {
	/** The platform's own name, `null` for an event that is not a platform's. */
	name: string | null;
	/** E.g. `purchase.approved`. */
	type: string;
	platform: string | null;
	/** Empty where the event carries no product: it then passes every filter of products. */
	productIds: readonly string[];
	/** Whether the sale has an affiliate, as its platform's definition reads it; an event that somebody defined has none. */
	hasAffiliate: boolean;
}

type Filters = Pick<SubscriptionSettings, 'events' | 'platforms' | 'productIds' | 'audience'>;

/** Whether a subscription wants an event. Patterns: a platform's name, a type, `purchase.*`, or `*`. */
export function wants(filters: Filters, event: MatchedEvent): boolean {
	return (
		filters.events.some((pattern) => matchesPattern(pattern, event)) &&
		(filters.platforms.length === 0 ||
			event.platform === null ||
			filters.platforms.includes(event.platform)) &&
		(filters.productIds.length === 0 ||
			event.productIds.length === 0 ||
			event.productIds.some((id) => filters.productIds.includes(id))) &&
		mayGet(filters, event)
	);
}

/** Whether a subscription may get an event at all, even if it is chosen by hand: an affiliate only sales with one. */
export function mayGet(
	{ audience }: Pick<Filters, 'audience'>,
	{ hasAffiliate }: MatchedEvent,
): boolean {
	return audience === 'producer' || hasAffiliate;
}

/** Whether a pattern can match anything: a name, a type, one of these and `.*`, or `*`. */
export function isEventPattern(pattern: string): boolean {
	return /^(\*|[^\s*.]+(\.[^\s*.]+)*(\.\*)?)$/.test(pattern);
}

function matchesPattern(pattern: string, { name, type }: MatchedEvent): boolean {
	if (pattern === '*' || pattern === name || pattern === type) return true;
	return pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1));
}

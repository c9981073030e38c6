import { createHash } from 'node:crypto';

import type { Format, Subscription, SubscriptionSettings } from '../model/subscription';
import type { NewDelivery, NewEvent, UrlTarget } from '../storage/contracts';
import { eventBodies, type BodyVariant, type OutgoingEvent } from './event-body';

/** Where an event goes: to a subscription, or to a URL that somebody named. */
export type Recipient =
	| { kind: 'subscription'; subscription: Subscription }
	| { kind: 'url'; url: string; target: UrlTarget; format: Format };

/** An event as it is stored: its bytes, and one delivery for each recipient. */
export function newEvent(
	event: OutgoingEvent,
	recipients: readonly Recipient[],
	allowedNetworks: string,
): NewEvent {
	return {
		id: event.id,
		type: event.type,
		bodies: eventBodies(event, recipients.map(variantOf)),
		deliveries: recipients.map((recipient) => newDelivery(recipient, allowedNetworks)),
	};
}

function newDelivery(recipient: Recipient, allowedNetworks: string): NewDelivery {
	if (recipient.kind === 'subscription') {
		const { id, settings, status } = recipient.subscription;
		return {
			target: id,
			subscriptionId: id,
			subscriptionName: settings.name,
			url: settings.url,
			origin: originOfSubscription(settings),
			urlTarget: null,
			variant: subscriptionVariant(settings),
			allowedNetworks,
			state: status.active ? 'pending' : 'skipped',
		};
	}
	const { url, target, format } = recipient;
	return {
		target: `url:${createHash('sha256').update(url).digest('hex')}`,
		subscriptionId: null,
		subscriptionName: null,
		url,
		origin: originOf(url),
		urlTarget: target,
		variant: format,
		allowedNetworks,
		state: 'pending',
	};
}

function variantOf(recipient: Recipient): BodyVariant {
	return recipient.kind === 'subscription'
		? subscriptionVariant(recipient.subscription.settings)
		: recipient.format;
}

/** A URL that somebody named belongs to nobody's audience; a subscription may be an affiliate's. */
function subscriptionVariant({
	format,
	audience,
	shareBuyerData,
}: SubscriptionSettings): BodyVariant {
	return audience === 'affiliate' && !shareBuyerData ? `${format}:affiliate` : format;
}

/** Reading a URL costs more than all else here; settings stay the same object until they change. */
const origins = new WeakMap<SubscriptionSettings, string>();

function originOfSubscription(settings: SubscriptionSettings): string {
	let origin = origins.get(settings);
	if (origin === undefined) {
		origin = originOf(settings.url);
		origins.set(settings, origin);
	}
	return origin;
}

/** What requests to one place are counted by. */
export function originOf(url: string): string {
	return URL.canParse(url) ? new URL(url).origin : url;
}

import { createHash } from 'node:crypto';

import type { Format, Subscription } from '../model/subscription';
import type { NewDelivery, NewEvent, UrlTarget } from '../storage/contracts';
import { eventBodies, type OutgoingEvent } from './event-body';

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
		platform: event.platform,
		bodies: eventBodies(event, recipients.map(formatOf)),
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
			origin: originOf(settings.url),
			urlTarget: null,
			variant: settings.format,
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

function formatOf(recipient: Recipient): Format {
	return recipient.kind === 'subscription'
		? recipient.subscription.settings.format
		: recipient.format;
}

/** What requests to one place are counted by. */
export function originOf(url: string): string {
	return URL.canParse(url) ? new URL(url).origin : url;
}

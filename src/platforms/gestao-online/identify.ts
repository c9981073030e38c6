import { isJsonObject } from '../../model/json';
import type { Identity, ParsedRequest } from '../definition';
import { eventNameOf } from '../event-identity';
import { instantOfPhpDate } from '../php-date';
import { textOf, valueAt } from '../read';
import { orderCreated } from './events';

/**
 * `event_id` is the event's name, and the body has no id of its own: the key is event, order and body.
 * A later change may repeat the same body, which is why the key holds for ten minutes only.
 */
export function identify({ body, bodyHash }: ParsedRequest): Identity | null {
	if (!isJsonObject(body)) return null;
	const event = eventNameOf(body.event_id);
	const order = textOf(valueAt(body, 'data', 'id')) ?? '';
	return {
		event,
		id: `${event}:${order}:${bodyHash.slice(0, 32)}`,
		occurredAt:
			event === orderCreated.name ? instantOfPhpDate(valueAt(body, 'data', 'date')) : null,
		test: false,
	};
}

import type { OutgoingEvent } from '../../../src/delivery';

/** Receivers of the tests are on this machine. */
export const LOOPBACK = '127.0.0.0/8';

export function eventIds(count: number): string[] {
	return Array.from({ length: count }, (_, index) => `soak-${String(index).padStart(6, '0')}`);
}

/** An event that is other bytes each time it is made: only those that were stored first may be sent. */
export function soakEvent(id: string): OutgoingEvent {
	const data = { order: id, total: 1497 };
	return {
		id,
		type: 'order.paid',
		timestamp: new Date().toISOString(),
		data,
		payload: data,
	};
}

/** Lists of at most `size`. */
export function groupsOf<Item>(items: readonly Item[], size: number): Item[][] {
	return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
		items.slice(index * size, (index + 1) * size),
	);
}

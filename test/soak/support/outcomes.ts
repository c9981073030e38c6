import type { Attempt } from '../../../src/model/delivery';
import type { DeliveryRecord, Store } from '../../../src/storage';
import type { Entry, Ledger } from './ledger';

const PAGE = 500;
const HOUR_MS = 60 * 60 * 1000;

/** What became of one event: by the store, and by the receiver. */
export interface Outcome {
	id: string;
	state: string;
	attemptsMade: number;
	attempts: Attempt[];
	/** Attempts whose answer was recorded. */
	answered: number;
	/** Attempts whose process ended, or stood still, before it recorded the answer. */
	interrupted: number;
	received: Entry;
}

/** Every delivery of the store. */
export async function outcomes({ history }: Store, ledger: Ledger): Promise<Outcome[]> {
	const records: DeliveryRecord[] = [];
	for (;;) {
		const page = await history.page({}, PAGE, records.at(-1)?.delivery.id ?? null);
		records.push(...page);
		if (page.length < PAGE) break;
	}
	return records.map(({ delivery, attempts }) => ({
		id: delivery.eventId,
		state: delivery.state,
		attemptsMade: delivery.attemptsMade,
		attempts,
		answered: attempts.filter(({ response }) => response !== null).length,
		interrupted: attempts.filter(({ outcome }) => outcome === 'interrupted').length,
		received: ledger.entry(delivery.eventId),
	}));
}

/** Deliveries by state, and attempts that were answered, as the store's statistics have them, of about now. */
export async function countedStates({ history }: Store): Promise<Record<string, number>> {
	const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
	const [counts] = await history.statistics({ since: hour - HOUR_MS, until: hour + 2 * HOUR_MS });
	const {
		created = 0,
		delivered = 0,
		failed = 0,
		skipped = 0,
		canceled = 0,
		answered = 0,
	} = counts ?? {};
	return { created, delivered, failed, skipped, canceled, answered };
}

/** Whether nothing is left to be sent. */
export async function isSettled({ history }: Store): Promise<boolean> {
	const left = await Promise.all(
		(['pending', 'sending'] as const).map(async (state) => await history.page({ state }, 1, null)),
	);
	return left.flat().length === 0;
}

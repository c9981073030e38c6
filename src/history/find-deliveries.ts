import { CommerceWebhooksError } from '../model/errors';
import { phrase } from '../model/phrase';
import type { DeliveryFilter, DeliveryRecord, HistoryStore } from '../storage/contracts';

const PAGE = 200;

/** One delivery with its attempts. Throws `not_found` where there is none. */
export async function findDelivery(
	id: string,
	history: Pick<HistoryStore, 'deliveries'>,
): Promise<DeliveryRecord> {
	const [record] = await history.deliveries([id]);
	if (record) return record;
	throw new CommerceWebhooksError('not_found', phrase`There is no delivery ${JSON.stringify(id)}`, {
		field: 'deliveryId',
		remedy: phrase`Choose one from the list, or take its ID from Delivery: Get Many. Finished ones are deleted after the retention time`,
	});
}

/** Up to `limit` deliveries, newest first, read in pages so that none holds up the store. */
export async function listDeliveries(
	filter: DeliveryFilter,
	limit: number,
	history: Pick<HistoryStore, 'page'>,
): Promise<DeliveryRecord[]> {
	const records: DeliveryRecord[] = [];
	while (records.length < limit) {
		const wanted = Math.min(PAGE, limit - records.length);
		const page = await history.page(filter, wanted, records.at(-1)?.delivery.id ?? null);
		records.push(...page);
		if (page.length < wanted) break;
	}
	return records;
}

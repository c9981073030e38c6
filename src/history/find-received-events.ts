import { CommerceWebhooksError } from '../model/errors';
import { phrase } from '../model/phrase';
import type {
	ReceivedEventFilter,
	ReceivedEventRecord,
	ReceivedEventStore,
} from '../storage/contracts';

const PAGE = 200;

/** One received event. Throws `not_found` where there is none. */
export async function findReceivedEvent(
	id: string,
	receivedEvents: Pick<ReceivedEventStore, 'get'>,
): Promise<ReceivedEventRecord> {
	const record = await receivedEvents.get(id);
	if (record) return record;
	throw new CommerceWebhooksError(
		'not_found',
		phrase`There is no received event ${JSON.stringify(id)}`,
		{
			field: 'receivedEventId',
			remedy: phrase`Choose one from the list, or take its ID (rcv_…) from Received Event: Get Many. Finished ones are deleted after the retention time`,
		},
	);
}

/** Up to `limit` received events, newest first, read in pages so that none holds up the store. */
export async function listReceivedEvents(
	filter: ReceivedEventFilter,
	limit: number,
	receivedEvents: Pick<ReceivedEventStore, 'page'>,
): Promise<ReceivedEventRecord[]> {
	const records: ReceivedEventRecord[] = [];
	while (records.length < limit) {
		const wanted = Math.min(PAGE, limit - records.length);
		const page = await receivedEvents.page(filter, wanted, records.at(-1)?.id ?? null);
		records.push(...page);
		if (page.length < wanted) break;
	}
	return records;
}

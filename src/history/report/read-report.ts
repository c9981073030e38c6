import type { DeliveryRecord, StatisticsFilter, Store } from '../../storage/contracts';
import { deliveryStatistics } from '../delivery-statistics';
import type { Report, ReportedFailure } from './report';

const SHOWN_FAILURES = 50;
/** So much of an answer is looked at. */
const ANSWER_LENGTH = 1000;

const HOUR_MS = 60 * 60 * 1000;

interface Tools {
	store: Pick<Store, 'history' | 'subscriptions'>;
	/** What a status means, in words. */
	statusText: (status: number) => string;
	/** The message of a delivery's error, which is kept in English, as it is to be read. */
	errorText: (message: string) => string;
	now: number;
}

/** Reads all that a report shows; throws as `deliveryStatistics` does. */
export async function readReport(
	filter: StatisticsFilter,
	{ store, now, ...texts }: Tools,
): Promise<Report> {
	const subscriptions = await deliveryStatistics(filter, store);
	const since = Math.floor(filter.since / HOUR_MS) * HOUR_MS;
	const until = Math.ceil(filter.until / HOUR_MS) * HOUR_MS;
	const hours = { ...filter, since, until };
	const hourly = await store.history.hourly(hours);
	const failed = await store.history.page({ ...hours, state: 'failed' }, SHOWN_FAILURES, null);
	const failures = failed.map((record) => reportedFailure(record, texts));
	return { since, until, readAt: now, subscriptions, hourly, failures };
}

function reportedFailure(
	{ delivery, attempts }: DeliveryRecord,
	{ statusText, errorText }: Omit<Tools, 'store' | 'now'>,
): ReportedFailure {
	const last = attempts.at(-1);
	const response = last?.response ?? null;
	const error = last?.error ? `${last.error.code}: ${errorText(last.error.message)}` : '';
	return {
		deliveryId: delivery.id,
		subscriptionName: delivery.subscriptionName,
		url: delivery.url,
		eventType: delivery.eventType,
		at: delivery.finishedAt ?? last?.startedAt ?? delivery.createdAt,
		attempts: attempts.length,
		status: response && { code: response.status, text: statusText(response.status) },
		reason: response ? response.body.slice(0, ANSWER_LENGTH).trim() || error : error,
	};
}

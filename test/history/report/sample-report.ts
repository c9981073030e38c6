import type { SubscriptionStatistics } from '../../../src/history';
import type { Report, ReportedFailure } from '../../../src/history/report/report';
import type { Speech } from '../../../src/model/speech';
import type { HourlyCounts } from '../../../src/storage/contracts';

const HOUR_MS = 60 * 60 * 1000;

export const english: Speech = { tag: 'en', say: String };

/** When the sample was read: Sunday, 14:05 UTC. */
export const READ_AT = Date.UTC(2026, 10, 22, 14, 5, 9);
const UNTIL = Date.UTC(2026, 10, 22, 15);
const SINCE = UNTIL - 7 * 24 * HOUR_MS;

/** A week of a shop with four receivers, each in a different state of health. */
export function sampleReport(changes: Partial<Report> = {}): Report {
	return {
		since: SINCE,
		until: UNTIL,
		readAt: READ_AT,
		subscriptions: [
			sampleSubscription({ name: 'Member area', created: 8412, delivered: 8400, failed: 5 }),
			sampleSubscription({
				name: 'ERP',
				url: 'https://erp.example.com/hooks/orders?token=hidden-token',
				created: 8412,
				delivered: 8210,
				failed: 190,
				p50Ms: 812,
				p95Ms: 6400,
			}),
			sampleSubscription({
				name: 'Chat of the sales team',
				active: false,
				created: 1200,
				delivered: 0,
				failed: 41,
				skipped: 1100,
				p50Ms: null,
				p95Ms: null,
			}),
			sampleSubscription({
				id: null,
				name: null,
				url: null,
				active: null,
				created: 3,
				delivered: 3,
			}),
			sampleSubscription({ name: 'Sheet', created: 0, delivered: 0, p50Ms: null, p95Ms: null }),
		],
		hourly: sampleHours(),
		failures: [
			sampleFailure(),
			sampleFailure({
				status: { code: 410, text: 'Gone' },
				reason: '{"error":"this hook was removed"}',
				attempts: 1,
			}),
			sampleFailure({
				subscriptionName: null,
				url: 'http://10.0.0.1/hook',
				reason:
					'blocked_url: 10.0.0.1 is a private address; add it to Allowed Networks of the Webhook Store credential',
				attempts: 1,
			}),
		],
		...changes,
	};
}

export function sampleSubscription(
	changes: Partial<SubscriptionStatistics> = {},
): SubscriptionStatistics {
	const { created = 10, delivered = 10, failed = 0, skipped = 0, canceled = 0 } = changes;
	return {
		id: 'sub_0mhq3v5k20001f3a9',
		name: 'Member area',
		url: 'https://members.example.com/webhooks/hotmart',
		active: true,
		created,
		delivered,
		failed,
		skipped,
		canceled,
		waiting: created - delivered - failed - skipped - canceled,
		successShare: delivered + failed === 0 ? null : delivered / (delivered + failed),
		p50Ms: 41,
		p95Ms: 180,
		lastFailure: null,
		...changes,
	};
}

export function sampleFailure(changes: Partial<ReportedFailure> = {}): ReportedFailure {
	return {
		deliveryId: 'dlv_91u7t0uatp',
		subscriptionName: 'ERP',
		url: 'https://erp.example.com/hooks/orders?token=hidden-token',
		eventType: 'purchase.approved',
		at: READ_AT - 3 * HOUR_MS,
		attempts: 5,
		status: null,
		reason: 'timeout: No complete answer within 15 s',
		...changes,
	};
}

/** More by day than by night, with an outage of six hours. */
function sampleHours(): HourlyCounts[] {
	return Array.from({ length: 167 }, (_, index) => {
		const hour = SINCE + index * HOUR_MS;
		const created = 40 + Math.round(60 * (1 + Math.sin(((index - 9) / 24) * 2 * Math.PI)));
		const failed = index > 90 && index < 97 ? Math.round(created / 2) : index % 11 === 0 ? 1 : 0;
		const waits = index > 163 ? 12 : 0;
		const skipped = index > 110 && index < 140 ? 9 : 0;
		return {
			hour,
			created,
			delivered: created - failed - waits - skipped,
			failed,
			skipped,
			canceled: 0,
		};
	});
}

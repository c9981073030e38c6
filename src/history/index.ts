export {
	deliveryStatistics,
	type LastFailure,
	type SubscriptionStatistics,
} from './delivery-statistics';
export { findDelivery, listDeliveries } from './find-deliveries';
export { findReceivedEvent, listReceivedEvents } from './find-received-events';
export { readReport } from './report/read-report';
export { totalsOf } from './report/report';
export { reportFileName, reportPage } from './report/report-page';
export { startRetention } from './retention';

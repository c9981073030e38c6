export {
	deliveryStatistics,
	type LastFailure,
	type SubscriptionStatistics,
} from './delivery-statistics';
export { findDelivery, listDeliveries } from './find-deliveries';
export { findReceivedEvent, listReceivedEvents } from './find-received-events';
export { startRetention } from './retention';

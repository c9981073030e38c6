export { findDelivery, listDeliveries } from './find-deliveries';
export { startRetention } from './retention';

export { findSubscription } from './change-subscription';
export { mayGet, wants, type MatchedEvent } from './matching';
export { rotateSigningSecret, type RotatedSubscription } from './rotate-secret';
export {
	createSubscription,
	setSubscriptionActive,
	updateSubscription,
	type SubscriptionFields,
} from './subscription-service';

export { mayGet, wants, type MatchedEvent } from './matching';
export {
	createSubscription,
	findSubscription,
	setSubscriptionActive,
	updateSubscription,
	type SubscriptionFields,
} from './subscription-service';

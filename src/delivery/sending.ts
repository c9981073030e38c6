import type {
	Candidate,
	ClaimedDelivery,
	DeliveryResult,
	DueClaim,
	FirstClaim,
	OutboxStep,
	Store,
} from '../storage/contracts';
import { attemptDelivery, type AttemptTools } from './attempt-delivery';
import { requestEnd, type RequestEnd, type Room } from './room';
import { attemptTimeoutMs } from './send-target';

/** A lease outlives the attempt's own deadline by this much: time to record the answer. */
const LEASE_MARGIN_MS = 15_000;
/** Places that become free wake whoever waits for them; in case that gets lost, this is how often to look. */
export const LOOK_AGAIN_MS = 1000;

export interface DeliveryTools extends AttemptTools {
	store: Pick<Store, 'outbox'>;
	room: Room;
}

/** For how long a delivery is taken to be sent, in milliseconds. */
export function leaseMs({ subscription }: Pick<Candidate, 'subscription'>): number {
	return attemptTimeoutMs(subscription) + LEASE_MARGIN_MS;
}

/** Whether its record may wait: what was delivered changes nothing for what is taken next. */
export function mayWait({ state }: DeliveryResult): boolean {
	return state === 'delivered';
}

/** Makes the attempt, and gives back the place that was reserved when it was claimed. */
export async function carryOut(
	claimed: ClaimedDelivery,
	tools: DeliveryTools,
): Promise<DeliveryResult> {
	let end: RequestEnd = 'unanswered';
	try {
		const result = await attemptDelivery(claimed, tools);
		end = requestEnd(result);
		return result;
	} finally {
		const { id: deliveryId, origin, subscription } = claimed;
		tools.room.release({ deliveryId, origin, subscription }, end);
	}
}

/** Records results and claims what has room; `onRefused` is told of what has none. */
export async function recordAndClaim(
	results: readonly DeliveryResult[],
	claim: Omit<DueClaim, 'admit' | 'leaseMs'> | Omit<FirstClaim, 'admit' | 'leaseMs'> | null,
	{ store, room }: DeliveryTools,
	onRefused: (candidate: Candidate) => void,
): Promise<OutboxStep> {
	// As a dispatch does whose targets have no room: the store need not hear of it.
	if (results.length === 0 && claim === null) return { claimed: [], refused: [] };
	const reserved = new Map<string, Candidate>();
	const refused = new Set<string>();
	const admit = (candidate: Candidate): boolean => {
		const { deliveryId } = candidate;
		// A transaction may be done once more, and a place must not be taken twice.
		if (reserved.has(deliveryId)) return true;
		if (refused.has(deliveryId)) return false;
		if (room.reserve(candidate)) {
			reserved.set(deliveryId, candidate);
			return true;
		}
		refused.add(deliveryId);
		onRefused(candidate);
		return false;
	};
	try {
		const step = await store.outbox.step(results, claim && { ...claim, leaseMs, admit });
		for (const { id } of step.claimed) reserved.delete(id);
		return step;
	} finally {
		for (const candidate of reserved.values()) room.release(candidate, 'unsent');
	}
}

import * as z from 'zod';

import type { ClaimedDelivery, UrlTarget, WaitingDelivery } from '../contracts';
import type { SqlRow } from '../database/database';
import { deliveryId } from './delivery-ids';
import { deliveryStateSchema, type DeliveryState } from '../../model/delivery';

/** The columns of a delivery that is or may be claimed. */
export const CLAIMED_COLUMNS = `row_id, event_id, event_type, subscription_id, url, origin, sealed_target,
	body_row_id, allowed_networks, previous_state, attempts_made, last_number, lease_id, created_at`;

const rowSchema = z.object({
	row_id: z.number(),
	event_id: z.string(),
	event_type: z.string(),
	subscription_id: z.string().nullable(),
	url: z.string(),
	origin: z.string(),
	sealed_target: z.string().nullable(),
	body_row_id: z.number(),
	allowed_networks: z.string(),
	previous_state: deliveryStateSchema.nullable(),
	attempts_made: z.number(),
	last_number: z.number(),
	lease_id: z.string().nullable(),
	created_at: z.number(),
});
const urlTargetSchema: z.ZodType<UrlTarget> = z.object({
	signingSecret: z.string(),
	headers: z.record(z.string(), z.string()),
});

/** What an attempt needs to know of a delivery, as its dispatch knows it, or as its row says. */
export type Claimable = Omit<WaitingDelivery, 'leaseId' | 'subscriptionName'>;

/** As a row says; the bytes are read where they are needed, for several rows may have the same. */
export interface ClaimableRow extends Claimable {
	leaseId: string | null;
	/** Of one that somebody wants sent once more: the state before. */
	previousState: DeliveryState | null;
	attemptsMade: number;
	lastNumber: number;
}

/** The attempt that a delivery is claimed for. */
export type ClaimedAttempt = Pick<ClaimedDelivery, 'leaseId' | 'attemptsMade' | 'number'> &
	Pick<ClaimableRow, 'previousState'>;

/** Reads a row of `CLAIMED_COLUMNS`. A target that cannot be read is none: it fails for good and stops no others. */
export function claimableRow(row: SqlRow, unseal: (text: string) => string): ClaimableRow {
	const parsed = rowSchema.parse(row);
	return {
		id: deliveryId(parsed.row_id),
		rowId: parsed.row_id,
		bodyRowId: parsed.body_row_id,
		leaseId: parsed.lease_id,
		eventId: parsed.event_id,
		eventType: parsed.event_type,
		subscriptionId: parsed.subscription_id,
		url: parsed.url,
		origin: parsed.origin,
		// Unsealed when it is asked for: of many candidates few are taken.
		get urlTarget() {
			return urlTargetOf(parsed.sealed_target, unseal);
		},
		body: null,
		allowedNetworks: parsed.allowed_networks,
		previousState: parsed.previous_state,
		attemptsMade: parsed.attempts_made,
		lastNumber: parsed.last_number,
		createdAt: parsed.created_at,
	};
}

/** The attempt that a claimed row says. */
export function presentAttempt(row: ClaimableRow): ClaimedAttempt {
	const { leaseId, previousState, attemptsMade, lastNumber } = row;
	return { leaseId: leaseId ?? '', previousState, attemptsMade, number: lastNumber };
}

/** The attempt that a row says once it is claimed under a lease. */
export function nextAttempt(row: ClaimableRow, leaseId: string): ClaimedAttempt {
	const { previousState, attemptsMade, lastNumber } = row;
	const counts = previousState === null ? 1 : 0;
	return { leaseId, previousState, attemptsMade: attemptsMade + counts, number: lastNumber + 1 };
}

function urlTargetOf(sealed: string | null, unseal: (text: string) => string): UrlTarget | null {
	if (sealed === null) return null;
	try {
		return urlTargetSchema.parse(JSON.parse(unseal(sealed)));
	} catch {
		return null;
	}
}

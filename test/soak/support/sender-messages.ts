import type { StoreOptions } from '../../../src/storage';

export interface SenderSettings {
	store: StoreOptions;
	/** How far its clock is ahead: what would take minutes is over at once. */
	aheadMs: number;
}

/** What a sender is told to do. */
export type SenderOrder =
	| { kind: 'pump' }
	| { kind: 'dispatch'; call: number; eventIds: readonly string[] }
	| { kind: 'stop' };

/** What a sender tells. */
export type SenderReport =
	| { kind: 'ready' }
	| { kind: 'dispatched'; call: number; error: string | null }
	/** Results that were recorded, and deliveries whose result came too late. */
	| { kind: 'recorded'; count: number; refused: readonly string[] }
	| { kind: 'error'; message: string };

import type { JsonValue } from '../model/json';
import type { Issue, ReceivedEvent } from '../model/received-event';
import type { Headers } from './definition';

/** An HTTP request to a trigger's URL. */
export interface IncomingRequest {
	readonly method: string;
	readonly headers: Headers;
	readonly query: Readonly<Record<string, string>>;
	/** The raw bytes, before any parsing, after any `Content-Encoding` was undone. */
	readonly body: Uint8Array;
	/** The endpoint's path below `/webhook/<id>/`, e.g. `iset/order-saved`. */
	readonly path: string;
	/** Unix time in milliseconds. */
	readonly receivedAt: number;
	/** Whether it came through the editor's test URL. */
	readonly test: boolean;
}

/** What the owner of a trigger chose. */
export interface ReceiveSettings {
	/** The credential's fields. */
	readonly secrets: Readonly<Record<string, string | undefined>>;
	/** The platform's own event names; `*` = all, also ones not known yet. */
	readonly events: readonly string[];
	/** Empty = all. An event that carries no product passes. */
	readonly productIds: readonly string[];
	/** What becomes of an authentic event that does not fit its schema. */
	readonly invalidPayloads: 'emit' | 'keep' | 'reject';
	/** Reads an XML body; may throw. Without it XML is refused. */
	readonly parseXml?: (text: string) => JsonValue;
}

/** Why a request is refused. */
export type RefusalReason =
	| 'malformed_body'
	| 'too_deep'
	| 'not_authentic'
	| 'too_large'
	| 'invalid_payload';

/** The event is to be stored, and run unless `keep` says to hold it back. */
export interface Accepted {
	readonly outcome: 'accepted';
	readonly event: ReceivedEvent;
	/** Whether it does not fit its schema and such events are recorded without being run. */
	readonly keep: boolean;
	/** How long the same id counts as the same event; `null` = for as long as it is known. */
	readonly duplicateWindowMs: number | null;
}

/** The request is fine and nothing is to be done. */
export interface Ignored {
	readonly outcome: 'ignored';
	readonly reason: 'method' | 'event' | 'product';
}

/** The request is answered with an HTTP error; nothing of it is stored but the refusal. */
export interface Refused {
	readonly outcome: 'refused';
	readonly status: 400 | 401 | 413 | 422;
	readonly reason: RefusalReason;
	/** What was wrong and what to do; holds neither a secret nor anything from the body. */
	readonly message: string;
	readonly issues?: readonly Issue[];
}

/** What is to become of a request. */
export type Verdict = Accepted | Ignored | Refused;

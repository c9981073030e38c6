import type * as z from 'zod';

import type { JsonObject, JsonValue } from '../model/json';
import type { CommonFields } from '../model/received-event';

/** One body in which an event arrives: how it looks and how it is read. */
export interface EventForm {
	/**
	 * The whole body, without what is absent (`null`, `''`, `{}`, `[]`: see `present.ts`). Unknown keys pass.
	 * Each field's metadata has `description`, `valueFormat`, `size` and `sharedWithAffiliates`: the one place
	 * that says what affiliates get, for the documentation and for what is sent to them.
	 */
	readonly schema: z.ZodType;
	/** A realistic body of our own making, as it is after parsing. */
	readonly sample: JsonObject;
	/** The common fields, read from a body that need not fit the schema. */
	readonly commonFields: (body: JsonValue) => CommonFields;
	/** All products the body speaks of; left out where `commonFields` names the only one. */
	readonly productIds?: (body: JsonValue) => readonly string[];
	/**
	 * Whether the body speaks of a sale that an affiliate made, read from a body that need not fit the schema;
	 * left out where the platform has no affiliates, or the event does not say.
	 */
	readonly hasAffiliate?: (body: JsonValue) => boolean;
}

/** Another form of the same event, such as that of an older version of the platform's webhooks. */
export interface EventVariant extends EventForm {
	/** What people call the form, e.g. `v1`. */
	readonly name: string;
	/** The content type the platform sends it with. */
	readonly contentType: string;
	/** Whether a body of this event has this form. */
	readonly applies: (body: JsonValue) => boolean;
}

/** One event of a platform: everything the package knows of it is said here and nowhere else. */
export interface PlatformEvent extends EventForm {
	/** The platform's own word for it, as it stands in the body or the URL, e.g. `PURCHASE_APPROVED`. */
	readonly name: string;
	/** The name this package gives it on every platform, e.g. `purchase.approved`. */
	readonly type: string;
	/** What the event is about, e.g. `purchase`. */
	readonly family: string;
	/** How people call it, in English, Title Case: the label in the editor's list. */
	readonly title: string;
	/** When the platform sends it: one sentence without a final period. */
	readonly description: string;
	/** The forms tried before the event's own one, which is JSON. */
	readonly variants?: readonly EventVariant[];
}

/** How a body is written, whatever its Content-Type says. */
export type BodyKind = 'json' | 'form' | 'xml' | 'text';

/** A body as parsed and cleaned of secrets, and what came with it. */
export interface ParsedRequest {
	readonly body: JsonValue;
	readonly kind: BodyKind;
	/** Hex SHA-256 of the raw body. */
	readonly bodyHash: string;
	readonly headers: Headers;
	readonly query: Readonly<Record<string, string>>;
	/** The event that the URL names, where the URL does; else `null`. */
	readonly pathEvent: string | null;
}

/** Lower-case header names; a header that was sent twice is joined with `, `, as Node.js does. */
export type Headers = Readonly<Record<string, string | undefined>>;

/**
 * How long an id that is made of the body counts as the same event: long enough for a delivery whose
 * answer got lost, short enough for a real later event that happens to look the same.
 */
export const bodyKeyWindowMs = 600_000;

/** What tells one delivery from another. */
export interface Identity {
	/** The platform's own event name, or `''` where nothing says it. */
	readonly event: string;
	/** The platform's own event id, or a key made of the body: the same for the same event sent again. */
	readonly id: string;
	/** Unix time in milliseconds, `null` where the body does not say. */
	readonly occurredAt: number | null;
	/** Whether the platform's own test button sent it. */
	readonly test: boolean;
	/** In place of the platform's window, where the id is only a hash of the body. */
	readonly duplicateWindowMs?: number;
}

interface Proof {
	/** The credential field that holds the secret. */
	readonly secret: string;
	/** The kinds of body this proof is good for; left out: all. */
	readonly bodies?: readonly BodyKind[];
}

/** How a delivery proves where it comes from; all of it is data, `verify.ts` alone acts on it. */
export type Verification =
	/** A secret that is sent as it is, in a header. */
	| (Proof & { readonly kind: 'headerToken'; readonly header: string })
	/** A secret that is sent as it is, in the query string; a credential field may hold the parameter's name. */
	| (Proof & {
			readonly kind: 'queryToken';
			readonly parameter: string;
			readonly parameterField?: string;
	  })
	/** A secret that is sent as it is, in a field of a form. */
	| (Proof & { readonly kind: 'formToken'; readonly field: string })
	/** Hex HMAC-SHA256 of the raw body in one of several headers; where several are sent, all must be right. */
	| (Proof & { readonly kind: 'hmacSha256Hex'; readonly headers: readonly string[] });

/** One URL of a trigger: its path below `/webhook/<id>/`, and the event it stands for where the URL names it. */
export interface Endpoint {
	readonly path: string;
	readonly event: string | null;
}

/** A platform whose webhooks are received: nodes, lists, schemas, documentation and tests derive from it. */
export interface PlatformDefinition {
	readonly id: string;
	readonly displayName: string;
	/** `name` of the n8n credential that holds the secrets. */
	readonly credential: string;
	/** Where the secret is found and entered: the end of every refusal's message. */
	readonly credentialHelp: string;
	/** What the platform publishes nowhere, in whole sentences: the documentation says so. */
	readonly undocumented?: string;
	/**
	 * The ways of proving the origin. The first of which a delivery carries something decides alone:
	 * a wrong header is not made good by a right form field. A delivery that carries nothing is refused.
	 */
	readonly verification: readonly Verification[];
	readonly endpoints: readonly Endpoint[];
	/** The headers that name the event, where headers do. */
	readonly eventHeaders?: readonly string[];
	/** Keys that hold a secret, at any depth of the body, in lower case; taken out of every payload. */
	readonly secretKeys: readonly string[];
	/** Whether a body that is neither JSON nor a form nor XML is taken as text instead of being refused. */
	readonly acceptsText?: boolean;
	/** `null`: an event id stays known for as long as the history is kept. Else how long the same id counts as the same event. */
	readonly duplicateWindowMs: number | null;
	readonly events: readonly PlatformEvent[];
	/** `null` where nothing can be told of the body. Called with every JSON value; never throws. */
	readonly identify: (request: ParsedRequest) => Identity | null;
	/** The common fields of an event that is not among `events`. */
	readonly commonFields: (body: JsonValue) => CommonFields;
}

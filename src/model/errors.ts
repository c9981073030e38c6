import type { Phrase } from './phrase';

/** Stable names of what can go wrong; callers test these and never the message. */
export type ErrorCode =
	| 'blocked_url'
	| 'conflict'
	| 'encryption'
	| 'invalid_input'
	| 'not_found'
	| 'not_supported'
	| 'payload_too_large'
	| 'store_damaged'
	| 'store_unavailable'
	| 'store_version';

interface Details {
	/** What to do about it, in one or two sentences. */
	remedy?: Phrase | string;
	/** The parameter or field of the input that is wrong, by its public name. */
	field?: string;
	cause?: unknown;
}

/**
 * The base of every error this package throws: the message says what happened, `remedy` what to do, both in
 * English; `phrases` are the same for those who show them in another language.
 */
export class CommerceWebhooksError extends Error {
	override readonly name = 'CommerceWebhooksError';
	readonly remedy: string | undefined;
	readonly field: string | undefined;
	readonly phrases: { readonly message: Phrase | string; readonly remedy?: Phrase | string };

	constructor(
		readonly code: ErrorCode,
		message: Phrase | string,
		{ remedy, field, cause }: Details = {},
	) {
		super(String(message), { cause });
		this.remedy = remedy === undefined ? undefined : String(remedy);
		this.field = field;
		this.phrases = { message, ...(remedy === undefined ? {} : { remedy }) };
	}
}

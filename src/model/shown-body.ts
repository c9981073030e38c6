/** What is shown of a body, in bytes: as much as is kept of an answer. */
export const SHOWN_BODY_BYTES = 16 * 1024;

/** The beginning of a body as text, cut between characters. */
export function shownBody(bytes: Uint8Array): string {
	if (bytes.byteLength < SHOWN_BODY_BYTES)
		return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
	// The bytes of the last character are waited for in vain.
	return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, SHOWN_BODY_BYTES), {
		stream: true,
	});
}

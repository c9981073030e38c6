import type { BodyKind } from './definition';

/** A body as text, and how it is written. */
export interface BodyText {
	readonly text: string;
	readonly kind: BodyKind;
}

/**
 * Decodes a body and tells how it is written. The first character says more than the Content-Type,
 * which platforms and people's relays get wrong; the header decides where the text does not.
 */
export function readBodyText(body: Uint8Array, contentType: string | undefined): BodyText {
	const text = decode(body, charsetOf(contentType)).trim();
	return { text, kind: kindOf(text, contentType ?? '') };
}

function kindOf(text: string, contentType: string): BodyKind {
	if (/^[{["]/.test(text)) return 'json';
	if (text.startsWith('<')) return 'xml';
	if (/^(?:true|false|null|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i.test(text)) return 'json';
	if (/^[^\s=&"{}<>]+=/.test(text) || /x-www-form-urlencoded/i.test(contentType)) return 'form';
	if (/\bjson\b/i.test(contentType)) return 'json';
	return 'text';
}

function charsetOf(contentType: string | undefined): string {
	return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
}

/** A byte order mark outranks the header; bytes that are not UTF-8 can only be an old Latin-1 sender. */
function decode(body: Uint8Array, charset: string): string {
	const [first, second] = body;
	if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', body) ?? '';
	if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', body) ?? '';
	return (
		decodeAs(charset, body) ??
		decodeAs('utf-8', body) ??
		new TextDecoder('windows-1252').decode(body)
	);
}

function decodeAs(charset: string, body: Uint8Array): string | null {
	try {
		return new TextDecoder(charset, { fatal: true }).decode(body);
	} catch {
		return null;
	}
}

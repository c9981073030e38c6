import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** How a `Content-Encoding` is undone. */
const decoders: ReadonlyMap<string, () => Transform> = new Map([
	['gzip', createGunzip],
	['x-gzip', createGunzip],
	['deflate', createInflate],
	['br', createBrotliDecompress],
]);

/** What became of reading a body. */
export type BodyReading =
	| { readonly kind: 'bytes'; readonly bytes: Uint8Array }
	| { readonly kind: 'tooLarge' }
	/** Broken compression, or a sender that went away. */
	| { readonly kind: 'unreadable'; readonly message: string };

/**
 * Reads a request's bytes, decompressed, up to `limit`. n8n's own reader inflates 16 MiB of every bomb
 * before it says no; this one never holds more than `limit`.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<BodyReading> {
	const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
	if (encoding === '' || encoding === 'identity') {
		if (Number(request.headers['content-length'] ?? 0) > limit) return { kind: 'tooLarge' };
		return await collect(request, request, limit);
	}
	const createDecoder = decoders.get(encoding);
	if (!createDecoder) {
		return { kind: 'unreadable', message: `The Content-Encoding "${encoding}" is not known.` };
	}
	const decoder = createDecoder();
	const reading = await collect(request, request.pipe(decoder), limit);
	decoder.destroy();
	return reading;
}

const senderLeft: BodyReading = { kind: 'unreadable', message: 'The sender went away.' };

async function collect(
	request: IncomingMessage,
	source: Readable,
	limit: number,
): Promise<BodyReading> {
	if (request.destroyed) return senderLeft;
	return await new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let size = 0;
		const take = (chunk: Buffer) => {
			size += chunk.length;
			if (size > limit) end({ kind: 'tooLarge' });
			else chunks.push(chunk);
		};
		const end = (reading: BodyReading) => {
			source.off('data', take);
			// What still comes is dropped, so that the sender can read the answer.
			request.unpipe();
			request.resume();
			resolve(reading);
		};
		source.on('data', take);
		source.once('end', () => end({ kind: 'bytes', bytes: Buffer.concat(chunks, size) }));
		source.on('error', () =>
			end({ kind: 'unreadable', message: 'The body is not what its Content-Encoding says.' }),
		);
		request.once('close', () => {
			if (!request.complete) end(senderLeft);
		});
	});
}

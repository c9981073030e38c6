import type { IncomingMessage, ServerResponse } from 'node:http';

/** n8n's own limit for bodies, `N8N_PAYLOAD_SIZE_MAX`. */
const maximumBodyBytes = 16 * 1024 * 1024;

/** A request with what express and n8n add to it, as far as a webhook's node sees it. */
export function toExpressRequest(request: IncomingMessage): IncomingMessage {
	const url = new URL(request.url ?? '/', 'http://localhost');
	const added = {
		path: url.pathname,
		originalUrl: request.url,
		query: queryOf(url),
		params: {},
		ip: request.socket.remoteAddress?.replace(/^::ffff:/, ''),
		ips: [],
		body: undefined,
		rawBody: undefined as Buffer | undefined,
		// n8n parses nothing where the node asks for the bytes; it reads them then.
		readRawBody: async () => {
			added.rawBody ??= await readBytes(request);
			Object.assign(request, { rawBody: added.rawBody });
		},
		get: (name: string) => request.headers[name.toLowerCase()],
		header: (name: string) => request.headers[name.toLowerCase()],
	};
	return Object.assign(request, added);
}

/** A response with the methods of express's that nodes use. */
export function toExpressResponse(response: ServerResponse): ServerResponse {
	const added = {
		status: (code: number) => {
			response.statusCode = code;
			return extended;
		},
		set: (name: string, value: string) => response.setHeader(name, value),
		header: (name: string, value: string) => response.setHeader(name, value),
		json: (body: unknown) => {
			response.setHeader('content-type', 'application/json; charset=utf-8');
			response.end(JSON.stringify(body));
			return extended;
		},
		send: (body: string | Buffer) => {
			response.end(body);
			return extended;
		},
		sendStatus: (code: number) => {
			response.statusCode = code;
			response.end();
			return extended;
		},
	};
	const extended = Object.assign(response, added);
	return extended;
}

function queryOf(url: URL): Record<string, string | string[]> {
	const names = [...new Set(url.searchParams.keys())];
	return Object.fromEntries(
		names.map((name) => {
			const values = url.searchParams.getAll(name);
			return [name, values.length === 1 ? (values[0] ?? '') : values];
		}),
	);
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > maximumBodyBytes) {
			throw Object.assign(new Error('request entity too large'), { status: 413 });
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

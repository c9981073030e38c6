import http from 'node:http';

export interface HttpRequest {
	method?: string;
	/** A list sends the header as often as it has values. */
	headers?: Record<string, string | readonly string[]>;
	/** Bytes and text go out as they are; anything else as JSON. */
	body?: unknown;
	timeoutMs?: number;
}

export interface HttpAnswer {
	status: number;
	headers: http.IncomingHttpHeaders;
	text: string;
}

/** One request on a connection of its own, with exactly the bytes and headers given. */
export async function httpRequest(
	url: string,
	{ method = 'POST', headers = {}, body, timeoutMs = 30_000 }: HttpRequest = {},
): Promise<HttpAnswer> {
	const bytes = toBytes(body);
	return await new Promise((resolve, reject) => {
		const request = http.request(url, {
			method,
			agent: false,
			signal: AbortSignal.timeout(timeoutMs),
			headers: {
				'content-type': 'application/json',
				'content-length': String(bytes.length),
				...Object.fromEntries(
					Object.entries(headers).map(([name, value]) => [
						name.toLowerCase(),
						typeof value === 'string' ? value : [...value],
					]),
				),
			},
		});
		request.once('error', reject);
		request.once('response', (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.once('error', reject);
			response.once('end', () =>
				resolve({
					status: response.statusCode ?? 0,
					headers: response.headers,
					text: Buffer.concat(chunks).toString('utf8'),
				}),
			);
		});
		request.end(bytes);
	});
}

function toBytes(body: unknown): Uint8Array {
	if (body === undefined) return Buffer.alloc(0);
	if (body instanceof Uint8Array) return body;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const webhooksPath = '/service/resources/webhooks';
const perPage = 20;

/** A webhook as it is registered. */
export interface IpagWebhook {
	id: number;
	http_method: string;
	url: string;
	description: string;
	actions: string[];
}

/** What to answer instead of the real thing; `null` answers never. */
export interface Disturbance {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

export interface MockIpag {
	url: string;
	webhooks: IpagWebhook[];
	/** Each request, as `POST`, `GET` or `DELETE`. */
	requests: string[];
	/** One entry a request, first come first served; `'never'` leaves it unanswered, `undefined` lets it pass. */
	disturbances: (Disturbance | 'never' | undefined)[];
	/** For every request that `disturbances` has nothing for. */
	disturbAll: Disturbance | 'never' | undefined;
	close(): Promise<void>;
}

/** A server that behaves like the webhooks of iPag's API: proof of the account, versions, pages, its errors. */
export async function startMockIpag(account: { apiId: string; apiKey: string }): Promise<MockIpag> {
	const api: MockIpag = {
		url: '',
		webhooks: [],
		requests: [],
		disturbances: [],
		disturbAll: undefined,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	let lastId = 0;
	const expected = `Basic ${Buffer.from(`${account.apiId}:${account.apiKey}`).toString('base64')}`;

	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const body = await textOf(request);
		api.requests.push(request.method ?? '');
		const disturbance = api.disturbances.shift() ?? api.disturbAll;
		if (disturbance === 'never') return;
		if (disturbance) {
			const { status, body: content = '', headers } = disturbance;
			answer(response, status, content, headers);
			return;
		}
		const url = new URL(request.url ?? '/', 'http://localhost');
		if (request.headers.authorization !== expected) {
			answer(response, 401, error(401, 'Unauthorized', 'auth'));
		} else if (request.headers['x-api-version'] !== '2' || url.pathname !== webhooksPath) {
			answer(response, 404, error(404, 'Not Found', 'router'));
		} else if (request.method === 'GET') {
			list(response, Number(url.searchParams.get('page') ?? 1));
		} else if (request.method === 'POST') {
			store(response, body);
		} else {
			remove(response, Number(url.searchParams.get('id')));
		}
	};

	const list = (response: ServerResponse, page: number) => {
		const shown = api.webhooks.slice((page - 1) * perPage, page * perPage);
		const lastPage = Math.max(1, Math.ceil(api.webhooks.length / perPage));
		answer(response, 200, {
			data: shown.map(resource),
			links: { next: page < lastPage ? `${api.url}${webhooksPath}?page=${page + 1}` : null },
			meta: { current_page: page, last_page: lastPage, per_page: String(perPage) },
		});
	};
	const store = (response: ServerResponse, body: string) => {
		const { http_method, url, description, actions } = JSON.parse(body) as Partial<IpagWebhook>;
		const wrong = {
			...(!url || url.length > 255 ? { url: ['Url is not a valid URL'] } : {}),
			...(!description || description.length > 255 ? { description: ['Required'] } : {}),
			...(http_method === 'POST' || http_method === 'PUT' ? {} : { http_method: ['Invalid'] }),
			...(actions?.length ? {} : { actions: ['Actions is required'] }),
		};
		if (Object.keys(wrong).length > 0) {
			answer(response, 406, error(406, wrong, 'webhooks.store'));
			return;
		}
		lastId += 1;
		const webhook = { id: lastId, http_method, url, description, actions } as IpagWebhook;
		api.webhooks.push(webhook);
		answer(response, 201, resource(webhook));
	};
	const remove = (response: ServerResponse, id: number) => {
		const index = api.webhooks.findIndex((webhook) => webhook.id === id);
		if (index === -1) {
			answer(response, 400, error(400, 'Recurso previamente removido', 'webhooks.delete'));
			return;
		}
		api.webhooks.splice(index, 1);
		answer(response, 200, {});
	};

	const server = createServer((request, response) => void handle(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	api.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return api;
}

function resource({ id, ...attributes }: IpagWebhook) {
	return { id, resource: 'webhooks', attributes };
}

function error(code: number, message: unknown, resourceName: string) {
	return { code: String(code), message, resource: resourceName };
}

function answer(
	response: ServerResponse,
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): void {
	const isText = typeof body === 'string';
	response.writeHead(status, {
		'content-type': isText ? 'text/html' : 'application/json',
		...headers,
	});
	response.end(isText ? body : JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

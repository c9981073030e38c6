import type { IncomingHttpHeaders } from 'node:http';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod';

import type { Inbox } from '../../src/inbox';
import type { ReceivedEvent } from '../../src/model/received-event';
import { parseAddressList } from '../../src/net';
import {
	maximumBodyBytes,
	receive,
	type IncomingRequest,
	type PlatformDefinition,
	type Verdict,
} from '../../src/platforms';
import { parseXml } from './parse-xml';
import { readBody, type BodyReading } from './read-body';
import { RECENT_MS, recentCredential } from './recent-credential';
import { storeAccess } from './runtime';
import { readTriggerParameters, type TriggerParameters } from './trigger-parameters';

/** n8n's request, as far as it is used: express's. `rawBody` is there where n8n has read the body already. */
interface WebhookRequest {
	method: string;
	headers: IncomingHttpHeaders;
	path: string;
	/** The client as far as proxies are trusted (`N8N_PROXY_HOPS`), else whoever connected. */
	ip?: string;
	/** The client and the proxies between it and the trusted one; empty where no proxy is trusted. */
	ips?: string[];
	query: Record<string, unknown>;
	rawBody?: Buffer;
}

/** The HTTP answer, and the event that is to be shown in the editor. */
interface Answer {
	status: number;
	body: IDataObject;
	tested?: ReceivedEvent;
}

/**
 * Receives one request for a platform's trigger: checks it, stores it, answers it. Starts no execution, but
 * in the editor's test run; the pump of `trigger()` does. Never throws: n8n would answer 500 and keep an
 * execution for each forged request.
 */
export async function receiveWebhook(
	context: IWebhookFunctions,
	definition: PlatformDefinition,
): Promise<IWebhookResponseData> {
	const answer = await answerTo(context, definition).catch((error: unknown): Answer => {
		context.logger.error(
			`${definition.displayName} Trigger could not store an event: ${error instanceof Error ? error.message : String(error)}`,
		);
		return {
			status: 503,
			body: {
				status: 'unavailable',
				message: 'The event could not be stored. Send it again later.',
			},
		};
	});
	context.getResponseObject().status(answer.status).json(answer.body);
	return {
		noWebhookResponse: true,
		...(answer.tested ? { workflowData: [[{ json: { ...answer.tested } }]] } : {}),
	};
}

async function answerTo(
	context: IWebhookFunctions,
	definition: PlatformDefinition,
): Promise<Answer> {
	const request = requestOf(context);
	if (request.method === 'GET' || request.method === 'HEAD') return ignored();
	const parameters = readTriggerParameters(context);
	const node = { workflowId: context.getWorkflow().id ?? '', nodeId: context.getNode().id };
	const { runtime } = await storeAccess({
		getNode: () => context.getNode(),
		getCredentials: async (type) => await recentCredential(context, type),
		logger: context.logger,
	});
	const path =
		definition.endpoints.find((endpoint) => request.path.endsWith(`/${endpoint.path}`))?.path ?? '';

	const refuse = (status: number, reason: string, message: string, bytes = 0): Answer => {
		runtime.inbox.reject(node, reason, `${request.method} ${path}, ${bytes} bytes`);
		return { status, body: { status: 'refused', reason, message } };
	};
	if (!isAddressAllowed(parameters.ipAllowlist, request)) {
		return refuse(403, 'address_not_allowed', 'Requests from this address are not accepted here.');
	}
	const reading = await readBytes(context, request);
	if (reading.kind === 'unreadable') return refuse(400, 'malformed_body', reading.message);
	const body = reading.kind === 'bytes' ? reading.bytes : tooManyBytes;
	const incoming = incomingRequest(request, { path, body, test: context.getMode() === 'manual' });
	const judge = async (maximumAgeMs: number): Promise<Verdict> => {
		const fields = await recentCredential(context, definition.credential, maximumAgeMs);
		const secrets = secretsSchema.parse(fields);
		return receive(definition, incoming, { ...parameters, secrets, parseXml });
	};
	const first = await judge(RECENT_MS);
	const isUnproven = first.outcome === 'refused' && first.reason === 'not_authentic';
	// The credential may just have been changed; a flood of forgeries does not make it be read each time.
	const verdict = isUnproven ? await judge(RECENT_MS / 4) : first;
	if (verdict.outcome === 'ignored') return ignored();
	if (verdict.outcome === 'refused') {
		return refuse(verdict.status, verdict.reason, verdict.message, body.byteLength);
	}
	return await store(runtime.inbox, node, verdict, incoming.test);
}

async function store(
	inbox: Inbox,
	node: { workflowId: string; nodeId: string },
	{ event, keep, duplicateWindowMs }: Extract<Verdict, { outcome: 'accepted' }>,
	test: boolean,
): Promise<Answer> {
	const purpose = test ? 'test' : keep ? 'keep' : 'emit';
	const { duplicate, eventId } = await inbox.accept({ node, event, duplicateWindowMs, purpose });
	return {
		status: 200,
		body: { status: duplicate ? 'duplicate' : 'accepted', id: eventId },
		...(test ? { tested: event } : {}),
	};
}

function incomingRequest(
	{ method, headers, query }: WebhookRequest,
	rest: Pick<IncomingRequest, 'path' | 'body' | 'test'>,
): IncomingRequest {
	return {
		...rest,
		method,
		headers: Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [
				name,
				Array.isArray(value) ? value.join(', ') : value,
			]),
		),
		query: Object.fromEntries(
			Object.entries(query).flatMap(([name, value]) =>
				typeof value === 'string' ? [[name, value]] : [],
			),
		),
		receivedAt: Date.now(),
	};
}

/** Stands for every body that is too large: `receive` goes by its size alone. */
const tooManyBytes = new Uint8Array(maximumBodyBytes + 1);

async function readBytes(
	context: IWebhookFunctions,
	{ rawBody }: WebhookRequest,
): Promise<BodyReading> {
	if (rawBody) return { kind: 'bytes', bytes: rawBody };
	return await readBody(context.getRequestObject(), maximumBodyBytes);
}

/**
 * As n8n's own Webhook node: the client's address or that of one of the proxies n8n was told to trust. Without
 * such proxies `X-Forwarded-For` counts for nothing: anyone can write it.
 */
function isAddressAllowed(
	ipAllowlist: TriggerParameters['ipAllowlist'],
	{ ip, ips = [] }: WebhookRequest,
): boolean {
	if (ipAllowlist === '') return true;
	const allowed = parseAddressList(ipAllowlist, { field: 'ipAllowlist' });
	return [ip, ...ips].some((address) => address !== undefined && allowed.hasAddress(address));
}

function ignored(): Answer {
	return { status: 200, body: { status: 'ignored' } };
}

const secretsSchema = z
	.record(z.string(), z.unknown())
	.transform((fields) =>
		Object.fromEntries(
			Object.entries(fields).map(([name, value]) => [
				name,
				typeof value === 'string' ? value : undefined,
			]),
		),
	);

function requestOf(context: IWebhookFunctions): WebhookRequest {
	return context.getRequestObject() as unknown as WebhookRequest;
}

import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import {
	NodeHelpers,
	type IDataObject,
	type INode,
	type ITriggerFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type Logger,
} from 'n8n-workflow';
import * as z from 'zod';

import type { Inbox } from '../../src/inbox';
import { systemClock } from '../../src/model/clock';
import type { ReceivedEvent } from '../../src/model/received-event';
import { parseAddressList } from '../../src/net';
import {
	maximumBodyBytes,
	receive,
	type IncomingRequest,
	type PlatformDefinition,
	type Verdict,
} from '../../src/platforms';
import { createBatcher } from '../../src/pump';
import type { NodeRef } from '../../src/storage';
import { holdsExpression } from './expression';
import { mayAnswerDirectly, publishedVersions } from './n8n-instance';
import { parseXml } from './parse-xml';
import { readBody, type BodyReading } from './read-body';
import { RECENT_MS, recentCredential } from './recent-credential';
import { RequestShortcut } from './request-shortcut';
import { storeAccess, type Runtime } from './runtime';
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

/** Requests that come in together ask together what is published; so many at most. */
const VERSIONS_AT_ONCE = 1000;

/** The HTTP answer, and the event that is to be shown in the editor. */
interface Answer {
	status: number;
	body: IDataObject;
	tested?: ReceivedEvent;
}

/** What n8n says of the node that a request is for. */
interface Receiver {
	definition: PlatformDefinition;
	node: NodeRef;
	parameters: TriggerParameters;
	runtime: Runtime;
	/** The fields of a credential, as they were read at most so long ago. */
	credential: (type: string, maximumAgeMs?: number) => Promise<object>;
	isTest: boolean;
	logger: Logger;
}

/** Requests that need not go through all of n8n; see there. */
const shortcut = mayAnswerDirectly(process.env)
	? new RequestShortcut({
			maximumBytes: maximumBodyBytes,
			// A clock that is set back must not make what is known last longer.
			clock: { ...systemClock, now: () => performance.now() },
			publishedVersion: createBatcher(versionsOf, VERSIONS_AT_ONCE),
		})
	: null;

/**
 * Receives one request for a platform's trigger: checks it, stores it, answers it. Starts no execution, but
 * in the editor's test run; the pump of `trigger()` does. Never throws: n8n would answer 500 and keep an
 * execution for each forged request.
 */
export async function receiveWebhook(
	context: IWebhookFunctions,
	definition: PlatformDefinition,
): Promise<IWebhookResponseData> {
	const request = requestOf(context);
	const answer = await answerTo(context, definition, request).catch(
		unavailable(definition, context.logger),
	);
	context.getResponseObject().status(answer.status).json(answer.body);
	return {
		noWebhookResponse: true,
		...(answer.tested ? { workflowData: [[{ json: { ...answer.tested } }]] } : {}),
	};
}

async function answerTo(
	context: IWebhookFunctions,
	definition: PlatformDefinition,
	request: WebhookRequest,
): Promise<Answer> {
	if (request.method === 'GET' || request.method === 'HEAD') return ignored();
	const receiver = await receiverOf(context, definition);
	const { isTest, parameters } = receiver;
	if (shortcut && !isTest && mayBeRemembered(parameters, context.getNode())) {
		await shortcut.learn(context.getRequestObject(), {
			workflowId: receiver.node.workflowId,
			answer: async (incoming, response) => await answerDirectly(receiver, incoming, response),
		});
	}
	return await receiveFor(receiver, request, async () => await readBytes(context, request));
}

async function receiverOf(
	context: IWebhookFunctions,
	definition: PlatformDefinition,
): Promise<Receiver> {
	const parameters = readTriggerParameters(context);
	const credential = async (type: string, maximumAgeMs?: number) =>
		await recentCredential(context, type, maximumAgeMs);
	const { runtime } = await storeAccess({
		getNode: () => context.getNode(),
		getCredentials: credential,
		logger: context.logger,
	});
	return {
		definition,
		node: { workflowId: context.getWorkflow().id ?? '', nodeId: context.getNode().id },
		parameters,
		runtime,
		credential,
		isTest: context.getMode() === 'manual',
		logger: context.logger,
	};
}

/** Says that n8n has begun to hand requests to a trigger node; gives what says that it does so no more. */
export function expectRequests(
	context: ITriggerFunctions,
	{ endpoints }: PlatformDefinition,
	parameters: TriggerParameters,
): () => void {
	const node = context.getNode();
	const { id = '' } = context.getWorkflow();
	if (!shortcut || !mayBeRemembered(parameters, node)) return () => undefined;
	const paths = endpoints.map(({ path }) => NodeHelpers.getNodeWebhookPath(id, node, path));
	return shortcut.expect(id, paths);
}

/** Whether what n8n says of a node is the same for each request, and n8n is not needed to know who sent it. */
function mayBeRemembered({ ipAllowlist }: TriggerParameters, { parameters }: INode): boolean {
	return ipAllowlist === '' && !holdsExpression(parameters);
}

/** The same for a request that n8n has not seen. Never rejects. */
async function answerDirectly(
	receiver: Receiver,
	incoming: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://localhost');
	const request: WebhookRequest = {
		method: incoming.method ?? '',
		headers: incoming.headers,
		path: pathname,
		query: Object.fromEntries(
			[...searchParams.keys()].map((name) => {
				const values = searchParams.getAll(name);
				return [name, values.length === 1 ? values[0] : values];
			}),
		),
	};
	const { status, body } = await receiveFor(
		receiver,
		request,
		async () => await readBody(incoming, maximumBodyBytes),
	).catch(unavailable(receiver.definition, receiver.logger));
	if (response.destroyed) return;
	const text = JSON.stringify(body);
	response.writeHead(status, {
		'Content-Type': 'application/json; charset=utf-8',
		// Else Node.js sends it in chunks, each written by itself.
		'Content-Length': Buffer.byteLength(text),
	});
	response.end(text);
}

function unavailable({ displayName }: PlatformDefinition, logger: Logger) {
	return (error: unknown): Answer => {
		logger.error(
			`${displayName} Trigger could not store an event: ${error instanceof Error ? error.message : String(error)}`,
		);
		return {
			status: 503,
			body: {
				status: 'unavailable',
				message: 'The event could not be stored. Send it again later.',
			},
		};
	};
}

async function receiveFor(
	{ definition, node, parameters, runtime, credential, isTest }: Receiver,
	request: WebhookRequest,
	readBytesOf: () => Promise<BodyReading>,
): Promise<Answer> {
	const path =
		definition.endpoints.find((endpoint) => request.path.endsWith(`/${endpoint.path}`))?.path ?? '';

	const refuse = (status: number, reason: string, message: string, bytes = 0): Answer => {
		runtime.inbox.reject(node, reason, `${request.method} ${path}, ${bytes} bytes`);
		return { status, body: { status: 'refused', reason, message } };
	};
	if (!isAddressAllowed(parameters.ipAllowlist, request)) {
		return refuse(403, 'address_not_allowed', 'Requests from this address are not accepted here.');
	}
	const reading = await readBytesOf();
	if (reading.kind === 'unreadable') return refuse(400, 'malformed_body', reading.message);
	const body = reading.kind === 'bytes' ? reading.bytes : tooManyBytes;
	const incoming = incomingRequest(request, { path, body, test: isTest });
	const judge = async (maximumAgeMs: number): Promise<Verdict> => {
		const secrets = secretsSchema.parse(await credential(definition.credential, maximumAgeMs));
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
	return await store(runtime.inbox, node, verdict, isTest);
}

async function store(
	inbox: Inbox,
	node: NodeRef,
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

/** Each workflow once, however many requests ask. */
async function versionsOf(workflowIds: readonly string[]): Promise<Array<string | null>> {
	const versions = await publishedVersions([...new Set(workflowIds)]);
	return workflowIds.map((id) => versions.get(id) ?? null);
}

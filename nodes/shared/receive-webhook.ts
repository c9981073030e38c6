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
import { storeAccess } from './runtime';
import { readTriggerParameters, type TriggerParameters } from './trigger-parameters';

/** n8n's request, as far as it is used: express's, with n8n's own way of reading the bytes. */
interface WebhookRequest {
	method: string;
	path: string;
	ip?: string;
	headers: Record<string, string | string[] | undefined>;
	query: Record<string, unknown>;
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
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
			body: { status: 'unavailable', message: 'The event could not be stored. Send it again later.' },
		};
	});
	context.getResponseObject().status(answer.status).json(answer.body);
	return {
		noWebhookResponse: true,
		...(answer.tested ? { workflowData: [[{ json: { ...answer.tested } }]] } : {}),
	};
}

async function answerTo(context: IWebhookFunctions, definition: PlatformDefinition): Promise<Answer> {
	const request = requestOf(context);
	if (request.method === 'GET' || request.method === 'HEAD') return ignored();
	const parameters = readTriggerParameters(context);
	const node = { workflowId: context.getWorkflow().id ?? '', nodeId: context.getNode().id };
	const { runtime } = await storeAccess(context);
	const incoming = await incomingRequest(context, definition, request);

	const refuse = (status: number, reason: string, message: string): Answer => {
		runtime.inbox.reject(node, reason, `${request.method} ${incoming.path}, ${incoming.body.byteLength} bytes`);
		return { status, body: { status: 'refused', reason, message } };
	};
	if (!isAddressAllowed(parameters.ipAllowlist, request.ip)) {
		return refuse(403, 'address_not_allowed', 'Requests from this address are not accepted here.');
	}
	const secrets = secretsSchema.parse(await context.getCredentials(definition.credential));
	const verdict = receive(definition, incoming, { ...parameters, secrets });
	if (verdict.outcome === 'ignored') return ignored();
	if (verdict.outcome === 'refused') return refuse(verdict.status, verdict.reason, verdict.message);
	return await store(runtime.inbox, node, verdict, incoming.test);
}

async function store(
	inbox: Inbox,
	node: { workflowId: string; nodeId: string },
	{ event, keep, duplicateWindowMs }: Extract<Verdict, { outcome: 'accepted' }>,
	test: boolean,
): Promise<Answer> {
	const purpose = test ? 'test' : keep ? 'keep' : 'emit';
	const { duplicate } = await inbox.accept({ node, event, duplicateWindowMs, purpose });
	return {
		status: 200,
		body: { status: duplicate ? 'duplicate' : 'accepted', id: event.id },
		...(test ? { tested: event } : {}),
	};
}

async function incomingRequest(
	context: IWebhookFunctions,
	{ endpoints }: PlatformDefinition,
	request: WebhookRequest,
): Promise<IncomingRequest> {
	return {
		method: request.method,
		headers: Object.fromEntries(
			Object.entries(request.headers).map(([name, value]) => [
				name,
				Array.isArray(value) ? value.join(', ') : value,
			]),
		),
		query: Object.fromEntries(
			Object.entries(request.query).flatMap(([name, value]) =>
				typeof value === 'string' ? [[name, value]] : [],
			),
		),
		body: await readBody(request),
		path: endpoints.find(({ path }) => request.path.endsWith(`/${path}`))?.path ?? '',
		receivedAt: Date.now(),
		test: context.getMode() === 'manual',
	};
}

/** Bytes that are too many are not read: the size alone decides. */
async function readBody(request: WebhookRequest): Promise<Uint8Array> {
	if (request.rawBody) return request.rawBody;
	const announced = Number(request.headers['content-length'] ?? 0);
	if (announced > maximumBodyBytes) return new Uint8Array(maximumBodyBytes + 1);
	try {
		await request.readRawBody?.();
	} catch (error) {
		// n8n's own limit, reached by a body of unknown or false length, or by one that inflates beyond it.
		const isTooLarge = error instanceof Error && 'status' in error && error.status === 413;
		return new Uint8Array(isTooLarge ? maximumBodyBytes + 1 : 0);
	}
	return request.rawBody ?? new Uint8Array();
}

function isAddressAllowed(ipAllowlist: TriggerParameters['ipAllowlist'], address: string | undefined): boolean {
	if (ipAllowlist === '') return true;
	return parseAddressList(ipAllowlist, { field: 'ipAllowlist' }).hasAddress(address ?? '');
}

function ignored(): Answer {
	return { status: 200, body: { status: 'ignored' } };
}

const secretsSchema = z.record(z.string(), z.unknown()).transform((fields) =>
	Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
	),
);

function requestOf(context: IWebhookFunctions): WebhookRequest {
	return context.getRequestObject() as unknown as WebhookRequest;
}

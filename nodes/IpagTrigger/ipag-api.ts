import {
	NodeApiError,
	sleep,
	type IHookFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import * as z from 'zod';

import { phrase, type Phrase } from '../../src/model/phrase';
import { translate } from '../shared/translate';
import { remedyFor, webhookPageSchema, wordsOf, type RegisteredWebhook } from './ipag-answers';

const WEBHOOKS = '/service/resources/webhooks';
const TIMEOUT_MS = 10_000;

/** A list longer than this, at iPag's page size, is no shop's; it would only keep publishing from ending. */
const MAXIMUM_PAGES = 200;

/** How long a busy iPag is waited for; who publishes a workflow looks at the screen meanwhile. */
const LONGEST_PAUSE_SECONDS = 10;
const DEFAULT_PAUSE_SECONDS = 2;
const TRIES_WHEN_BUSY = 3;

const TOO_MANY_REQUESTS = 429;
/** iPag's words for a webhook that was removed before. */
const GONE = [400, 404];

/** A webhook as it is to be registered. */
export interface WebhookToRegister {
	http_method: 'POST';
	url: string;
	description: string;
	actions: readonly string[];
}

/** The webhooks of the account that are sent to a URL; iPag allows several. */
export async function findWebhooks(
	context: IHookFunctions,
	url: string,
): Promise<RegisteredWebhook[]> {
	const found: RegisteredWebhook[] = [];
	let lastPage = 1;
	for (let page = 1; page <= Math.min(lastPage, MAXIMUM_PAGES); page += 1) {
		const answer = await call(context, { method: 'GET', qs: { page } }, phrase`list the webhooks`);
		const parsed = webhookPageSchema.safeParse(answer.body);
		if (!parsed.success) throw apiError(context, phrase`list the webhooks`, answer);
		found.push(...parsed.data.data.filter((webhook) => webhook.attributes.url === url));
		lastPage = parsed.data.meta.last_page;
	}
	return found;
}

/** Registers a webhook. */
export async function createWebhook(
	context: IHookFunctions,
	webhook: WebhookToRegister,
): Promise<void> {
	await call(context, { method: 'POST', body: { ...webhook } }, phrase`register the webhook`);
}

/** Removes a webhook; one that is gone already is as good. */
export async function deleteWebhook(
	context: IHookFunctions,
	{ id }: RegisteredWebhook,
): Promise<void> {
	await call(context, { method: 'DELETE', qs: { id } }, phrase`remove the webhook`, GONE);
}

type Request = Pick<IHttpRequestOptions, 'method' | 'qs' | 'body'>;

async function call(
	context: IHookFunctions,
	request: Request,
	what: Phrase,
	alsoFine: readonly number[] = [],
): Promise<IN8nHttpFullResponse> {
	for (let tries = 1; ; tries += 1) {
		const answer = await send(context, request, what);
		const { statusCode } = answer;
		if ((statusCode >= 200 && statusCode < 300) || alsoFine.includes(statusCode)) return answer;
		const pauseSeconds = secondsUntilRetry(answer);
		if (pauseSeconds === null || tries === TRIES_WHEN_BUSY) throw apiError(context, what, answer);
		await sleep(pauseSeconds * 1000);
	}
}

/** The credential knows the address and how to prove itself: see `IpagApi`. */
async function send(
	context: IHookFunctions,
	request: Request,
	what: Phrase,
): Promise<IN8nHttpFullResponse> {
	try {
		const answer: IN8nHttpFullResponse = await context.helpers.httpRequestWithAuthentication.call(
			context,
			'ipagApi',
			{
				...request,
				url: WEBHOOKS,
				json: true,
				timeout: TIMEOUT_MS,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			},
		);
		return answer;
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new NodeApiError(
			context.getNode(),
			{},
			{
				message: translate(phrase`iPag could not be asked to ${what}: ${reason}`),
				description: translate(
					phrase`Check that this n8n can reach iPag and that the environment in the credential iPag API is right, then publish the workflow again.`,
				),
			},
		);
	}
}

/** `null` where waiting does not help, or would take too long. */
function secondsUntilRetry({ statusCode, headers }: IN8nHttpFullResponse): number | null {
	if (statusCode !== TOO_MANY_REQUESTS) return null;
	const parsed = z.coerce
		.number()
		.min(0)
		.safeParse(headers['retry-after'] ?? DEFAULT_PAUSE_SECONDS);
	const seconds = parsed.success ? parsed.data : DEFAULT_PAUSE_SECONDS;
	return seconds <= LONGEST_PAUSE_SECONDS ? seconds : null;
}

function apiError(
	context: IHookFunctions,
	what: Phrase,
	answer: IN8nHttpFullResponse,
): NodeApiError {
	const { statusCode } = answer;
	const words = wordsOf(answer);
	const message = phrase`iPag answered ${statusCode} when asked to ${what}`;
	return new NodeApiError(
		context.getNode(),
		{},
		{
			message: translate(words === '' ? message : phrase`${message}: ${words}`),
			description: translate(remedyFor(statusCode)),
			httpCode: String(statusCode),
		},
	);
}

import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { phrase } from '../../src/model/phrase';
import { ipag } from '../../src/platforms';
import { translate } from '../shared/translate';
import { listSchema } from '../shared/trigger-parameters';
import type { RegisteredWebhook } from './ipag-answers';
import { createWebhook, deleteWebhook, findWebhooks, type WebhookToRegister } from './ipag-api';

const MAXIMUM_DESCRIPTION = 255;

/** n8n itself starts the workflow, nobody published it. */
const OWN_ACTIVATIONS = ['init', 'leadershipChange'];

/**
 * Whether iPag sends what this node wants to its URL: one webhook, the right events. Looked up by URL each
 * time; nothing is remembered that could be out of date. The test URL is treated in the same way, for the
 * length of a test run.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	if (!isAutomatic(context)) return true;
	return await unlessStarting(context, async () => {
		const wanted = wantedWebhook(context);
		const [found, ...others] = await findWebhooks(context, wanted.url);
		return found !== undefined && others.length === 0 && fits(found, wanted);
	});
}

/** Registers the webhook, in place of those with its URL that are different: iPag's API changes none. */
export async function register(context: IHookFunctions): Promise<boolean> {
	return await unlessStarting(context, async () => {
		const wanted = wantedWebhook(context);
		for (const webhook of await findWebhooks(context, wanted.url))
			await deleteWebhook(context, webhook);
		await createWebhook(context, wanted);
		return true;
	});
}

/** Removes the webhook. Does not throw: n8n would stop unpublishing half-way and go on to listen. */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	if (!isAutomatic(context)) return true;
	const url = urlOf(context);
	try {
		for (const webhook of await findWebhooks(context, url)) await deleteWebhook(context, webhook);
		return true;
	} catch (error) {
		context.logger.error(
			`The webhook ${url} may still be registered at iPag. ${textOf(error)} Remove it there.`,
		);
		return false;
	}
}

/** An iPag that is down while n8n starts must not keep n8n from listening: the webhook was registered before. */
async function unlessStarting(
	context: IHookFunctions,
	work: () => Promise<boolean>,
): Promise<boolean> {
	return await work().catch((error: unknown) => {
		if (!OWN_ACTIVATIONS.includes(context.getActivationMode())) throw error;
		context.logger.warn(`The webhook ${urlOf(context)} could not be checked. ${textOf(error)}`);
		return true;
	});
}

function isAutomatic(context: IHookFunctions): boolean {
	return context.getNodeParameter('registration', 'manual') === 'automatic';
}

function fits({ attributes }: RegisteredWebhook, wanted: WebhookToRegister): boolean {
	const registered = new Set(attributes.actions);
	return (
		attributes.http_method.toUpperCase() === wanted.http_method &&
		registered.size === wanted.actions.length &&
		wanted.actions.every((action) => registered.has(action))
	);
}

function wantedWebhook(context: IHookFunctions): WebhookToRegister {
	const { name, id } = context.getWorkflow();
	return {
		http_method: 'POST',
		url: urlOf(context),
		description: `n8n: ${name ?? id ?? ''}`.slice(0, MAXIMUM_DESCRIPTION),
		actions: wantedActions(context),
	};
}

/** iPag has no word for "all", and refuses names it does not know. */
function wantedActions(context: IHookFunctions): string[] {
	const selected = new Set(listSchema.parse(context.getNodeParameter('events', [])));
	const known = ipag.events.map(({ name }) => name);
	const actions = selected.has('*') ? known : known.filter((name) => selected.has(name));
	if (actions.length > 0) return actions;
	const message = translate(phrase`No event of iPag is selected`);
	throw new NodeOperationError(context.getNode(), message, {
		description: translate(phrase`Choose the events that iPag is to send to this node.`),
	});
}

function urlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

function textOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return /[.!?]$/.test(message) ? message : `${message}.`;
}

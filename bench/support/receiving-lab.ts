import { randomUUID } from 'node:crypto';

import type { RowTools } from '../rows/row';
import { HOTTOK, Shop } from '../../test/e2e/support/shop';
import { waitFor, type N8nLab } from '../../test/support/n8n-lab';
import { withLab } from './lab';
import { startSubject } from './subject-process';

const DRAIN_TIMEOUT_MS = 300_000;

/** A published workflow that begins with a trigger and goes on with a node that does nothing. */
export interface ReceivingWorkflow {
	/** Posts sales; gives the time until each was answered. */
	post(options: {
		count: number;
		senders: number;
	}): Promise<{ startedAt: number; latenciesMs: number[]; refused: number; perSecond: number }>;
	/** Waits until so many events have gone through executions; when the last one ended, in Unix milliseconds. */
	through(count: number, since: number): Promise<number>;
}

/** An n8n with this package's trigger beside n8n's Webhook node that responds immediately. */
export interface ReceivingLab {
	trigger(parameters?: Record<string, unknown>): Promise<ReceivingWorkflow>;
	webhookNode(): Promise<ReceivingWorkflow>;
}

/** Starts such an n8n for a piece of work, with a sender and an observer in processes of their own. */
export async function withReceivingLab<Result>(
	tools: RowTools,
	work: (lab: ReceivingLab) => Promise<Result>,
): Promise<Result> {
	const poster = await startSubject('poster', {}, tools.subjects);
	const result = withLab(tools, async (lab) => {
		const shop = await Shop.open(lab);
		const ended = await startSubject('executions', { home: lab.home }, tools.subjects);
		const workflow = (
			url: string,
			headers: Record<string, string>,
			count: (since: number) => Promise<{ count: number; lastAt: number }>,
		): ReceivingWorkflow => ({
			post: async (options) => await poster.call('post', { url, headers, ...options }),
			through: async (wanted, since) =>
				await waitFor(
					async () => {
						const { count: found, lastAt } = await count(since);
						return found >= wanted && lastAt;
					},
					{ what: `${wanted} executions`, timeoutMs: DRAIN_TIMEOUT_MS, pollMs: 250 },
				),
		});
		return await work({
			trigger: async (parameters = {}) => {
				const made = await shop.publishHotmart(parameters, [nothing(lab)]);
				const { id: workflowId } = made.workflow;
				return workflow(
					made.url,
					{ 'x-hotmart-hottok': HOTTOK },
					async (since) => await ended.call('ofInbox', { workflowId, since }),
				);
			},
			webhookNode: async () => {
				const path = randomUUID();
				const webhook = lab.node(
					'Webhook',
					'n8n-nodes-base.webhook',
					{ httpMethod: 'POST', path, responseMode: 'onReceived' },
					{ typeVersion: 2 },
				);
				const { id: workflowId } = await lab.workflow('Webhook', [webhook, nothing(lab)]);
				const url = `${lab.url}/webhook/${path}`;
				await lab.publish(workflowId, [url]);
				return workflow(
					url,
					{},
					async (since) => await ended.call('ofWorkflow', { workflowId, since }),
				);
			},
		}).finally(ended.stop);
	});
	return await result.finally(poster.stop);
}

function nothing(lab: N8nLab) {
	return lab.node('No Operation', 'n8n-nodes-base.noOp');
}

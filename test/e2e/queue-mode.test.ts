import { randomBytes } from 'node:crypto';

import { itemsOf, N8nLab, waitFor } from '../support/n8n-lab';
import { startReceiver, type Receiver } from '../support/receiver';
import {
	describeWith,
	dropSchemas,
	postgresConnection,
	postgresService,
	REDIS_URL,
	redisService,
} from '../support/services';
import { verifyWebhooks } from '../support/verify-webhooks';
import { HOTTOK, sale, Shop } from './support/shop';

const EVENTS = 40;

describeWith(
	[postgresService, redisService],
	'queue mode: a main, two workers and a webhook process',
	() => {
		const suffix = randomBytes(6).toString('hex');
		const { host, port, database, user, password } = postgresConnection();
		const env = {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: REDIS_URL.hostname,
			QUEUE_BULL_REDIS_PORT: REDIS_URL.port || '6379',
			QUEUE_BULL_PREFIX: `test-${suffix}`,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: host,
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: database,
			DB_POSTGRESDB_USER: user,
			DB_POSTGRESDB_PASSWORD: password,
			DB_POSTGRESDB_SCHEMA: `n8n_${suffix}`,
		};
		let main: N8nLab;
		let webhook: N8nLab;
		let workers: N8nLab[] = [];
		let memberArea: Receiver;

		beforeAll(async () => {
			memberArea = await startReceiver();
			main = await N8nLab.start({ env });
			webhook = await N8nLab.start({ env, command: 'webhook' });
			workers = [
				await N8nLab.start({ env, command: 'worker' }),
				await N8nLab.start({ env, command: 'worker' }),
			];
		});

		afterAll(async () => {
			for (const lab of [...workers, webhook, main]) await lab?.dispose();
			await memberArea?.close();
			await dropSchemas(`n8n_${suffix}`, `store_${suffix}`);
		});

		it('refuses the embedded store, and names the credential to add', async () => {
			const shop = await Shop.open(main, null);
			const trigger = shop.hotmartTrigger();
			const workflow = await main.workflow('Without a store', [trigger]);
			await main.publish(workflow.id);

			// n8n tries a few times before it gives up and says so.
			await waitFor(() => main.log().includes('In queue mode the embedded store cannot be used'), {
				what: 'the refusal in the log',
			});
			const answer = await main.post(main.webhookUrl(trigger, 'hotmart'), sale('refused'));
			expect(answer.status).not.toBe(200);
		});

		it('receives in the webhook process, runs in the workers, and delivers everything once', async () => {
			const shop = await Shop.open(main, {
				engine: 'postgres',
				host,
				port,
				database,
				user,
				password,
				schema: `store_${suffix}`,
				ssl: false,
				allowedNetworks: '127.0.0.0/8',
			});
			const { signingSecret } = await shop.subscribe(memberArea.url);
			const dispatcher = shop.dispatcher();
			const { workflow, trigger } = await shop.publishHotmart({}, [dispatcher]);
			const url = webhook.webhookUrl(trigger, 'hotmart');
			await waitFor(async () => (await webhook.listensOn(url)).length > 0);

			const ids = Array.from(
				{ length: EVENTS },
				(_, index) => `queue-${String(index).padStart(2, '0')}`,
			);
			const answers = await Promise.all(ids.map((id) => shop.send(url, sale(id))));
			expect(answers.map(({ status }) => status)).toEqual(Array(EVENTS).fill(200));

			const executions = await main.endedExecutions(workflow.id, EVENTS, { timeoutMs: 120_000 });
			const deliveries = executions.flatMap((execution) => itemsOf(execution, dispatcher.name));
			expect(executions.map(({ status }) => status)).toEqual(Array(EVENTS).fill('success'));
			expect(deliveries.map(({ eventId }) => eventId).sort()).toEqual(ids);
			expect(deliveries.map(({ state }) => state)).toEqual(Array(EVENTS).fill('delivered'));
			expect(memberArea.requests.map((request) => request.header('webhook-id')).sort()).toEqual(
				ids,
			);
			expect(verifyWebhooks(memberArea.requests, signingSecret)).toEqual(
				Array(EVENTS).fill({ standardwebhooks: 'genuine', svix: 'genuine' }),
			);

			// The webhook process answers by itself what it has learned, and is not told of changes: it asks.
			const send = async () => await main.post(url, sale('late'), { 'x-hotmart-hottok': HOTTOK });
			const isDirect = async () => (await send()).headers.etag === undefined;
			await waitFor(isDirect, { what: 'the webhook process to answer by itself' });
			await main.api('POST', `/workflows/${workflow.id}/unpublish`, {});
			const { status, headers } = await send();
			expect(status === 404 || headers.etag !== undefined).toBe(true);
			await waitFor(async () => (await send()).status === 404, { what: 'the end of the URL' });
		});
	},
);

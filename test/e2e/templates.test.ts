import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { itemsOf, N8nLab, waitFor, type CredentialReference } from '../support/n8n-lab';
import { startReceiver, type ReceivedRequest, type Receiver } from '../support/receiver';
import {
	dropSchemas,
	describeWith,
	postgresConnection,
	postgresService,
	REDIS_URL,
	redisService,
} from '../support/services';
import { verifyWebhooks } from '../support/verify-webhooks';
import { startMailbox } from './support/mailbox';
import { HOTTOK, hotmartDeliveries, sale, Shop } from './support/shop';
import { importTemplate, type ImportedTemplate } from './support/template';

const TOKEN = 'token-5b0d7e1f9c3a4e6d8b21';
const API_KEY = 'A1B2-C3D4-E5F6-key';

/** By their type. */
type Credentials = Record<string, CredentialReference>;

function bodies(requests: readonly ReceivedRequest[]): Array<Record<string, unknown>> {
	return requests.map(({ body }) => JSON.parse(body.toString('utf8')) as Record<string, unknown>);
}

function hotmartDelivery(event: string, id: string): Record<string, unknown> {
	const found = hotmartDeliveries().find((delivery) => delivery.event === event);
	return { ...found?.body, id };
}

function fixture(platform: string, event: string): Buffer {
	return readFileSync(path.join(__dirname, '../fixtures/platforms', platform, `${event}.json`));
}

describe('the templates, imported, filled in and run', () => {
	let lab: N8nLab;
	let shop: Shop;
	let credentials: Credentials;
	const receivers: Receiver[] = [];

	beforeAll(async () => {
		lab = await N8nLab.start({ env: { N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.0/8' } });
		shop = await Shop.open(lab, null);
		credentials = {
			hotmartWebhookApi: await lab.credential('hotmartWebhookApi', 'Shop', { hottok: HOTTOK }),
			isetWebhookApi: await lab.credential('isetWebhookApi', 'Shop', {
				token: TOKEN,
				tokenParameter: 'token',
			}),
			ipagApi: await lab.credential('ipagApi', 'Shop', {
				environment: 'sandbox',
				apiId: 'shop@example.com',
				apiKey: API_KEY,
				callbackToken: '',
			}),
		};
	});

	afterAll(async () => {
		for (const receiver of receivers) await receiver.close();
		await lab?.dispose();
	});

	async function receiver(status = 200): Promise<Receiver> {
		const started = await startReceiver({ answer: () => status });
		receivers.push(started);
		return started;
	}

	/** Imported and published; gives the URL to which the platform posts. */
	async function published(template: ImportedTemplate, trigger: string, pathname: string) {
		const url = lab.webhookUrl(template.node(trigger), pathname);
		await lab.publish(template.id, [url]);
		return url;
	}

	it('unlocks a member area for a sale', async () => {
		const memberArea = await receiver();
		const template = await importTemplate(lab, 'hotmart-sale-unlocks-member-area.json', {
			credentials,
			parameters: { 'Subscribe the member area': { url: memberArea.url } },
		});
		await lab.manualRun(template.id, 'Run once');
		const [setUp] = await lab.endedExecutions(template.id, 1);
		const [subscription] = setUp ? itemsOf(setUp, 'Subscribe the member area') : [];
		const url = await published(template, 'Hotmart Trigger', 'hotmart');
		await shop.send(url, sale('sale-1'));
		await lab.endedExecutions(template.id, 2);

		expect(bodies(memberArea.requests)).toMatchObject([
			{
				type: 'purchase.approved',
				data: { id: 'sale-1', customer: { email: expect.any(String) } },
			},
		]);
		expect(verifyWebhooks(memberArea.requests, String(subscription?.signingSecret))).toEqual([
			{ standardwebhooks: 'genuine', svix: 'genuine' },
		]);
	});

	it('locks it again for a refund and for a chargeback, once each', async () => {
		const memberArea = await receiver();
		const template = await importTemplate(lab, 'hotmart-refund-locks-member-area.json', {
			credentials,
			parameters: {
				'Lock the member': { url: memberArea.url, headers: '{"authorization": "Bearer 123456"}' },
			},
		});
		const url = await published(template, 'Hotmart Trigger', 'hotmart');
		const refund = hotmartDelivery('PURCHASE_REFUNDED', 'refund-1');
		await shop.send(url, refund);
		await shop.send(url, hotmartDelivery('PURCHASE_CHARGEBACK', 'chargeback-1'));
		const again = await shop.send(url, refund);
		await lab.endedExecutions(template.id, 2);

		expect(again.body).toMatchObject({ status: 'duplicate' });
		const { buyer, product, purchase } = refund.data as Record<string, Record<string, unknown>>;
		const sent = bodies(memberArea.requests);
		expect(sent.map(({ type }) => type)).toEqual(['member.locked', 'member.locked']);
		expect(sent.map(({ data }) => data)).toEqual(
			expect.arrayContaining([
				{
					email: buyer?.email,
					name: buyer?.name,
					productId: String(product?.id),
					order: purchase?.transaction,
					reason: 'purchase.refunded',
					test: false,
				},
				expect.objectContaining({ reason: 'purchase.chargeback' }),
			]),
		);
		const header = (name: string) => memberArea.requests.map((request) => request.header(name));
		expect(header('webhook-id').sort()).toEqual(['lock-chargeback-1', 'lock-refund-1']);
		expect(header('authorization')).toEqual(['Bearer 123456', 'Bearer 123456']);
	});

	it('gives an order to ERP, chat and sheet, each in its form, also where one is down', async () => {
		const [erp, chat, sheet] = [await receiver(), await receiver(503), await receiver()];
		const template = await importTemplate(lab, 'iset-orders-to-erp-chat-and-sheet.json', {
			credentials,
			parameters: {
				'Your addresses': { erpUrl: erp.url, chatUrl: chat.url, sheetUrl: sheet.url },
			},
		});
		const url = await published(template, 'iSET Trigger', 'iset/order-saved');
		const answer = await lab.post(`${url}?token=${TOKEN}`, fixture('iset', 'ORDER_SAVED'), {
			'content-type': 'application/json',
		});
		expect(answer.status).toBe(200);
		const [execution] = await lab.endedExecutions(template.id, 1);

		const [event] = execution ? itemsOf(execution, 'iSET Trigger') : [];
		const { order, customer } = event as Record<string, Record<string, unknown>>;
		expect(order?.id).toEqual(expect.any(String));
		expect(bodies(erp.requests)).toEqual([event]);
		expect(bodies(chat.requests)).toEqual([
			{ text: `Order ${order?.id} (${order?.status}): ${order?.total}` },
		]);
		expect(bodies(sheet.requests)).toEqual([
			{
				order: order?.id,
				status: order?.status,
				total: order?.total,
				customer: customer?.name,
				receivedAt: event?.receivedAt,
			},
		]);
		expect(execution?.status).toBe('success');
	});

	it('writes to who left a cart and has not bought after the pause', async () => {
		const messages = await receiver();
		const template = await importTemplate(lab, 'hotmart-abandoned-cart-recovery.json', {
			credentials,
			parameters: {
				'Wait an hour': { amount: 2, unit: 'seconds' },
				'Write to the buyer': { url: messages.url },
			},
		});
		const url = await published(template, 'Hotmart Trigger', 'hotmart');
		const product = { id: 777, name: 'Curso' };
		const of = (event: string, id: string, email: string) => {
			const body = hotmartDelivery(event, id);
			const data = body.data as { buyer: object };
			return { ...body, data: { ...data, product, buyer: { ...data.buyer, email } } };
		};
		await shop.send(url, of('PURCHASE_OUT_OF_SHOPPING_CART', 'cart-1', 'left@example.com'));
		await shop.send(url, of('PURCHASE_OUT_OF_SHOPPING_CART', 'cart-2', 'bought@example.com'));
		await shop.send(url, of('PURCHASE_APPROVED', 'purchase-2', 'bought@example.com'));
		const executions = await lab.endedExecutions(template.id, 3);

		expect(executions.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
		expect(bodies(messages.requests)).toMatchObject([
			{ email: 'left@example.com', product: 'Curso', name: expect.any(String) },
		]);
	});

	it('alerts of a delivery that failed for good, and of the subscription it switched off', async () => {
		const [chat, gone] = [await receiver(), await receiver(410)];
		const template = await importTemplate(lab, 'alert-on-failed-deliveries.json', {
			parameters: { 'Send the alert': { url: chat.url } },
		});
		const { id } = await shop.subscribe(gone.url, {}, 'Old member area');
		await lab.publish(template.id);
		await waitFor(
			async () => {
				// Publishing returns before the trigger listens; what happened until then is not told.
				await shop.output({ resource: 'subscription', operation: 'enable', subscriptionId: id });
				await shop.output({
					eventSource: 'define',
					eventType: 'order.paid',
					payload: '{}',
					sendTo: 'selected',
					subscriptionIds: [id],
				});
				return (await lab.executions(template.id, { data: false })).length > 0;
			},
			{ what: 'the alert to start', pollMs: 1000 },
		);
		await lab.endedExecutions(template.id, 2);

		// Two executions, which may overtake each other.
		expect(new Set(bodies(chat.requests).map(({ text }) => text))).toEqual(
			new Set([
				'Delivery of order.paid to Old member area failed for good (attempts: 1): 410 Gone',
				'Subscription "Old member area" was switched off: The receiver answered 410 Gone',
			]),
		);
	});

	it('reports the deliveries of the last day', async () => {
		const [chat, good] = [await receiver(), await receiver()];
		const template = await importTemplate(lab, 'nightly-report-of-deliveries.json', {
			parameters: { 'Send the report': { url: chat.url } },
		});
		const { id } = await shop.subscribe(good.url, {}, 'Night shop');
		await shop.output({
			eventSource: 'define',
			eventType: 'order.paid',
			payload: '{}',
			sendTo: 'selected',
			subscriptionIds: [id],
		});
		await lab.manualRun(template.id, 'Every day at six');
		await lab.endedExecutions(template.id, 1);

		const [report] = bodies(chat.requests);
		expect(String(report?.text).split('\n')).toEqual(
			expect.arrayContaining([
				'Deliveries of the last day',
				expect.stringMatching(
					/^Night shop: 1 in all, 1 delivered, 0 failed, 0 waiting, 0 skipped; 95 % of the answers within \d+ ms$/,
				),
			]),
		);
	});

	it('sends the report of the last day by e-mail, as a file', async () => {
		const mailbox = await startMailbox();
		try {
			const template = await importTemplate(lab, 'nightly-report-by-email.json', {
				credentials: {
					smtp: await lab.credential('smtp', 'Mail', {
						user: '',
						password: '',
						host: '127.0.0.1',
						port: mailbox.port,
						secure: false,
						disableStartTls: true,
					}),
				},
				parameters: { 'Send the report': { toEmail: 'shop@example.com' } },
			});
			const good = await receiver();
			const { id } = await shop.subscribe(good.url, {}, 'Reported shop');
			await shop.output({
				eventSource: 'define',
				eventType: 'order.paid',
				payload: '{}',
				sendTo: 'selected',
				subscriptionIds: [id],
			});
			await lab.manualRun(template.id, 'Every day at six');
			const [execution] = await lab.endedExecutions(template.id, 1);

			expect(execution?.status).toBe('success');
			const [message = ''] = mailbox.messages;
			expect(message).toMatch(/^To: shop@example\.com/m);
			expect(message).toMatch(/^Delivered: [1-9]/m);
			const [, file = ''] =
				/filename="?deliveries-[\d-]+\.html"?\r\n(?:[^\r]+\r\n)*\r\n([A-Za-z0-9+/=\r\n]+)/.exec(
					message,
				) ?? [];
			expect(Buffer.from(file, 'base64').toString('utf8')).toContain('Reported shop');
		} finally {
			await mailbox.close();
		}
	});

	it("confirms a shop's order when it is paid", async () => {
		const api = await receiver();
		const template = await importTemplate(lab, 'ipag-payment-confirms-iset-order.json', {
			credentials,
			parameters: { 'Your shop': { ordersUrl: `${api.url}api/orders`, paidStatus: 'Pago' } },
		});
		const url = await published(template, 'iPag Trigger', 'ipag');
		const body = fixture('ipag', 'TransactionCaptured');
		const answer = await lab.post(url, body, {
			'content-type': 'application/json',
			'x-ipag-event': 'TransactionCaptured',
			'x-ipag-signature': createHmac('sha256', API_KEY).update(body).digest('hex'),
		});
		expect(answer.status).toBe(200);
		await lab.endedExecutions(template.id, 1);

		const { attributes } = JSON.parse(body.toString('utf8')) as {
			attributes: { order_id: string; tid: string };
		};
		expect(api.requests.map(({ method, path: target }) => `${method} ${target}`)).toEqual([
			`PUT /api/orders/${attributes.order_id}`,
		]);
		expect(bodies(api.requests)).toMatchObject([
			{ status: 'Pago', payment: { id: attributes.tid, total: expect.any(Number) } },
		]);
	});
});

describeWith([postgresService, redisService], 'the template for queue mode', () => {
	const suffix = randomBytes(6).toString('hex');
	const { host, port, database, user, password } = postgresConnection();
	const env = {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: REDIS_URL.hostname,
		QUEUE_BULL_REDIS_PORT: REDIS_URL.port || '6379',
		QUEUE_BULL_PREFIX: `test-${suffix}`,
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: host,
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: database,
		DB_POSTGRESDB_USER: user,
		DB_POSTGRESDB_PASSWORD: password,
		DB_POSTGRESDB_SCHEMA: `n8n_${suffix}`,
	};
	let main: N8nLab;
	let worker: N8nLab;
	let receiver: Receiver;

	beforeAll(async () => {
		receiver = await startReceiver();
		main = await N8nLab.start({ env });
		worker = await N8nLab.start({ env, command: 'worker' });
	});

	afterAll(async () => {
		await worker?.dispose();
		await main?.dispose();
		await receiver?.close();
		await dropSchemas(`n8n_${suffix}`, `store_${suffix}`);
	});

	it('receives in the main process and sends from the worker, over one store', async () => {
		const template = await importTemplate(main, 'queue-mode.json', {
			credentials: {
				hotmartWebhookApi: await main.credential('hotmartWebhookApi', 'Shop', { hottok: HOTTOK }),
				webhookStoreApi: await main.credential('webhookStoreApi', 'Store', {
					engine: 'postgres',
					...{ host, port, database, user, password },
					schema: `store_${suffix}`,
					ssl: false,
					allowedNetworks: '127.0.0.0/8',
				}),
			},
			parameters: { 'Subscribe the receiver': { url: receiver.url } },
		});
		await main.manualRun(template.id, 'Run once');
		await main.endedExecutions(template.id, 1);
		const url = main.webhookUrl(template.node('Hotmart Trigger'), 'hotmart');
		await main.publish(template.id, [url]);
		const answer = await main.post(url, sale('queued'), { 'x-hotmart-hottok': HOTTOK });
		expect(answer.status).toBe(200);
		const executions = await main.endedExecutions(template.id, 2);

		expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
		expect(bodies(receiver.requests)).toMatchObject([
			{ type: 'purchase.approved', data: { id: 'queued' } },
		]);
	});
});

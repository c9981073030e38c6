import type { Recipient } from '../../src/delivery';
import { eventBodies, eventBody } from '../../src/delivery/event-body';
import { verifyWebhooks } from '../support/verify-webhooks';
import { bench, closeAll, outgoing, receive } from './delivery-bench';

afterEach(closeAll);

const sale = {
	data: { customer: { name: 'Ana' }, payload: { buyer: 'Ana', url: 'https://example.com/b' } },
	payload: { buyer: 'Ana', url: 'https://example.com/b' },
};

/** A sale with an affiliate, which counts how often its other form was made. */
function saleWithAffiliate() {
	const made = { times: 0 };
	const event = outgoing({
		id: 'sale-1',
		...sale,
		forAffiliate: () => {
			made.times += 1;
			const payload = { url: 'https://example.com/b' };
			return { data: { customer: null, payload }, payload };
		},
	});
	return { event, made };
}

describe("an affiliate's form of an event", () => {
	test('is made for affiliates only, and once', () => {
		const { event, made } = saleWithAffiliate();

		eventBodies(event, ['envelope', 'payload']);
		expect(made.times).toBe(0);

		const bodies = eventBodies(event, ['envelope:affiliate', 'payload', 'payload:affiliate']);
		expect(made.times).toBe(1);
		expect([...bodies].map(([variant, body]) => [variant, Buffer.from(body).toString()])).toEqual([
			[
				'envelope:affiliate',
				'{"type":"order.paid","timestamp":"2026-01-05T12:00:00.000Z","data":{"customer":null,"payload":{"url":"https://example.com/b"}}}',
			],
			['payload', JSON.stringify(sale.payload)],
			['payload:affiliate', '{"url":"https://example.com/b"}'],
		]);
	});

	test.each(['envelope:affiliate', 'payload:affiliate'] as const)(
		'as %s is refused for an event that has none, and nothing else is sent in its place',
		(variant) => {
			expect(() => eventBody(outgoing({ id: 'order-1' }), variant)).toThrow(
				expect.objectContaining({
					name: 'CommerceWebhooksError',
					code: 'conflict',
					field: 'subscriptionIds',
					message: expect.stringContaining('order-1'),
					remedy: expect.any(String),
				}),
			);
		},
	);

	test('goes to the subscriptions of affiliates with whom nothing is shared, and is what is sent again', async () => {
		const tools = await bench();
		const shared = { audience: 'affiliate', shareBuyerData: true } as const;
		const producer = { audience: 'producer', shareBuyerData: false } as const;
		const fields = [
			producer,
			{ audience: 'affiliate' },
			{ audience: 'affiliate', format: 'payload' },
			shared,
			{ ...shared, format: 'payload' },
		] as const;
		const receivers = await Promise.all(fields.map(async () => await receive(200)));
		const subscriptions = await Promise.all(
			fields.map(async (one, index) => await tools.subscribe(receivers[index]!.url, one)),
		);
		const url = await receive(200);
		const recipient: Recipient = {
			kind: 'url',
			url: url.url,
			format: 'payload',
			target: { signingSecret: '', headers: {} },
		};

		const ids = await tools.dispatch(saleWithAffiliate().event, [...subscriptions, recipient]);
		await tools.engine.resend((await tools.record(ids[1])).delivery);

		const bodies = [...receivers, url].map(({ requests }) => String(requests[0]?.body));
		const full = JSON.stringify(sale.data);
		expect(bodies.map((body) => body.includes('Ana'))).toEqual([
			true,
			false,
			false,
			true,
			true,
			true,
		]);
		expect(bodies[0]).toContain(full);
		expect(bodies[2]).toBe('{"url":"https://example.com/b"}');
		expect(bodies[3]).toBe(bodies[0]);
		expect(bodies[4]).toBe(JSON.stringify(sale.payload));
		expect(bodies[5]).toBe(bodies[4]);
		const again = receivers[1]!.requests.map(({ body }) => String(body));
		expect(again).toEqual([bodies[1], bodies[1]]);
		const secret = subscriptions[1]!.secrets.signingSecrets[0]!.secret;
		const genuine = { standardwebhooks: 'genuine', svix: 'genuine' };
		expect(verifyWebhooks(receivers[1]!.requests, secret)).toEqual([genuine, genuine]);
	});
});

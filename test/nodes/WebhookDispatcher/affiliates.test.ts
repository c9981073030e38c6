import { DispatcherBench } from './dispatcher-bench';

import type { JsonObject } from '../../../src/model/json';
import { hotmart, receive as receiveWebhook } from '../../../src/platforms';
import { eventRequest, proveEvent, settingsFor } from '../../platforms/support/requests';
import { eventOf } from '../../platforms/support/verdicts';
import { startReceiver, type Receiver } from '../../support/receiver';

const receivers: Receiver[] = [];
let bench: DispatcherBench;

beforeEach(() => {
	bench = new DispatcherBench();
});

afterEach(async () => {
	for (const receiver of receivers.splice(0)) await receiver.close();
	await bench.close();
});

async function receive(): Promise<Receiver> {
	const receiver = await startReceiver({ answer: () => 200 });
	receivers.push(receiver);
	return receiver;
}

const buyer = /joana|silva|compradora@|52998224725|912345678|avenida|01310100/i;
const boleto = 'https://example.com/boleto.pdf';

/** What the Hotmart Trigger emits for a boleto that expired, sold by whom `affiliates` says. */
function expiredBoleto(affiliates: JsonObject[]) {
	const event = hotmart.events.find(({ name }) => name === 'PURCHASE_EXPIRED')!;
	const data = { ...Object(event.sample.data), affiliates, note: 'Joana called' };
	const request = eventRequest(hotmart, event, event, { ...event.sample, data });
	return eventOf(receiveWebhook(hotmart, proveEvent(hotmart, request), settingsFor(hotmart)));
}

const sold = expiredBoleto([{ affiliate_code: 'A1', name: 'Bia' }]);
const soldByNobody = expiredBoleto([{ affiliate_code: '', name: '' }]);
const dispatch = { resource: 'event', operation: 'dispatch' };

test('an affiliate gets a sale in either format without its buyer, and with the boleto', async () => {
	const [envelope, payload, full, producer] = [
		await receive(),
		await receive(),
		await receive(),
		await receive(),
	];
	await bench.subscribe(envelope.url, { audience: 'affiliate' });
	await bench.subscribe(payload.url, { audience: 'affiliate', format: 'payload' });
	await bench.subscribe(full.url, { audience: 'affiliate', shareBuyerData: true });
	await bench.subscribe(producer.url);

	const { items } = await bench.run(dispatch, {
		items: [{ ...sold, crm: { email: 'compradora@example.com' } }],
	});

	expect(items.map(({ state }) => state)).toEqual(Array(4).fill('delivered'));
	const sent = [envelope, payload].map(({ requests }) => String(requests[0]?.body));
	for (const body of sent) {
		expect(body).not.toMatch(buyer);
		expect(body).toContain(boleto);
		expect(body).toContain('"affiliate_code":"A1"');
	}
	const { data } = JSON.parse(String(sent[0])) as { data: JsonObject };
	expect(Object.keys(data)).toEqual([
		'platform',
		'event',
		'type',
		'family',
		'id',
		'occurredAt',
		'test',
		'product',
		'customer',
		'order',
		'subscription',
		'payload',
	]);
	const { product, order, subscription } = sold;
	expect(data).toMatchObject({ customer: null, product, order, subscription });
	expect(JSON.stringify(data.payload)).toBe(sent[1]);
	expect(String(full.requests[0]?.body)).toBe(String(producer.requests[0]?.body));
	expect(String(full.requests[0]?.body)).toMatch(buyer);
	const shown = items.slice(0, 2).map(({ attempts }) => JSON.stringify(attempts));
	for (const attempts of shown) expect(attempts).not.toMatch(buyer);
});

test('an affiliate gets no sale without one, no event nobody knows and none that was defined, not even chosen by hand', async () => {
	const [affiliate, producer] = [await receive(), await receive()];
	const { id } = await bench.subscribe(affiliate.url, {
		audience: 'affiliate',
		shareBuyerData: true,
	});
	const { id: other } = await bench.subscribe(producer.url);
	const byHand = { sendTo: 'selected', subscriptionIds: [id, other] };
	const items = [
		soldByNobody,
		{ ...sold, id: 'unknown-1', event: 'PURCHASE_NEW' },
		{ ...sold, id: 'platform-1', platform: 'another' },
	].map((item): Record<string, unknown> => item);

	await bench.run(dispatch, { items });
	await bench.run(
		{ ...dispatch, ...byHand },
		{ items: items.map((item) => ({ ...item, id: `${String(item.id)}-2` })) },
	);
	await bench.dispatch({ payload: JSON.stringify(sold.payload) });
	await bench.dispatch(byHand);

	expect(affiliate.requests).toEqual([]);
	expect(producer.requests).toHaveLength(8);
});

test('an affiliate chosen by hand gets a sale with one', async () => {
	const affiliate = await receive();
	const { id } = await bench.subscribe(affiliate.url, { audience: 'affiliate' }, ['club.*']);

	await bench.run(
		{ ...dispatch, sendTo: 'selected', subscriptionIds: [id] },
		{ items: [{ ...sold }] },
	);

	expect(affiliate.requests).toHaveLength(1);
	expect(String(affiliate.requests[0]?.body)).not.toMatch(buyer);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isJsonObject } from '../../../src/model/json';
import { hotmart } from '../../../src/platforms/hotmart';
import { objectAt, textOf, valueAt } from '../../../src/platforms/read';
import { receive } from '../../../src/platforms/receive';
import { provenRequest, settingsFor } from '../support/requests';
import { eventOf } from '../support/verdicts';

const folder = join(__dirname, '../../fixtures/platforms/hotmart/live');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
	name.endsWith('.json'),
);

describe.each(files)('the live delivery %s', (file) => {
	const text = readFileSync(join(folder, file), 'utf8');
	const body: unknown = JSON.parse(text);
	if (!isJsonObject(body)) throw new Error(`${file} is no object`);
	const event = eventOf(receive(hotmart, provenRequest(hotmart, text), settingsFor(hotmart)));
	const data = objectAt(body, 'data');
	const purchase = objectAt(data, 'purchase');
	const people = ['buyer', 'subscriber', 'user'].map((key) => objectAt(data, key));

	it('is valid', () => {
		expect(event.issues).toEqual([]);
		expect(event.valid).toBe(true);
	});

	it('is the event it says it is', () => {
		expect(event.event).toBe(body.event);
		expect(event.event.toLowerCase().replaceAll('_', '-')).toBe(file.split(/[/\\]/)[0]);
		expect(event.type).not.toBe('unknown');
		expect(event.id).toBe(body.id);
		expect(event.test).toBe(false);
	});

	it('has the time Hotmart made it', () => {
		const created = Number(body.creation_date ?? body.creationDate);
		expect(event.occurredAt).toBe(new Date(created).toISOString());
	});

	it('keeps everything but the hottok in its payload', () => {
		const { hottok: _hottok, ...expected } = body;
		expect(event.payload).toEqual(expected);
	});

	it('maps its product', () => {
		const product = objectAt(data, 'product');
		const expected = { id: textOf(product.id), name: textOf(product.name) };
		expect(event.product).toEqual(data.product ? expected : null);
	});

	it('maps its person', () => {
		const [person = {}] = people.filter(({ email }) => email !== undefined);
		if (person.email === undefined) {
			expect(event.customer).toBeNull();
			return;
		}
		expect(event.customer).toEqual({
			name: person.name,
			email: person.email,
			phone: person.checkout_phone ?? person.phone ?? null,
			document: person.document ?? null,
		});
	});

	it('maps its order', () => {
		if (data.purchase === undefined) {
			expect(event.order).toBeNull();
			return;
		}
		expect(event.order).toEqual({
			id: purchase.transaction,
			code: null,
			status: purchase.status,
			total: valueAt(purchase, 'price', 'value'),
			currency: 'BRL',
			method: valueAt(purchase, 'payment', 'type'),
			installments: valueAt(purchase, 'payment', 'installments_number'),
		});
	});

	it('maps its subscription, of which the anonymiser left the recurrence and the subscriber', () => {
		const recurrence = purchase.recurrence_number ?? null;
		const id = textOf(valueAt(data, 'subscriber', 'code'));
		const isOfSubscription = recurrence !== null || id !== null || data.plans !== undefined;
		expect(event.subscription !== null).toBe(isOfSubscription);
		expect(event.subscription?.recurrence ?? null).toBe(recurrence);
		expect(event.subscription?.renewal ?? false).toBe(Number(recurrence) > 1);
		expect(event.subscription?.id ?? null).toBe(id);
	});

	it('says something in at least one of the common fields', () => {
		const { product, customer, order, subscription } = event;
		expect([product, customer, order, subscription].some((part) => part !== null)).toBe(true);
	});
});

it('has a delivery of every event that was seen live', () => {
	const seen = new Set(files.map((file) => file.split(/[/\\]/)[0]));
	const names = hotmart.events.map(({ name }) => name.toLowerCase().replaceAll('_', '-'));
	expect(names.filter((name) => !seen.has(name))).toEqual(['order-fulfillment']);
});

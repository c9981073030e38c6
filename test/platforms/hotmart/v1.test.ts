import type { JsonObject } from '../../../src/model/json';
import { hotmart } from '../../../src/platforms/hotmart';
import { receive } from '../../../src/platforms/receive';
import { secretFor, settingsFor, provenRequest, unprovenRequest } from '../support/requests';
import { accepted, eventOf, refused } from '../support/verdicts';

const headers = { 'content-type': 'application/x-www-form-urlencoded' };

function form(fields: Record<string, string>): string {
	return new URLSearchParams(fields).toString();
}

function postback(fields: Record<string, string>) {
	const body = form({ hottok: secretFor('hottok'), transaction: 'HP1', ...fields });
	return receive(hotmart, unprovenRequest(hotmart, body, { headers }), settingsFor(hotmart));
}

function json(body: JsonObject) {
	return receive(hotmart, provenRequest(hotmart, JSON.stringify(body)), settingsFor(hotmart));
}

describe('the form of v1', () => {
	it.each([
		['approved', 'PURCHASE_APPROVED'],
		['completed', 'PURCHASE_COMPLETE'],
		['canceled', 'PURCHASE_CANCELED'],
		['billet_printed', 'PURCHASE_BILLET_PRINTED'],
		['dispute', 'PURCHASE_PROTEST'],
		['refunded', 'PURCHASE_REFUNDED'],
		['chargeback', 'PURCHASE_CHARGEBACK'],
		['expired', 'PURCHASE_EXPIRED'],
		['delayed', 'PURCHASE_DELAYED'],
	])('with the status %s is %s', (status, event) => {
		expect(eventOf(postback({ status }))).toMatchObject({ event, valid: true, issues: [] });
	});

	it.each(['blocked', 'started', 'pending_analysis'])(
		'with the status %s is an event of its own',
		(status) => {
			expect(eventOf(postback({ status }))).toMatchObject({
				event: `PURCHASE_${status.toUpperCase()}`,
				type: 'unknown',
				valid: true,
			});
		},
	);

	it('that tells of a canceled subscription is its cancellation', () => {
		const event = eventOf(postback({ status: 'canceled', callback_type: '2' }));
		expect(event.event).toBe('SUBSCRIPTION_CANCELLATION');
	});

	it('has transaction, status and recurrence as its key', () => {
		expect(eventOf(postback({ status: 'approved' })).id).toBe('HP1:approved');
		expect(eventOf(postback({ status: 'approved', recurrency: '3' })).id).toBe('HP1:approved:3');
		expect(accepted(postback({ status: 'approved' })).duplicateWindowMs).toBeNull();
	});

	it('shows nothing of the hottok', () => {
		const output = JSON.stringify(postback({ status: 'approved', src: secretFor('hottok') }));
		expect(output).not.toContain('hottok');
		expect(output).not.toContain(secretFor('hottok'));
	});

	it('is a test when the console sent it', () => {
		expect(eventOf(postback({ status: 'approved', prod: '0' })).test).toBe(true);
		expect(eventOf(postback({ status: 'approved', transaction: 'HP1121336654889' })).test).toBe(
			true,
		);
		expect(eventOf(postback({ status: 'approved', prod: '7' })).test).toBe(false);
	});

	it('is refused with two hottoks, of which one is right', () => {
		const body = `hottok=wrong&${form({ hottok: secretFor('hottok'), status: 'approved' })}`;
		const request = unprovenRequest(hotmart, body, { headers });
		expect(refused(receive(hotmart, request, settingsFor(hotmart))).status).toBe(401);
	});

	it('is refused with a right field and a wrong header', () => {
		const body = form({ hottok: secretFor('hottok'), status: 'approved', transaction: 'HP1' });
		const request = unprovenRequest(hotmart, body, {
			headers: { ...headers, 'x-hotmart-hottok': 'wrong' },
		});
		expect(refused(receive(hotmart, request, settingsFor(hotmart))).status).toBe(401);
	});

	it('renews a subscription from the second charge on', () => {
		const fields = { status: 'approved', subscriber_code: 'AB', recurrency: '2' };
		expect(eventOf(postback(fields)).subscription).toEqual({
			id: 'AB',
			plan: null,
			status: null,
			recurrence: 2,
			renewal: true,
		});
	});
});

describe('the JSON bodies of v1', () => {
	it('are told apart by their shape', () => {
		expect(eventOf(json({ buyerVO: { email: 'a@example.com' }, productName: 'P' })).event).toBe(
			'PURCHASE_OUT_OF_SHOPPING_CART',
		);
		expect(eventOf(json({ cancellationDate: 1767607198000, subscriberCode: 'AB' })).event).toBe(
			'SUBSCRIPTION_CANCELLATION',
		);
		expect(
			eventOf(json({ switchPlanDate: 1767607198000, newSubscriptionPlan: { name: 'Y' } })).event,
		).toBe('SWITCH_PLAN');
	});

	it('need the header: a hottok inside proves nothing', () => {
		const body = JSON.stringify({ buyerVO: { name: 'A' }, hottok: secretFor('hottok') });
		const verdict = receive(hotmart, unprovenRequest(hotmart, body), settingsFor(hotmart));
		expect(refused(verdict).status).toBe(401);
	});

	it('of a cart count as the same for ten minutes, because nothing in them tells two apart', () => {
		expect(accepted(json({ buyerVO: { name: 'A' } })).duplicateWindowMs).toBe(600_000);
	});
});

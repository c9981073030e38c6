import fc from 'fast-check';

import { wants, type MatchedEvent } from '../../src/subscriptions';

const approved: MatchedEvent = {
	name: 'PURCHASE_APPROVED',
	type: 'purchase.approved',
	platform: 'hotmart',
	productIds: ['1', '2'],
	hasAffiliate: false,
};
const defined: MatchedEvent = {
	name: null,
	type: 'order.paid',
	platform: null,
	productIds: [],
	hasAffiliate: false,
};
type Filters = Parameters<typeof wants>[0];
const everything: Filters = { events: ['*'], platforms: [], productIds: [], audience: 'producer' };

describe('the events of a subscription', () => {
	test.each<[patterns: string[], event: MatchedEvent, wanted: boolean]>([
		[['*'], approved, true],
		[['*'], defined, true],
		[['PURCHASE_APPROVED'], approved, true],
		[['purchase.approved'], approved, true],
		[['purchase.*'], approved, true],
		[['order.*'], defined, true],
		[['subscription.*', 'order.paid'], defined, true],
		[['PURCHASE_APPROVED'], { ...approved, name: null }, false],
		[['purchase_approved'], approved, false],
		[['PURCHASE_CANCELED'], approved, false],
		[['purchase'], approved, false],
		[['purchase.'], approved, false],
		[['purch*'], approved, false],
		[['*.approved'], approved, false],
		[['purchase.*'], { ...approved, type: 'purchases.approved' }, false],
		[['purchase.*'], { ...approved, type: 'purchase' }, false],
		[['purchase.*'], { ...approved, type: 'purchase.approved.late' }, true],
		[['.*'], approved, false],
		[[], approved, false],
	])('%j and an event: %#', (events, event, wanted) => {
		expect(wants({ ...everything, events }, event)).toBe(wanted);
	});
});

describe('the platforms of a subscription', () => {
	test.each<[platforms: string[], event: MatchedEvent, wanted: boolean]>([
		[[], approved, true],
		[['hotmart'], approved, true],
		[['ipag', 'hotmart'], approved, true],
		[['ipag'], approved, false],
		[['ipag'], defined, true],
	])('%j and an event: %#', (platforms, event, wanted) => {
		expect(wants({ ...everything, platforms }, event)).toBe(wanted);
	});
});

describe('the products of a subscription', () => {
	test.each<[productIds: string[], event: MatchedEvent, wanted: boolean]>([
		[[], approved, true],
		[['1'], approved, true],
		[['2', '3'], approved, true],
		[['3'], approved, false],
		[['3'], { ...approved, productIds: [] }, true],
	])('%j and an event: %#', (productIds, event, wanted) => {
		expect(wants({ ...everything, productIds }, event)).toBe(wanted);
	});
});

test.each([
	['producer', false, true],
	['producer', true, true],
	['affiliate', false, false],
	['affiliate', true, true],
] as const)(
	'the audience %s and a sale with an affiliate (%s): %s',
	(audience, hasAffiliate, wanted) => {
		expect(wants({ ...everything, audience }, { ...approved, hasAffiliate })).toBe(wanted);
	},
);

const word = fc.stringMatching(/^[a-z_]{1,8}$/);
const events = fc.record({
	name: fc.option(fc.stringMatching(/^[A-Z_]{1,12}$/)),
	type: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('.')),
	platform: fc.option(word),
	productIds: fc.array(fc.stringMatching(/^\d{1,3}$/), { maxLength: 3 }),
	hasAffiliate: fc.boolean(),
});
const filters = fc.record({
	events: fc.array(
		fc.oneof(
			fc.constant('*'),
			word,
			word.map((family) => `${family}.*`),
		),
		{ maxLength: 4 },
	),
	platforms: fc.array(word, { maxLength: 2 }),
	productIds: fc.array(fc.stringMatching(/^\d{1,3}$/), { maxLength: 3 }),
	audience: fc.constantFrom('producer', 'affiliate'),
});

describe('whatever the filters and the event', () => {
	test('a subscription to everything gets it', () => {
		fc.assert(fc.property(events, (event) => expect(wants(everything, event)).toBe(true)));
	});

	test('its own name, its type and each of its families select it', () => {
		fc.assert(
			fc.property(events, (event) => {
				const words = event.type.split('.');
				const families = words
					.slice(1)
					.map((_, index) => `${words.slice(0, index + 1).join('.')}.*`);
				for (const pattern of [
					event.type,
					...families,
					...(event.name === null ? [] : [event.name]),
				]) {
					expect(wants({ ...everything, events: [pattern] }, event)).toBe(true);
				}
			}),
		);
	});

	test('one more pattern never takes an event away, and one more filter never gives one', () => {
		fc.assert(
			fc.property(filters, events, word, (given, event, extra) => {
				if (!wants(given, event)) {
					const narrower = { ...given, platforms: [...given.platforms, event.platform ?? extra] };
					expect(wants({ ...given, audience: 'affiliate' }, event)).toBe(false);
					if (given.platforms.length === 0) expect(wants(narrower, event)).toBe(false);
					return;
				}
				expect(wants({ ...given, events: [...given.events, extra] }, event)).toBe(true);
				expect(wants({ ...given, audience: 'producer' }, event)).toBe(true);
				expect(wants({ ...given, platforms: [] }, event)).toBe(true);
				expect(wants({ ...given, productIds: [] }, event)).toBe(true);
			}),
		);
	});
});

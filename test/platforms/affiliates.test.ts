import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import * as z from 'zod';

import type { JsonObject, JsonValue } from '../../src/model/json';
import {
	documentFields,
	forAffiliate,
	formNamed,
	formOf,
	itemForAffiliate,
	platforms,
	type EventForm,
	type PlatformDefinition,
	type PlatformEvent,
} from '../../src/platforms';
import { affiliateFieldsOf, sharedPart } from '../../src/platforms/affiliate-fields';
import { group, list, text } from '../../src/platforms/fields';
import { marked, markedBodies, sharedPaths, wholeBody } from './support/marked-bodies';

/** What the samples and fixtures of our own and of the vendors have of a buyer. */
const buyers =
	/joana|exemplo da silva|compradora@|52998224725|529\.982\.247-25|912345678|33334444|avenida paulista|bela vista|01310-?100|conjunto 10|@gmail|hotkey/i;

function hasAffiliate(platform: PlatformDefinition, event: string, body: JsonValue): boolean {
	return formNamed(platform, event, body)?.hasAffiliate?.(body) ?? false;
}

const forms = platforms.flatMap((platform) =>
	platform.events.flatMap(
		(event): Array<[string, PlatformDefinition, PlatformEvent, EventForm]> => [
			[`${event.name} of ${platform.displayName}`, platform, event, event],
			...(event.variants ?? []).map(
				(variant): [string, PlatformDefinition, PlatformEvent, EventForm] => [
					`${event.name} of ${platform.displayName} as ${variant.name}`,
					platform,
					event,
					variant,
				],
			),
		],
	),
);

describe.each(forms)('what affiliates get of %s', (_name, platform, event, form) => {
	it('has nothing of the buyer that its sample has', () => {
		const shared = JSON.stringify(forAffiliate(platform, event.name, form.sample));
		expect(shared).not.toMatch(buyers);
		expect(shared.length).toBeGreaterThan(20);
	});

	it('has exactly the fields the documentation says they are sent', () => {
		const { body, texts } = marked(wholeBody(form));
		const shared = JSON.stringify(sharedPart(body, affiliateFieldsOf(form.schema)));
		const sent = [...texts].filter(([text]) => shared.includes(text)).map(([, at]) => at);
		expect(new Set(sent)).toEqual(sharedPaths(form));
	});
});

const known = new Map<EventForm, ReadonlySet<string>>();

function pathsOf(form: EventForm): ReadonlySet<string> {
	const paths = known.get(form) ?? sharedPaths(form);
	known.set(form, paths);
	return paths;
}

/** One form for each schema: events that share one need no second proof. */
const distinct = forms.filter(
	([, , , { schema }], index) =>
		forms.findIndex(([, , , other]) => other.schema === schema) === index,
);

describe.each(distinct)(
	'whatever the body, what affiliates get of %s',
	(_name, platform, event, form) => {
		const paths = pathsOf(form);
		/** PHP writes a list with gaps as an object whose keys are numbers. */
		const isShared = (at: string) => paths.has(at) || paths.has(at.replace(/\.\d+(?=\.)/g, '[]'));

		it('has no value of a hidden field, of an unknown key or of a field in another shape', () => {
			fc.assert(
				fc.property(markedBodies(form), ({ body, texts }) => {
					const shared = JSON.stringify(sharedPart(body, affiliateFieldsOf(form.schema)) ?? null);
					const leaked = [...texts].filter(([text, at]) => shared.includes(text) && !isShared(at));
					expect(leaked).toEqual([]);
				}),
				{ numRuns: 150 },
			);
		});

		it('goes by the form the body has, whichever that is', () => {
			fc.assert(
				fc.property(markedBodies(form), ({ body, texts }) => {
					const allowed = pathsOf(formOf(event, body));
					const shared = JSON.stringify(forAffiliate(platform, event.name, body));
					const leaked = [...texts].filter(
						([text, at]) =>
							shared.includes(text) &&
							!allowed.has(at) &&
							!allowed.has(at.replace(/\.\d+(?=\.)/g, '[]')),
					);
					expect(leaked).toEqual([]);
				}),
				{ numRuns: 50 },
			);
		});
	},
);

describe('what affiliates get', () => {
	const [hotmart] = platforms;
	if (!hotmart) throw new Error('no platform');

	it.each([[null], [true], [0], ['Joana'], [[]], [[['Joana']]], [{ buyer: 'Joana' }]])(
		'of a body that fits nothing, %j, is nothing',
		(body: JsonValue) => {
			expect(forAffiliate(hotmart, 'PURCHASE_APPROVED', body)).toEqual({});
		},
	);

	it('of an event nobody knows is nothing, and it has no affiliate', () => {
		const sale = { id: '1', data: { affiliates: [{ affiliate_code: 'A1', name: 'Bia' }] } };
		expect(hasAffiliate(hotmart, 'PURCHASE_APPROVED', sale)).toBe(true);
		for (const event of ['PURCHASE_BLOCKED', 'unknown', 'toString', '']) {
			expect(forAffiliate(hotmart, event, sale)).toEqual({});
			expect(hasAffiliate(hotmart, event, sale)).toBe(false);
		}
	});

	it('keeps the keys in their order', () => {
		const body = {
			event: 'x',
			data: { purchase: { status: 's', order_date: 1 }, product: { name: 'n', id: 1 } },
			id: '1',
		};
		expect(JSON.stringify(forAffiliate(hotmart, 'PURCHASE_APPROVED', body))).toBe(
			JSON.stringify(body),
		);
	});

	it('leaves the body as it is', () => {
		const body = structuredClone(hotmart.events[0]!.sample);
		forAffiliate(hotmart, 'PURCHASE_APPROVED', body);
		expect(body).toEqual(hotmart.events[0]!.sample);
	});

	it('changes no prototype', () => {
		const body: JsonValue = JSON.parse(
			'{"__proto__":{"id":"x"},"constructor":{"a":1},"data":{"__proto__":{"status":"x"}}}',
		);
		expect(JSON.stringify(forAffiliate(hotmart, 'PURCHASE_APPROVED', body))).toBe('{"data":{}}');
	});

	it('takes no time to speak of', () => {
		const part = { name: 'x', unknown: 'y' };
		const products = Array.from({ length: 10_000 }, () => part);
		const body = { data: { product: { content: { products } } } };
		const start = performance.now();
		forAffiliate(hotmart, 'PURCHASE_APPROVED', body);
		expect(performance.now() - start).toBeLessThan(500);
	});

	it.each([
		['boleto', { billet_url: 'https://example.com/b.pdf', billet_barcode: '0019' }],
		['Pix', { pix_code: '000201', pix_qrcode: 'https://example.com/q.png' }],
	])('has what a %s is paid with', (_what, payment) => {
		const body = { data: { buyer: { email: 'a@example.com' }, purchase: { payment } } };
		expect(forAffiliate(hotmart, 'PURCHASE_BILLET_PRINTED', body)).toEqual({
			data: { purchase: { payment } },
		});
	});

	it('hides what one of two alternatives of a schema hides, and what the items of a list hide', () => {
		const schema = z.union([
			z.looseObject({ name: text('Name'), code: text('Code') }),
			z.looseObject({
				name: text('Name', { sharedWithAffiliates: false }),
				people: list(
					'People',
					group('A person', { age: text('Age') }, { sharedWithAffiliates: false }),
				),
			}),
		]);
		const body = { name: 'n', code: 'c', people: [{ age: '7' }] };
		expect(sharedPart(body, affiliateFieldsOf(schema))).toEqual({ code: 'c' });
		const documented = documentFields({ schema }).find(({ path: at }) => at === 'people[].age');
		expect(documented?.sharedWithAffiliates).toBe(false);
	});
});

describe('an emitted item as affiliates get it', () => {
	const [hotmart] = platforms;
	const item: JsonObject = {
		platform: 'hotmart',
		event: 'PURCHASE_APPROVED',
		type: 'purchase.approved',
		family: 'purchase',
		id: '1',
		occurredAt: null,
		test: false,
		crm: { email: 'a@example.com' },
		customer: { name: 'Ana', email: 'a@example.com', phone: null, document: null },
		product: { id: '7', name: 'Curso', owner: 'Ana' },
		order: {
			id: 'HP1',
			code: null,
			status: 'APPROVED',
			total: 1,
			currency: 'BRL',
			method: 'PIX',
			installments: 1,
			note: 'Ana',
		},
		subscription: 'Ana',
		payload: { data: { buyer: { name: 'Ana' }, product: { id: 7 } }, note: 'Ana' },
	};

	it('has no customer and nothing it was given since', () => {
		const shared = itemForAffiliate(hotmart!, 'PURCHASE_APPROVED', item);
		expect(JSON.stringify(shared)).toBe(
			'{"platform":"hotmart","event":"PURCHASE_APPROVED","type":"purchase.approved","family":"purchase","id":"1","occurredAt":null,"test":false,"customer":null,"product":{"id":"7","name":"Curso"},"order":{"id":"HP1","code":null,"status":"APPROVED","total":1,"currency":"BRL","method":"PIX","installments":1},"payload":{"data":{"product":{"id":7}}}}',
		);
	});
});

describe('a sale with an affiliate', () => {
	const [hotmart] = platforms;
	const nobody = { affiliate_code: '', name: '' };
	it.each<[boolean, string, JsonValue]>([
		[true, 'PURCHASE_APPROVED', { data: { affiliates: [{ affiliate_code: 'A1', name: '' }] } }],
		[
			true,
			'PURCHASE_APPROVED',
			{ data: { affiliates: [nobody, { affiliate_code: 'A2', name: 'Bia' }] } },
		],
		[true, 'PURCHASE_APPROVED', { data: { affiliates: { 1: { affiliate_code: 'A1' } } } }],
		[
			true,
			'PURCHASE_REFUNDED',
			{ data: { affiliates: [], commissions: [{ source: 'AFFILIATE', value: 1 }] } },
		],
		[false, 'PURCHASE_APPROVED', { data: { affiliates: [nobody] } }],
		[false, 'PURCHASE_APPROVED', { data: { affiliates: [{ affiliate_code: null, name: 'Bia' }] } }],
		[false, 'PURCHASE_APPROVED', { data: { affiliates: [] } }],
		[false, 'PURCHASE_APPROVED', { data: { affiliates: 'Bia', commissions: 'AFFILIATE' } }],
		[false, 'PURCHASE_APPROVED', { data: { commissions: [{ source: 'PRODUCER', value: 1 }] } }],
		[false, 'PURCHASE_APPROVED', { affiliates: [{ affiliate_code: 'A1' }] }],
		[true, 'PURCHASE_OUT_OF_SHOPPING_CART', { data: { affiliate: true } }],
		[true, 'PURCHASE_OUT_OF_SHOPPING_CART', { data: { affiliate: 'true' } }],
		[false, 'PURCHASE_OUT_OF_SHOPPING_CART', { data: { affiliate: false } }],
		[false, 'PURCHASE_OUT_OF_SHOPPING_CART', { data: { affiliate: 'false' } }],
		[false, 'PURCHASE_OUT_OF_SHOPPING_CART', { data: { affiliate: { toString: 1 } } }],
		[true, 'PURCHASE_OUT_OF_SHOPPING_CART', { buyerVO: { name: 'Ana' }, affiliate: true }],
		[false, 'PURCHASE_OUT_OF_SHOPPING_CART', { buyerVO: { name: 'Ana' }, affiliate: false }],
		[true, 'PURCHASE_APPROVED', { transaction: 'HP1', status: 'approved', aff: 'A1' }],
		[
			true,
			'PURCHASE_APPROVED',
			{ transaction: 'HP1', status: 'approved', aff: ' A1', aff_name: '' },
		],
		[
			true,
			'PURCHASE_APPROVED',
			{ transaction: 'HP1', status: 'approved', aff: '', cms_aff: '12.50' },
		],
		[
			false,
			'PURCHASE_APPROVED',
			{ transaction: 'HP1', status: 'approved', aff: '', aff_name: 'Bia', cms_aff: '0.00' },
		],
		[false, 'SUBSCRIPTION_CANCELLATION', { cancellationDate: 1, subscriberCode: 'A' }],
	])('%s: %s %j', (expected, event, body) => {
		expect(hasAffiliate(hotmart!, event, body)).toBe(expected);
	});

	it('is known to Hotmart only, and never to throw', () => {
		for (const [, platform, event, form] of forms) {
			if (platform !== hotmart) expect(form.hasAffiliate).toBeUndefined();
			for (const body of [
				null,
				'x',
				[],
				{ data: [null] },
				{ data: { affiliates: [[]] } },
				form.sample,
			]) {
				expect(hasAffiliate(platform, event.name, body)).toBe(false);
			}
		}
	});
});

const folder = path.join(__dirname, '../fixtures/platforms');
/** Of a person: all that is called after one, but the code a subscription is known by. */
const isOfPerson = /(^|\.)(buyer|user|customer)\.|^(name|email|phone)$|subscriber\.(?!code$)/;
/**
 * Neither of a buyer nor sent: the producer's document, cards, the fraud check, the token of the body, and
 * objects that the anonymiser turned into texts (see the README of the fixtures).
 */
const leftOutBesides =
	/producer\.document|card\.(holder|number|expiry)|antifraud|^hottok$|^data\.subscription$|split_rules|^id$|attributes\.(card|customer)$/;
const fixtures = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
	name.endsWith('.json'),
);

describe.each(fixtures)('of the fixture %s affiliates get', (file) => {
	const text = readFileSync(path.join(folder, file), 'utf8');
	const original = z.record(z.string(), z.json()).parse(JSON.parse(text));
	const platform = platforms.find(({ id }) => file.startsWith(id))!;
	const name = String(original.event ?? original.event_id ?? path.basename(file, '.json'));
	const { body, texts } = marked(original);
	const sent = JSON.stringify(forAffiliate(platform, name, body));

	it('nothing of a person, and all that is of none', () => {
		const left = [...texts].filter(([mark]) => !sent.includes(mark)).map(([, at]) => at);
		const isThings = /CATEGORY|PRODUCT/.test(path.basename(file));
		const people = [...texts.values()].filter((at) => !isThings && isOfPerson.test(at));
		expect(left).toEqual(expect.arrayContaining(people));
		expect(left.filter((at) => !people.includes(at) && !leftOutBesides.test(at))).toEqual([]);
	});

	it('every value as it is', () => {
		expect(original).toMatchObject(forAffiliate(platform, name, original));
	});

	it('it only where an affiliate sold', () => {
		const sold = /out-of-shopping-cart/.test(file);
		expect(hasAffiliate(platform, name, original)).toBe(sold);
	});
});

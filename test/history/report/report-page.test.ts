import { XMLParser, XMLValidator } from 'fast-xml-parser';

import { fillIn, Phrase } from '../../../src/model/phrase';
import { reportPage as pageIn } from '../../../src/history/report/report-page';
import type { Report } from '../../../src/history/report/report';
import { english, sampleFailure, sampleReport, sampleSubscription } from './sample-report';

const HOSTILE = `</style></svg><script>alert('x')</script><img src=x onerror="alert(1)"> \u202etxt.exe\u0000\ud800 ]]> <!-- `;

const reportPage = (report: Report) => pageIn(report, english);

/** All elements of a page with their attributes, and all its text. */
function read(page: string) {
	expect(XMLValidator.validate(page)).toBe(true);
	const elements: Array<{ name: string; attributes: Record<string, string> }> = [];
	let text = '';
	const walk = (nodes: Array<Record<string, unknown>>) => {
		for (const node of nodes) {
			for (const [name, value] of Object.entries(node)) {
				if (name === ':@') continue;
				// `Intl` keeps figures and units together by spaces of its own.
				if (name === '#text') text += `${String(value).replace(/[\u00a0\u202f]/g, ' ')}\n`;
				if (!Array.isArray(value)) continue;
				const attributes = (node[':@'] ?? {}) as Record<string, string>;
				elements.push({ name, attributes });
				walk(value as Array<Record<string, unknown>>);
			}
		}
	};
	const parser = new XMLParser({
		preserveOrder: true,
		ignoreAttributes: false,
		attributeNamePrefix: '',
		// What it takes for an attack is text that was escaped.
		processEntities: { enabled: true, maxTotalExpansions: 1_000_000 },
		parseTagValue: false,
		parseAttributeValue: false,
	});
	walk(parser.parse(page) as Array<Record<string, unknown>>);
	const named = (name: string) => elements.filter((element) => element.name === name);
	return { elements, text, named };
}

function expectInert(page: string): void {
	const { elements } = read(page);
	const names = new Set(elements.map(({ name }) => name));
	for (const name of ['script', 'img', 'link', 'a', 'iframe', 'object', 'image', 'use', 'form']) {
		expect(names).not.toContain(name);
	}
	const attributes = elements.flatMap((element) => Object.keys(element.attributes));
	expect(
		attributes.filter((name) => /^(on.*|src|href|xlink:href|style|action)$/i.test(name)),
	).toEqual([]);
	expect(page).not.toMatch(/@import|url\(/i);
}

test('the page is well-formed, loads nothing and runs nothing', () => {
	const page = reportPage(sampleReport());

	expectInert(page);
	expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
	expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
});

test('totals, subscriptions and failures are there in figures with units', () => {
	const { text } = read(reportPage(sampleReport()));

	for (const expected of [
		'Created from Nov 15, 2026, 3:00 PM UTC to Nov 22, 2026, 3:00 PM UTC',
		'18,027',
		'98.6%',
		'Member area',
		'https://erp.example.com/hooks/orders?…',
		'812 ms, 6,400 ms',
		'switched off',
		'none ended',
		'URLs without a subscription',
		'The newest 3 of 236 that failed for good.',
		'Nov 22, 2026, 11:05:09 AM UTC',
		'no answer',
		'timeout: No complete answer within 15 s',
		'410',
		'Gone',
		'{"error":"this hook was removed"}',
		'5 attempts',
		'1 attempt',
		'Read at Nov 22, 2026, 2:05:09 PM UTC. All times are UTC.',
	]) {
		expect(text).toContain(expected);
	}
	expect(text).not.toContain('hidden-token');
});

test('each chart says what it shows, and each bar and a table say the figures', () => {
	const page = reportPage(sampleReport());
	const { named, text } = read(page);
	const charts = named('svg').filter(({ attributes }) => attributes.role === 'img');

	expect(charts.map(({ attributes }) => attributes['aria-labelledby'])).toEqual([
		'hours-title hours-description',
		'days-title days-description',
	]);
	for (const [name, unit] of [
		['hours', 'hour'],
		['days', 'day'],
	]) {
		expect(page).toContain(`<title id="${name}-title">Deliveries per ${unit} by state</title>`);
		expect(page).toMatch(
			new RegExp(
				`<desc id="${name}-description">Stacked bars, one for each ${unit}. Most .+</desc>`,
			),
		);
	}
	expect(text).toContain('Nov 22, 2026, 1:00 PM UTC: 84 (Delivered: 72, Waiting: 12)');
	const others = named('svg').filter((svg) => !charts.includes(svg));
	expect(others.map(({ attributes }) => attributes['aria-hidden'])).toEqual(Array(7).fill('true'));
	const bars = named('g').length;
	const rows = named('tr').length - 2 - (1 + 5) - (1 + 3);
	expect([bars, rows]).toEqual([47 + 8, 47 + 8]);
	const ids = named('section').map(({ attributes }) => attributes['aria-labelledby']);
	expect(ids).toEqual(['hours', 'days', 'subscriptions', 'failures']);
	expect(named('h2').map(({ attributes }) => attributes.id)).toEqual(ids);
});

test('bars stay within the drawing, and what is there at all is seen', () => {
	const { since: hour } = sampleReport();
	const counts = { delivered: 19_996, failed: 1, skipped: 1, canceled: 1 };
	const page = reportPage(sampleReport({ hourly: [{ hour, created: 20_000, ...counts }] }));
	const [group = ''] = /<g>.*<\/g>/.exec(page) ?? [];
	const boxes = [...group.matchAll(/ y="([\d.]+)" width="8" height="([\d.]+)"/g)].map(
		([, y, height]) => ({ y: Number(y), height: Number(height) }),
	);

	expect(boxes).toHaveLength(5);
	for (const { y, height } of boxes) {
		expect(y).toBeGreaterThanOrEqual(0);
		expect(height).toBeGreaterThan(0.9);
		expect(y + height).toBeLessThanOrEqual(100.01);
	}
});

test('tables keep their meaning where a phone lays them out as blocks', () => {
	const { named } = read(reportPage(sampleReport()));
	const cards = named('table').filter(({ attributes }) => attributes.class?.includes('cards'));

	expect(cards.map(({ attributes }) => attributes.role)).toEqual(['table', 'table']);
	expect(named('caption')).toHaveLength(2);
	const roles = named('td').flatMap(({ attributes }) => attributes.role ?? []);
	expect(roles).toEqual(Array(5 * 4 + 3 * 4).fill('cell'));
	for (const { attributes } of named('th').filter((one) => one.attributes.role)) {
		expect(attributes.scope).toBe(attributes.role === 'columnheader' ? 'col' : 'row');
	}
});

test('it fits a phone, and follows its light or dark setting', () => {
	const page = reportPage(sampleReport());

	expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1"/>');
	expect(page).toContain('@media (prefers-color-scheme: dark)');
	expect(page).toContain('color-scheme: light dark');
});

test('hostile names, URLs, events and reasons are text', () => {
	const page = reportPage(
		sampleReport({
			subscriptions: [sampleSubscription({ id: HOSTILE, name: HOSTILE, url: HOSTILE })],
			failures: [
				sampleFailure({
					deliveryId: HOSTILE,
					subscriptionName: HOSTILE,
					url: `https://example.com/${HOSTILE}`,
					eventType: HOSTILE,
					reason: HOSTILE,
					status: { code: 500, text: HOSTILE },
				}),
			],
		}),
	);

	expectInert(page);
	expect(page).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;');
	expect(page).toMatch(/<bdi class="name">/);
	// eslint-disable-next-line no-control-regex
	expect(page).not.toMatch(/[\u0000\u202e]|[\ud800-\udfff]/);
});

test('the page is of bounded size, whatever there is to show', () => {
	const long = HOSTILE.repeat(200);
	const subscriptions = Array.from({ length: 10_000 }, (_, index) =>
		sampleSubscription({
			id: `sub_${index}`,
			name: long,
			url: `https://example.com/${long}`,
			created: 20,
			delivered: 5,
			failed: 10,
		}),
	);
	const failures = Array.from({ length: 50 }, () =>
		sampleFailure({ subscriptionName: long, url: long, eventType: long, reason: long }),
	);
	const started = performance.now();
	const page = reportPage(sampleReport({ subscriptions, failures }));
	const tookMs = performance.now() - started;

	expectInert(page);
	expect(Buffer.byteLength(page)).toBeLessThan(512 * 1024);
	expect(tookMs).toBeLessThan(1000);
	const { text } = read(page);
	expect(text).toContain('9,900 more, together');
	expect(text).toContain('198,000');
	expect(text).toContain('33.3%');
});

test('where nothing happened it says so', () => {
	const page = reportPage(sampleReport({ subscriptions: [], hourly: [], failures: [] }));

	expectInert(page);
	const { text } = read(page);
	expect(text).toContain('There is no subscription, and nothing was sent.');
	expect(text).toContain('Nothing has failed for good.');
	expect(text).toContain('Nothing was created in this time.');
});

/** In place of each letter of a text that can be translated. */
const SAID = '·';

function masked(words: Phrase | string): string {
	if (typeof words === 'string') return words.replace(/\p{L}/gu, SAID);
	const values = words.values.map((value) => (value instanceof Phrase ? masked(value) : value));
	return fillIn(masked(words.key), values);
}

test('every word of the page can be translated but what is data, and units', () => {
	const failures = [
		sampleFailure({ reason: 'DATA', eventType: 'DATA', status: { code: 410, text: 'DATA' } }),
	];
	const subscriptions = [
		sampleSubscription({ name: 'DATA', active: false, url: 'DATA', failed: 1 }),
		sampleSubscription({ name: 'DATA', active: null, url: null, p50Ms: null, created: 0 }),
		...Array.from({ length: 100 }, () => sampleSubscription({ name: 'DATA', url: 'DATA' })),
		sampleSubscription({ id: null, name: null, url: null, active: null }),
	];
	for (const report of [
		sampleReport({
			subscriptions,
			failures: failures.map((one) => ({
				...one,
				subscriptionName: 'DATA',
				url: 'DATA',
				deliveryId: 'DATA',
			})),
		}),
		sampleReport({ subscriptions: [], hourly: [], failures: [] }),
	]) {
		const page = pageIn(report, { tag: 'pt-BR', say: masked });
		const { elements, text, named } = read(page.replace(/<style>.*?<\/style>/s, ''));
		const attributes = elements.flatMap(({ attributes: own }) => [
			own['aria-label'] ?? '',
			own['data-label'] ?? '',
		]);
		const words = [text, ...attributes].join(' ').match(/\p{L}+/gu) ?? [];
		const known = ['DATA', 'UTC', 'de', 'nov', 'ms'];
		expect([...new Set(words)].filter((word) => !known.includes(word))).toEqual([]);
		expect(text).toContain(SAID);
		expect(named('html').map((one) => one.attributes.lang)).toEqual(['pt-BR']);
	}
});

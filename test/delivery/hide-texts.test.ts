import fc from 'fast-check';

import { createHideTexts } from '../../src/delivery/hide-texts';

const secret = 'to/k"en+& =<ç\'-42!';

describe('a secret that comes back', () => {
	test.each([
		['as it is', secret],
		['in a form', new URLSearchParams({ secret }).toString().slice('secret='.length)],
		['in a URL', encodeURIComponent(secret)],
		[
			'in a URL in lower case',
			encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
		],
		['in JSON', JSON.stringify(secret).slice(1, -1)],
		[
			'in JSON of PHP',
			JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/').replaceAll('ç', '\\u00e7'),
		],
		['in HTML', 'to/k&quot;en+&amp; =&lt;ç&#39;-42!'],
		['as bytes read as UTF-8', Buffer.from(secret, 'latin1').toString('utf8')],
		['as UTF-8 read as bytes', Buffer.from(secret, 'utf8').toString('latin1')],
		['in upper case', secret.toUpperCase()],
	])('%s is hidden', (_form, text) => {
		expect(createHideTexts([secret])(`before ${text} after, ${text}`)).toBe(
			'before [hidden] after, [hidden]',
		);
	});

	test('is hidden in whatever surrounds it', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 6, unit: 'binary' }),
				fc.string(),
				fc.string(),
				(own, before, after) => {
					fc.pre(own.trim().length >= 6 && !'[hidden]'.includes(own.trim().toLowerCase()));
					const hidden = createHideTexts([own])(`${before}${own}${after}`);
					expect(hidden).not.toContain(own.trim());
				},
			),
		);
	});

	test('is hidden whole where another one is a part of it', () => {
		const hide = createHideTexts(['secret', 'secret-and-more', 'my-secret']);

		expect(hide('secret-and-more my-secret secret')).toBe('[hidden] [hidden] [hidden]');
	});

	test('is hidden with and without its scheme', () => {
		const hide = createHideTexts(['Bearer abcdefgh']);

		expect(hide('you sent Bearer abcdefgh, and abcdefgh is wrong')).toBe(
			'you sent [hidden], and [hidden] is wrong',
		);
	});

	test.each([1, 2, 5, 17])('is hidden where only its first %d characters are there', (length) => {
		const cut = `text ${secret.slice(0, length)}`;

		expect(createHideTexts([secret])(cut, true)).toBe('text [hidden]');
		expect(createHideTexts([secret])(cut, false)).toBe(cut);
	});
});

describe('a short secret', () => {
	const hide = createHideTexts(['', 'abc', '1', 'Basic x+y']);

	test.each([
		['abc', '[hidden]'],
		[' ABC \n', ' [hidden] \n'],
		['x+y', '[hidden]'],
		['{"token":"abc","n":2}', '{"token":"[hidden]","n":2}'],
		['{\\"token\\":\\"abc\\"}', '{\\"token\\":\\"[hidden]\\"}'],
		['https://shop.example/?a=b&token=abc&c=d', 'https://shop.example/?a=b&token=[hidden]&c=d'],
		['https://shop.example/?token=x%2By', 'https://shop.example/?token=[hidden]'],
		['x-token: abc\r\nx-other: abc', 'x-token: [hidden]\r\nx-other: [hidden]'],
		['<b>abc</b>', '<b>[hidden]</b>'],
	])('is hidden where it stands as a whole value: %j', (text, hidden) => {
		expect(hide(text)).toBe(hidden);
	});

	test.each(['abcd', 'the abc of it', '{"abc1":11,"n":1,"list":[1]}', 'HTTP/1.1 201'])(
		'leaves readable what merely holds its characters: %j',
		(text) => {
			expect(hide(text)).toBe(text);
		},
	);
});

test('what is no secret stays as it is', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			fc.pre(!text.includes('a secret'));
			expect(createHideTexts(['a secret'])(text)).toBe(text);
		}),
	);
});

test('a long text takes no long time, whatever the secret', () => {
	const hide = createHideTexts([`${'a'.repeat(4000)}b`, `(a+)+$`, '.*.*.*.*x']);
	const startedAt = performance.now();

	expect(hide('a'.repeat(16_384), true)).toMatch(/\[hidden\]$/);
	expect(performance.now() - startedAt).toBeLessThan(500);
});

test.each([' '.repeat(16_384), `${' '.repeat(15)}a `.repeat(1000), 'a'.repeat(16_384)])(
	'nor does one of the worst characters for a short secret',
	(text) => {
		const startedAt = performance.now();

		expect(createHideTexts(['a', ' aa', '\t a'])(text, true)).toBe(text);
		expect(performance.now() - startedAt).toBeLessThan(500);
	},
);

import { wordsIn } from '../../../src/history/report/words';

const AT = Date.UTC(2026, 10, 22, 14, 5, 9, 999);

/** `Intl` keeps figures and units together by spaces of its own. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace('p.m.', 'p. m.');

function wordsFor(tag: string) {
	const words = wordsIn({ tag, say: String });
	return {
		numbers: [0, 999, 1_234_567].map(words.wholeNumber).map(plain),
		shares: [0.5, 0.9765].map(words.percent).map(plain),
		duration: plain(words.milliseconds(16_400.4)),
		times: [words.time, words.minute, words.day].map((shown) => plain(shown(AT))),
	};
}

test.each([
	[
		'en',
		{
			numbers: ['0', '999', '1,234,567'],
			shares: ['50%', '97.7%'],
			duration: '16,400 ms',
			times: ['Nov 22, 2026, 2:05:09 PM UTC', 'Nov 22, 2026, 2:05 PM UTC', 'Nov 22, 2026'],
		},
	],
	[
		'pt-BR',
		{
			numbers: ['0', '999', '1.234.567'],
			shares: ['50%', '97,7%'],
			duration: '16.400 ms',
			times: [
				'22 de nov. de 2026, 14:05:09 UTC',
				'22 de nov. de 2026, 14:05 UTC',
				'22 de nov. de 2026',
			],
		},
	],
	[
		'es-419',
		{
			numbers: ['0', '999', '1,234,567'],
			shares: ['50%', '97.7%'],
			duration: '16,400 ms',
			times: ['22 nov 2026, 2:05:09 p. m. UTC', '22 nov 2026, 2:05 p. m. UTC', '22 nov 2026'],
		},
	],
	[
		'es-AR',
		{
			numbers: ['0', '999', '1.234.567'],
			shares: ['50%', '97,7%'],
			duration: '16.400 ms',
			times: ['22 nov 2026, 2:05:09 p. m. UTC', '22 nov 2026, 2:05 p. m. UTC', '22 nov 2026'],
		},
	],
])('numbers and times are written as in %s', (tag, expected) => {
	expect(wordsFor(tag)).toEqual(expected);
});

test.each([
	[0, '0%'],
	[0.00001, '0.1%'],
	[0.9996, '99.9%'],
	[0.99999, '99.9%'],
	[1, '100%'],
])('the share %d is shown as %s: some is not none, and not all is not all', (share, shown) => {
	expect(wordsIn({ tag: 'en', say: String }).percent(share)).toBe(shown);
});

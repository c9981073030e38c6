import {
	milliseconds,
	percent,
	shortened,
	shownUrl,
	utcTime,
	wholeNumber,
} from '../../../src/history/report/figures';

test('numbers have their thousands apart, and durations their unit', () => {
	expect([0, 999, 1000, 1_234_567].map(wholeNumber)).toEqual([
		'0',
		'999',
		'1\u202f000',
		'1\u202f234\u202f567',
	]);
	expect(milliseconds(6400.4)).toBe('6\u202f400 ms');
});

test.each([
	[0, '0 %'],
	[0.00001, '0.1 %'],
	[0.5, '50 %'],
	[0.9765, '97.7 %'],
	[0.99999, '99.9 %'],
	[1, '100 %'],
])('the share %d is shown as %s', (share, shown) => {
	expect(percent(share)).toBe(shown);
});

test('times are UTC', () => {
	expect(utcTime(Date.UTC(2026, 10, 22, 14, 5, 9, 999))).toBe('2026-11-22 14:05:09 UTC');
});

test('texts are cut between characters, and only when they are longer', () => {
	expect(shortened('abcde', 5)).toBe('abcde');
	expect(shortened('abcdef', 5)).toBe('abcd…');
	expect(shortened('👍👍👍', 3)).toBe('👍👍👍');
	expect(shortened('👍👍👍👍', 3)).toBe('👍👍…');
	expect(shortened('x'.repeat(10_000_000), 5)).toBe('xxxx…');
});

test.each([
	['https://erp.example.com/hooks', 'https://erp.example.com/hooks'],
	['https://erp.example.com/hooks?token=secret', 'https://erp.example.com/hooks?…'],
	['https://erp.example.com/#secret', 'https://erp.example.com/?…'],
	['https://user:secret@erp.example.com/a@b', 'https://erp.example.com/a@b'],
	['https://user:se@cret@erp.example.com', 'https://erp.example.com'],
	['no URL at all?secret', 'no URL at all?…'],
])('of the URL %s is shown %s', (url, shown) => {
	expect(shownUrl(url)).toBe(shown);
});

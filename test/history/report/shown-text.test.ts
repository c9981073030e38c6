import { shortened, shownUrl } from '../../../src/history/report/shown-text';

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

import { createSealer } from '../../src/storage/sealer';

describe('a sealer', () => {
	const sealer = createSealer('a key');

	it('gives back what it sealed, whatever the text', () => {
		for (const text of ['', 'x', 'whsec_abc', 'ü 🛒 \u0000', 'x'.repeat(1_000_000)]) {
			expect(sealer.unseal(sealer.seal(text))).toBe(text);
			expect(createSealer('a key').unseal(sealer.seal(text))).toBe(text);
		}
	});

	it('shows neither the text nor that two texts are the same', () => {
		const [one, another] = [sealer.seal('a secret'), sealer.seal('a secret')];

		expect(one).toMatch(/^v1\.[\w-]+$/);
		expect(one).not.toBe(another);
		expect(Buffer.from(one.slice(3), 'base64url').includes('a secret')).toBe(false);
	});

	it('refuses what another key sealed', () => {
		for (const key of ['', 'a keys', 'A key']) {
			expect(() => createSealer(key).unseal(sealer.seal('a secret'))).toThrow(
				expect.objectContaining({ code: 'encryption', remedy: expect.stringContaining('key') }),
			);
		}
	});

	it('refuses what was changed, at any byte, or is no sealed text at all', () => {
		const sealed = sealer.seal('a secret');
		const bytes = Buffer.from(sealed.slice(3), 'base64url');
		const changed = [...bytes.keys()].map((index) => {
			const copy = Buffer.from(bytes);
			copy[index] = (copy[index] ?? 0) ^ 1;
			return `v1.${copy.toString('base64url')}`;
		});
		const shortened = [...bytes.keys()].map(
			(end) => `v1.${bytes.subarray(0, end).toString('base64url')}`,
		);

		for (const text of [
			...changed,
			...shortened,
			sealed.replace('v1', 'v2'),
			'',
			'v1',
			'a secret',
		]) {
			expect(() => sealer.unseal(text)).toThrow(expect.objectContaining({ code: 'encryption' }));
		}
	});
});

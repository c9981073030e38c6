import { parseXml } from '../../../nodes/shared/parse-xml';

describe('reading XML', () => {
	it('keeps texts as they were written, and drops attributes', () => {
		const text =
			'<?xml version="1.0" encoding="UTF-8"?><retorno a="1"><num_pedido>007</num_pedido><valor>1e3</valor><vazio/><x>9007199254740993</x></retorno>';
		expect(parseXml(text)).toEqual({
			retorno: { num_pedido: '007', valor: '1e3', vazio: '', x: '9007199254740993' },
		});
	});

	it('reads references, also numeric ones, and CDATA', () => {
		expect(
			parseXml('<r><a>R&amp;D &#231;&#xE3;o &lt;b&gt;</a><c><![CDATA[x<y & z]]></c></r>'),
		).toEqual({ r: { a: 'R&D ção <b>', c: 'x<y & z' } });
	});

	it('makes a list of what comes more than once', () => {
		expect(parseXml('<r><p>1</p><p>2</p></r>')).toEqual({ r: { p: ['1', '2'] } });
	});

	it.each([
		['half a document', '<retorno><id>1</id>'],
		['crossed elements', '<a><b></a></b>'],
		['two documents in one', '<a>1</a>trailing'],
		['no document', '<'],
		['elements nested too deep', '<a>'.repeat(10_000) + '</a>'.repeat(10_000)],
		[
			'a bomb of entities',
			'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
		],
		[
			'an entity that names a file',
			'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
		],
		['a document type in small letters', '<!doctype x><x/>'],
	])('refuses %s', (_what, text) => {
		expect(() => parseXml(text)).toThrow();
	});

	it('changes no prototype', () => {
		parseXml(
			'<r><__proto__><polluted>1</polluted></__proto__><constructor><a>1</a></constructor></r>',
		);
		parseXml('<__proto__><polluted>1</polluted></__proto__>');
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
	});

	it.each([
		['empty elements', `<r>${'<a/>'.repeat(260_000)}</r>`],
		[
			'different elements',
			`<r>${Array.from({ length: 90_000 }, (_, index) => `<a${index}/>`).join('')}</r>`,
		],
		['references', `<r>${'&#65;'.repeat(200_000)}</r>`],
		['ends without a beginning', '</r>'.repeat(250_000)],
		['beginnings without an end', '<a>'.repeat(340_000)],
		['angle brackets', '<'.repeat(1_000_000)],
		['comments that do not end', `<r>${'<!--'.repeat(250_000)}</r>`],
		[
			'attributes',
			`<r ${Array.from({ length: 90_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`,
		],
	])('is done in seconds with 1 MiB of %s', (_what, text) => {
		const startedAt = performance.now();
		try {
			parseXml(text);
		} catch {
			// Refused is fine too.
		}
		expect(performance.now() - startedAt).toBeLessThan(8_000);
	});
});

import { XMLParser, XMLValidator } from 'fast-xml-parser';

import { markup } from '../../../src/history/report/markup';

test('what is put into markup is text', () => {
	const { text } = markup`<p title="${`"'><b>`}">${'<script>alert("&amp;")</script>'}</p>`;

	expect(text).toBe(
		'<p title="&quot;&#39;&gt;&lt;b&gt;">&lt;script&gt;alert(&quot;&amp;amp;&quot;)&lt;/script&gt;</p>',
	);
});

test('what is markup already stays as it is, also in lists', () => {
	const { text } = markup`<ul>${['<', '&'].map((sign) => markup`<li>${sign}</li>`)}${7}</ul>`;

	expect(text).toBe('<ul><li>&lt;</li><li>&amp;</li>7</ul>');
});

test.each([
	['a control character', 'a\u0000b'],
	['an escape sequence of terminals', 'a\u001bb'],
	['an override of the direction', 'a\u202eb'],
	['an isolate of the direction', 'a\u2067b'],
	['a mark of the direction', 'a\u200fb'],
	['half a character', 'a\ud800b'],
	['what is no character', 'a\uffffb'],
])('%s becomes a stain', (_name, text) => {
	expect(markup`${text}`.text).toBe('a\ufffdb');
});

test('letters of any script, emoji and line breaks stay', () => {
	const text = 'São Paulo\n\tעברית العربية 日本語 👩🏽‍💻';

	expect(markup`${text}`.text).toBe(text);
});

test('whatever is put in, the document is well-formed and says the same', () => {
	const characters = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code + 32));
	const document = markup`<p>${characters.map((text) => markup`<b>[${text}]</b>`)}</p>`.text;
	const processEntities = { enabled: true, maxTotalExpansions: 1_000_000 };
	const parser = new XMLParser({ trimValues: false, processEntities });

	expect(XMLValidator.validate(document)).toBe(true);
	const { p } = parser.parse(document) as { p: { b: string[] } };
	const changed = p.b.filter((text, index) => text !== `[${characters[index]}]`);
	expect(p.b).toHaveLength(characters.length);
	expect(new Set(changed)).toEqual(new Set(['[\ufffd]']));
	// DEL and 32 more control characters, and those that turn the direction.
	expect(changed).toHaveLength(33 + 12);
});

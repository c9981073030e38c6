import type { JsonValue } from '../../src/model/json';
import { readBodyText } from '../../src/platforms/body-text';
import { parseBody } from '../../src/platforms/parse-body';

function parse(body: Uint8Array | string, contentType?: string): JsonValue | Error {
	const bytes = typeof body === 'string' ? Buffer.from(body) : body;
	const parsed = parseBody(readBodyText(bytes, contentType), { acceptsText: false });
	return parsed.ok ? parsed.body : new Error(parsed.message);
}

const form = 'application/x-www-form-urlencoded';

describe('the way a body is written', () => {
	it.each([
		['application/json'],
		['application/vnd.api+json; charset=utf-8'],
		['text/plain'],
		[form],
		['multipart/form-data; boundary=x'],
		['nonsense'],
		[undefined],
	])('is seen to be JSON under the Content-Type %s', (contentType) => {
		expect(parse(' {"a":"b=c&d"} ', contentType)).toEqual({ a: 'b=c&d' });
	});

	it.each([[form], [`${form}; charset=UTF-8`], ['application/json'], ['text/plain'], [undefined]])(
		'is seen to be a form under the Content-Type %s',
		(contentType) => {
			expect(parse('a=1&b=&c=x+y%20z&d', contentType)).toEqual({
				a: '1',
				b: '',
				c: 'x y z',
				d: '',
			});
		},
	);

	it('is a form of one field without a value only where the Content-Type says so', () => {
		expect(parse('a', form)).toEqual({ a: '' });
		expect(parse('a')).toBeInstanceOf(Error);
	});

	it.each([['application/json'], ['text/html']])('cannot be told of free text under %s', (type) => {
		expect(parse('hello world', type)).toBeInstanceOf(Error);
	});

	it('says what is wrong without repeating the body', () => {
		const error = parse('{"password":"hunter2"', 'application/json');
		expect(String(error)).toContain('cannot be read as JSON');
		expect(String(error)).not.toContain('hunter2');
	});
});

describe('a form', () => {
	it('becomes an object whose repeated fields are arrays', () => {
		expect(parse('a=1&a=2&a[]=3&b=4', form)).toEqual({ a: ['1', '2'], 'a[]': '3', b: '4' });
	});

	it('keeps broken percent signs and reads Latin-1 ones', () => {
		expect(parse('a=100%&b=A%E7%E3o&c=A%C3%A7%C3%A3o', form)).toEqual({
			a: '100%',
			b: 'Ação',
			c: 'Ação',
		});
	});

	it('changes no prototype', () => {
		const body = parse('__proto__=1&constructor=2&a=3', form);
		expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
		expect(Object.hasOwn(Object(body), 'constructor')).toBe(true);
	});
});

describe('the charset', () => {
	const json = '{"nome":"Ação"}';

	it.each([
		['UTF-8', Buffer.from(json), 'application/json; charset=utf-8'],
		['UTF-8 with a byte order mark', Buffer.from(`\ufeff${json}`), 'application/json'],
		['declared Latin-1', Buffer.from(json, 'latin1'), 'application/json; charset="ISO-8859-1"'],
		['undeclared Latin-1', Buffer.from(json, 'latin1'), 'application/json'],
		['Latin-1 declared to be UTF-8', Buffer.from(json, 'latin1'), 'application/json;charset=utf-8'],
		['UTF-16 with a byte order mark', Buffer.from(`\ufeff${json}`, 'utf16le'), undefined],
		['UTF-8 of a charset nobody knows', Buffer.from(json), 'application/json; charset=klingon'],
	])('is read: %s', (_name, bytes, contentType) => {
		expect(parse(bytes, contentType)).toEqual({ nome: 'Ação' });
	});
});

describe('large numbers', () => {
	it('become texts, wherever they stand, and nothing else does', () => {
		const body =
			'{"id":12345678901234567890,"in text":"12345678901234567890 \\" 12345678901234567890",' +
			'"list":[-9007199254740993,9007199254740991,1E+20],"price":1234.5678901234567,"12345678901234567":1}';
		expect(parse(body)).toEqual({
			id: '12345678901234567890',
			'in text': '12345678901234567890 " 12345678901234567890',
			list: ['-9007199254740993', 9007199254740991, '1E+20'],
			price: 1234.5678901234567,
			'12345678901234567': 1,
		});
	});

	it('are found behind a very long text full of escapes', () => {
		const long = '\\"x'.repeat(300_000);
		expect(parse(`{"a":"${long}","b":12345678901234567890}`)).toMatchObject({
			b: '12345678901234567890',
		});
	});
});

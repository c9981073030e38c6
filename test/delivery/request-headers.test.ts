import {
	headersProblem,
	hideSecrets,
	parseCustomHeaders,
	parseHeaderName,
	parseHeaderValue,
} from '../../src/delivery/request-headers';

const refused = (name: string) =>
	expect.objectContaining({
		code: 'invalid_input',
		field: 'headers',
		message: expect.stringContaining(JSON.stringify(name)),
	});

describe('custom headers', () => {
	test('are kept with names in lower case and without spaces around values', () => {
		expect(
			parseCustomHeaders({ 'X-Api-Key': ' k1 ', authorization: 'Bearer ção', 'X-Empty': '' }),
		).toEqual({ 'x-api-key': 'k1', authorization: 'Bearer ção', 'x-empty': '' });
		expect(parseCustomHeaders({})).toEqual({});
	});

	test.each([
		'Connection',
		'Content-Encoding',
		'Content-Length',
		'Expect',
		'HOST',
		'Keep-Alive',
		'Proxy-Authorization',
		'Proxy-Connection',
		'TE',
		'Trailer',
		'Transfer-Encoding',
		'Upgrade',
		'webhook-id',
		'Webhook-Signature',
		'webhook-anything',
	])('may not be %s', (name) => {
		expect(() => parseCustomHeaders({ [name]: 'x' })).toThrow(refused(name));
	});

	test.each(['', ' ', 'x y', 'x:', 'x\r\ny', 'x\0', 'ção', '(x)', ':authority'])(
		'may not have the name %j',
		(name) => {
			expect(() => parseCustomHeaders({ [name]: 'x' })).toThrow(refused(name));
		},
	);

	test.each(['a\r\nx-evil: 1', 'a\nb', 'a\rb', 'a\0b', 'a\x7fb', '☕'])(
		'may not have the value %j, which the error does not repeat',
		(value) => {
			expect(() => parseCustomHeaders({ 'X-Key': `s3cret${value}` })).toThrow(refused('x-key'));
			expect(() => parseCustomHeaders({ 'X-Key': `s3cret${value}` })).toThrow(
				expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
			);
		},
	);

	test('may not name one header twice', () => {
		expect(() => parseCustomHeaders({ 'X-Key': 'a', 'x-key': 'b' })).toThrow('twice');
	});

	test('may not be larger than servers take', () => {
		expect(() => parseCustomHeaders({ 'x-large': 'x'.repeat(8192) })).toThrow(
			'8199 characters instead of at most 8192',
		);
	});

	test('are checked one by one for other fields as well', () => {
		expect(parseHeaderName('X-HOTMART-HOTTOK', 'tokenHeader')).toBe('x-hotmart-hottok');
		expect(() => parseHeaderName('Host', 'tokenHeader')).toThrow(
			expect.objectContaining({ field: 'tokenHeader' }),
		);
		expect(() => parseHeaderValue('x-token', 'a\nb', 'tokenValue')).toThrow(
			expect.objectContaining({ field: 'tokenValue' }),
		);
	});
});

describe('headers about to be sent', () => {
	test('have no problem when they are ours', () => {
		expect(
			headersProblem({ 'webhook-id': 'evt_1', 'Content-Type': 'application/json' }),
		).toBeNull();
	});

	test.each([
		[{ 'webhook-id': 'evt\r\nx: y' }, '"webhook-id"'],
		[{ 'x y': 'a' }, '"x y"'],
		[{ Host: 'a' }, '"Host"'],
		[{ 'transfer-encoding': 'chunked' }, '"transfer-encoding"'],
	])('name the one that cannot be sent: %j', (headers, name) => {
		expect(headersProblem(headers)).toContain(name);
	});
});

describe('the history of headers', () => {
	test('hides the values of the secret ones, whatever the case', () => {
		const headers = { 'content-type': 'application/json', 'X-Api-Key': 'k1', 'x-token': 't1' };

		expect(hideSecrets(headers, new Set(['x-api-key', 'x-token', 'x-absent']))).toEqual({
			'content-type': 'application/json',
			'X-Api-Key': '[hidden]',
			'x-token': '[hidden]',
		});
		expect(headers['X-Api-Key']).toBe('k1');
	});
});

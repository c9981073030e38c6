import { parseAddressList } from '../../src/net';

const parse = (text: string) => parseAddressList(text, { field: 'ipAllowlist' });
const parseWithNames = (text: string) =>
	parseAddressList(text, { field: 'allowedNetworks', hostNames: true });

describe('an address list', () => {
	test('matches single addresses and ranges of both families', () => {
		const list = parse('203.0.113.7, 10.0.0.0/8,2001:db8::/32\nfd00::1');

		expect(list.hasAddress('203.0.113.7')).toBe(true);
		expect(list.hasAddress('203.0.113.8')).toBe(false);
		expect(list.hasAddress('10.255.0.1')).toBe(true);
		expect(list.hasAddress('2001:db8:1::1')).toBe(true);
		expect(list.hasAddress('fd00::1')).toBe(true);
		expect(list.hasAddress('fd00::2')).toBe(false);
	});

	test.each(['::ffff:203.0.113.7', '::ffff:cb00:7107', '0:0:0:0:0:ffff:203.0.113.7'])(
		'matches the IPv4-mapped client address %s with its IPv4 entry',
		(address) => {
			expect(parse('203.0.113.7').hasAddress(address)).toBe(true);
			expect(parse('203.0.113.0/24').hasAddress(address)).toBe(true);
			expect(parse('203.0.114.0/24').hasAddress(address)).toBe(false);
		},
	);

	test.each(['::ffff:203.0.113.7', '::FFFF:CB00:7107', '::ffff:203.0.113.0/120'])(
		'takes the IPv4-mapped entry %s for its IPv4 form',
		(entry) => {
			expect(parse(entry).hasAddress('203.0.113.7')).toBe(true);
			expect(parse(entry).hasAddress('203.0.114.7')).toBe(false);
		},
	);

	test('keeps the families apart: an IPv6 range holds no IPv4 address', () => {
		expect(parse('::/8').hasAddress('8.8.8.8')).toBe(false);
		expect(parse('::/0').hasAddress('8.8.8.8')).toBe(false);
		expect(parse('0.0.0.0/0').hasAddress('2001:db8::1')).toBe(false);
		expect(parse('0.0.0.0/0').hasAddress('8.8.8.8')).toBe(true);
	});

	test('looks past the zone of an address and matches nothing that is no address', () => {
		expect(parse('fe80::/10').hasAddress('fe80::1%eth0')).toBe(true);
		expect(parse('0.0.0.0/0').hasAddress('')).toBe(false);
		expect(parse('0.0.0.0/0').hasAddress('localhost')).toBe(false);
		expect(parse('0.0.0.0/0').hasAddress('10.0.0')).toBe(false);
	});

	test('is empty for text without entries, and then matches nothing', () => {
		expect(parse(' , ,\n').isEmpty).toBe(true);
		expect(parse('').hasAddress('10.0.0.1')).toBe(false);
		expect(parse('10.0.0.1').isEmpty).toBe(false);
	});

	test('matches host names, with wildcards, in any case and with trailing dots', () => {
		const list = parseWithNames('CRM.internal, *.lan., bücher.example, redis_1');

		expect(list.hasHostName('crm.internal')).toBe(true);
		expect(list.hasHostName('crm.internal.')).toBe(true);
		expect(list.hasHostName('sub.crm.internal')).toBe(false);
		expect(list.hasHostName('a.b.lan')).toBe(true);
		expect(list.hasHostName('lan')).toBe(false);
		expect(list.hasHostName('.lan')).toBe(false);
		expect(list.hasHostName('evillan')).toBe(false);
		expect(list.hasHostName('xn--bcher-kva.example')).toBe(true);
		expect(list.hasHostName('redis_1')).toBe(true);
	});

	test.each([
		'10.0.0.0/33',
		'10.0.0.0/',
		'10.0.0.0/8/8',
		'10.0.0.0/-1',
		'10.0.0.0/8x',
		'::1/129',
		'10.0.0',
		'10.0.0.256',
		'010.0.0.1',
		'fe80::1%eth0',
		'2130706433',
		'0x7f.1',
		'https://crm.internal',
		'crm.internal:80',
		'user@crm.internal',
		'[::1]',
		'*',
		'*.*',
		'a.*.b',
		'..',
	])('refuses %s and names it', (entry) => {
		for (const read of [parse, parseWithNames]) {
			expect(() => read(`10.0.0.1, ${entry}`)).toThrow(
				expect.objectContaining({
					code: 'invalid_input',
					field: expect.stringMatching(/ipAllowlist|allowedNetworks/),
					message: expect.stringContaining(`"${entry}"`),
					remedy: expect.stringContaining('separated by commas'),
				}),
			);
		}
	});

	test('refuses host names where only addresses may stand', () => {
		expect(() => parse('crm.internal')).toThrow('"crm.internal" cannot be read as an entry');
	});
});

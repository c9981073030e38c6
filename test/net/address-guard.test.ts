import type { LookupAddress } from 'node:dns';
import { isIPv6 } from 'node:net';

import { createAddressGuard, type Resolve } from '../../src/net';
import vectors from '../fixtures/vectors/ssrf-vectors.json';

const guard = createAddressGuard({ allowedNetworks: '' });
const blocked = expect.objectContaining({ code: 'blocked_url', field: 'url' });
const unusable = expect.objectContaining({ code: 'invalid_input', field: 'url' });

describe('the address guard', () => {
	describe('with nothing allowed', () => {
		test.each(vectors.deny)(
			'refuses %s as a literal, as an answer and as a peer',
			async (address) => {
				expect(() => guard.checkUrl(urlOf(address))).toThrow(blocked);
				expect(() => guard.checkPeer(address, 'shop.example')).toThrow(blocked);
				await expect(lookup(answering(address))).rejects.toThrow(blocked);
			},
		);

		test.each(vectors.allow)('lets %s through', async (address) => {
			expect(guard.checkUrl(urlOf(address)).protocol).toBe('http:');
			expect(() => guard.checkPeer(address, 'shop.example')).not.toThrow();
			await expect(lookup(answering(address))).resolves.toEqual([entry(address)]);
		});

		test.each(vectors.url_spellings_of_loopback)('sees loopback in %s', (url) => {
			expect(() => guard.checkUrl(url)).toThrow(
				expect.objectContaining({ code: expect.stringMatching(/blocked_url|invalid_input/) }),
			);
		});

		test.each([
			'http://127。0。0。1/',
			'http://127.0.0.1./',
			'http://127.0.0.1../',
			'http://０x7f000001/',
			'http:\\\\127.0.0.1\\',
			'http://localhost../',
			'http://localhost。/',
			'http://ⓛocalhost/',
			'http://%6cocalhost/',
			'http://shop.localhost/',
			'http://printer.local./',
			'http://printer。local/',
		])('sees a local address or name in %s', (url) => {
			expect(() => guard.checkUrl(url)).toThrow(blocked);
		});

		test.each([
			['', 'cannot be read'],
			['shop.example/hook', 'cannot be read'],
			['http://', 'cannot be read'],
			['http://256.1.1.1/', 'cannot be read'],
			['http://[::1%25eth0]/', 'cannot be read'],
			['http://shop.example:65536/', 'cannot be read'],
			['ftp://shop.example/', 'starts with "ftp:"'],
			['file:///etc/passwd', 'starts with "file:"'],
			['javascript:alert(1)', 'starts with "javascript:"'],
			['https://shop.example:0/', 'port 0'],
			['https://user@shop.example/', 'user name or password'],
			['https://:secret@shop.example/', 'user name or password'],
			['https://shop.exa\r\nmple/', 'line break'],
			['https://shop.example/\0', 'line break or control character'],
			['https://shop.example/\t', 'line break or control character'],
		])('calls %j unusable', (url, reason) => {
			expect(() => guard.checkUrl(url)).toThrow(unusable);
			expect(() => guard.checkUrl(url)).toThrow(reason);
		});

		test('gives the URL back as it will be used', () => {
			expect(guard.checkUrl(' https://BÜCHER.example:443/a b?c=d#e ').href).toBe(
				'https://xn--bcher-kva.example/a%20b?c=d#e',
			);
		});

		test('keeps a password and a query out of its messages', () => {
			const messages = ['https://user:s3cret@shop.example/', 'http://10.0.0.1/?token=s3cret'].map(
				(url) => {
					try {
						return guard.checkUrl(url).href;
					} catch (error) {
						return JSON.stringify([error, String(error)]);
					}
				},
			);
			expect(messages.join()).not.toContain('s3cret');
		});

		test('names the address, and the settings that would allow it', () => {
			expect(() => guard.checkPeer('10.0.0.5', 'crm.example')).toThrow(
				expect.objectContaining({
					message: 'crm.example leads to 10.0.0.5, which is not a public internet address',
					remedy: expect.stringMatching(
						/crm\.example or 10\.0\.0\.5.*"Allowed Networks".*Webhook Store API.*N8N_SSRF_ALLOWED_IP_RANGES/,
					),
				}),
			);
		});
	});

	describe('as the resolver hook', () => {
		test('refuses when any one of several answers is forbidden', async () => {
			const mixed = answering('93.184.216.34', '2606:4700:4700::1111', '10.0.0.5');
			await expect(lookup(mixed)).rejects.toThrow(blocked);
			await expect(lookup(mixed, { all: false })).rejects.toThrow(blocked);
		});

		test('refuses a name whose answer changes after it was checked', async () => {
			const answers = ['93.184.216.34', '169.254.169.254'];
			const rebinding: Resolve = (_name, _options, callback) =>
				callback(null, [entry(answers.shift() ?? '127.0.0.1')]);

			await expect(lookup(rebinding)).resolves.toEqual([entry('93.184.216.34')]);
			await expect(lookup(rebinding)).rejects.toThrow('169.254.169.254');
			await expect(lookup(rebinding)).rejects.toThrow('127.0.0.1');
		});

		test('asks for all addresses, and gives one where one is wanted', async () => {
			const asked: unknown[] = [];
			const resolve: Resolve = (_name, options, callback) => {
				asked.push(options);
				callback(null, [entry('93.184.216.34'), entry('1.1.1.1')]);
			};
			await expect(lookup(resolve, { all: false, family: 4 })).resolves.toBe('93.184.216.34');
			await expect(lookup(resolve)).resolves.toHaveLength(2);
			expect(asked).toEqual([{ all: true, family: 4 }, { all: true }]);
		});

		test('passes on what the resolver says, and treats no answer as none found', async () => {
			const failing: Resolve = (_name, _options, callback) =>
				callback(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }), []);

			await expect(lookup(failing)).rejects.toMatchObject({ code: 'ENOTFOUND' });
			await expect(lookup(answering())).rejects.toMatchObject({ code: 'ENOTFOUND' });
		});

		test('refuses an answer that is no address', async () => {
			await expect(lookup(answering('localhost'))).rejects.toThrow(blocked);
		});
	});

	describe('with something allowed', () => {
		test.each([
			[{ allowedNetworks: '10.0.0.0/8' }],
			[{ allowedNetworks: '', environment: { N8N_SSRF_ALLOWED_IP_RANGES: '10.0.0.0/8' } }],
		])('lets an allowed range through and nothing beside it: %j', async (options) => {
			const open = createAddressGuard(options);

			expect(open.checkUrl('http://10.0.0.5/').hostname).toBe('10.0.0.5');
			expect(open.checkUrl('http://[::ffff:10.0.0.5]/').hostname).toBe('[::ffff:a00:5]');
			expect(() => open.checkPeer('10.0.0.5', 'crm.example')).not.toThrow();
			expect(() => open.checkPeer('192.168.0.5', 'crm.example')).toThrow(blocked);
			await expect(lookup(answering('10.0.0.5'), {}, options)).resolves.toHaveLength(1);
			await expect(lookup(answering('10.0.0.5', '127.0.0.1'), {}, options)).rejects.toThrow(
				blocked,
			);
		});

		test.each([
			[{ allowedNetworks: 'localhost, *.internal' }],
			[
				{
					allowedNetworks: '',
					environment: { N8N_SSRF_ALLOWED_HOSTNAMES: 'localhost,*.internal' },
				},
			],
		])("lets an allowed name's private addresses through: %j", async (options) => {
			const open = createAddressGuard(options);

			expect(open.checkUrl('http://localhost:5678/').port).toBe('5678');
			expect(open.checkUrl('http://LOCALHOST./').hostname).toBe('localhost.');
			expect(() => open.checkPeer('10.0.0.5', 'crm.internal')).not.toThrow();
			expect(() => open.checkPeer('10.0.0.5', 'crm.example')).toThrow(blocked);
			expect(() => open.checkUrl('http://127.0.0.1/')).toThrow(blocked);
			await expect(
				lookup(answering('127.0.0.1'), {}, options, 'crm.internal.'),
			).resolves.toHaveLength(1);
			await expect(lookup(answering('127.0.0.1'), {}, options, 'crm.example')).rejects.toThrow(
				blocked,
			);
		});

		test.each([
			['allowedNetworks', { allowedNetworks: '10.0.0.0/99' }],
			[
				'N8N_SSRF_ALLOWED_IP_RANGES',
				{ allowedNetworks: '', environment: { N8N_SSRF_ALLOWED_IP_RANGES: 'crm.internal' } },
			],
			[
				'N8N_SSRF_ALLOWED_HOSTNAMES',
				{ allowedNetworks: '', environment: { N8N_SSRF_ALLOWED_HOSTNAMES: 'http://crm' } },
			],
			[
				'N8N_SSRF_BLOCKED_IP_RANGES',
				{ allowedNetworks: '', environment: { N8N_SSRF_BLOCKED_IP_RANGES: 'defaults' } },
			],
			[
				'N8N_SSRF_BLOCKED_HOSTNAMES',
				{ allowedNetworks: '', environment: { N8N_SSRF_BLOCKED_HOSTNAMES: 'a/b' } },
			],
		])('refuses an entry of %s that cannot be read', (field, options) => {
			expect(() => createAddressGuard(options)).toThrow(
				expect.objectContaining({ code: 'invalid_input', field }),
			);
		});
	});

	describe('with something blocked in the settings of n8n', () => {
		const blockedByN8n = expect.objectContaining({
			code: 'blocked_url',
			message: expect.stringContaining('is blocked in the settings of n8n'),
			remedy: expect.stringMatching(/N8N_SSRF_BLOCKED_IP_RANGES.*N8N_SSRF_BLOCKED_HOSTNAMES/),
		});
		const environment = {
			N8N_SSRF_BLOCKED_IP_RANGES: 'default, 93.184.216.0/24, 10.0.0.5/32,fd00::/8',
			N8N_SSRF_BLOCKED_HOSTNAMES: 'crm.internal,*.rival.example',
		};
		const options = { allowedNetworks: '10.0.0.0/8, *.internal, 127.0.0.1', environment };

		test('refuses it, public or allowed by the credential though it is', async () => {
			const closed = createAddressGuard(options);

			for (const url of [
				'http://93.184.216.34/',
				'http://10.0.0.5/',
				'http://[::ffff:10.0.0.5]/',
				'http://CRM.internal./',
				'https://shop.rival.example/',
			]) {
				expect(() => closed.checkUrl(url)).toThrow(blockedByN8n);
			}
			expect(() => closed.checkPeer('93.184.216.34', 'shop.example')).toThrow(blockedByN8n);
			expect(() => closed.checkPeer('1.1.1.1', 'a.rival.example')).toThrow(blockedByN8n);
			await expect(lookup(answering('1.1.1.1', '10.0.0.5'), {}, options)).rejects.toThrow(
				blockedByN8n,
			);
		});

		test('lets the rest be as it was, what "default" stands for too', () => {
			const guarded = createAddressGuard(options);

			expect(guarded.checkUrl('http://10.0.0.6/').hostname).toBe('10.0.0.6');
			expect(guarded.checkUrl('http://127.0.0.1/').hostname).toBe('127.0.0.1');
			expect(guarded.checkUrl('https://rival.example/').hostname).toBe('rival.example');
			expect(() => guarded.checkPeer('10.0.0.6', 'erp.internal')).not.toThrow();
			expect(() => guarded.checkUrl('http://192.168.0.1/')).toThrow(
				expect.objectContaining({ remedy: expect.stringContaining('Allowed Networks') }),
			);
		});

		test('lets through what n8n itself allows, as n8n does', async () => {
			const allowing = {
				allowedNetworks: '',
				environment: {
					...environment,
					N8N_SSRF_ALLOWED_IP_RANGES: '10.0.0.5/32',
					N8N_SSRF_ALLOWED_HOSTNAMES: 'good.rival.example',
				},
			};
			const guarded = createAddressGuard(allowing);

			expect(guarded.checkUrl('http://10.0.0.5/').hostname).toBe('10.0.0.5');
			expect(guarded.checkUrl('http://good.rival.example/').hostname).toBe('good.rival.example');
			expect(() => guarded.checkUrl('http://93.184.216.34/')).toThrow(blockedByN8n);
			await expect(
				lookup(answering('93.184.216.34'), {}, allowing, 'good.rival.example'),
			).resolves.toHaveLength(1);
		});
	});
});

function urlOf(address: string): string {
	return isIPv6(address) ? `http://[${address}]/` : `http://${address}/`;
}

function entry(address: string): LookupAddress {
	return { address, family: isIPv6(address) ? 6 : 4 };
}

function answering(...addresses: string[]): Resolve {
	return (_name, _options, callback) => callback(null, addresses.map(entry));
}

function lookup(
	resolve: Resolve,
	{ all = true, ...asked }: { all?: boolean; family?: 4 | 6 } = {},
	allowed: Omit<Parameters<typeof createAddressGuard>[0], 'resolve'> = { allowedNetworks: '' },
	hostName = 'shop.example',
): Promise<string | LookupAddress[]> {
	return new Promise((resolved, rejected) => {
		createAddressGuard({ ...allowed, resolve }).lookup(
			hostName,
			{ ...asked, all },
			(error, found) => (error ? rejected(error) : resolved(found)),
		);
	});
}

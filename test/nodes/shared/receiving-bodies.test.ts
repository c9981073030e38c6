import { sourcePackage } from '../../support/source-package';
import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { IpagApi } from '../../../credentials/IpagApi.credentials';
import { IpagTrigger } from '../../../nodes/IpagTrigger/IpagTrigger.node';
import { Bench, type ServedWebhook } from '../../support/in-process';

const apiKey = 'A1B2-C3D4-key-of-ipag';
const callbackToken = 'callback-token-0123456789';

const loaded = sourcePackage([new IpagTrigger()], [new IpagApi()]);
let served: ServedWebhook;

afterEach(async () => await served.close());

async function serve(options: Record<string, unknown> = {}) {
	const bench = new Bench(loaded, {
		nodes: [
			{
				name: 'iPag',
				type: 'ipagTrigger',
				parameters: { events: ['*'], options: { binaryData: true, ...options } },
				credentials: ['ipagApi'],
			},
		],
		credentials: { ipagApi: { environment: 'production', apiId: 'id', apiKey, callbackToken } },
	});
	served = await bench.serveWebhook('iPag', { mode: 'manual' });
	return async (body: Buffer | string, headers: Record<string, string> = {}, path = '') => {
		const { status, text } = await served.request({ body, headers, path });
		const [item] = served.returned.map((result) =>
			result instanceof Error ? undefined : result.workflowData?.[0]?.[0]?.json,
		);
		return { status, reason: JSON.parse(text).reason as string | undefined, item };
	};
}

function signed(body: Buffer | string): Record<string, string> {
	return { 'x-ipag-signature': createHmac('sha256', apiKey).update(body).digest('hex') };
}

const transaction = JSON.stringify({
	uuid: 'abc',
	resource: 'transactions',
	attributes: { status: { code: 8 }, customer: { name: 'Conceição' } },
});

const callback = (name: string) =>
	`<?xml version="1.0" encoding="ISO-8859-1"?><retorno><id_transacao>77</id_transacao><valor>10.50</valor><num_pedido>0042</num_pedido><status_pagamento>8</status_pagamento><mensagem_transacao>${name}</mensagem_transacao></retorno>`;

describe('what the trigger takes', () => {
	it('takes a signed body that is compressed; the signature is of what it inflates to', async () => {
		const post = await serve();
		const headers = { ...signed(transaction), 'content-encoding': 'gzip' };
		const { status, item } = await post(gzipSync(transaction), headers);
		expect(status).toBe(200);
		expect(item).toMatchObject({ event: 'TransactionCaptured', customer: { name: 'Conceição' } });
	});

	it('takes a body with a byte order mark', async () => {
		const post = await serve();
		const body = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(transaction)]);
		expect(await post(body, signed(body))).toMatchObject({ status: 200, item: { valid: true } });
	});

	it.each([
		['UTF-8', 'utf8', 'application/xml; charset=utf-8'],
		['Latin-1', 'latin1', 'text/xml'],
		['Latin-1 that the header names', 'latin1', 'application/xml; charset=ISO-8859-1'],
	] as const)('takes the legacy callback as XML in %s', async (_what, encoding, contentType) => {
		const post = await serve();
		const { status, item } = await post(
			Buffer.from(callback('Transação capturada'), encoding),
			{ 'content-type': contentType },
			`?token=${callbackToken}`,
		);
		expect(status).toBe(200);
		expect(item).toMatchObject({
			event: 'TransactionCaptured',
			valid: true,
			order: { id: '0042', code: '77', total: 10.5, status: 'CAPTURED' },
			payload: { retorno: { mensagem_transacao: 'Transação capturada' } },
		});
	});
});

describe('what the trigger refuses', () => {
	it.each([
		['XML without the token', callback('x'), {}, '', 401, 'not_authentic'],
		['XML with a wrong token', callback('x'), {}, '?token=wrong', 401, 'not_authentic'],
		['broken XML', '<retorno><id>', {}, `?token=${callbackToken}`, 400, 'malformed_body'],
		[
			'a document type',
			'<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>',
			{},
			`?token=${callbackToken}`,
			400,
			'malformed_body',
		],
		['broken gzip', 'x', { 'content-encoding': 'gzip' }, '', 400, 'malformed_body'],
		[
			'a gzip bomb',
			gzipSync(Buffer.alloc(64 * 1024 ** 2)),
			{ 'content-encoding': 'gzip' },
			'',
			413,
			'too_large',
		],
	])('%s', async (_what, body, headers, path, status, reason) => {
		const post = await serve();
		const answer = await post(body, headers, path);
		expect(answer).toEqual({ status, reason, item: undefined });
	});

	it('addresses that are not on the list', async () => {
		const post = await serve({ ipAllowlist: '203.0.113.0/24' });
		expect(await post(transaction, signed(transaction))).toMatchObject({
			status: 403,
			reason: 'address_not_allowed',
		});
	});

	it('addresses that somebody only says to have', async () => {
		const post = await serve({ ipAllowlist: '203.0.113.7' });
		const headers = { ...signed(transaction), 'x-forwarded-for': '203.0.113.7' };
		expect((await post(transaction, headers)).status).toBe(403);
	});
});

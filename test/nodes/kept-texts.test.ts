import { readFileSync } from 'node:fs';
import path from 'node:path';

import { recognize } from '../../nodes/shared/recognize';
import { translate } from '../../nodes/shared/translate';
import { translations } from '../../nodes/shared/translations';
import { judge } from '../../src/delivery/outcome';
import { createTransport } from '../../src/delivery/transport';
import { fillIn } from '../../src/model/phrase';
import { createAddressGuard, type Resolve } from '../../src/net';
import { rawBytes, reset, silence, startReceiver, type Answer } from '../support/receiver';
import { DISABLED_BY_FAILURES, sourceScan } from './support/english-texts';

/** Where texts are made that the history keeps: why a delivery failed, why a subscription was switched off. */
const KEPT_BY = [
	'src/delivery/attempt-delivery.ts',
	'src/delivery/call.ts',
	'src/delivery/exchange-error.ts',
	'src/delivery/outcome.ts',
	'src/net/address-guard.ts',
	'src/net/refusals.ts',
	'src/subscriptions/subscription-service.ts',
];

const kept = [
	DISABLED_BY_FAILURES,
	...sourceScan()
		.texts.filter(({ place }) => KEPT_BY.some((file) => place.startsWith(`${file}:`)))
		.map(({ key }) => key),
].filter((key) => key !== '{0} or {1}');

describe.each(['pt', 'es'] as const)('in %s', (language) => {
	test.each(kept)('a text that was kept is known by its words: %s', (key) => {
		const values = ['"10.0.0.5"', 'members.example.com', '7'];
		const expected = fillIn(translations.get(key)?.[language] ?? '', values);

		expect(recognize(fillIn(key, values), language)).toBe(expected);
	});
});

test('the store writes the text that is known here', () => {
	const file = path.join(__dirname, '../../src/storage/sending/subscription-table.ts');
	const text = DISABLED_BY_FAILURES.replace('{0}', '${failures}');

	expect(readFileSync(file, 'utf8')).toContain(`\`${text}\``);
});

const loopback = { address: '127.0.0.1', family: 4 };

async function errorOf(url: string, resolve: Resolve, timeoutMs = 30_000): Promise<string> {
	const guard = createAddressGuard({ allowedNetworks: '127.0.0.1', resolve });
	const transport = createTransport({ guard });
	const exchange = await transport.send({
		url,
		method: 'POST',
		headers: {},
		body: null,
		timeoutMs,
	});
	await transport.close();
	if (!exchange.error) throw new Error('There was an answer');
	return exchange.error.message;
}

const toLoopback: Resolve = (_name, _options, found) => found(null, [loopback]);

test.each<[string, Answer, RegExp, number?]>([
	['a reset', reset(), /^A conexão foi fechada antes de haver resposta: /],
	['garbage', rawBytes('SSH-2.0\r\n'), /^A resposta não é HTTP válido: /],
	['silence', silence(), /^Não houve resposta em 200 ms$/, 200],
])('the error of %s, as it is kept, is shown in Portuguese', async (...testCase) => {
	const [, answer, words, timeoutMs] = testCase;
	const receiver = await startReceiver({ answer: () => answer });
	const error = await errorOf(receiver.url, toLoopback, timeoutMs);
	await receiver.close();

	expect(translate(error, 'pt')).toMatch(words);
	expect(translate(error, 'en')).toBe(error);
});

test('a name that leads to a private address is told with what allows it', async () => {
	const error = await errorOf('http://crm.example.com/', (_name, _options, found) =>
		found(null, [{ address: '10.0.0.5', family: 4 }]),
	);

	expect(translate(error, 'es')).toBe(
		'crm.example.com lleva a 10.0.0.5, que no es una dirección pública de internet. Si se quiere llegar a él, un administrador puede agregar crm.example.com o 10.0.0.5 en "Redes permitidas" de la credencial Webhook Store API, o en N8N_SSRF_ALLOWED_IP_RANGES o N8N_SSRF_ALLOWED_HOSTNAMES de n8n.',
	);
});

test('a name without an address keeps the words of the system', async () => {
	const error = await errorOf('http://mebmers.example.com/', (name, _options, found) => {
		const code = 'ENOTFOUND';
		found(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }), []);
	});

	expect(translate(error, 'pt')).toBe(
		'O nome do host não pôde ser resolvido: getaddrinfo ENOTFOUND mebmers.example.com',
	);
});

test('the reason of a 410 is shown in Spanish', () => {
	const answer = { status: 410, headers: {}, body: '', truncated: false };
	const { disable } = judge({ answer, error: null, durationMs: 1 });

	expect(translate(disable?.reason ?? '', 'es')).toBe('El destinatario respondió 410 Gone');
});

test.each([
	'',
	'ECONNREFUSED',
	'this is what a receiver said: no',
	'a {0} b. c: d',
	'from one to other',
	`The host name could not be resolved: ${'x '.repeat(2000)}`,
	'. '.repeat(499),
])('what is not known stays as it is: %.40j', (text) => {
	expect(translate(text, 'pt')).toBe(text);
});

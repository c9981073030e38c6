import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { gestaoOnline } from '../../../src/platforms/gestao-online';
import { receive } from '../../../src/platforms/receive';
import { provenRequest, secretFor, settingsFor, unprovenRequest } from '../support/requests';
import { accepted, eventOf, refused } from '../support/verdicts';

const folder = join(__dirname, '../../fixtures/platforms/gestao-online');
const files = readdirSync(folder);

function deliver(text: string) {
	return receive(gestaoOnline, provenRequest(gestaoOnline, text), settingsFor(gestaoOnline));
}

describe.each(files)("the vendor's example %s", (file) => {
	const text = readFileSync(join(folder, file), 'utf8');
	const event = eventOf(deliver(text));

	it('is valid and is the event it says it is', () => {
		expect(event).toMatchObject({ event: file.replace('.json', ''), valid: true, issues: [] });
		expect(event.type).not.toBe('unknown');
		expect(event.payload).toEqual(JSON.parse(text));
	});

	it('maps its order and its customer', () => {
		expect(event).toMatchObject({
			product: null,
			customer: {
				name: 'teste',
				email: 'teste@teste.com',
				phone: '123423434',
				document: '123421341234',
			},
			order: { id: '100', code: '0000593098', status: '1', total: null },
			subscription: null,
		});
	});

	it('has the time of the order only where the order is what happened', () => {
		const isNew = event.event === 'ORDER_CREATED';
		expect(event.occurredAt).toBe(isNew ? '2021-03-02T21:02:53.000Z' : null);
	});
});

it('has an example of every event', () => {
	const names = gestaoOnline.events.map(({ name }) => `${name}.json`);
	expect(files.toSorted()).toEqual(names.toSorted());
});

describe('the key', () => {
	const text = readFileSync(join(folder, 'ORDER_CREATED.json'), 'utf8');

	it('is event, order and body, and holds for ten minutes', () => {
		const verdict = accepted(deliver(text));
		expect(verdict.event.id).toMatch(/^ORDER_CREATED:100:[0-9a-f]{32}$/);
		expect(verdict.duplicateWindowMs).toBe(600_000);
		expect(eventOf(deliver(text.replace('"status": 1', '"status": 2'))).id).not.toBe(
			verdict.event.id,
		);
	});
});

describe('the token', () => {
	it('may have another parameter name', () => {
		const settings = settingsFor(gestaoOnline);
		const secrets = { ...settings.secrets, tokenParameter: 'chave' };
		const send = (name: string) =>
			receive(
				gestaoOnline,
				unprovenRequest(gestaoOnline, '{}', { query: { [name]: secretFor('token') } }),
				{ ...settings, secrets },
			);
		expect(send('chave').outcome).toBe('accepted');
		expect(refused(send('token')).message).toContain('"chave"');
	});
});

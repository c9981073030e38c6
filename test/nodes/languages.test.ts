import type { INode } from 'n8n-workflow';

import { languageOf, tagOf } from '../../nodes/shared/language';
import { localized, localizedText } from '../../nodes/shared/localized';
import { translate } from '../../nodes/shared/translate';
import { translations } from '../../nodes/shared/translations';
import { Phrase, phrase } from '../../src/model/phrase';
import { englishTexts, shownTexts, sourceScan } from './support/english-texts';
import { loadNodes, withLocale } from './support/load-nodes';

const OTHER_LANGUAGES = ['pt', 'es'] as const;
const LOCALES = { pt: 'pt-BR', es: 'es' } as const;
const WHERE = 'nodes/shared/translations (descriptions.ts, events.ts or messages.ts)';

const scan = sourceScan();
const texts = englishTexts(scan);
const english = loadNodes();

test.each([
	['pt-BR', 'pt'],
	['pt', 'pt'],
	['pt_BR', 'pt'],
	['PT-br', 'pt'],
	[' es ', 'es'],
	['es-MX', 'es'],
	['es-419', 'es'],
	['en', 'en'],
	['de', 'en'],
	['esperanto', 'en'],
	['ptx', 'en'],
	['', 'en'],
	[undefined, 'en'],
])('the locale %j is the language %s', (locale, language) => {
	expect(languageOf(locale)).toBe(language);
});

test.each([
	['pt-BR', 'pt-BR'],
	['pt', 'pt-BR'],
	['pt_PT', 'pt-PT'],
	['es', 'es-419'],
	['es-mx', 'es-MX'],
	['es-419', 'es-419'],
	['en-GB', 'en-GB'],
	['de-AT', 'en'],
	['pt-no country', 'pt-BR'],
	['', 'en'],
	[undefined, 'en'],
])('with the locale %j numbers and times are written as in %s', (locale, tag) => {
	expect(tagOf(locale)).toBe(tag);
	expect(new Intl.NumberFormat(tag).resolvedOptions().locale.slice(0, 2)).toBe(tag.slice(0, 2));
});

test('every text exists in Portuguese and Spanish', () => {
	const missing = [...texts]
		.filter(([key]) => !translations.has(key))
		.map(([key, place]) => `Add to ${WHERE}, for ${place}: ${JSON.stringify(key)}: { pt, es }`);
	expect(missing).toEqual([]);
});

test('no translation is left over from a text that changed', () => {
	const unused = [...translations.keys()]
		.filter((key) => !texts.has(key))
		.map((key) => `Take out of ${WHERE}: ${JSON.stringify(key)}`);
	expect(unused).toEqual([]);
});

test('every text of an error can be translated', () => {
	expect(scan.faults).toEqual([]);
});

describe.each(OTHER_LANGUAGES)('in %s', (language) => {
	test('each text has the values, tags, addresses and settings of the English one', () => {
		const faults = [...translations].filter(([key, { [language]: said }]) => {
			const isWhole =
				said !== '' && said.trim() === said && said.endsWith('.') === key.endsWith('.');
			return !isWhole || partsOfText(said).join() !== partsOfText(key).join();
		});
		expect(faults).toEqual([]);
	});

	const inLanguage = loadNodes(LOCALES[language]);

	test.each(Object.keys(english))('%s shows every text translated', (name) => {
		const wanted = shownTexts(english[name]).map((text) => localizedText(text, language));
		expect(shownTexts(inLanguage[name]).sort()).toEqual(wanted.sort());
	});

	test.each(Object.keys(english))('%s is the same but for its texts', (name) => {
		expect(withoutTexts(inLanguage[name])).toEqual(withoutTexts(english[name]));
	});

	test('lists that are sorted by name stay sorted, with all events first', () => {
		const { options } = propertyNamed(inLanguage.HotmartTrigger, 'events');
		const [first, ...rest] = options.map(({ name }) => name);
		expect(first).toContain('(*)');
		expect(rest).toEqual([...rest].sort((one, other) => one.localeCompare(other, language)));
	});
});

test('English is the description itself, untouched', () => {
	const description = { displayName: 'Events' };
	expect(localized(description, 'en')).toBe(description);
	expect(localized(description, 'pt')).not.toBe(description);
	expect(description).toEqual({ displayName: 'Events' });
});

test('a second node of a class is translated as the first one', () => {
	// A translation may itself be an English text with another meaning.
	withLocale('es', () => {
		const { HotmartTrigger } = jest.requireActual<{
			HotmartTrigger: new () => { description: unknown };
		}>('../../nodes/HotmartTrigger/HotmartTrigger.node');
		expect(new HotmartTrigger().description).toEqual(new HotmartTrigger().description);
	});
});

test('a phrase in a phrase is translated with it, and a value is not', () => {
	const inner = phrase`it was deleted`;
	expect(translate(phrase`The delivery ${'Get'} cannot be sent: ${inner}`, 'pt')).toBe(
		'A entrega Get não pode ser enviada: ela foi excluída',
	);
});

test('values that look like places of values stay as they are', () => {
	expect(translate(phrase`There is no delivery ${'{0} {1} $& $1'}`, 'es')).toBe(
		'No hay ninguna entrega {0} {1} $& $1',
	);
	expect(String(phrase`There is no delivery ${'{1}'}`)).toBe('There is no delivery {1}');
});

test.each(['constructor', '__proto__', 'toString', 'a text nobody translated'])(
	'a text without a translation stays English: %s',
	(key) => {
		expect(translate(key, 'pt')).toBe(key);
		expect(translate(new Phrase(key), 'es')).toBe(key);
	},
);

const node: INode = {
	id: 'node',
	name: 'Webhook Dispatcher',
	type: 'n8n-nodes-commerce-webhooks.webhookDispatcher',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

test.each([
	['pt-BR', 'Não há entrega dlv_1 [parâmetro: deliveryId]', 'Escolha na lista, ou informe um ID'],
	[
		'es-MX',
		'No hay ninguna entrega dlv_1 [parámetro: deliveryId]',
		'Elige de la lista, o indica un ID',
	],
	[
		'fr',
		'There is no delivery dlv_1 [parameter: deliveryId]',
		'Choose from the list, or enter an ID',
	],
])('with the locale %s an error of a node is in its language', (locale, message, description) => {
	withLocale(locale, () => {
		const { toNodeError, errorOutput } = jest.requireActual<
			typeof import('../../nodes/shared/node-errors')
		>('../../nodes/shared/node-errors');
		const { CommerceWebhooksError } =
			jest.requireActual<typeof import('../../src/model/errors')>('../../src/model/errors');
		const said =
			jest.requireActual<typeof import('../../src/model/phrase')>('../../src/model/phrase');
		const error = new CommerceWebhooksError(
			'not_found',
			said.phrase`There is no delivery ${'dlv_1'}`,
			{ field: 'deliveryId', remedy: said.phrase`Choose from the list, or enter an ID` },
		);
		// Logs and the history stay English.
		expect(error.message).toBe('There is no delivery dlv_1');
		expect(toNodeError(node, error)).toMatchObject({ message, description });
		expect(errorOutput(node, error, 0).json).toMatchObject({
			error: message.replace(/ \[.*/, ''),
			remedy: description,
			code: 'not_found',
		});
	});
});

/** Places of values, tags and addresses: the same in each language. */
function partsOfText(text: string): string[] {
	return (text.match(/\{\d+\}|<[^>]+>|https?:\/\/\S+\w|N8N_\w+|whsec_\w*/g) ?? []).sort();
}

/** What of a description is the same in each language, in an order that does not depend on names. */
function withoutTexts(value: unknown): unknown {
	if (Array.isArray(value)) {
		const entries = value.map(withoutTexts);
		const isList = value.every((one) => typeof one === 'object' && one && 'value' in one);
		return isList
			? entries.sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)))
			: entries;
	}
	if (typeof value !== 'object' || value === null) return value;
	const shown = new Set(shownTexts(Object.fromEntries(Object.entries(value).filter(isText))));
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]: [string, unknown]) => [
			key,
			key === 'subtitle' || (typeof inner === 'string' && shown.has(inner) && isTextKey(key, value))
				? 'a text'
				: withoutTexts(inner),
		]),
	);
}

function isText([, inner]: [string, unknown]): boolean {
	return typeof inner === 'string';
}

function isTextKey(key: string, owner: object): boolean {
	return !['default', 'value', 'type'].includes(key) && (key !== 'name' || 'value' in owner);
}

interface Options {
	name: string;
	options: Array<{ name: string }>;
}

function propertyNamed(description: unknown, name: string): Options {
	const { properties } = description as { properties: Options[] };
	const found = properties.find((property) => property.name === name);
	if (!found) throw new Error(`There is no property ${name}`);
	return found;
}

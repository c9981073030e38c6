import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

import { partsOf } from '../../../nodes/shared/localized';
import { deliveryStateSchema } from '../../../src/model/delivery';
import { Phrase } from '../../../src/model/phrase';
import { receivedEventStateSchema } from '../../../src/model/received-event';
import { loadNodes } from './load-nodes';

const root = path.join(__dirname, '../../..');

/** Where each text is, by its English words. */
export type Texts = Map<string, string>;

/** What the store writes by itself, for people to read, where a subscription has failed for too long. */
export const DISABLED_BY_FAILURES =
	'{0} deliveries in a row failed for good over more than 24 hours';

/** Every text that somebody may read in another language. */
export function englishTexts(scan: Scan): Texts {
	const texts: Texts = new Map();
	for (const [owner, description] of Object.entries(loadNodes())) {
		for (const english of shownTexts(description)) addKeys(texts, partsOf(english), owner);
	}
	for (const { key, place } of scan.texts) texts.set(key, place);
	texts.set(DISABLED_BY_FAILURES, 'src/storage/subscription-table.ts');
	for (const state of deliveryStateSchema.options) texts.set(state, 'src/model/delivery.ts');
	for (const state of receivedEventStateSchema.options) {
		texts.set(state, 'src/model/received-event.ts');
	}
	return texts;
}

/** Whether there is anything to translate: more than places, signs and addresses. */
export function hasWords(key: string): boolean {
	return /\p{L}/u.test(key.replace(/\{\d+\}/g, ''));
}

function addKeys(texts: Texts, { key, values }: Phrase, place: string): void {
	if (hasWords(key)) texts.set(key, place);
	for (const value of values) if (value instanceof Phrase) addKeys(texts, value, place);
}

/** What n8n reads and people do not. */
const TECHNICAL = new Set([
	'default',
	'defaults',
	'displayOptions',
	'group',
	'httpMethod',
	'icon',
	'inputs',
	'loadOptionsMethod',
	'ndvHideUrl',
	'outputs',
	'path',
	'responseMode',
	'searchListMethod',
	'subtitle',
	'testedBy',
	'type',
	'value',
]);

/** Every string of a description that is not known to be n8n's own: a new kind of text is found without being named here. */
export function shownTexts(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(shownTexts);
	if (typeof value !== 'object' || value === null) return [];
	const isOption = 'value' in value;
	return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
		if (TECHNICAL.has(key) || (key === 'name' && !isOption)) return [];
		if (typeof inner !== 'string') return shownTexts(inner);
		return inner === '' ? [] : [inner];
	});
}

export interface Scan {
	/** Phrases and translatable texts. */
	texts: Array<{ key: string; place: string }>;
	/** Places where a text is not written so that it can be found. */
	faults: string[];
}

/** Reads the sources of `src` and `nodes` for what is said to people at run time. */
export function sourceScan(): Scan {
	const scan: Scan = { texts: [], faults: [] };
	for (const file of [...sourcesBelow('src'), ...sourcesBelow('nodes')]) {
		const text = readFileSync(path.join(root, file), 'utf8');
		if (!/phrase|translatable|CommerceWebhooksError|safeParse|z\./.test(text)) continue;
		const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
		visit(source, source, scan);
	}
	return scan;
}

function sourcesBelow(folder: string): string[] {
	return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && !name.includes('translations'))
		.map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
		.sort();
}

function visit(node: ts.Node, source: ts.SourceFile, scan: Scan): void {
	const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
	const place = `${source.fileName}:${line}`;
	if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'phrase') {
		const key = keyOf(node.template);
		if (hasWords(key)) scan.texts.push({ key, place });
	}
	if (ts.isCallExpression(node) && node.expression.getText() === 'translatable') {
		const [text] = node.arguments;
		if (text && ts.isStringLiteralLike(text)) scan.texts.push({ key: text.text, place });
		else scan.faults.push(`${place}: translatable() takes a text as it is, without values`);
	}
	if (ts.isNewExpression(node) && node.expression.getText() === 'CommerceWebhooksError') {
		for (const text of textsOfError(node)) {
			if (isPlainText(text))
				scan.faults.push(`${place}: write phrase before the template ${text.getText()}`);
		}
	}
	ts.forEachChild(node, (child) => visit(child, source, scan));
}

function keyOf(template: ts.TemplateLiteral): string {
	if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
	const { head, templateSpans } = template;
	return templateSpans.reduce(
		(before, { literal }, index) => `${before}{${index}}${literal.text}`,
		head.text,
	);
}

/** The message and the remedy. */
function textsOfError({ arguments: given }: ts.NewExpression): ts.Node[] {
	const [, message, details] = given ?? [];
	const properties = details && ts.isObjectLiteralExpression(details) ? details.properties : [];
	const remedies = properties.flatMap((property) =>
		ts.isPropertyAssignment(property) && property.name.getText() === 'remedy'
			? [property.initializer]
			: [],
	);
	return [...(message ? [message] : []), ...remedies];
}

function isPlainText(node: ts.Node): boolean {
	if (ts.isConditionalExpression(node))
		return isPlainText(node.whenTrue) || isPlainText(node.whenFalse);
	return (
		ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isBinaryExpression(node)
	);
}

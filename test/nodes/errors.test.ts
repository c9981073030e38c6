import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { LANGUAGES, type Language } from '../../nodes/shared/language';
import { partsOf } from '../../nodes/shared/localized';
import { describeError } from '../../nodes/shared/node-errors';
import { CommerceWebhooksError } from '../../src/model/errors';
import { Phrase } from '../../src/model/phrase';
import { openStore, type Store } from '../../src/storage';
import { errorTable, type Said } from './error-table';
import { DISABLED_BY_FAILURES, shownTexts, sourceScan } from './support/english-texts';
import { errorCauses } from './support/error-causes';
import { loadNodes } from './support/load-nodes';

/** Said at run time by what is no error: entries of lists, hints, tests of credentials that go well. */
const NO_ERRORS = [
	'{0} (off)',
	'{0} [parameter: {1}]',
	'{0} of {1}: {2}, {3}, {4}',
	'{0} to {1}: {2}, {3}',
	'Copy the signing secret (signingSecret) now and give it to the receiver: it is not shown again. n8n keeps this output with the execution.',
	'Failed for good: {0} of {1}. The attempts in the output say why; Delivery: Resend sends one again.',
	'Looks usable; the first event from {0} proves it',
	'No subscription wants {0}: nothing was sent for it. Create a subscription, or look at the events, platforms and products of those there are.',
	'Not delivered yet: {0} of {1}. The next attempts follow by themselves; Delivery: Get Many shows them.',
	'The store can be read and written',
	'The workflow {0} is not published: the replay waits until it is',
	'The workflow {0} is published, but without the trigger that received this event, or that trigger uses another store now: the replay waits until that changes',
];
/** What a report of deliveries says is no error either. */
const REPORT = 'src/history/report/';
/** Said only where this package itself is wrong: nothing that a user does leads to it. */
const FAULTS_OF_OURS = [
	'A request is signed with 1 to {0} keys, not {1}',
	'The event id "{0}" is empty or contains a dot',
	'The timestamp {0} is not Unix time in whole seconds',
	'unknown reason',
];

const errors = new Map<string, unknown>();
let folder: string;
let store: Store;

beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'errors-'));
	const storeFile = path.join(folder, 'store.sqlite');
	store = await openStore({ engine: 'sqlite', path: storeFile, encryptionKey: 'a' });
	for (const [name, cause] of Object.entries(errorCauses)) {
		try {
			await cause({ store, storeFile, folder });
		} catch (error) {
			errors.set(name, error);
		}
	}
});

afterAll(async () => {
	await store.close();
	rmSync(folder, { recursive: true });
});

test('the table has each error that has a cause, and no other', () => {
	expect(Object.keys(errorTable).sort()).toEqual(Object.keys(errorCauses).sort());
});

test.each(Object.keys(errorCauses))('%s', (name) => {
	const error = errors.get(name);
	expect(error).toBeInstanceOf(CommerceWebhooksError);
	expect(Object.fromEntries(LANGUAGES.map((one) => [one, saidIn(error, one)]))).toEqual(
		errorTable[name],
	);
});

test('every error that the sources can say is in the table', () => {
	const elsewhere = [
		...NO_ERRORS,
		...FAULTS_OF_OURS,
		...shownTexts(loadNodes()).flatMap((text) => keysOf(partsOf(text))),
	];
	const known = new Set([...[...errors.values()].flatMap(keysOfError), ...elsewhere]);
	const missing = sourceScan()
		.texts.filter(({ key, place }) => !known.has(key) && !place.startsWith(REPORT))
		.map(
			({ key, place }) =>
				`Add to error-causes.ts and error-table.ts what says, in ${place}: ${key}`,
		);
	expect(missing).toEqual([]);
});

test('every error of the table is said by the sources', () => {
	const said = new Set([DISABLED_BY_FAILURES, ...sourceScan().texts.map(({ key }) => key)]);
	const strangers = [...errors.values()].flatMap(keysOfError).filter((key) => !said.has(key));
	expect([
		...strangers,
		...[...NO_ERRORS, ...FAULTS_OF_OURS].filter((key) => !said.has(key)),
	]).toEqual([]);
});

function saidIn(error: unknown, language: Language): Said {
	const { message, remedy } = describeError(error, language);
	const shown = (text: string) => text.replaceAll(folder, '/data');
	return remedy === undefined ? [shown(message)] : [shown(message), shown(remedy)];
}

function keysOfError(error: unknown): string[] {
	if (!(error instanceof CommerceWebhooksError)) return [];
	return [error.phrases.message, error.phrases.remedy].flatMap((words) => keysOf(words));
}

function keysOf(words: unknown): string[] {
	return words instanceof Phrase
		? [words.key, ...words.values.flatMap((value) => keysOf(value))]
		: [];
}

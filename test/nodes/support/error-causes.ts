import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

import { storeSettings } from '../../../nodes/shared/store-settings';
import { instantSchema, readId } from '../../../nodes/WebhookDispatcher/parameters';
import { readItem } from '../../../nodes/WebhookDispatcher/operations/event/outgoing-event';
import { runOperation } from '../../../nodes/WebhookDispatcher/run-operation';
import { readHeaders } from '../../../nodes/WebhookDispatcher/subscription-fields';
import { eventBody, type OutgoingEvent } from '../../../src/delivery/event-body';
import { parseCustomHeaders } from '../../../src/delivery/request-headers';
import { parseRetrySchedule } from '../../../src/delivery/retry-policy';
import { sendTarget } from '../../../src/delivery/send-target';
import { parseSigningSecret } from '../../../src/delivery/signature';
import { deliveryStatistics, findDelivery, findReceivedEvent } from '../../../src/history';
import { replayRow } from '../../../src/inbox/replay-row';
import { systemClock } from '../../../src/model/clock';
import { CommerceWebhooksError, type ErrorCode } from '../../../src/model/errors';
import { parseInput, parseJsonInput } from '../../../src/model/parse-input';
import { Phrase, type PhraseValue } from '../../../src/model/phrase';
import { subscriptionSettingsSchema } from '../../../src/model/subscription';
import { createAddressGuard, parseAddressList } from '../../../src/net';
import { openStore, type ReceivedEventRecord, type Store } from '../../../src/storage';
import { explainPostgres } from '../../../src/storage/database/postgres-errors';
import { createSubscription, findSubscription } from '../../../src/subscriptions';
import { aReceivedEvent, NODE, START } from '../../storage/support/records';

/** What causes may use: a store of their own, and a folder for files. */
export interface Tools {
	store: Store;
	storeFile: string;
	folder: string;
}

type Cause = (tools: Tools) => unknown;

/**
 * How a user comes to each error, by what the user did. What no test can bring about here, such as a full disk,
 * and what only a whole node can, is made of its words: `error-table.ts` and `languages.test.ts` see to it that
 * the sources have them.
 */
export const errorCauses: Readonly<Record<string, Cause>> = {
	'a field that was left out': () => parseInput(z.object({ name: z.string() }), {}),
	'a text where a number belongs': () =>
		parseInput(z.object({ limit: z.coerce.number() }), { limit: 'many' }),
	'nothing where a truth belongs': () =>
		parseInput(z.object({ active: z.boolean() }), { active: null }),
	'a text where a list belongs': () =>
		parseInput(z.object({ events: z.array(z.string()) }), { events: 'all' }),
	'a half where a whole number belongs': () =>
		parseInput(z.object({ limit: z.number().int() }), { limit: 1.5 }),
	'a text where an object belongs': () =>
		parseInput(z.object({ options: z.object({}) }), { options: 'none' }),
	'a text where a record belongs': () =>
		parseInput(z.object({ headers: z.record(z.string(), z.string()) }), { headers: 'none' }),
	'a text where a date belongs': () => parseInput(z.object({ at: z.date() }), { at: 'today' }),
	'a value that is not in the list': () =>
		parseInput(z.object({ format: z.enum(['envelope', 'payload']) }), { format: 'xml' }),
	'a value that is not the only one': () =>
		parseInput(z.object({ version: z.literal(1) }), { version: 2 }),
	'a value of none of several kinds': () =>
		parseInput(z.object({ value: z.union([z.string(), z.number()]) }), { value: true }),
	'a text that is too short': () => parseInput(z.object({ name: z.string().min(1) }), { name: '' }),
	'a text that is too long': () =>
		parseInput(z.object({ name: z.string().max(3) }), { name: 'long' }),
	'a list that is too short': () =>
		parseInput(z.object({ events: z.array(z.string()).min(1) }), { events: [] }),
	'a list that is too long': () =>
		parseInput(z.object({ events: z.array(z.string()).max(1) }), { events: ['a', 'b'] }),
	'a number that is too small': () =>
		parseInput(z.object({ limit: z.number().min(1) }), { limit: 0 }),
	'a number that is too large': () =>
		parseInput(z.object({ limit: z.number().max(500) }), { limit: 501 }),
	'an input that is no object': () => parseInput(z.object({}), 7),
	'a subscription without a name': () =>
		parseInput(subscriptionSettingsSchema, {
			name: ' ',
			url: 'https://example.com',
			events: ['*'],
		}),
	'a subscription without events': () =>
		parseInput(subscriptionSettingsSchema, { name: 'a', url: 'https://example.com', events: [] }),
	'a time that cannot be read': () =>
		parseInput(z.object({ since: instantSchema }), { since: 'yesterday' }),
	'text that is no JSON': () => parseJsonInput('{', 'payload', '{"order": 42}'),
	'headers that are no object': () => readHeaders([1]),
	'no events chosen in the Webhook Dispatcher Trigger': said(
		'invalid_input',
		['"{0}" is not usable: {1}', 'on', new Phrase('needs at least one')],
		['Correct this field'],
	),
	'an item that no trigger emitted': () => readItem({}),
	'an item without a payload': () => readItem({ ...aReceivedEvent('a'), payload: undefined }),
	'an item with an id of other characters': () => readItem({ ...aReceivedEvent('a'), id: 'a.b' }),
	'an item with an id that is too long': () =>
		readItem({ ...aReceivedEvent('a'), id: 'a'.repeat(256) }),
	'an item with a time that is none': () =>
		readItem({ ...aReceivedEvent('a'), occurredAt: 'yesterday' }),
	'an event type that is no type': said(
		'invalid_input',
		[
			'"{0}" is not usable: {1}',
			'eventType',
			new Phrase('must be words with dots between them, e.g. order.paid'),
		],
		['Correct this field'],
	),
	'no ID': () => readId({ getNodeParameter: () => '' } as never, 'deliveryId', 0),
	'an operation that does not exist': async () =>
		await runOperation({
			getNodeParameter: (name: string) => (name === 'resource' ? 'delivery' : 'send'),
		} as never),
	'an event that the platform does not have': said(
		'invalid_input',
		['{0} has no event {1}', 'Hotmart', '"SOLD"'],
		['Choose from the list, or enter one of {0}', 'PURCHASE_APPROVED'],
	),
	'no subscription selected': said(
		'invalid_input',
		['No subscription is selected'],
		['Choose at least one subscription, or set Send To to Matching Subscriptions'],
	),
	'a selected subscription that does not exist': said(
		'not_found',
		['There is no subscription {0}', '"sub_1"'],
		['Choose from the list, or take the ID from Subscription: Get Many'],
	),
	'a URL that no subscription has': said(
		'not_found',
		['No subscription has the URL {0}', 'https://example.com'],
		['Choose one from the list, or take its ID from Subscription: Get Many'],
	),
	'a URL that several subscriptions have': said(
		'conflict',
		['{0} subscriptions have the URL {1}', 2, 'https://example.com'],
		['Choose one of them from the list, or by its ID'],
	),
	'a delivery that fails for good': said(
		'conflict',
		['1 delivery has failed for good'],
		['Look at the attempts: Delivery: Get Many, filtered by the state "failed"'],
	),
	'several deliveries that fail for good': said(
		'conflict',
		['{0} deliveries have failed for good', 3],
		['Look at the attempts: Delivery: Get Many, filtered by the state "failed"'],
	),
	'canceling a delivery that is being sent': said(
		'conflict',
		['The delivery {0} cannot be canceled: {1}', 'dlv_1', new Phrase('it is being sent now')],
		['Try again when this attempt has ended: only an attempt that has not begun can be taken back'],
	),
	'canceling a delivery that has ended': said(
		'conflict',
		[
			'The delivery {0} cannot be canceled: {1}',
			'dlv_1',
			new Phrase('it has ended as "{0}"', ['delivered']),
		],
		['Nothing more is sent for it, so there is nothing to cancel'],
	),
	'resending many without a filter': said(
		'invalid_input',
		['No filter is set: every delivery there is would be sent again'],
		['Add a filter, e.g. State: Failed, or Since with the time from which on all are meant'],
	),
	'resending a delivery: it was deleted': said(
		'conflict',
		['The delivery {0} cannot be sent: {1}', 'dlv_1', new Phrase('it was deleted')],
		['Dispatch the event anew'],
	),
	'resending a delivery: it was sent often': said(
		'conflict',
		[
			'The delivery {0} cannot be sent: {1}',
			'dlv_1',
			new Phrase('it was sent {0} times already', [4000]),
		],
		['Dispatch the event anew'],
	),
	'resending a delivery: its subscription was deleted': said(
		'conflict',
		['The delivery {0} cannot be sent: {1}', 'dlv_1', new Phrase('its subscription was deleted')],
		['Dispatch the event anew'],
	),
	'resending a delivery: its subscription is switched off': said(
		'conflict',
		[
			'The delivery {0} cannot be sent: {1}',
			'dlv_1',
			new Phrase('its subscription is switched off'),
		],
		['Enable the subscription first'],
	),
	'a delivery that does not exist': async ({ store }) => await findDelivery('dlv_1', store.history),
	'a received event that does not exist': async ({ store }) =>
		await findReceivedEvent('rcv_1', store.receivedEvents),
	'a subscription that does not exist': async ({ store }) =>
		await findSubscription('sub_1', store.subscriptions),
	'statistics of a subscription that does not exist': async ({ store }) =>
		await deliveryStatistics({ since: 0, until: START, subscriptionId: 'sub_1' }, store),
	'statistics of a period that ends before it begins': async ({ store }) =>
		await deliveryStatistics({ since: START, until: 0 }, store),
	'replaying an event that waits': () => replayRow(aRecord({ state: 'waiting' }), START),
	'replaying an event that is being run': () => replayRow(aRecord({ state: 'emitted' }), START),
	'replaying an event of another version': () => replayRow(aRecord({ item: null }), START),
	'an event that is too large': () =>
		eventBody(anEvent({ payload: 'a'.repeat(600_000) }), 'payload'),
	'an event that is no JSON': () => eventBody(anEvent({ payload: undefined as never }), 'payload'),
	'an event without an affiliate for an affiliate': () =>
		eventBody(anEvent({}), 'payload:affiliate'),
	'a header given twice': () => parseCustomHeaders({ 'x-a': '1', 'X-A': '2' }),
	'a header without a valid name': () => parseCustomHeaders({ 'a b': '1' }),
	'a header of the sender': () => parseCustomHeaders({ Host: 'example.com' }),
	'a header with a character that cannot be sent': () => parseCustomHeaders({ 'x-a': '→' }),
	'headers that are too large': () => parseCustomHeaders({ 'x-a': 'a'.repeat(9000) }),
	'a schedule with too many waits': () => parseRetrySchedule('1s,1s,1s,1s,1s'),
	'a schedule that cannot be read': () => parseRetrySchedule('soon'),
	'a schedule with a wait that is too long': () => parseRetrySchedule('25h'),
	'a signing secret that is no base64': () => parseSigningSecret('whsec_?'),
	'a signing secret that is too short': () => parseSigningSecret('whsec_YQ=='),
	'sending for a subscription that is gone': () =>
		sendTarget({ subscription: null, urlTarget: null } as never, START),
	'sending with a secret that is not valid': said('invalid_input', [
		'The subscription has no valid signing secret',
	]),
	'a token with a place and no value': async ({ store }) =>
		await create(store, { tokenHeader: 'x-token' }),
	'a header that is also the token header': async ({ store }) =>
		await create(store, { tokenHeader: 'x-token', tokenValue: 'a', headers: { 'x-token': 'b' } }),
	'a pattern that matches no event': async ({ store }) =>
		await create(store, { events: ['purchase.*.*'] }),
	'a hidden header that is new': async ({ store }) =>
		await create(store, { headers: { 'x-a': '[hidden]' } }),
	'a URL with a line break': () => guard().checkUrl('https://example.com/\n'),
	'a URL that cannot be read': () => guard().checkUrl('example'),
	'a URL that is not of the web': () => guard().checkUrl('ftp://example.com'),
	'a URL with a password': () => guard().checkUrl('https://a:b@example.com'),
	'a URL with port 0': () => guard().checkUrl('https://example.com:0'),
	'a URL of a private address': () => guard().checkUrl('http://10.0.0.5/'),
	'a URL of this machine': () => guard().checkUrl('http://localhost/'),
	'a name that leads to a private address': () => guard().checkPeer('10.0.0.5', 'shop.example'),
	'an address that n8n blocks': () =>
		guard({ N8N_SSRF_BLOCKED_IP_RANGES: '203.0.113.7' }).checkUrl('http://203.0.113.7/'),
	'a name that leads to an address that n8n blocks': () =>
		guard({ N8N_SSRF_BLOCKED_IP_RANGES: '203.0.113.7' }).checkPeer('203.0.113.7', 'shop.example'),
	'an allowlist that cannot be read': () =>
		parseAddressList('10.0.0.0/99', { field: 'ipAllowlist' }),
	'allowed networks that cannot be read': () =>
		parseAddressList('a/b', { field: 'allowedNetworks', hostNames: true }),
	'the embedded store in queue mode': () =>
		storeSettings(null, { folder: '/', encryptionKey: 'a', isQueueMode: true }),
	'a store of another key': async ({ storeFile }) =>
		await openStore({ engine: 'sqlite', path: storeFile, encryptionKey: 'another' }),
	'a store of a newer version': said(
		'store_version',
		[
			'The webhook store {0} was written by a newer version of this package (store version {1}, known here: {2})',
			'/data/store.sqlite',
			9,
			5,
		],
		['Update n8n-nodes-commerce-webhooks in n8n, or use another store'],
	),
	'a schema that cannot be one': async () =>
		await openStore({
			engine: 'postgres',
			host: 'localhost',
			port: 1,
			database: 'a',
			user: 'a',
			password: '',
			schema: 'A-b',
			ssl: false,
			encryptionKey: 'a',
		}),
	'a wrong password of Postgres': () => {
		throw explainPostgres(Object.assign(new Error('no'), { code: '28P01' }), 'db:5432/n8n');
	},
	'a user who may make no tables': () => {
		throw explainPostgres(Object.assign(new Error('no'), { code: '42501' }), 'db:5432/n8n');
	},
	'a Postgres that only reads': () => {
		throw explainPostgres(Object.assign(new Error('no'), { code: '25006' }), 'db:5432/n8n');
	},
	'a Postgres that does not answer': () => {
		throw explainPostgres(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), 'db:5432/n8n');
	},
	'a secret that cannot be decrypted': said(
		'encryption',
		['A secret in the webhook store cannot be decrypted'],
		[
			"Use the encryption key the store was written with: n8n's own N8N_ENCRYPTION_KEY, or the Encryption Key of the Webhook Store credential",
		],
	),
	'a Node.js without SQLite': said(
		'store_unavailable',
		['This Node.js has no built-in SQLite'],
		['Run n8n on Node.js 24 or newer, or use a Webhook Store credential with Postgres'],
	),
	'a file of another program': async ({ folder }) =>
		await openOver(folder, 'CREATE TABLE other (id INTEGER)'),
	'a file that is no database': async ({ folder }) => await openOver(folder, null),
	'a folder that cannot be written': async () =>
		await openStore({ engine: 'sqlite', path: '/proc/none/store.sqlite', encryptionKey: 'a' }),
	'a store that another process locks': said(
		'store_unavailable',
		[
			'The webhook store {0} is not available: {1}',
			'/data/store.sqlite',
			new Phrase('another process keeps it locked'),
		],
		['Close the program that holds the file'],
	),
	'a full disk': said(
		'store_unavailable',
		[
			'The webhook store {0} is not available: {1}',
			'/data/store.sqlite',
			new Phrase('the disk is full'),
		],
		['Free some disk space; work goes on by itself'],
	),
	'iPag: a wrong key': said(
		'invalid_input',
		['iPag answered {0} when asked to {1}', 401, new Phrase('register the webhook')],
		['Check API ID, API key and environment in the credential iPag API.'],
	),
	'iPag: no right to webhooks': said(
		'invalid_input',
		['iPag answered {0} when asked to {1}', 403, new Phrase('register the webhook')],
		[
			'The account may not manage webhooks. Ask iPag for it, or set Registration to Manual and enter the URL in iPag.',
		],
	),
	'iPag: a wrong address': said(
		'invalid_input',
		['iPag answered {0} when asked to {1}', 404, new Phrase('register the webhook')],
		['Check environment and base URL in the credential iPag API.'],
	),
	'iPag: a URL it does not take': said(
		'invalid_input',
		['iPag answered {0} when asked to {1}', 422, new Phrase('register the webhook')],
		[
			'iPag must be able to reach the URL: https, a public host name, 255 characters at most. Set WEBHOOK_URL where n8n runs behind a proxy.',
		],
	),
	'iPag: too many requests': said(
		'invalid_input',
		['iPag answered {0} when asked to {1}', 429, new Phrase('register the webhook')],
		['Wait a minute and publish the workflow again.'],
	),
	'iPag: out of order': said(
		'invalid_input',
		['iPag answered {0} when asked to {1}', 500, new Phrase('register the webhook')],
		['Publish the workflow again later, or set Registration to Manual and enter the URL in iPag.'],
	),
	'iPag: no answer to a list': said(
		'invalid_input',
		['iPag could not be asked to {0}: {1}', new Phrase('list the webhooks'), 'ECONNREFUSED'],
		[
			'Check that this n8n can reach iPag and that the environment in the credential iPag API is right, then publish the workflow again.',
		],
	),
	'iPag: no answer to a removal': said(
		'invalid_input',
		['iPag could not be asked to {0}: {1}', new Phrase('remove the webhook'), 'ECONNREFUSED'],
		[
			'Check that this n8n can reach iPag and that the environment in the credential iPag API is right, then publish the workflow again.',
		],
	),
	'iPag: no event selected': said(
		'invalid_input',
		['No event of iPag is selected'],
		['Choose the events that iPag is to send to this node.'],
	),
	'a credential with an empty secret': said('invalid_input', ['The {0} is empty', 'token']),
	'a secret with a space': said('invalid_input', [
		'The {0} has a space or a character that no header or URL can carry',
		'token',
	]),
	'a secret that can be guessed': said('invalid_input', [
		'The {0} can be guessed: choose {1} characters or more',
		'token',
		16,
	]),
	'a URL that takes webhooks': said(
		'invalid_input',
		['The receiver answered {0} {1}', 204, 'No Content'],
		['Webhooks can be delivered there'],
	),
	'a URL that takes webhooks by POST only': said(
		'invalid_input',
		['The receiver answered {0} {1}', 405, 'Method Not Allowed'],
		['That is usual for an address that takes nothing but webhooks, by POST'],
	),
	'a URL that is not found by GET': said(
		'invalid_input',
		['The receiver answered {0} {1}', 404, 'Not Found'],
		[
			'That is usual for an address that takes POST only; if deliveries get 404 too, check the path',
		],
	),
	'a URL that wants a proof': said(
		'invalid_input',
		['The receiver answered {0} {1}', 401, 'Unauthorized'],
		[
			'It refuses a request without proof: make sure that it takes the signature, token or headers of the subscription',
		],
	),
	'a URL that is asked too often': said(
		'invalid_input',
		['The receiver answered {0} {1}', 429, 'Too Many Requests'],
		['It gets too many requests just now: consider a rate limit for the subscription'],
	),
	'a URL behind a proxy': said(
		'invalid_input',
		['The receiver answered {0} {1}', 407, 'Proxy Authentication Required'],
		['A proxy stands before the receiver: use an address that is reached without one'],
	),
	'a URL that is closed for good': said(
		'invalid_input',
		['The receiver answered {0} {1}', 410, 'Gone'],
		[
			'The receiver says that this address is closed for good, and a delivery answered so switches its subscription off: ask for the new address',
		],
	),
	'a URL on the wrong server': said(
		'invalid_input',
		['The receiver answered {0} {1}', 421, 'Misdirected Request'],
		['The server does not know this host name: check it, or let the server be set up for it'],
	),
	'a URL that a court has closed': said(
		'invalid_input',
		['The receiver answered {0} {1}', 451, 'Unavailable For Legal Reasons'],
		['Access is blocked for legal reasons: ask who runs the receiver'],
	),
	'a URL that wants a certificate': said(
		'invalid_input',
		['The receiver answered {0} {1}', 496, 'SSL Certificate Required'],
		['The server wants a certificate from the sender: use an address that does not'],
	),
	'a URL with http:// for https://': said(
		'invalid_input',
		['The receiver answered {0} {1}', 497, 'HTTP Request Sent to HTTPS Port'],
		['The port speaks HTTPS: begin the URL with https://'],
	),
	'a URL of a server with an error': said(
		'invalid_input',
		['The receiver answered {0} {1}', 500, 'Internal Server Error'],
		[
			'The server itself has an error, and a delivery would meet it too: let who runs the receiver mend it, then check again',
		],
	),
	'a URL with a status that is none': said(
		'invalid_input',
		['The receiver answered {0} {1}', 999, 'Unknown'],
		['That is no status of an answer: check that the URL leads to a web server'],
	),
	'a URL that redirects to nowhere': said(
		'invalid_input',
		['The receiver answered {0} {1}', 304, 'Not Modified'],
		[
			'A redirect is never followed, so nothing would arrive: use the address at which the receiver itself answers',
		],
	),
	'a URL that redirects': said(
		'invalid_input',
		['The receiver answered {0} {1}', 301, 'Moved Permanently'],
		[
			'A redirect is never followed, so nothing would arrive: it leads to {0}; if that is the receiver, use that address',
			'https://members.example.com/login',
		],
	),
	'a URL with a name that nobody knows': said(
		'invalid_input',
		['The host name could not be resolved'],
		[
			'Check the spelling of {0}; a new name may take hours until it is known everywhere',
			'members.example.com',
		],
	),
	'a URL where nobody listens': said(
		'invalid_input',
		['No connection could be made'],
		[
			'Check host and port of {0}, and that the receiver runs and its firewall lets this server through',
			'members.example.com:8080',
		],
	),
	'a URL whose connection is closed, with http://': said(
		'invalid_input',
		['The connection was closed before there was an answer'],
		['Check that the port is that of a web server, and whether the URL must begin with https://'],
	),
	'a URL whose connection is closed, with https://': said(
		'invalid_input',
		['The connection was closed before there was an answer'],
		['Check that the port is that of a web server, and that no firewall ends the connection'],
	),
	'a URL with a bad certificate': said(
		'invalid_input',
		['No secure connection could be made'],
		[
			'The receiver needs a certificate for exactly {0}, in date, from a publicly trusted authority, and with its whole chain; if the port speaks plain HTTP, begin the URL with http://',
			'members.example.com',
		],
	),
	'a URL that does not answer in time': said(
		'invalid_input',
		['There was no answer within {0} ms', 15000],
		[
			'Check that {0} can be reached from this server, and that the receiver answers before it does its work',
			'members.example.com',
		],
	),
	'a URL that does not connect in time': said(
		'invalid_input',
		['No connection was made within {0} ms', 15000],
		[
			'Check that {0} can be reached from this server, and that the receiver answers before it does its work',
			'members.example.com',
		],
	),
	'a URL that times out otherwise': said(
		'invalid_input',
		['The other side did not react in time'],
		[
			'Check that {0} can be reached from this server, and that the receiver answers before it does its work',
			'members.example.com',
		],
	),
	'a URL of something that is no web server': said(
		'invalid_input',
		['The answer is not valid HTTP'],
		['Check that the port is that of a web server that speaks HTTP/1.1'],
	),
	'a URL that fails for no known reason': said(
		'invalid_input',
		['The request failed'],
		['Try again; if it stays so, look at the log of the receiver'],
	),
	'a delivery to a URL that is blocked': said('invalid_input', [
		'The URL is blocked or cannot be used',
	]),
	'a delivery that was stopped': said('invalid_input', [
		'The request was interrupted by the sender',
	]),
	'a delivery whose process died': said('invalid_input', [
		'The process that made this attempt ended or was paused before it could record the answer; the receiver may have got the request',
	]),
	'a delivery whose request cannot be built': said('invalid_input', [
		'The request cannot be built: {0}',
		'the header "host" cannot be set',
	]),
	'a subscription that a person switched off': said('conflict', ['Disabled by a user']),
	'a subscription that failed for too long': said('conflict', [
		'{0} deliveries in a row failed for good over more than 24 hours',
		5,
	]),
};

function said(
	code: ErrorCode,
	[message, ...values]: [string, ...PhraseValue[]],
	remedy?: [string, ...PhraseValue[]],
): Cause {
	return () => {
		const [key, ...remedyValues] = remedy ?? [];
		throw new CommerceWebhooksError(code, new Phrase(message, values), {
			...(key === undefined ? {} : { remedy: new Phrase(key, remedyValues) }),
		});
	};
}

function guard(environment: Record<string, string> = {}) {
	return createAddressGuard({ allowedNetworks: '', environment });
}

function anEvent(parts: Partial<OutgoingEvent>): OutgoingEvent {
	const timestamp = new Date(START).toISOString();
	return {
		id: 'evt_1',
		type: 'order.paid',
		timestamp,
		data: null,
		payload: null,
		...parts,
	};
}

function aRecord(parts: Partial<ReceivedEventRecord>): ReceivedEventRecord {
	return {
		...NODE,
		id: 'rcv_1',
		platform: 'hotmart',
		event: 'PURCHASE_APPROVED',
		eventId: 'a',
		test: false,
		valid: true,
		state: 'done',
		outcome: null,
		receivedAt: START,
		emittedAt: null,
		finishedAt: null,
		item: aReceivedEvent('a'),
		...parts,
	};
}

async function create({ subscriptions }: Store, fields: Record<string, unknown>): Promise<void> {
	const given = { name: 'Member area', url: 'https://example.com', events: ['*'], ...fields };
	await createSubscription(given, { subscriptions, guard: guard(), clock: systemClock });
}

/** Opens a store at a file that holds something else: a table, or no database at all. */
async function openOver(folder: string, sql: string | null): Promise<void> {
	const file = path.join(folder, sql === null ? 'text.sqlite' : 'other.sqlite');
	if (sql === null) writeFileSync(file, 'this is no database, '.repeat(300));
	else {
		const database = new DatabaseSync(file);
		database.exec(sql);
		database.close();
	}
	const store = await openStore({ engine: 'sqlite', path: file, encryptionKey: 'a' });
	await store.close();
}

import { spawnSync } from 'node:child_process';
import { createServer, request as httpClient, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { RequestShortcut } from '../../../nodes/shared/request-shortcut';
import { FakeClock } from '../../support/fake-clock';
import { httpRequest, type HttpRequest } from '../../support/lab/http-request';

const PATH = '/webhook/1f0c/hotmart';

let clock: FakeClock;
let shortcut: RequestShortcut;
let server: Server;
let url: string;
/** What is published, as n8n's tables say; `null`: nothing, or they cannot be asked. */
let published: string | null;
/** Paths that came to n8n. */
let seen: string[];
/** What n8n does with a request before it hands it to the node. */
let before: (request: IncomingMessage) => Promise<void>;
let isRouted: boolean;
let ask: () => Promise<string | null>;

beforeEach(async () => {
	clock = new FakeClock();
	published = 'version 1';
	seen = [];
	before = async () => undefined;
	isRouted = true;
	ask = async () => published;
	shortcut = new RequestShortcut({
		maximumBytes: 10,
		clock,
		publishedVersion: async () => await ask(),
	});
	server = createServer((request, response) => {
		seen.push(`${request.method} ${request.url}`);
		void before(request).then(async () => {
			if (isRouted) await learn(request);
			response.statusCode = isRouted ? 200 : 404;
			response.end('n8n');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`;
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

async function learn(request: IncomingMessage): Promise<void> {
	await shortcut.learn(request, {
		workflowId: 'workflow',
		answer: async (_request, response) => void response.end('direct'),
	});
}

/** Who answered: `n8n` or `direct`. */
async function send(options: HttpRequest = {}, to = url): Promise<string> {
	return (await httpRequest(to, options)).text;
}

async function sendMany(count: number): Promise<string[]> {
	return await Promise.all(Array.from({ length: count }, async () => await send()));
}

/** Two requests go through n8n: one names the URL, one is followed from its beginning. */
async function getKnown(): Promise<void> {
	expect([await send(), await send()]).toEqual(['n8n', 'n8n']);
	expect(await send()).toBe('direct');
	seen = [];
}

/** How many of so many connect at once within half a second in which nobody is let in. */
function connectedWhileBusy(count: number): number {
	const program = `
		let connected = 0;
		for (let index = 0; index < ${count}; index += 1) {
			const socket = require('node:net').connect(${Number(new URL(url).port)}, '127.0.0.1');
			socket.on('connect', () => (connected += 1)).on('error', () => undefined);
		}
		setTimeout(() => {
			console.log(connected);
			process.exit();
		}, 500);
	`;
	return Number(spawnSync(process.execPath, ['--eval', program], { encoding: 'utf8' }).stdout);
}

describe('a URL that n8n has handed to a node', () => {
	it('is answered directly, whatever its query', async () => {
		await getKnown();

		expect(await send({}, `${url}?token=a%2Bb`)).toBe('direct');
		expect(seen).toEqual([]);
	});

	it('is n8n’s for everything but what platforms send', async () => {
		await getKnown();

		expect(await send({ method: 'PUT' })).toBe('n8n');
		expect(await send({ method: 'GET' })).toBe('n8n');
		expect(await send({ headers: { origin: 'https://example.com' } })).toBe('n8n');
		expect(await send({}, `${url}?token[]=a`)).toBe('n8n');
		expect(await send({}, `${url}/`)).toBe('n8n');
		expect(await send({ body: 'eleven bytes' })).toBe('n8n');
		expect(await send({}, url.replace('/webhook/', '/webhook-test/'))).toBe('n8n');
	});

	it('is asked of n8n again after some minutes, by one request', async () => {
		await getKnown();
		await clock.advance(3 * 60_000);

		const answers = await sendMany(20);
		expect(answers.filter((answer) => answer === 'n8n')).toHaveLength(1);
		expect(await send()).toBe('direct');
	});

	it('is n8n’s again after five minutes, and a burst waits for the first to be answered', async () => {
		await getKnown();
		await clock.advance(10 * 60_000);

		const answers = await sendMany(20);
		expect(answers.filter((answer) => answer === 'n8n')).toHaveLength(1);
		expect(seen).toHaveLength(1);
	});

	it('answers nobody before all who connect at once are let in', async () => {
		await getKnown();
		let connections = 0;
		server.on('connection', () => (connections += 1));
		const connectedThen: number[] = [];
		ask = async () => {
			connectedThen.push(connections);
			return published;
		};

		expect(new Set(await sendMany(50))).toEqual(new Set(['direct']));
		expect(connectedThen).toEqual(Array(50).fill(50));
	});

	it('has room for a thousand who connect while it does something else', async () => {
		expect(connectedWhileBusy(1000)).toBeLessThan(1000);
		await getKnown();

		expect(connectedWhileBusy(1000)).toBe(1000);
	});

	it('waits for n8n while it has much to do', async () => {
		await getKnown();
		await clock.advance(10 * 60_000);
		let goOn = () => undefined as void;
		const busy = new Promise<void>((resolve) => (goOn = resolve));
		before = async () => await busy;
		const first = send({ body: '{}' });
		while (seen.length === 0) await clock.advance(0);
		const others = sendMany(3);
		for (let turn = 0; turn < 40; turn += 1) await clock.advance(100);
		expect(seen).toHaveLength(1);
		goOn();

		expect(await first).toBe('n8n');
		expect(await others).toEqual(['direct', 'direct', 'direct']);
	});

	it('does not wait for a sender who does not finish its request', async () => {
		await getKnown();
		await clock.advance(10 * 60_000);
		before = async (request) => {
			if (request.headers['content-length'] !== '5') return;
			await new Promise((resolve) => request.once('close', resolve));
		};
		const slow = httpClient(url, { method: 'POST', headers: { 'content-length': '5' } });
		slow.on('error', () => undefined);
		slow.flushHeaders();
		while (seen.length === 0) await clock.advance(0);

		const others = sendMany(3);
		for (let turn = 0; turn < 20; turn += 1) await clock.advance(50);
		expect(await others).toEqual(['n8n', 'n8n', 'n8n']);
		expect([await send(), await send()]).toEqual(['n8n', 'direct']);
		slow.destroy();
	});
});

describe('what is published', () => {
	it('is asked for each request: unpublished is n8n’s at once', async () => {
		await getKnown();
		published = null;

		expect([await send(), await send()]).toEqual(['n8n', 'n8n']);
	});

	it('is learned anew after a change', async () => {
		await getKnown();
		published = 'version 2';

		expect([await send(), await send()]).toEqual(['n8n', 'n8n']);
		expect(await send()).toBe('direct');
	});

	it('is not learned where it changed while n8n had the request', async () => {
		await getKnown();
		published = 'version 2';
		await send();
		before = async () => void (published = 'version 3');

		expect([await send(), await send()]).toEqual(['n8n', 'n8n']);
	});

	it('is n8n’s alone to know where its tables cannot be asked', async () => {
		ask = async () => await Promise.reject(new Error('no such table'));

		for (let time = 0; time < 5; time += 1) expect(await send()).toBe('n8n');
	});

	it('is forgotten where n8n hands the URL to nobody any more', async () => {
		await getKnown();
		isRouted = false;
		await clock.advance(3 * 60_000);
		expect((await httpRequest(url)).status).toBe(404);

		expect(await sendMany(5)).toEqual(Array(5).fill('n8n'));
	});
});

describe('a URL that n8n has begun to serve', () => {
	const END = '1f0c/hotmart';

	/** Nobody is answered before so many have come to n8n. */
	function answerOnlyTogether(count: number): void {
		before = async () => {
			while (seen.length < count) await new Promise((resolve) => setImmediate(resolve));
		};
	}

	it('has one of its first burst go through n8n, and the others wait for it', async () => {
		shortcut.expect('workflow', [END]);

		const answers = await sendMany(20);
		expect(answers.filter((answer) => answer === 'n8n')).toHaveLength(1);
		expect(seen).toHaveLength(1);
	});

	it('is n8n’s where it hands the first request to nobody, also the next time', async () => {
		shortcut.expect('workflow', [END]);
		isRouted = false;
		expect(await sendMany(5)).toEqual(Array(5).fill('n8n'));
		expect(seen).toHaveLength(5);

		seen = [];
		answerOnlyTogether(5);
		expect(await sendMany(5)).toEqual(Array(5).fill('n8n'));
	});

	it.each([
		['ended to serve it', () => shortcut.expect('workflow', [END])()],
		['serves another path', () => void shortcut.expect('workflow', [`other/${END}`])],
	])('is not waited for where n8n %s', async (_what, begin) => {
		begin();
		answerOnlyTogether(5);

		expect(await sendMany(5)).toEqual(Array(5).fill('n8n'));
	});
});

it('answers 503 where the node cannot say how the request ended', async () => {
	server.removeAllListeners('request');
	server.on('request', (request, response) => {
		const answer = async () => await Promise.reject(new Error('no answer'));
		void shortcut
			.learn(request, { workflowId: 'workflow', answer })
			.then(() => response.end('n8n'));
	});
	await send();
	await send();

	expect((await httpRequest(url)).status).toBe(503);
});

it('outlives a sender that goes away while it asks', async () => {
	await getKnown();
	let say: (version: string) => void = () => undefined;
	const asked = new Promise<void>((resolve) => {
		ask = async () => {
			resolve();
			return await new Promise<string>((answer) => (say = answer));
		};
	});
	const gone = httpClient(url, { method: 'POST', headers: { 'content-length': '5' } });
	gone.on('error', () => undefined);
	gone.flushHeaders();
	await asked;
	gone.destroy();
	await new Promise((resolve) => setImmediate(resolve));
	say('version 1');
	ask = async () => published;

	expect(await send()).toBe('direct');
});

it('leaves a request alone that came by no server of Node.js', async () => {
	const request = { method: 'POST', url: PATH, headers: {}, socket: {} } as IncomingMessage;

	await expect(learn(request)).resolves.toBeUndefined();
});

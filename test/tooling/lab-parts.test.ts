import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePorts, isPortFree } from '../support/lab/free-ports';
import { grepFolder } from '../support/lab/grep-folder';
import { httpRequest } from '../support/lab/http-request';
import { waitFor } from '../support/lab/wait-for';

describe('ports', () => {
	test('that are given can be listened on, and then are free no longer', async () => {
		const first = await freePorts(2);
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(first, '127.0.0.1', resolve));
		await expect(isPortFree(first)).resolves.toBe(false);
		await expect(isPortFree(first + 1)).resolves.toBe(true);
		await new Promise((resolve) => server.close(resolve));
		await expect(isPortFree(first)).resolves.toBe(true);
	});
});

describe('waiting', () => {
	test('ends with the first answer that is one', async () => {
		const answers = [undefined, null, false, 0];
		await expect(waitFor(() => answers.shift(), { pollMs: 1 })).resolves.toBe(0);
	});

	test('in vain says for what', async () => {
		const waiting = waitFor(() => false, { what: 'a miracle', timeoutMs: 1, pollMs: 1 });
		await expect(waiting).rejects.toThrow('Waited in vain for a miracle');
	});
});

describe('searching a folder', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'grep-test-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	beforeAll(() => {
		mkdirSync(path.join(folder, '.n8n/nodes/node_modules/x'), { recursive: true });
		const beforeTheBoundary = Buffer.alloc(4 * 1024 * 1024 - 3);
		const binary = Buffer.concat([beforeTheBoundary, Buffer.from('s3cret-token'), Buffer.alloc(9)]);
		writeFileSync(path.join(folder, '.n8n/database.sqlite-wal'), binary);
		writeFileSync(path.join(folder, '.n8n/nodes/node_modules/x/index.js'), 's3cret-token');
		writeFileSync(path.join(folder, 'empty.log'), '');
	});

	test('finds a text in binary files, across the borders of what is read at once', async () => {
		const found = await grepFolder(folder, 's3cret-token');
		expect(found.map(({ file, offset }) => ({ file, offset }))).toEqual([
			{ file: path.join('.n8n', 'database.sqlite-wal'), offset: 4 * 1024 * 1024 - 3 },
		]);
	});

	test('finds nothing where there is nothing', async () => {
		await expect(grepFolder(folder, 'another-token')).resolves.toEqual([]);
	});
});

describe('a request', () => {
	test('carries exactly the bytes and headers given, one sent twice included', async () => {
		let seen: { headers: IncomingMessage['rawHeaders']; body: Buffer } | undefined;
		const server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				seen = { headers: request.rawHeaders, body: Buffer.concat(chunks) };
				response.writeHead(418).end('short and stout');
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
		const body = Buffer.from([0x7b, 0xff, 0x00]);
		const answer = await httpRequest(url, { headers: { 'X-Token': ['one', 'two'] }, body });
		await new Promise((resolve) => server.close(resolve));

		expect(answer).toMatchObject({ status: 418, text: 'short and stout' });
		expect(seen?.body).toEqual(body);
		const values = seen?.headers.filter((_, index, all) => all[index - 1] === 'x-token');
		expect(values).toEqual(['one', 'two']);
	});
});

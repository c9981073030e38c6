import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { readBody, type BodyReading } from '../../../nodes/shared/read-body';

const limit = 1_048_576;

let server: Server;
let readings: Promise<BodyReading>[];
let answers: { atMs: number; peakBytes: number }[];

beforeEach(async () => {
	readings = [];
	answers = [];
	server = createServer((incoming, outgoing) => {
		const startedAt = performance.now();
		const before = process.memoryUsage();
		const reading = readBody(incoming, limit);
		readings.push(reading);
		void reading.then(({ kind }) => {
			const { heapUsed, external } = process.memoryUsage();
			const peakBytes = heapUsed + external - before.heapUsed - before.external;
			answers.push({ atMs: performance.now() - startedAt, peakBytes });
			outgoing.writeHead(kind === 'bytes' ? 200 : 413).end(kind);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

async function post(body: Buffer, headers: Record<string, string> = {}): Promise<string> {
	const { port } = server.address() as AddressInfo;
	return await new Promise((resolve, reject) => {
		const sent = request({ port, method: 'POST', headers }, (response) => {
			let text = '';
			response.on('data', (chunk: Buffer) => (text += chunk.toString()));
			response.on('end', () => resolve(text));
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

async function bytesOf(index = 0): Promise<string | null> {
	const reading = await readings[index];
	return reading?.kind === 'bytes' ? Buffer.from(reading.bytes).toString() : null;
}

describe('reading a body', () => {
	it.each([
		['nothing', 'identity', (body: Buffer) => body],
		['gzip', 'gzip', gzipSync],
		['gzip by its old name', 'X-GZIP', gzipSync],
		['deflate', 'deflate', deflateSync],
		['brotli', 'br', brotliCompressSync],
	])('undoes %s', async (_what, encoding, encode) => {
		await post(encode(Buffer.from('{"a":"ção"}')), { 'content-encoding': encoding });
		expect(await bytesOf()).toBe('{"a":"ção"}');
	});

	it('takes a body of the limit, and not one byte more', async () => {
		expect(await post(Buffer.alloc(limit))).toBe('bytes');
		expect(await post(Buffer.alloc(limit + 1))).toBe('tooLarge');
		expect(await post(gzipSync(Buffer.alloc(limit)), { 'content-encoding': 'gzip' })).toBe('bytes');
		expect(await post(gzipSync(Buffer.alloc(limit + 1)), { 'content-encoding': 'gzip' })).toBe(
			'tooLarge',
		);
	});

	it('counts the bytes of a body that does not say its size', async () => {
		const chunked = { 'transfer-encoding': 'chunked' };
		expect(await post(Buffer.alloc(limit + 1), chunked)).toBe('tooLarge');
		expect(await post(Buffer.from('{}'), chunked)).toBe('bytes');
	});

	it.each([
		['what is no gzip', Buffer.from('{"a":1}'), 'gzip'],
		['half of a gzip', gzipSync(Buffer.from('{"a":1}'.repeat(100))).subarray(0, 30), 'gzip'],
		['an encoding nobody knows', Buffer.from('{}'), 'lzma'],
	])('says that it cannot read %s', async (_what, body, encoding) => {
		expect(await post(body, { 'content-encoding': encoding })).toBe('unreadable');
	});

	it('ends when the sender goes away in the middle', async () => {
		const { port } = server.address() as AddressInfo;
		const sent = request({ port, method: 'POST', headers: { 'content-length': '1000' } });
		sent.on('error', () => undefined);
		const arrived = new Promise((resolve) => server.once('request', resolve));
		sent.write('{"half":');
		await arrived;
		sent.destroy();
		expect(await readings[0]).toMatchObject({ kind: 'unreadable' });
	});

	it('stops at the limit of a bomb: 300 of a gigabyte each, quickly and with flat memory', async () => {
		// Zeros a thousand times smaller: a megabyte on the wire, a gigabyte inflated.
		const bomb = gzipSync(Buffer.alloc(1024 ** 3), { level: 9 });
		expect(bomb.byteLength).toBeLessThan(1.1 * 1024 ** 2);
		for (let round = 0; round < 30; round += 1) {
			const kinds = await Promise.all(
				Array.from({ length: 10 }, () => post(bomb, { 'content-encoding': 'gzip' })),
			);
			expect(new Set(kinds)).toEqual(new Set(['tooLarge']));
		}
		expect(Math.max(...answers.map(({ atMs }) => atMs))).toBeLessThan(2_000);
		expect(Math.max(...answers.map(({ peakBytes }) => peakBytes))).toBeLessThan(128 * 1024 ** 2);
	}, 60_000);
});

/** Receivers that do what a receiver should not, each a row: how it behaves, and what is to be recorded of it. */
import { createServer, type Server, type Socket } from 'node:net';

import type { AttemptErrorCode } from '../../../src/model/delivery';
import type { Certificate } from '../../support/certificate';
import {
	breaksOff,
	drip,
	endless,
	gzipBomb,
	rawBytes,
	redirectTo,
	reset,
	silence,
	startReceiver,
	type Answer,
} from '../../support/receiver';

export interface HostileReceiver {
	url: string;
	/** Connections accepted so far, and those still open. */
	connections: { accepted: number; open: number };
	close(): Promise<void>;
}

export interface Hazard {
	name: string;
	start(certificate: Certificate): Promise<HostileReceiver>;
	expected: {
		outcome: 'delivered' | 'retry';
		/** `null` where there is no answer. */
		status: number | null;
		/** What is kept of the answer's body. */
		body?: RegExp;
		truncated?: boolean;
		error?: AttemptErrorCode;
	};
	/** Whether it keeps its requests to their deadlines. */
	holdsOn?: true;
	/** Only a request that is larger than the system's buffers gets to feel it. */
	needsLargeBody?: true;
	/** It does not see at once that its connection was ended. */
	isBlind?: true;
}

const FULL = /^a{16384}$/;
const CENTURY_SECONDS = '3155760000';

export const HAZARDS: readonly Hazard[] = [
	answering('an endless body', endless(), {
		outcome: 'delivered',
		status: 200,
		body: FULL,
		truncated: true,
	}),
	answering('an endless body after 500', endless(500), {
		outcome: 'retry',
		status: 500,
		body: FULL,
		truncated: true,
	}),
	answering(
		'a drip-fed body',
		drip(200, 50),
		{ outcome: 'delivered', status: 200, body: /^\.{2,25}$/, truncated: true },
		{ holdsOn: true },
	),
	answering(
		'a drip-fed body after 503',
		drip(503, 50),
		{ outcome: 'retry', status: 503, body: /^\.{2,25}$/, truncated: true },
		{ holdsOn: true },
	),
	answering(
		'drip-fed headers',
		dripAfter('HTTP/1.1 200 OK\r\nx: '),
		{ outcome: 'retry', status: null, error: 'timeout' },
		{ holdsOn: true },
	),
	answering(
		'early hints without end',
		dripAfter('', 'HTTP/1.1 103 Early Hints\r\n\r\n'),
		{ outcome: 'retry', status: null, error: 'timeout' },
		{ holdsOn: true },
	),
	answering(
		'no answer',
		silence(),
		{ outcome: 'retry', status: null, error: 'timeout' },
		{ holdsOn: true },
	),
	{
		name: 'a TLS handshake without end',
		start: async () => await startRaw('https', () => {}),
		expected: { outcome: 'retry', status: null, error: 'timeout' },
		holdsOn: true,
		isBlind: true,
	},
	{
		name: 'a request that is never read',
		start: async () => await startRaw('http', (socket) => void socket.pause()),
		expected: { outcome: 'retry', status: null, error: 'timeout' },
		holdsOn: true,
		needsLargeBody: true,
		isBlind: true,
	},
	answering('a gzip bomb', gzipBomb(), {
		outcome: 'delivered',
		status: 200,
		body: /^\[gzip, 16384 bytes\]$/,
		truncated: true,
	}),
	answering('headers without end', headersWithoutEnd, {
		outcome: 'retry',
		status: null,
		error: 'invalid_response',
	}),
	answering('a 200 whose body breaks off', breaksOff(200), {
		outcome: 'delivered',
		status: 200,
		body: /^half of$/,
		truncated: true,
	}),
	answering('a 201 whose body ends in a reset', resetAfter('HTTP/1.1 201 X', 'half of'), {
		outcome: 'delivered',
		status: 201,
		body: /^half of$/,
		truncated: true,
	}),
	answering('a reset in place of an answer', reset(), {
		outcome: 'retry',
		status: null,
		error: 'connection_reset',
	}),
	{
		name: 'a reset in mid-request',
		start: async () =>
			await startRaw('http', (socket) => socket.once('data', () => socket.resetAndDestroy())),
		expected: { outcome: 'retry', status: null, error: 'connection_reset' },
		needsLargeBody: true,
	},
	{
		name: 'a certificate of another name',
		start: async (certificate) => await startReceiver({ tls: certificate }),
		expected: { outcome: 'retry', status: null, error: 'tls' },
	},
	{
		name: 'a connection that is closed at once',
		start: async () => await startRaw('http', (socket) => void socket.end()),
		expected: { outcome: 'retry', status: null, error: 'connection_reset' },
	},
	answering('another protocol', rawBytes('220 mail.example ESMTP\r\n'), {
		outcome: 'retry',
		status: null,
		error: 'invalid_response',
	}),
	answering('a redirect to the metadata of a cloud', redirectTo('http://169.254.169.254/latest'), {
		outcome: 'retry',
		status: 302,
		body: /^moved$/,
		truncated: false,
	}),
	answering(
		'a Retry-After of a century',
		{ status: 429, headers: { 'retry-after': CENTURY_SECONDS } },
		{ outcome: 'retry', status: 429, body: /^$/, truncated: false },
	),
];

function answering(
	name: string,
	answer: Answer,
	expected: Hazard['expected'],
	more: Pick<Hazard, 'holdsOn'> = {},
): Hazard {
	return {
		name,
		start: async () => await startReceiver({ answer: () => answer }),
		expected,
		...more,
	};
}

/** Begins as told, then goes on a piece at a time for ever. */
function dripAfter(begun: string, piece = 'y'): Answer {
	return (socket) => {
		if (begun !== '') socket.write(begun);
		const timer = setInterval(() => socket.write(piece), 50);
		socket.on('close', () => clearInterval(timer));
	};
}

function headersWithoutEnd(socket: Socket): void {
	socket.write('HTTP/1.1 200 OK\r\n');
	const fill = () => {
		let hasRoom = true;
		while (hasRoom && !socket.destroyed) hasRoom = socket.write('x: y\r\n'.repeat(1000));
	};
	socket.on('drain', fill);
	fill();
}

function resetAfter(statusLine: string, begun: string): Answer {
	return (socket) =>
		void socket.write(`${statusLine}\r\ncontent-length: 1000\r\n\r\n${begun}`, () =>
			setTimeout(() => socket.resetAndDestroy(), 50),
		);
}

/** A server that is told of connections and not of requests. */
async function startRaw(
	protocol: 'http' | 'https',
	serve: (socket: Socket) => void,
): Promise<HostileReceiver> {
	const sockets = new Set<Socket>();
	const connections = { accepted: 0, open: 0 };
	const server: Server = createServer((socket) => {
		connections.accepted++;
		connections.open++;
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => {
			connections.open--;
			sockets.delete(socket);
		});
		serve(socket);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
	return {
		url: `${protocol}://127.0.0.1:${address.port}/`,
		connections,
		close: async () =>
			await new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
}

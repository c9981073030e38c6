import { createServer, type Socket } from 'node:net';

/** A mail server on loopback that takes every message and keeps it as it came. */
export interface Mailbox {
	readonly port: number;
	/** Whole messages, headers and all, in order of arrival. */
	readonly messages: string[];
	close(): Promise<void>;
}

/** Starts a server with as much of SMTP (RFC 5321) as it takes to be given a message. */
export async function startMailbox(): Promise<Mailbox> {
	const messages: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
		converse(socket, messages);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the mailbox has no port');
	return {
		port: address.port,
		messages,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
}

function converse(socket: Socket, messages: string[]): void {
	let received = '';
	let isMessage = false;
	const say = (line: string) => socket.write(`${line}\r\n`);
	say('220 mailbox');
	socket.on('data', (chunk) => {
		received += chunk.toString('latin1');
		for (;;) {
			const end = isMessage ? '\r\n.\r\n' : '\r\n';
			const at = received.indexOf(end);
			if (at === -1) return;
			const text = received.slice(0, at);
			received = received.slice(at + end.length);
			if (isMessage) messages.push(text);
			const isData = !isMessage && /^DATA$/i.test(text);
			const isQuit = !isMessage && /^QUIT$/i.test(text);
			isMessage = isData;
			say(isData ? '354 go on' : isQuit ? '221 bye' : '250 ok');
		}
	});
}

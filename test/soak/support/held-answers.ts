import type { Socket } from 'node:net';

import type { Answer } from '../../support/receiver';

/** Answers that are given when a test says so. */
export class HeldAnswers {
	private readonly sockets: Socket[] = [];

	/** How many requests wait for their answer. */
	get waiting(): number {
		return this.sockets.length;
	}

	/** What the receiver is told to do with a request whose answer is to wait. */
	hold(): Answer {
		return (socket) => void this.sockets.push(socket);
	}

	/** Answers all that wait. */
	give(status: number): void {
		for (const socket of this.sockets.splice(0)) {
			socket.write(`HTTP/1.1 ${status} X\r\ncontent-length: 0\r\n\r\n`);
		}
	}
}

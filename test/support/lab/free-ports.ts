import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the range that systems give to outgoing connections: a port from here is still free when n8n is started
 * again on it.
 */
const range = { from: 15_000, to: 30_000 };

/** Ports that nothing listens on now, next to each other: the first of them. */
export async function freePorts(count: number): Promise<number> {
	for (;;) {
		const first = randomInt(range.from, range.to - count);
		const ports = Array.from({ length: count }, (_, index) => first + index);
		const free = await Promise.all(ports.map(isPortFree));
		if (free.every(Boolean)) return first;
	}
}

/** Whether something could listen on this port of the loopback address. */
export async function isPortFree(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
